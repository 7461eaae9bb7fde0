"""Price of extended hours, or of crypto, outside the day's range.

What it does: notes a price outside the day's range where that may be: before the opening, after the close, or in crypto.
Why it matters: price and range then come from different sessions; who computes a share of the range from them gets less than 0 or more than 1.
Instead: keep the price of the regular session beside its range, and the one of extended hours in a column of its own.
Source: yfinance, price repair; Yahoo Finance gives preMarketPrice and postMarketPrice apart from regularMarketPrice and its day range.
Known false alarms: not measured, for want of real quotes of extended hours with a range.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._columns import CRYPTO, answers, is_type, outside_regular_hours
from ._ranges import inside

if TYPE_CHECKING:
    import pandas as pd


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    mixed = outside_regular_hours(quotes) | is_type(quotes, *CRYPTO)
    if not mixed.any():
        return answers(quotes, ~mixed, mixed)
    holds, known = inside(quotes, "price", "day_low", "day_high")
    return answers(quotes, holds, known & mixed)


CHECK = Check(
    code="Q204",
    name="extended-price-outside-day-range",
    severity="warning",
    reads=("price", "day_low", "day_high"),
    may_read=("symbol", "market_state", "quote_type"),
    holds=_holds,
    message="{symbol}: price {price} is outside the day's range {day_low}..{day_high}, which may be of another session",
    hint="Keep the regular session's price beside its range.",
    passes=({"symbol": "SPY", "price": 691.0, "day_low": 688.34, "day_high": 691.51, "market_state": "POST"},),
    fails=(
        {"symbol": "SPY", "price": 693.0, "day_low": 688.34, "day_high": 691.51, "market_state": "POST"},
        {"symbol": "BTC-USD", "price": 97000.0, "day_low": 97100.0, "day_high": 98000.0, "quote_type": "crypto"},
    ),
    skips=({"symbol": "SPY", "price": 693.0, "day_low": 688.34, "day_high": 691.51}, {"symbol": "SPY", "price": 693.0, "market_state": "POST"}),
)
