"""A body of more than two and a half times the words that its reading time means.

What it does: compares the number of words with the stated reading time at 200 words a minute.
Why it matters: the body holds more than the article: comments, related stories, a second article; or the reading time belongs to another.
Instead: narrow the selector of the body.
Source: as A201; 500 words a minute is above what the fastest sites count (300).
Known false alarms: none of the 3 pages of 179 that print a reading time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._body import body, verdicts
from ._witnesses import A_MINUTE
from ._words import words

MOST = 2.5


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    minutes = articles["read_minutes"].to_numpy(dtype=float, na_value=np.nan)
    return verdicts(articles, ~(words(articles) > MOST * A_MINUTE * minutes), ~body(articles).blank & (minutes > 0))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"words": words(articles)}, index=articles.index)


CHECK = Check(
    code="A203",
    name="longer-than-read-time",
    severity="warning",
    reads=("body", "read_minutes"),
    holds=_holds,
    explain=_explain,
    points_at="body",
    message='{words:.0f} words are more than "{read_minutes:g} min" of reading can mean',
    hint="Narrow the selector of the body; it seems to take more than the article.",
    passes=({"body": "word " * 500, "read_minutes": 1}, {"body": "word " * 600, "read_minutes": 3}),
    fails=({"body": "word " * 501, "read_minutes": 1}, {"body": "word " * 1600, "read_minutes": 3}),
    skips=({"body": "word " * 501}, {"body": "word " * 501, "read_minutes": 0}),
)
