"""A date of publication before 1995.

What it does: flags dates before 1 January 1995.
Why it matters: zero dates (1970-01-01), years of two digits and dates from the text give such years; archives have real ones.
Instead: take the date from the page's metadata; ignore this rule for archives.
Source: htmldate (Barbaresi 2020): earliest date 1 January 1995.
Known false alarms: of 133 dates from the metadata of real pages 5 are flagged, all of them 1 January of the year 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

if TYPE_CHECKING:
    import pandas as pd


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return articles["published_at"] >= np.datetime64("1995-01-01")


CHECK = Check(
    code="A407",
    name="published-before-the-web",
    severity="warning",
    reads=("published_at",),
    holds=_holds,
    message="the article was published at {published_at}, before there were news sites",
    hint="Take the date from the metadata of the page; this may be a zero date.",
    passes=({"published_at": "1995-01-01"}, {"published_at": "2025-10-23T21:07"}),
    fails=({"published_at": "1970-01-01T00:00:00Z"}, {"published_at": "1994-12-31"}),
    skips=({"published_at": None}, {"title": "A headline"}),
)
