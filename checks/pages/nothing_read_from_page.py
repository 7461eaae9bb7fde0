"""A page with text that was not read.

What it does: looks for pages of at least 50 words from which no quote, observation or article came, and for pages from which quotes or observations came while at least
50 words of prose beside them went into no article.
Why it matters: the page was kept and says something, so either the wrong page was fetched or the reader does not know its form.
Instead: look at the page; narrow the sources to the pages that matter, or keep the records that your scraper parsed.
Source: docs/design.md: a record is never dropped silently.
Known false alarms: pages of another kind kept on purpose; long notices beside quotes.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check
from pagegate.frames import answer

from ._markup import MAY_READ, shown

ENOUGH = 50


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    left = pages["unread_words"].fillna(0)
    read = (pages["records"] > 0) & (left < ENOUGH)
    return answer(read, pages["records"].notna() & ((shown(pages).words >= ENOUGH) | (left >= ENOUGH)))


def _explain(pages: pd.DataFrame) -> pd.DataFrame:
    left = pages["unread_words"].fillna(0)
    nothing = "the page has text, and no quote, observation or article was read from it"
    return pd.DataFrame({"what": [nothing if not records else f"{words:.0f} words of prose on the page went into no article" for records, words in zip(pages["records"], left, strict=True)]}, index=pages.index)


CHECK = Check(
    code="P108",
    name="nothing-read-from-page",
    severity="warning",
    reads=("records",),
    may_read=(*MAY_READ, "unread_words"),
    holds=_holds,
    explain=_explain,
    message="{what}",
    hint="Look at the page: it may be the wrong one, or of a form that the reader does not know.",
    passes=({"text": "word " * 60, "records": 1}, {"text": "word " * 60, "records": 1, "unread_words": 49}),
    fails=({"text": "word " * 60, "records": 0}, {"text": "word " * 60, "records": 3, "unread_words": 50}),
    skips=({"text": "word " * 60}, {"text": "word " * 40, "records": 0}),
)
