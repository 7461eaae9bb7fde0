"""A body of less than 80 per cent of the words that the page declares.

What it does: compares the number of words with the declared `wordCount`; in scripts without spaces, where sites count characters, with the number of characters. Declared counts under 20 are of something else.
Why it matters: the page counted the whole article, and a fifth of it or more is missing.
Instead: look at what the selector of the body leaves out: lists, quotations, what is loaded later.
Source: schema.org, property wordCount: "the number of words in the text of the CreativeWork".
Known false alarms: only 1 page of 179 declares a count, and it holds.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._witnesses import declared_share
from ._words import words

LEAST = 0.8


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    share = declared_share(articles)
    return verdicts(articles, ~(share < LEAST), ~np.isnan(share))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"words": words(articles), "share": 100 * declared_share(articles)}, index=articles.index)


CHECK = Check(
    code="A204",
    name="short-of-declared-words",
    severity="error",
    reads=("body", "declared_words"),
    holds=_holds,
    explain=_explain,
    points_at="body",
    message="{words:.0f} words are {share:.0f} % of the {declared_words:.0f} that the page declares",
    hint="Look at what the selector of the body leaves out.",
    passes=({"body": "word " * 80, "declared_words": 100}, {"body": "word " * 130, "declared_words": 100}, {"body": "历时答问大会在进入中段之际" * 5, "declared_words": 65}),
    fails=({"body": "word " * 79, "declared_words": 100}, {"body": "历时答问大会在进入中段之际" * 5, "declared_words": 165}),
    skips=({"body": "word " * 79}, {"body": "word", "declared_words": 0}, {"body": None, "declared_words": 100}),
)
