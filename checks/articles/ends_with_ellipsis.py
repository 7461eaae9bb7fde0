"""A long body that trails off.

What it does: flags a body of 150 words and more that ends in an ellipsis; A103 flags the shorter ones.
Why it matters: a text cut for display gets an ellipsis; an author seldom ends on one.
Instead: compare the end with the page.
Source: one complete article of 179 ends so, and both previews.
Known false alarms: 1 of 179 complete news articles, none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._endings import ELLIPSIS, ends_in, last_words
from ._words import words

SHORT = 150


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~ends_in(articles, ELLIPSIS), words(articles) >= SHORT)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"ending": last_words(articles)}, index=articles.index)


CHECK = Check(
    code="A104",
    name="ends-with-ellipsis",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body trails off: {ending!r}",
    hint="Compare the end with the page; a text cut for display gets an ellipsis.",
    passes=({"body": "word " * 150 + "and the end."},),
    fails=({"body": "word " * 150 + "and so on..."}, {"body": "word " * 150 + "and so […]"}),
    skips=({"body": "The minister resigned on..."}, {"body": None}),
)
