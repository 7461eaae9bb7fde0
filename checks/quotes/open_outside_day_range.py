"""Opening price outside the day's range.

What it does: asks that the opening price lies between the day's low and high.
Why it matters: the first price is one of the prices that the range is made of; outside of it, one of the three was misread or is yesterday's.
Instead: read all three from one block of the page, by their labels.
Source: yfinance, price repair, and any open-high-low-close convention.
Known false alarms: none on 1,933 real quotes with all three. Not asked of crypto, whose range is often that of the last 24 hours; an opening price, low or high of 0 is taken as unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._columns import CRYPTO, answers, is_type
from ._ranges import inside

if TYPE_CHECKING:
    import pandas as pd


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    holds, known = inside(quotes, "open", "day_low", "day_high")
    return answers(quotes, holds, known & ~is_type(quotes, *CRYPTO))


CHECK = Check(
    code="Q203",
    name="open-outside-day-range",
    severity="error",
    reads=("open", "day_low", "day_high"),
    may_read=("symbol", "quote_type"),
    holds=_holds,
    message="{symbol}: the opening price {open} is outside the day's range {day_low}..{day_high}",
    hint="One of the three was misread, or is yesterday's.",
    passes=({"symbol": "SPY", "price": 691.03, "open": 691.51, "day_low": 688.34, "day_high": 691.51},),
    fails=(
        {"symbol": "SPY", "price": 691.03, "open": 6915.1, "day_low": 688.34, "day_high": 691.51},
        {"symbol": "SPY", "price": 691.03, "open": 688.31, "day_low": 688.34, "day_high": 691.51},
    ),
    skips=(
        {"symbol": "SPY", "price": 691.03, "open": 0.0, "day_low": 688.34, "day_high": 691.51},
        {"symbol": "BTC-USD", "price": 97000.0, "open": 99000.0, "day_low": 96100.0, "day_high": 98000.0, "quote_type": "crypto"},
        {"symbol": "SPY", "price": 691.03, "open": 691.51},
    ),
)
