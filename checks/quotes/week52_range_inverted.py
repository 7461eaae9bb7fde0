"""52-week low above the 52-week high.

What it does: asks that the 52-week low is not above the 52-week high.
Why it matters: the two fields were swapped, or one of them was read from another row.
Instead: read both from one block of the page, by their labels and not by their place.
Source: both are extremes of the same prices, by definition.
Known false alarms: none known; no real quotes with a 52-week range were at hand. A low or high of 0 is taken as unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._columns import answers
from ._ranges import ordered

if TYPE_CHECKING:
    import pandas as pd


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    return answers(quotes, *ordered(quotes, "week52_low", "week52_high"))


CHECK = Check(
    code="Q205",
    name="week52-range-inverted",
    severity="error",
    reads=("week52_low", "week52_high"),
    may_read=("symbol",),
    holds=_holds,
    message="{symbol}: the 52-week low {week52_low} is above the 52-week high {week52_high}",
    hint="The two fields are swapped, or stand in different rows.",
    passes=({"symbol": "SPY", "price": 691.03, "week52_low": 481.8, "week52_high": 697.84},),
    fails=({"symbol": "SPY", "price": 691.03, "week52_low": 697.84, "week52_high": 481.8},),
    skips=({"symbol": "SPY", "price": 691.03, "week52_low": 481.8, "week52_high": 0.0}, {"symbol": "SPY", "price": 691.03}),
)
