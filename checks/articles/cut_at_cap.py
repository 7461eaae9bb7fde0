"""A body whose length is exactly a usual limit.

What it does: compares the length of the body, in characters and in bytes, with the limits that columns, interfaces and previews have: 140, 160, 200, 255, 256, 500, 512, 1000, 1024, 2000, 2048, 4096, 5000, 8192, 10000, 32767, 65535. A body that ends with a full stop is not asked: one in five hundred has such a length by chance.
Why it matters: a column or an interface cuts at such a length without a word.
Instead: look for the limit, and raise it.
Source: usual sizes of columns and cells: VARCHAR(255), TEXT 65,535 bytes (MySQL reference manual, data type storage), 32,767 characters in a cell (Excel specifications).
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._witnesses import at_cap


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, at_cap(articles) == 0)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"limit": at_cap(articles)}, index=articles.index)


CHECK = Check(
    code="A209",
    name="cut-at-cap",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body is exactly {limit} long, a usual limit",
    hint="Look for a limit of that length between the page and the record.",
    passes=({"body": "a" * 198 + "."}, {"body": "word " * 53}, {"body": "a" * 199 + "."}),
    fails=({"body": "a" * 255}, {"body": "é" * 256}, {"body": "é" * 128}),
    skips=({"body": None}, {"title": "A headline"}),
)
