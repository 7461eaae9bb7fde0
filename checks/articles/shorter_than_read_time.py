"""A body of 50 to 70 per cent of the words that its reading time means.

What it does: compares the number of words with the stated reading time at 200 words a minute; A201 flags the shorter ones.
Why it matters: a part of the article may be missing; sites that add time for pictures print more minutes too.
Instead: compare with the page.
Source: as A201; Medium adds 12 seconds for the first picture and less for each further one.
Known false alarms: TBD
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._witnesses import read_share
from ._words import words

LEAST, ENOUGH = 0.5, 0.7


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    share = read_share(articles)
    return verdicts(articles, ~(share < ENOUGH), share >= LEAST)


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
    passes=({"body": "word " * 420, "read_minutes": 3},),
    fails=({"body": "word " * 419, "read_minutes": 3}, {"body": "word " * 300, "read_minutes": 3}),
    skips=({"body": "word " * 299, "read_minutes": 3}, {"body": "word " * 100, "read_minutes": 1}, {"body": "word " * 70}),
)
