"""Loss of more than the whole price.

What it does: asks that a quote with a positive price has not lost more than 100 %.
Why it matters: a price that is still above zero cannot have lost more than all of it; the percent has a slipped decimal point or is another field.
Instead: look at the percent's decimal mark, and at whether the column holds the change.
Source: percent = 100 (price / previous close - 1) > -100 for positive prices.
Known false alarms: none on 16,748 real quotes that show a percent. Not asked of futures, whose previous close may have been negative, nor of rates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._columns import FUTURE, RATE, answers, half, is_type, numbers

if TYPE_CHECKING:
    import pandas as pd


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    percent = numbers(quotes, "change_pct")
    holds = percent >= -100
    applies = (numbers(quotes, "price") > 0) & ~is_type(quotes, *FUTURE, *RATE)
    rows = np.flatnonzero(applies & (percent < -100))
    if len(rows):
        holds[rows] = percent[rows] + half(quotes, "change_pct", rows) >= -100
    return answers(quotes, holds, applies)


CHECK = Check(
    code="Q111",
    name="loss-beyond-hundred",
    severity="error",
    reads=("change_pct", "price"),
    may_read=("symbol", "quote_type"),
    holds=_holds,
    message="{symbol} costs {price} and would have lost {change_pct} %, more than all of it",
    hint="Look at the percent's decimal mark, or whether the column holds the change.",
    passes=({"symbol": "A", "price": 144.41, "change_pct": -0.79}, {"symbol": "A", "price": "0.0001", "change_pct": "-100.00%"}),
    fails=({"symbol": "A", "price": 144.41, "change_pct": -790.0}, {"symbol": "A", "price": 144.41, "change_pct": -100.6}),
    skips=({"symbol": "CL=F", "price": 10.01, "change_pct": -126.6, "quote_type": "future"}, {"symbol": "A", "price": 0.0, "change_pct": -120.0}),
)
