"""A body of less than half the words that its reading time means.

What it does: compares the number of words with the stated reading time at 200 words a minute. A stated minute says nothing, since sites print no less.
Why it matters: the page counted the whole article; half of it or more is missing.
Instead: look at what the selector of the body takes: often the first paragraph only.
Source: Medium counts 265 words a minute, WordPress plugins 200 to 250, Brysbaert 2019 measures 238 for silent reading: 200 gives the shortest text that a number of minutes can mean.
Known false alarms: none of 179 complete news articles with reading times reckoned at 200, 238 and 265 words a minute, rounded or rounded up; only 3 of their pages print one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._witnesses import read_share
from ._words import words

LEAST = 0.5


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    share = read_share(articles)
    return verdicts(articles, ~(share < LEAST), ~np.isnan(share))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"words": words(articles), "share": 100 * read_share(articles)}, index=articles.index)


CHECK = Check(
    code="A201",
    name="far-shorter-than-read-time",
    severity="error",
    reads=("body", "read_minutes"),
    holds=_holds,
    explain=_explain,
    points_at="body",
    message='{words:.0f} words are {share:.0f} % of what "{read_minutes:g} min" of reading means',
    hint="Look at what the selector of the body takes; half of the article or more is missing.",
    passes=({"body": "word " * 300, "read_minutes": 3}, {"body": "word " * 200, "read_minutes": 2}, {"body": "历时答问大会在进入中段之际" * 42, "read_minutes": 2}),
    fails=({"body": "word " * 299, "read_minutes": 3}, {"body": "word " * 70, "read_minutes": 4}),
    skips=({"body": "word " * 70, "read_minutes": 1}, {"body": "word " * 70}, {"body": "", "read_minutes": 3}),
)
