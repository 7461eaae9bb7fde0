"""Price that moved by the ratio of a split.

What it does: notes a move that takes the price to 2, 3, 4, 5, 10 or 20 times the previous close, or to the same part of it, within 2.5 %.
Why it matters: after a split the previous close must be divided too; many pages do so a day late, and the move is then none.
Instead: compare with the exchange's list of corporate actions of that day.
Source: yfinance, price repair: split errors are found by the ratio of consecutive prices to the split's.
Known false alarms: 3 of 13,649 real US quotes, all of them real moves; on lists of the day's winners and losers one row in ten; for that it is a note and no more.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._arithmetic import move_pct
from ._columns import OPTION, RATE, answers, is_type
from ._splits import like_split

#: The ratio nearest to no move is 1/2 and 2; below this many percent there is nothing to ask.
_LEAST = 48.0


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    move = move_pct(quotes)
    far = np.abs(move) >= _LEAST
    rows = np.flatnonzero(far)
    far[rows] = like_split(move[rows])
    return answers(quotes, ~far, ~np.isnan(move) & ~is_type(quotes, *OPTION, *RATE))


def _explain(quotes: pd.DataFrame) -> pd.DataFrame:
    """The move in percent."""
    return pd.DataFrame({"move": [f"{m:+.1f}" for m in move_pct(quotes)]}, index=quotes.index)


CHECK = Check(
    code="Q110",
    name="move-like-a-split",
    severity="info",
    reads=("price",),
    may_read=("symbol", "change", "change_pct", "previous_close", "quote_type"),
    holds=_holds,
    explain=_explain,
    message="{symbol} at {price} moved {move} %, the ratio of a split",
    hint="See whether the share was split; then the previous close must be divided as well.",
    passes=({"symbol": "A", "price": 144.41, "change_pct": -0.79}, {"symbol": "A", "price": 144.41, "change_pct": 60.0}),
    fails=(
        {"symbol": "A", "price": 50.2, "previous_close": 100.0},
        {"symbol": "A", "price": 10.1, "previous_close": 100.0},
        {"symbol": "A", "price": 200.0, "change_pct": 100.0},
    ),
    skips=({"symbol": "A", "price": 144.41},),
)
