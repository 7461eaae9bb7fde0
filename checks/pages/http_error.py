"""A page that came with an error status.

What it does: compares the HTTP status of the page with 400.
Why it matters: the body of a 403, 404, 429 or 503 is the server's apology; its words and numbers are not the site's.
Instead: do not keep pages with an error status; retry those of 429 and 5xx later.
Source: RFC 9110, sections 15.5 and 15.6; some sites answer robots with numbers of their own above 599.
Known false alarms: a few sites send their real pages with a wrong status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

if TYPE_CHECKING:
    import pandas as pd


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    # Recorders of browser traffic write 0, or -1, for a request that got no answer: there is no page to judge.
    return answer(pages["status"] < 400, pages["status"] > 0)


CHECK = Check(
    code="P101",
    name="http-error",
    severity="error",
    reads=("status",),
    holds=_holds,
    message="the page came with status {status:.0f}",
    hint="Do not keep pages with an error status; retry those of 429 and 5xx later.",
    passes=({"status": 200}, {"status": 203}, {"status": 304}, {"status": 399}),
    fails=({"status": 400}, {"status": 404}, {"status": 429}, {"status": 503}, {"status": 999}),
    skips=({"status": 0}, {"status": -1}, {"status": None}, {"text": "A page."}),
)
