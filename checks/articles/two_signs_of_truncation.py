"""An article with two independent signs that a part of it is missing.

What it does: adds up signs that are each a warning at most: an unfinished end, too few words for the stated reading time (A202) or for the declared count or text (under 90 %), a body no longer than 1.5 times the description, a length on a usual limit, fewer than 300 words of an article that is not free to read.
Why it matters: one sign may be chance; two that know nothing of each other are not.
Instead: compare with the page, and look for what cuts.
Source: evidence adds up: with false-alarm rates of a few per cent each, two at once are one in a thousand.
Known false alarms: none of 179 complete news articles with the metadata of their pages.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._witnesses import witnesses

ENOUGH = 2


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, witnesses(articles).signs.sum(axis=1) < ENOUGH)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    seen = witnesses(articles)
    signs = [", ".join(name for name, sign in zip(seen.names, row, strict=True) if sign) for row in seen.signs]
    return pd.DataFrame({"signs": signs}, index=articles.index)


CHECK = Check(
    code="A210",
    name="two-signs-of-truncation",
    severity="error",
    reads=("body",),
    may_read=("read_minutes", "declared_words", "declared_body", "description", "free_to_read"),
    holds=_holds,
    explain=_explain,
    message="a part of the article is missing: {signs}",
    hint="Compare with the page, and look for what cuts the text.",
    passes=(
        {"body": "The minister resigned on Monday. " * 20, "read_minutes": 1, "declared_words": 100},
        {"body": "Nobody in the capital expected that the prime minister would accept it so", "read_minutes": 1},
        {"body": "The minister resigned on Monday. " * 40, "read_minutes": 2},
    ),
    fails=(
        {"body": "The minister resigned on Monday. " * 50 + "Nobody in the capital expected that the prime minister would accept it so", "read_minutes": 3},
        {"body": "The minister resigned on Monday. " * 17 + "Nobody in the capital expected that", "declared_words": 125},
        {"body": "The minister resigned on Monday. " * 40, "free_to_read": False, "read_minutes": 3},
    ),
    skips=({"body": None}, {"title": "A headline"}),
)
