"""Bid above ask.

What it does: asks that the best bid is not above the best ask.
Why it matters: such a market would trade until it was gone; on a page the two were swapped, or come from different moments.
Instead: read both from one block of the page, by their labels.
Source: the highfrequency package for R (Cornelissen, Boudt, Kleen), rmNegativeSpread: entries with a negative spread are deleted.
Known false alarms: not measured, for want of real quotes with bid and ask. A bid or ask of 0 is taken as unknown. Not asked of quotes outside regular hours, when bids and asks
of different venues and hours stand side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._columns import answers, outside_regular_hours
from ._ranges import ordered

if TYPE_CHECKING:
    import pandas as pd


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    holds, known = ordered(quotes, "bid", "ask")
    return answers(quotes, holds, known & ~outside_regular_hours(quotes))


CHECK = Check(
    code="Q207",
    name="bid-above-ask",
    severity="error",
    reads=("bid", "ask"),
    may_read=("symbol", "market_state"),
    holds=_holds,
    message="{symbol}: bid {bid} is above ask {ask}",
    hint="The two are swapped, or were read at different moments.",
    passes=({"symbol": "A", "price": 144.41, "bid": 144.4, "ask": 144.42}, {"symbol": "A", "price": 144.41, "bid": 144.41, "ask": 144.41}),
    fails=({"symbol": "A", "price": 144.41, "bid": 144.43, "ask": 144.41},),
    skips=(
        {"symbol": "A", "price": 144.41, "bid": 144.43, "ask": 0.0},
        {"symbol": "A", "price": 144.41, "bid": 144.43, "ask": 144.41, "market_state": "POST"},
        {"symbol": "A", "price": 144.41, "bid": 144.43},
    ),
)
