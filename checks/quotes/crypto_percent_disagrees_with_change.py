"""Crypto: percent that does not follow from price and change.

What it does: asks of crypto what is asked of shares with the strength of an error: that percent = 100 x change / (price - change), as far as the digits say.
Why it matters: a lost digit or swapped fields look the same in crypto; but its change and percent may look back over different spans, so it is only a warning (Nasdaq newsroom, 20 February 2026, on the date).
Instead: read change and percent of the same span (24 hours) from one block of the page.
Source: the definition of percent; the intervals are derived beside the code of the rule for shares.
Known false alarms: not measured, for want of real crypto quotes that show price, change and percent; where the two spans differ, nearly every quote is flagged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._arithmetic import agree, shown
from ._columns import CRYPTO, answers, is_type

if TYPE_CHECKING:
    import pandas as pd


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    crypto = is_type(quotes, *CRYPTO)
    holds = np.ones(len(quotes), dtype=bool)
    rows = np.flatnonzero(crypto)
    if len(rows):
        price, change, percent = (shown(quotes, name, rows) for name in ("price", "change", "change_pct"))
        holds[rows] = agree(price, change, percent)
        crypto[rows] = price.value > 0
    return answers(quotes, holds, crypto)


CHECK = Check(
    code="Q112",
    name="crypto-percent-disagrees-with-change",
    severity="warning",
    reads=("change_pct", "price", "change"),
    may_read=("symbol", "quote_type"),
    holds=_holds,
    message="{symbol}: a change of {change} to {price} is not {change_pct} %",
    hint="Take change and percent of the same span, 24 hours, and look for lost digits.",
    passes=(
        {"symbol": "BTC-USD", "price": 97000.5, "change": -1200.25, "change_pct": -1.22, "quote_type": "crypto"},
        {"symbol": "BTC-USD", "price": 97000.5, "change": -1200.25, "change_pct": -1.2222, "quote_type": "CRYPTOCURRENCY"},
    ),
    fails=(
        {"symbol": "BTC-USD", "price": 9700.5, "change": -1200.25, "change_pct": -1.22, "quote_type": "crypto"},
        {"symbol": "BTC-USD", "price": 97000.5, "change": 1200.25, "change_pct": -1.22, "quote_type": "crypto"},
    ),
    skips=(
        {"symbol": "A", "price": 144.41, "change": -1.15, "change_pct": -0.9, "quote_type": "equity"},
        {"symbol": "A", "price": 144.41, "change": -1.15, "change_pct": -0.9},
        {"symbol": "BTC-USD", "price": 0.0, "change": -1.15, "change_pct": -0.9, "quote_type": "crypto"},
    ),
)
