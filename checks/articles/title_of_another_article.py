"""A body that has none of the words of its title.

What it does: looks in bodies of a hundred words and more for the words of four letters and more of the title, by their first five letters; titles with fewer than three such words are not asked,
    nor those in scripts whose words are not told apart by spaces (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese).
Why it matters: the body belongs to another article, or is no article at all.
Instead: take title and body from the same article of the page.
Source: of 175 real titles none shares no word with its article; of pairs put together at random 47 % share none.
Known false alarms: none of 175 real pages whose titles have three such words, and none of 26 articles in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._body import body, strings
from ._titles import strange_to
from ._words import words

ENOUGH = 100


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    found = np.full(len(articles), None, dtype=object)
    rows = np.flatnonzero((words(articles) >= ENOUGH) & articles["title"].notna())
    strange = strange_to(strings(articles["title"].iloc[rows]), body(articles), rows)
    found[rows] = [None if one is None else not one for one in strange]
    return pd.Series(found, index=articles.index, dtype="boolean")


CHECK = Check(
    code="A410",
    name="title-of-another-article",
    severity="warning",
    reads=("title", "body"),
    holds=_holds,
    points_at="title",
    message="the body has none of the words of its title {title!r}",
    hint="Take title and body from the same article of the page.",
    passes=({"title": "The minister resigns on Monday", "body": "The minister went home. " * 30}, {"title": "Ministerial resignations shake parliament", "body": "A minister went home. " * 30}),
    fails=({"title": "Ten recipes for pumpkin soup", "body": "The minister went home. " * 30},),
    skips=({"title": "Ten recipes for pumpkin soup", "body": "The minister went home."}, {"title": "He did", "body": "The minister went home. " * 30}, {"title": None, "body": "word"}, {"title": "港特首梁振英就住宅 违建事件道歉 两岸三地新闻", "body": "The minister went home. " * 30}),
)
