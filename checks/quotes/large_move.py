"""Price far from the previous close.

What it does: flags a move of more than 30 % (an index, unless it is one of volatility: 10 %, crypto: 50 %), as shown in percent, or else worked out from change or previous close.
Why it matters: such moves happen, but a lost digit, another share's previous close or an unadjusted split happens more often.
Instead: look at the page; if the move is real, put the record into the baseline or select the rule away for lists of top movers.
Source: none needed for the limit, which is a matter of taste: among 13,649 real US quotes on two days, 102 moved more than 30 %. It is no error: over
22,000 real moves of more than 50 % were counted.
Known false alarms: 0.7 % of real US quotes, nearly all of them warrants and shares under a dollar; on lists of the day's winners and losers
most rows. Moves by the ratio of a usual split are left to another rule. Not asked of options and warrants, nor of rates.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._arithmetic import move_pct
from ._columns import CRYPTO, OPTION, RATE, answers, is_index, is_type
from ._splits import like_split

_SHARE, _INDEX, _CRYPTO = 30.0, 10.0, 50.0
#: Indices of volatility move as shares do.
_VOLATILITY = r"(?i)\b(?:VIX|VIX9D|VIX3M|VVIX|VXN|VXD|RVX|OVX|GVZ|VSTOXX|V2TX|VDAX|VDAX-NEW|MOVE|NIFVIX|INDIAVIX|VHSI)\b"


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    move = move_pct(quotes)
    moved = np.abs(move) > _INDEX
    rows = np.flatnonzero(moved)
    calm = is_index(quotes, rows) & ~quotes["symbol"].iloc[rows].str.contains(_VOLATILITY, regex=True).to_numpy(dtype=bool, na_value=False)
    limit = np.where(calm, _INDEX, np.where(is_type(quotes, *CRYPTO)[rows], _CRYPTO, _SHARE))
    applies = ~np.isnan(move) & ~is_type(quotes, *OPTION, *RATE)
    applies[rows] &= ~like_split(move[rows])
    moved[rows] = np.abs(move[rows]) > limit + 1e-9
    return answers(quotes, ~moved, applies)


def _explain(quotes: pd.DataFrame) -> pd.DataFrame:
    """The move in percent."""
    return pd.DataFrame({"move": [f"{m:+.1f}" for m in move_pct(quotes)]}, index=quotes.index)


CHECK = Check(
    code="Q109",
    name="large-move",
    severity="warning",
    reads=("price",),
    may_read=("symbol", "change", "change_pct", "previous_close", "quote_type"),
    holds=_holds,
    explain=_explain,
    message="{symbol} at {price} moved {move} %",
    hint="Look at the page: a real move, or a digit lost in the price or in the previous close.",
    passes=(
        {"symbol": "A", "price": 144.41, "change_pct": -0.79},
        {"symbol": "A", "price": 130.0, "change": 30.0},
        {"symbol": "BTC-USD", "price": 130.0, "change_pct": 45.0, "quote_type": "crypto"},
        {"symbol": "^FCHI", "price": 8074.23, "change_pct": -9.9},
        {"symbol": "^VIX", "price": 21.5, "change_pct": 18.2},
    ),
    fails=(
        {"symbol": "A", "price": 144.41, "change_pct": -30.79},
        {"symbol": "A", "price": 144.41, "previous_close": 104.41},
        {"symbol": "A", "price": 130.5, "change": 30.5},
        {"symbol": "^FCHI", "price": 8074.23, "change_pct": -10.9},
        {"symbol": "FCHI", "price": 8074.23, "change_pct": 10.9, "quote_type": "index"},
    ),
    skips=({"symbol": "A", "price": 144.41}, {"symbol": "A", "price": 100.0, "change_pct": 100.0}, {"symbol": "A", "price": 1.0, "change_pct": 60, "quote_type": "warrant"}),
)
