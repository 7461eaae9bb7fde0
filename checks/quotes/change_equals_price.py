"""Change as large as the price, and no percent.

What it does: flags a quote whose change is exactly its price where no percent is shown.
Why it matters: it is what a site prints for a share on its first day: without a previous close it subtracts zero, and cannot divide by it. The change is no change.
Instead: leave the change empty until there is a previous close.
Source: change = price - previous close, with a previous close of 0. All of 1,913 such real rows of US listings were first days, or shares that had not traded before.
Known false alarms: none: it does not apply to 16,748 real quotes with a percent, and the 19 among them without one were all first days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._columns import answers, numbers

if TYPE_CHECKING:
    import pandas as pd


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    price = numbers(quotes, "price")
    return answers(quotes, numbers(quotes, "change") != price, np.isnan(numbers(quotes, "change_pct")) & (price > 0))


CHECK = Check(
    code="Q107",
    name="change-equals-price",
    severity="error",
    reads=("change", "price"),
    may_read=("symbol", "change_pct"),
    holds=_holds,
    message="{symbol}: the change {change} is the whole price, and there is no percent: a first day of trading without a previous close",
    hint="There is no change on the first day; leave it empty.",
    passes=({"symbol": "A", "price": "$144.41", "change": "-1.15"}, {"symbol": "A", "price": "$10.10", "change": "0.10", "change_pct": ""}),
    fails=({"symbol": "ALTU", "price": "$10.10", "change": "10.10", "change_pct": ""}, {"symbol": "ALTU", "price": 10.1, "change": 10.1}),
    skips=(
        {"symbol": "A", "price": "$10.10", "change": "10.10", "change_pct": "0.00%"},
        {"symbol": "A", "price": "$10.10"},
        {"symbol": "A", "price": "0.00", "change": "0.00"},
    ),
)
