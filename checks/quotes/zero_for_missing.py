"""Zero where a price is not known.

What it does: flags a previous close, opening price or end of a range that is 0 or below beside a price above 0. Bid and ask are left out: 0 is the usual way to print that there is none;
    so are the opening price and the day's range where the volume is 0, for a day without trades has none.
Why it matters: whoever divides by a previous close of 0 gets infinity, and the mean of a column with such zeros is wrong; the other rules take 0 as unknown.
Instead: leave the field empty where the page shows 0 or nothing.
Source: yfinance, price repair, missing data: zeros among prices are taken as missing and filled anew.
Known false alarms: none on 1,933 real quotes with these fields. Not asked of futures and rates, which can be zero or below.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._columns import FUTURE, RATE, Numbers, answers, is_type, numbers

_FIELDS = ("previous_close", "open", "day_low", "day_high", "week52_low", "week52_high")
_OF_THE_DAY = ("open", "day_low", "day_high")


def _judged(quotes: pd.DataFrame, name: str) -> Numbers:
    """A field, NaN where it is one of the day's and nothing was traded on it."""
    value = numbers(quotes, name)
    return np.where(numbers(quotes, "volume") == 0, np.nan, value) if name in _OF_THE_DAY else value


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    known = np.zeros(len(quotes), dtype=bool)
    zero = np.zeros(len(quotes), dtype=bool)
    for name in _FIELDS:
        value = _judged(quotes, name)
        known |= ~np.isnan(value)
        zero |= value <= 0
    return answers(quotes, ~zero, known & (numbers(quotes, "price") > 0) & ~is_type(quotes, *FUTURE, *RATE))


def _explain(quotes: pd.DataFrame) -> pd.DataFrame:
    """Which fields are zero or below."""
    zero = {name: _judged(quotes, name) <= 0 for name in _FIELDS}
    # Failing rows only, and their few fields.
    words = [", ".join(name for name in _FIELDS if zero[name][row]) for row in range(len(quotes))]
    return pd.DataFrame({"zeros": words}, index=quotes.index)


CHECK = Check(
    code="Q209",
    name="zero-for-missing",
    severity="warning",
    reads=("price",),
    may_read=("symbol", "quote_type", "volume", *_FIELDS),
    holds=_holds,
    explain=_explain,
    message="{symbol} costs {price}, so this cannot be 0 or below: {zeros}",
    hint="Leave the field empty where the page shows 0 or nothing.",
    passes=({"symbol": "SPY", "price": 691.03, "previous_close": 690.62, "day_low": 688.34, "day_high": 691.51},),
    fails=(
        {"symbol": "NEW", "price": 10.1, "previous_close": 0.0},
        {"symbol": "A", "price": 144.41, "previous_close": 144.0, "day_low": 0.0, "day_high": 145.0},
    ),
    skips=({"symbol": "SPY", "price": 691.03}, {"symbol": "HALT", "price": 4.02, "open": 0.0, "day_low": 0.0, "day_high": 0.0, "volume": 0}, {"symbol": "CL=F", "price": 10.01, "previous_close": -37.63, "quote_type": "future"}),
)
