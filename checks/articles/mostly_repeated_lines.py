"""A body of which three lines in ten have been there before.

What it does: in bodies of ten lines and more, counts the lines that are the same as an earlier one.
Why it matters: menus, tables of buttons and lists of links repeat; articles do not.
Instead: narrow the selector of the body.
Source: Rae et al. 2021 (Gopher), table A1: fraction of duplicate lines 0.30.
Known false alarms: 2 of 179 complete news articles (a meal plan and a list of shows), none of 26 in other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._repeats import first_again, repeats

MOST = 0.3


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    share = repeats(articles).share
    return verdicts(articles, ~(share > MOST))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"share": 100 * repeats(articles).share, "offset": [first_again(text) for text in articles["body"]]}, index=articles.index)


CHECK = Check(
    code="A312",
    name="mostly-repeated-lines",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="{share:.0f} % of the lines of the body have been there before",
    hint="Narrow the selector of the body; this looks like a list of links or buttons.",
    passes=({"body": "\n".join(f"Line {number} of the news" for number in range(12))}, {"body": "Buy now\nBuy now"}),
    fails=({"body": "\n".join(["A name", "Buy now"] * 8)},),
    skips=({"body": None}, {"title": "A headline"}),
)
