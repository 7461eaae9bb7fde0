"""A body of less than 80 per cent of the text that the page declares.

What it does: compares the number of words, markup aside, with those of the declared `articleBody`. A declared text under 200 characters is a teaser itself, and is not asked.
Why it matters: the page carries the whole text in its metadata, and the parsed body has less.
Instead: take the declared text, or look at what the selector of the body leaves out.
Source: schema.org, property articleBody: "the actual body of the article".
Known false alarms: none of the 16 pages of 179 that declare their text.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._witnesses import declared_body_share

LEAST = 0.8


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    share = declared_body_share(articles)
    return verdicts(articles, ~(share < LEAST), ~np.isnan(share))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"share": 100 * declared_body_share(articles)}, index=articles.index)


CHECK = Check(
    code="A205",
    name="short-of-declared-body",
    severity="error",
    reads=("body", "declared_body"),
    holds=_holds,
    explain=_explain,
    points_at="body",
    message="the body is {share:.0f} % as long as the text that the page declares",
    hint="Take the text that the page declares, or look at what the selector of the body leaves out.",
    passes=({"body": "word " * 100, "declared_body": "word " * 120}, {"body": "word " * 100, "declared_body": "<p>" + "word  " * 100 + "</p>"}),
    fails=({"body": "word " * 100, "declared_body": "word " * 130},),
    skips=({"body": "word " * 10, "declared_body": "word " * 40}, {"body": "word " * 10}),
)
