"""A symbol that stands for none.

What it does: flags symbols that are the word of a program for nothing (`nan`, `None`, `null`, `undefined`, `[object Object]`, `#N/A`, `--`) or the header of the column
    (`Symbol`, `Ticker`). Capitals make a symbol: NAN and NULL are ones.
Why it matters: the quote belongs to nobody, and all such quotes of a scrape look like one share.
Instead: store no record where the row has no symbol, and skip the header row.
Source: Python, ECMAScript and spreadsheet conventions for a missing value.
Known false alarms: none of 13,649 real US quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from pagegate import Check

from ._columns import answers, is_any

if TYPE_CHECKING:
    import pandas as pd

_NONE = pa.array([
    "nan", "NaN", "None", "none", "null", "Null", "undefined", "[object Object]", "#N/A", "N/A", "n/a", "--", "-", "Symbol", "symbol", "Ticker", "ticker", "SYMBOL", "TICKER",
], pa.large_string())  # fmt: skip


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    symbol = quotes["symbol"]
    return answers(quotes, ~is_any(quotes, "symbol", _NONE), np.asarray(symbol.notna(), dtype=bool))


CHECK = Check(
    code="Q407",
    name="symbol-is-placeholder",
    severity="error",
    reads=("symbol",),
    holds=_holds,
    message="the symbol is {symbol!r}, which is none",
    hint="Store no record where the row has no symbol, and skip the header row.",
    passes=({"symbol": "NAN", "price": 11.2}, {"symbol": "NULL", "price": 1.0}, {"symbol": "S&P 500", "price": 5808.12}),
    fails=({"symbol": "nan", "price": 11.2}, {"symbol": "None", "price": 11.2}, {"symbol": "Symbol", "price": 1.0}, {"symbol": "undefined", "price": 1.0}),
    skips=({"symbol": None, "price": 1.0},),
)
