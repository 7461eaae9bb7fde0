"""A title that shares no word with the headline.

What it does: compares the words of four letters and more by their first five letters; in scripts without spaces, pairs of letters.
Why it matters: the title or the headline belongs to another article.
Instead: take both from the same article of the page.
Source: a headline is worded again for the title, but about the same things.
Known false alarms: TBD
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._titles import share_a_word


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    # A loop over rows, of those that differ: each pair has words of its own.
    asked = articles[["title", "headline"]].notna().all(axis=1) & (articles["title"] != articles["headline"])
    alike = [share_a_word(title, headline) if ask else True for ask, title, headline in zip(asked, articles["title"], articles["headline"], strict=True)]
    return pd.Series(alike, index=articles.index, dtype=bool)


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
