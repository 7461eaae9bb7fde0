"""A page with text from which nothing was read.

What it does: looks for pages of at least 50 words from which no quote, observation or article came.
Why it matters: the page was kept and says something, so either the wrong page was fetched or the reader does not know its form.
Instead: look at the page; narrow the sources to the pages that matter, or keep the records that your scraper parsed.
Source: docs/design.md: a record is never dropped silently.
Known false alarms: pages of another kind kept on purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._markup import MAY_READ, shown

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 50


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    return answer(pages["records"] > 0, pages["records"].notna() & (shown(pages).words >= ENOUGH))


CHECK = Check(
    code="P108",
    name="nothing-read-from-page",
    severity="warning",
    reads=("records",),
    may_read=MAY_READ,
    holds=_holds,
    message="the page has text, and no quote, observation or article was read from it",
    hint="Look at the page: it may be the wrong one, or of a form that the reader does not know.",
    passes=({"text": "word " * 60, "records": 1},),
    fails=({"text": "word " * 60, "records": 0},),
    skips=({"text": "word " * 60}, {"text": "word " * 40, "records": 0}),
)
