"""Market cap that is not price times shares.

What it does: notes a market cap that differs from price x shares outstanding by more than 5 % and rounding.
Why it matters: one of the three may be of another day or another class of share.
Instead: look at the page; a company with several classes of shares has one market cap for all of them.
Source: market capitalisation = price x shares outstanding, by definition.
Known false alarms: not measured, for want of real quotes with shares outstanding. Every company with two listed classes, and every depositary receipt that stands for several shares, differs rightly;
for that it is a note and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._columns import answers
from ._market_cap import cap_ratio, cap_rounding

if TYPE_CHECKING:
    import pandas as pd

_ROOM, _SLIP = 0.05, 300.0


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    ratio, known = cap_ratio(quotes)
    known = known & (ratio < _SLIP) & (ratio > 1 / _SLIP)
    holds = np.abs(ratio - 1) <= _ROOM
    rows = np.flatnonzero(known & ~holds)
    holds[rows] = np.abs(ratio[rows] - 1) <= _ROOM + cap_rounding(quotes, rows)
    return answers(quotes, holds, known)


CHECK = Check(
    code="Q304",
    name="market-cap-disagrees",
    severity="info",
    reads=("market_cap", "price", "shares_outstanding"),
    may_read=("symbol", "currency"),
    holds=_holds,
    message="{symbol}: {price} x {shares_outstanding} shares is not the market cap {market_cap}",
    hint="See whether all three are of one day, and whether the company has other classes of shares.",
    passes=(
        {"symbol": "A", "price": 144.41, "shares_outstanding": "293.05M", "market_cap": "42.32B"},
        {"symbol": "A", "price": 144.41, "shares_outstanding": "3M", "market_cap": "0.5B"},
    ),
    fails=({"symbol": "A", "price": 144.41, "shares_outstanding": "293.05M", "market_cap": "84.64B"},),
    skips=(
        {"symbol": "A", "price": 144.41, "shares_outstanding": "293.05M", "market_cap": "42.32M"},
        {"symbol": "A", "price": 144.41, "shares_outstanding": "293.05M"},
    ),
)
