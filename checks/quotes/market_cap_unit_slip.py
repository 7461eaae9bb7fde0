"""Market cap a thousand times too large or too small.

What it does: compares the market cap with price x shares outstanding and flags a ratio of 300 and more, or of 1/300 and less.
Why it matters: a K, M or B was lost or read twice from one of the two.
Instead: read the letter behind the number; multiply where the page's heading says "in millions".
Source: market capitalisation = price x shares outstanding, by definition.
Known false alarms: not measured, for want of real quotes with shares outstanding. Prices in hundredths (GBp, ZAc, ILA) are taken into account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._columns import answers
from ._market_cap import cap_ratio

if TYPE_CHECKING:
    import pandas as pd

#: Between the hundredfold of a currency's hundredths and the thousandfold of a lost letter, in even steps of the logarithm.
_FAR = 300.0


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    ratio, known = cap_ratio(quotes)
    return answers(quotes, (ratio < _FAR) & (ratio > 1 / _FAR), known)


CHECK = Check(
    code="Q303",
    name="market-cap-unit-slip",
    severity="warning",
    reads=("market_cap", "price", "shares_outstanding"),
    may_read=("symbol", "currency"),
    holds=_holds,
    message="{symbol}: a market cap of {market_cap} is not of the size of {price} x {shares_outstanding} shares",
    hint="Look for a K, M or B that was lost or read twice.",
    passes=(
        {"symbol": "A", "price": 144.41, "shares_outstanding": "293.05M", "market_cap": "42.32B"},
        {"symbol": "VOD.L", "price": 71.2, "currency": "GBp", "shares_outstanding": "24.5B", "market_cap": "17.4B"},
        {"symbol": "A", "price": 144.41, "shares_outstanding": "293.05M", "market_cap": "84.6B"},
    ),
    fails=(
        {"symbol": "A", "price": 144.41, "shares_outstanding": "293.05M", "market_cap": "42.32M"},
        {"symbol": "A", "price": 144.41, "shares_outstanding": 293.05, "market_cap": "42.32B"},
    ),
    skips=({"symbol": "A", "price": 144.41, "shares_outstanding": "293.05M", "market_cap": 0}, {"symbol": "A", "price": 144.41, "market_cap": "42.32B"}),
)
