"""Price outside the day's range.

What it does: asks that the price lies between the day's low and high.
Why it matters: the last price is one of the prices that the range is made of; outside of it, price or range was misread or belongs to another row.
Instead: read price and range from one block of the page; say in `market_state` when the price is from before the opening or after the close.
Source: yfinance, price repair, and any open-high-low-close convention.
Known false alarms: none on 1,933 real quotes with a range. Quotes taken outside regular hours, whose range is that of the regular session, and crypto, whose range and price may
come from different spans, are asked by a rule that warns only; a low or high of 0 is taken as unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._columns import CRYPTO, answers, is_type, outside_regular_hours
from ._ranges import inside

if TYPE_CHECKING:
    import pandas as pd


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    holds, known = inside(quotes, "price", "day_low", "day_high")
    return answers(quotes, holds, known & ~outside_regular_hours(quotes) & ~is_type(quotes, *CRYPTO))


CHECK = Check(
    code="Q202",
    name="price-outside-day-range",
    severity="error",
    reads=("price", "day_low", "day_high"),
    may_read=("symbol", "market_state", "quote_type"),
    holds=_holds,
    message="{symbol}: price {price} is outside the day's range {day_low}..{day_high}",
    hint="Price or range was misread, or belongs to another row. If the price is from extended hours, say so in market_state.",
    passes=(
        {"symbol": "SPY", "price": 691.03, "day_low": 688.34, "day_high": 691.51},
        {"symbol": "SPY", "price": 691.51, "day_low": 688.34, "day_high": 691.51},
        {"symbol": "SPY", "price": "691.514", "day_low": "688.34", "day_high": "691.51", "market_state": "REGULAR"},
    ),
    fails=(
        {"symbol": "SPY", "price": 69.10, "day_low": 688.34, "day_high": 691.51},
        {"symbol": "SPY", "price": 691.53, "day_low": 688.34, "day_high": 691.51},
    ),
    skips=(
        {"symbol": "SPY", "price": 693.0, "day_low": 688.34, "day_high": 691.51, "market_state": "POST"},
        {"symbol": "BTC-USD", "price": 97000.0, "day_low": 97100.0, "day_high": 98000.0, "quote_type": "crypto"},
        {"symbol": "SPY", "price": 691.03, "day_low": 0.0, "day_high": 0.0},
        {"symbol": "SPY", "price": 691.03, "day_low": 688.34},
    ),
)
