"""Price a hundred times the previous close, or a hundredth of it.

What it does: flags a price that is 90 to 110 times the previous close, or the previous close 90 to 110 times the price.
Why it matters: pence were read as pounds, cents as dollars, or a decimal comma was taken for a thousands separator.
Instead: read the currency beside the number (GBp, ZAc and ILA are hundredths), and the decimal mark of the page's language.
Source: yfinance, price repair: a ratio that rounds to 100 (to the nearest 20) is a currency unit mix-up.
Known false alarms: none on 1,933 real quotes with a previous close. A reverse split of 100 to 1 whose previous close was not adjusted is flagged too: the two are not comparable. Not asked
of options and warrants, which do move so, nor of rates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._arithmetic import shown
from ._columns import OPTION, RATE, answers, is_type, numbers

if TYPE_CHECKING:
    import pandas as pd

_LEAST, _MOST = 90, 110


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    price, previous = numbers(quotes, "price"), numbers(quotes, "previous_close")
    applies = (price > 0) & (previous > 0) & ~is_type(quotes, *OPTION, *RATE)
    holds = ~((price >= _LEAST * previous) & (price < _MOST * previous) | (previous >= _LEAST * price) & (previous < _MOST * price))
    rows = np.flatnonzero(applies & ~holds)
    if len(rows):
        # Of 0.04, all that is known is that it is between 0.035 and 0.045: no number to take a ratio of.
        both = (shown(quotes, name, rows) for name in ("price", "previous_close"))
        applies[rows] = np.logical_and.reduce([one.half * 10 <= one.value for one in both])
    return answers(quotes, holds, applies)


CHECK = Check(
    code="Q108",
    name="price-off-by-hundred",
    severity="error",
    reads=("price", "previous_close"),
    may_read=("symbol", "quote_type"),
    holds=_holds,
    message="{symbol}: price {price} and previous close {previous_close} are a hundred apart: one of them is in another unit",
    hint="Look at pence against pounds (GBp, ZAc, ILA), and at decimal commas.",
    passes=(
        {"symbol": "VOD.L", "price": 71.2, "previous_close": 70.9},
        {"symbol": "A", "price": 8900.0, "previous_close": 100.0},
        {"symbol": "A", "price": 12.0, "previous_close": 100.0},
    ),
    fails=(
        {"symbol": "VOD.L", "price": 71.2, "previous_close": 0.712},
        {"symbol": "VOD.L", "price": 0.71, "previous_close": 71.2},
        {"symbol": "SAP.DE", "price": "24012", "previous_close": "238,40"},
    ),
    skips=(
        {"symbol": "OPT", "price": 1.0, "previous_close": 0.01, "quote_type": "option"},
        {"symbol": "A", "price": 100.0, "previous_close": 0},
        {"symbol": "A", "price": "4", "previous_close": "0.04"},
        {"symbol": "A", "price": 100.0},
    ),
)
