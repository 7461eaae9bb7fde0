"""A title that shares no word with the headline.

What it does: compares the words of four letters and more by their first five letters; in scripts without spaces, pairs of letters.
Why it matters: the title or the headline belongs to another article.
Instead: take both from the same article of the page.
Source: a headline is worded again for the title, but about the same things.
Known false alarms: of 176 real pages 7 are flagged where the first heading of the page is taken for the headline: in 6 it is the site's name or a warning, in 1 the editors chose other words.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._titles import share_a_word


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    # A loop over rows, of those that differ: each pair has words of its own.
    rows = np.flatnonzero(articles["title"].notna() & articles["headline"].notna() & (articles["title"] != articles["headline"]))
    pairs = zip(articles["title"].iloc[rows].tolist(), articles["headline"].iloc[rows].tolist(), strict=True)
    alike = np.ones(len(articles), dtype=bool)
    alike[rows] = [share_a_word(title, headline) for title, headline in pairs]
    return pd.Series(alike, index=articles.index)


CHECK = Check(
    code="A403",
    name="title-unlike-headline",
    severity="warning",
    reads=("title", "headline"),
    holds=_holds,
    message="the title {title!r} and the headline {headline!r} have no word in common",
    hint="Take both from the same article of the page.",
    passes=({"title": "Minister resigns", "headline": "The resignation of the minister"}, {"title": "A", "headline": "A"}, {"title": "部長が辞任", "headline": "外務部長の辞任"}),
    fails=({"title": "Minister resigns", "headline": "Ten recipes for pumpkin soup"},),
    skips=({"title": "Minister resigns"}, {"headline": "Minister resigns"}),
)
