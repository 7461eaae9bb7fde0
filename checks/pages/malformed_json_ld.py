"""JSON-LD on the page that cannot be read.

What it does: parses every `application/ld+json` block in the markup.
Why it matters: the block states the article's title, date and words, or the quote's price, in a form made for programs; a scraper that relies on it gets nothing, or half.
Instead: read the value from the page's text, or mend what the site leaves wrong (raw newlines in strings are usual).
Source: W3C JSON-LD 1.1, section 7.1: the content of the element must be a valid JSON document.
Known false alarms: none possible: it says what happened; 5 of 129 real pages with JSON-LD have such a block. Newlines and tabs inside strings are let pass, as search engines do.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pandas as pd

from pagegate import Check

from ._markup import MAY_READ, shown

_BLOCK = re.compile(r"""<script\b[^>]{0,400}?\btype\s*=\s*["']?application/ld\+json["']?[^>]{0,400}?>(.*?)</script""", re.IGNORECASE | re.DOTALL)
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")


def _readable(markup: str) -> bool | None:
    blocks = [_WRAPPING.sub("", block).strip() for block in _BLOCK.findall(markup)]
    return all(_is_json(block) for block in blocks if block) if any(blocks) else None


def _is_json(block: str) -> bool:
    for text in (block, html.unescape(block)):
        try:
            json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        return True
    return False


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    markup = shown(pages).markup
    candidates = markup[markup.str.contains("ld+json", regex=False)]
    # JSON can only be parsed one block at a time; only pages that have a block are gone through.
    answers = pd.Series([_readable(text) for text in candidates], index=candidates.index, dtype="boolean")
    return answers.reindex(pages.index)


CHECK = Check(
    code="P111",
    name="malformed-json-ld",
    severity="warning",
    may_read=MAY_READ,
    holds=_holds,
    points_at="html",
    message="a JSON-LD block of the page is no valid JSON",
    hint="Read the values from the page's text, or mend what the site leaves wrong in its JSON.",
    passes=({"html": '<html><script type="application/ld+json">{"@type": "NewsArticle", "headline": "A\nB"}</script></html>'},),
    fails=(
        {"html": '<html><script type="application/ld+json">{"@type": "NewsArticle", "headline": "A" "b"}</script></html>'},
        {"html": "<html><script type='application/ld+json'>{'@type': 'NewsArticle',}</script></html>"},
    ),
    skips=({"html": "<html><p>No block.</p></html>"}, {"html": "<html><script type='application/ld+json'> </script></html>"}, {"text": "No markup."}),
)
