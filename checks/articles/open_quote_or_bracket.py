"""A quotation or bracket opened in the last paragraph and not closed.

What it does: counts curly and angled quotation marks and brackets in the last line of the body, straight ones too where no digit stands before them (an inch mark).
Why it matters: a text cut inside a quotation leaves it open.
Instead: compare the end with the page.
Source: in the last paragraph only: over the whole body 11 % of complete articles are out of balance, since quotations of several paragraphs are closed once.
Known false alarms: none of 179 complete news articles, 1 of 26 in other languages and scripts (a quotation closed with an apostrophe).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import body, verdicts
from ._endings import last_words, left_open


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~left_open(body(articles)))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"ending": last_words(articles)}, index=articles.index)


CHECK = Check(
    code="A108",
    name="open-quote-or-bracket",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the last paragraph opens a quotation or bracket and does not close it: {ending!r}",
    hint="Compare the end with the page; the text may be cut inside the quotation.",
    passes=(
        {"body": "“We met,” she said, “and talked (for an hour).”"},
        {"body": 'The 12" pizza costs more than the 9" pizza and the 7" pizza.'},
        {"body": "“We met on Monday.\n“We talked for an hour.”"},
    ),
    fails=(
        {"body": "We met on Monday. “We talked for an hour."},
        {"body": "We met on Monday (and talked for an hour."},
        {"body": 'We met on Monday. He said: "We talked for an hour.'},
    ),
    skips=({"body": None}, {"title": "A headline"}),
)
