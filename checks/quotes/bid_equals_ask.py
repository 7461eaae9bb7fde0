"""Bid equal to ask.

What it does: flags a bid that is exactly the ask.
Why it matters: a locked market lasts for a moment; on a page, one of the two was mostly read twice.
Instead: look at the selectors of both fields.
Source: the highfrequency package for R (Cornelissen, Boudt, Kleen), on spreads; SEC Regulation NMS, rule 610(d), which forbids locking quotations.
Known false alarms: not measured, for want of real quotes with bid and ask. Not asked of currencies and crypto, whose spread is often below the last digit shown, nor outside regular hours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._columns import CRYPTO, FX, answers, is_type, numbers, outside_regular_hours

if TYPE_CHECKING:
    import pandas as pd


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    bid, ask = numbers(quotes, "bid"), numbers(quotes, "ask")
    return answers(quotes, bid != ask, (bid != 0) & (ask != 0) & ~is_type(quotes, *FX, *CRYPTO) & ~outside_regular_hours(quotes))


CHECK = Check(
    code="Q208",
    name="bid-equals-ask",
    severity="warning",
    reads=("bid", "ask"),
    may_read=("symbol", "quote_type", "market_state"),
    holds=_holds,
    message="{symbol}: bid and ask are both {bid}",
    hint="One of the two was probably read twice.",
    passes=({"symbol": "A", "price": 144.41, "bid": 144.4, "ask": 144.42},),
    fails=({"symbol": "A", "price": 144.41, "bid": 144.41, "ask": 144.41},),
    skips=(
        {"symbol": "EURUSD=X", "price": 1.0834, "bid": 1.0834, "ask": 1.0834, "quote_type": "fx"},
        {"symbol": "A", "price": 144.41, "bid": 0.0, "ask": 0.0},
        {"symbol": "A", "price": 144.41},
    ),
)
