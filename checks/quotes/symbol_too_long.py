"""Symbol longer than any symbol or label.

What it does: asks that the symbol, without the blanks around it, has at most 32 characters.
Why it matters: a sentence, or a whole line of the page, was taken for the symbol.
Instead: look at the selector of the symbol; full names belong into `name`.
Source: the longest symbols are those of options in the format of the Options Clearing Corporation, 21 characters; the labels of indices on news pages are shorter still.
Known false alarms: none on 19,587 real quotes, whose longest symbol has 14 characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pagegate import Check

from ._columns import answers

if TYPE_CHECKING:
    import pandas as pd

_MOST = 32


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    symbol = quotes["symbol"]
    # No text has more characters than bytes, which are counted without a look at it.
    holds = ~pc.greater(pc.binary_length(pa.array(symbol.array)), _MOST).fill_null(fill_value=False).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(~holds)
    holds[rows] = (symbol.iloc[rows].str.strip().str.len() <= _MOST).to_numpy(dtype=bool, na_value=False)
    return answers(quotes, holds, np.ones(len(quotes), dtype=bool))


CHECK = Check(
    code="Q401",
    name="symbol-too-long",
    severity="error",
    reads=("symbol",),
    holds=_holds,
    message="the symbol {symbol!r} has more than 32 characters",
    hint="Look at the selector of the symbol; full names belong into name.",
    passes=({"symbol": "S&P 500", "price": 2111.72}, {"symbol": "A" * 32, "price": 1.0}, {"symbol": " " * 20 + "FCHI" + " " * 20, "price": 1.0}),
    fails=({"symbol": "A" * 33, "price": 1.0}, {"symbol": "Anthropic Extends Google Cloud Partnership", "price": 1.0}),
    skips=({"symbol": None, "price": 1.0},),
)
