"""Price of zero or below.

What it does: asks that the price is above zero.
Why it matters: nothing that trades has cost 0.00; a page shows it before the first trade, after a delisting, or when its own feed failed, and whoever
divides by it gets infinity.
Instead: treat 0.00 as "no price", or take the previous close where the page shows one.
Source: the highfrequency package for R (Cornelissen, Boudt, Kleen), noZeroPrices: observations with a price of zero are deleted.
Known false alarms: none on 16,767 real quotes that have a price. Futures (oil closed at -37.63 on 20 April 2020), yields, rates and bonds are exempt by `quote_type`; so is a
negative number under the symbol of a future or a yield (`CL=F`, `^IRX`, `DE2Y`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._columns import FUTURE, RATE, answers, is_type, numbers

if TYPE_CHECKING:
    import pandas as pd

#: Futures as Yahoo marks them, its yields of the US Treasury, and yields as charting sites name them: DE2Y, US10Y.
_MAY_BE_NEGATIVE = r"=F$|^\^(?:IRX|FVX|TNX|TYX)$|^[A-Z]{2}[0-9]{1,2}[YM]$"


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    price = numbers(quotes, "price")
    holds = price > 0
    applies = ~is_type(quotes, *FUTURE, *RATE)
    rows = np.flatnonzero(applies & (price < 0))
    # Symbols are asked in the few rows that would fail: a regular expression over all of them is slow.
    applies[rows] = ~quotes["symbol"].iloc[rows].str.contains(_MAY_BE_NEGATIVE).to_numpy(dtype=bool, na_value=False)
    return answers(quotes, holds, applies)


CHECK = Check(
    code="Q101",
    name="price-not-positive",
    severity="error",
    reads=("price",),
    may_read=("symbol", "quote_type"),
    holds=_holds,
    message="{symbol} costs {price}",
    hint="A price of 0.00 mostly means that the page had none yet. If this is a future or a yield, say so in quote_type.",
    passes=({"symbol": "AAU", "price": 0.1401}, {"symbol": "FCHI", "price": 8074.23, "change_pct": 0.08}),
    fails=({"symbol": "FCHI", "price": "0.00"}, {"symbol": "FCHI", "price": -8074.23}, {"symbol": "A", "price": -1.5, "quote_type": "equity"}),
    skips=(
        {"symbol": "CL=F", "price": -37.63, "quote_type": "future"},
        {"symbol": "DE2Y", "price": -0.71},
        {"symbol": "EURIBOR", "price": 0.0, "quote_type": "rate"},
        {"symbol": "CL=F", "price": -37.63},
        {"symbol": "FCHI", "price": "NA"},
    ),
)
