"""A body that is short for its reading time, though more than half is there.

What it does: compares the number of words with the stated reading time at 200 words a minute: flagged are bodies with less than 70 per cent of the words, and fewer than fill one minute less, so that rounding up is no excuse. A201 flags those with less than half.
Why it matters: a part of the article may be missing; sites that add time for pictures print more minutes too.
Instead: compare with the page.
Source: as A201; Medium adds 12 seconds for the first picture and less for each further one.
Known false alarms: none of 179 complete news articles with reading times reckoned at 200, 238 and 265 words a minute, rounded or rounded up; of the 3 pages that print one, 1 is flagged (574 words, "5 min").
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._witnesses import read_share, short_to_read
from ._words import words

LEAST = 0.5


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~short_to_read(articles), read_share(articles) >= LEAST)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"words": words(articles), "share": 100 * read_share(articles)}, index=articles.index)


CHECK = Check(
    code="A202",
    name="shorter-than-read-time",
    severity="warning",
    reads=("body", "read_minutes"),
    holds=_holds,
    explain=_explain,
    points_at="body",
    message='{words:.0f} words are {share:.0f} % of what "{read_minutes:g} min" of reading means',
    hint="Compare with the page; a part of the article may be missing, or the site adds time for pictures.",
    passes=({"body": "word " * 420, "read_minutes": 3}, {"body": "word " * 401, "read_minutes": 3}, {"body": "word " * 201, "read_minutes": 2}),
    fails=({"body": "word " * 399, "read_minutes": 3}, {"body": "word " * 300, "read_minutes": 3}, {"body": "word " * 690, "read_minutes": 5}),
    skips=({"body": "word " * 299, "read_minutes": 3}, {"body": "word " * 100, "read_minutes": 1}, {"body": "word " * 70}),
)
