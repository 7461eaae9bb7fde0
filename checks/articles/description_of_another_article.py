"""A body that has hardly a word of its description.

What it does: looks in bodies of a hundred words and more for the words of five letters and more of the first 120 characters of the description, by their first five letters; flagged are bodies with at most 15 per cent of them. Descriptions with fewer than five such words are not asked, nor those in scripts whose words
    are not told apart by spaces.
Why it matters: body and description belong to different articles, or the description is that of the site.
Instead: take both from the same article of the page.
Source: of 166 real descriptions 2 have so few words in common with their article; of pairs put together at random two in three.
Known false alarms: none of 166 real pages; of two that come near it one is a paywalled preview.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._body import body, strings
from ._titles import hardly_about
from ._words import words

ENOUGH, LEAST = 100, 0.15


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    found = np.full(len(articles), None, dtype=object)
    rows = np.flatnonzero((words(articles) >= ENOUGH) & articles["description"].notna())
    strange = hardly_about(strings(articles["description"].iloc[rows]), body(articles), rows, LEAST)
    found[rows] = [None if one is None else not one for one in strange]
    return pd.Series(found, index=articles.index, dtype="boolean")


CHECK = Check(
    code="A411",
    name="description-of-another-article",
    severity="warning",
    reads=("description", "body"),
    holds=_holds,
    message="the body has hardly a word of its description: {description!r}",
    hint="Take body and description from the same article of the page.",
    passes=({"description": "The minister resigned on Monday and nobody followed", "body": "The minister went home on Monday. " * 30},),
    fails=({"description": "Ten simple recipes with autumn pumpkins and mushrooms", "body": "The minister went home on Monday. " * 30},),
    skips=({"description": "Ten simple recipes with autumn pumpkins and mushrooms", "body": "The minister went home."}, {"description": "He did.", "body": "The minister went home. " * 30}),
)
