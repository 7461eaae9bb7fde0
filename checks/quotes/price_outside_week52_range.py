"""Price outside the 52-week range.

What it does: asks that the price lies between the 52-week low and high. Many pages renew the range after the close only, so a price that left it today is let pass: where yesterday's price
(previous close, or price less change) was inside, or, if that is not known, where the price is outside by no more than 10 %.
Why it matters: the price or the range was misread, is in another unit, or belongs to another share; after a split the range may be unadjusted.
Instead: read price and range from one block of the page.
Source: the range is made of the prices of the last 52 weeks, by definition.
Known false alarms: not measured, for want of real quotes with a 52-week range. A low or high of 0 is taken as unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._columns import answers, numbers
from ._ranges import inside

if TYPE_CHECKING:
    import pandas as pd

_ROOM = 0.1


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    holds, known = inside(quotes, "price", "week52_low", "week52_high")
    rows = np.flatnonzero(known & ~holds)
    if len(rows):
        price, low, high, before, change = (numbers(quotes, name)[rows] for name in ("price", "week52_low", "week52_high", "previous_close", "change"))
        before = np.where(np.isnan(before), price - change, before)
        left_today = (before >= low) & (before <= high)
        near = np.isnan(before) & (price >= low * (1 - _ROOM)) & (price <= high * (1 + _ROOM))
        holds[rows] = left_today | near
    return answers(quotes, holds, known)


CHECK = Check(
    code="Q206",
    name="price-outside-week52-range",
    severity="warning",
    reads=("price", "week52_low", "week52_high"),
    may_read=("symbol", "change", "previous_close"),
    holds=_holds,
    message="{symbol}: price {price} is outside the 52-week range {week52_low}..{week52_high}, and was before today",
    hint="Price or range was misread, or the range was not adjusted for a split.",
    passes=(
        {"symbol": "SPY", "price": 691.03, "week52_low": 481.8, "week52_high": 697.84},
        {"symbol": "SPY", "price": 699.0, "change": 2.0, "week52_low": 481.8, "week52_high": 697.84},
        {"symbol": "SPY", "price": 699.0, "week52_low": 481.8, "week52_high": 697.84},
    ),
    fails=(
        {"symbol": "SPY", "price": 69.1, "week52_low": 481.8, "week52_high": 697.84},
        {"symbol": "SPY", "price": 705.0, "previous_close": 701.0, "week52_low": 481.8, "week52_high": 697.84},
    ),
    skips=({"symbol": "SPY", "price": 691.03, "week52_low": 0.0, "week52_high": 0.0}, {"symbol": "SPY", "price": 691.03}),
)
