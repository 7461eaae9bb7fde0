"""Volume of zero on a day with different prices.

What it does: flags a volume of 0 where the day's high is above its low.
Why it matters: two prices need two trades; the volume was not read, or the range is of another day.
Instead: leave the volume empty where the page shows none.
Source: yfinance, price repair: a volume of 0 beside a price that moved is taken as missing.
Known false alarms: not measured, for want of real quotes with a volume of 0 and a range. Not asked of indices, currencies, crypto and futures, which many sites show with a volume of 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._columns import CRYPTO, FUTURE, FX, answers, is_index, is_type, numbers
from ._ranges import ordered

if TYPE_CHECKING:
    import pandas as pd


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    volume = numbers(quotes, "volume")
    applies = (numbers(quotes, "day_low") != 0) & (numbers(quotes, "day_high") != 0) & ~is_type(quotes, *FX, *CRYPTO, *FUTURE)
    holds = volume != 0
    rows = np.flatnonzero(applies & ~holds)
    if len(rows):
        part = quotes[[name for name in ("day_high", "day_high.step", "day_low", "day_low.step") if name in quotes]].iloc[rows]
        holds[rows], _ = ordered(part, "day_high", "day_low")
        applies[rows] = ~is_index(quotes, rows) & ~quotes["symbol"].iloc[rows].str.contains(r"=[XF]$").to_numpy(dtype=bool, na_value=False)
    return answers(quotes, holds, applies)


CHECK = Check(
    code="Q302",
    name="volume-zero-but-traded",
    severity="warning",
    reads=("volume", "day_low", "day_high"),
    may_read=("symbol", "quote_type"),
    holds=_holds,
    message="{symbol}: prices from {day_low} to {day_high} with a volume of {volume}",
    hint="Leave the volume empty where the page shows none.",
    passes=(
        {"symbol": "A", "price": 144.41, "volume": 2021029, "day_low": 143.0, "day_high": 145.0},
        {"symbol": "A", "price": 144.41, "volume": 0, "day_low": 144.41, "day_high": 144.41},
    ),
    fails=({"symbol": "A", "price": 144.41, "volume": 0, "day_low": 143.0, "day_high": 145.0},),
    skips=(
        {"symbol": "^FCHI", "price": 8074.23, "volume": 0, "day_low": 8040.5, "day_high": 8081.3},
        {"symbol": "EURUSD=X", "price": 1.0834, "volume": 0, "day_low": 1.08, "day_high": 1.09},
        {"symbol": "A", "price": 144.41, "volume": 0},
    ),
)
