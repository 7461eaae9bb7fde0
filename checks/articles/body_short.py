"""A body of 20 to 49 words.

What it does: counts the words of the body, as A010 does, which flags the shorter ones.
Why it matters: most texts this short are teasers or first paragraphs; a few are complete briefs.
Instead: compare with the page; if the site does print briefs, ignore this rule for it.
Source: Rae et al. 2021 (Gopher), table A1: documents of fewer than 50 words are dropped.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts. Sites that print briefs have more.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Axis, Check, Picture

from ._body import body, verdicts
from ._words import words

FEWEST, ENOUGH = 20, 50


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    count = words(articles)
    return verdicts(articles, count >= ENOUGH, count >= FEWEST)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"words": words(articles)}, index=articles.index)


def _length(articles: pd.DataFrame) -> pd.DataFrame:
    bodies = body(articles)
    return pd.DataFrame({"x": np.where(bodies.blank, np.nan, bodies.characters)}, index=articles.index)


PICTURE = Picture(
    title="Length of articles",
    told="Each bar is the number of articles of that length",
    x=Axis(label="length of the body", unit="characters", low=10, high=1_000_000, step=8, logarithmic=True),
    reads=("body",),
    values=_length,
    marks=("A1", "A2"),
    marked="shows signs of having been cut",
)
CHECK = Check(
    code="A011",
    name="body-short",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    picture=PICTURE,
    message="the body has only {words:.0f} words",
    hint="Compare with the page: this may be a teaser or the first paragraph alone.",
    passes=({"body": "word " * 50},),
    fails=({"body": "word " * 49}, {"body": "word " * 20}),
    skips=({"body": "word " * 19}, {"title": "A headline"}),
)
