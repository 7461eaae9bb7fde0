"""Change that is not price less previous close.

What it does: asks that change = price - previous close, as far as the digits of all three say: the difference may be half the last digit of each.
Why it matters: one of the three was misread (a lost digit, a lost minus, the percent in the place of the change), and nobody can tell which from the record.
Instead: read all three from one block of the page, with the sign that an arrow or a colour stands for.
Source: the definition of the net change (Investopedia, Net Change): the last price less the closing price of the day before.
Known false alarms: none on 1,933 real quotes of US shares and funds that show all three. Not asked of crypto, whose change looks back 24 hours, of rates, whose
change is in basis points, nor on the day of a dividend, when the close that is compared with is often the adjusted one,
nor before the opening and after the close, when the change is that since the last session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._arithmetic import agree_with_previous, changes_otherwise, shown
from ._columns import answers, numbers, outside_regular_hours

if TYPE_CHECKING:
    from ._columns import Mask, Numbers, Rows

_FIELDS = ("price", "change", "previous_close")


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    price, change, previous = (numbers(quotes, name) for name in _FIELDS)
    applies = (price > 0) & (previous > 0) & ~changes_otherwise(quotes) & ~outside_regular_hours(quotes)
    off = np.abs(change - (price - previous))
    holds = off <= 1e-9 * price
    rows = np.flatnonzero(applies & ~holds)
    if len(rows):
        holds[rows] = off[rows] <= _room(quotes, rows) + 1e-9 * price[rows]
    return answers(quotes, holds, applies)


def _room(quotes: pd.DataFrame, rows: Rows | None = None) -> Numbers:
    """How far rounding may put the three apart."""
    price, change, previous = (shown(quotes, name, rows).half for name in _FIELDS)
    return price + change + previous


def _explain(quotes: pd.DataFrame) -> pd.DataFrame:
    """What the change ought to be, and what seems to have happened."""
    price, change, previous = (shown(quotes, name) for name in _FIELDS)
    expected = price.value - previous.value
    guess = np.full(len(quotes), "", dtype=object)
    percent: Mask = agree_with_previous(price, previous, change)
    guess[percent] = "; it is the percent"
    guess[np.abs(change.value + expected) <= _room(quotes)] = "; its sign was lost"
    # The last printed digit of the coarsest number says how exactly the expected change is known.
    decimals = [max(0, -round(np.log10(2 * r))) if r > 0 else 2 for r in np.maximum(price.half, previous.half)]
    return pd.DataFrame({"expected": [f"{e:.{d}f}" for e, d in zip(expected, decimals, strict=True)], "guess": guess}, index=quotes.index)


CHECK = Check(
    code="Q102",
    name="change-disagrees-with-previous-close",
    severity="error",
    reads=("change", "price", "previous_close"),
    may_read=("symbol", "quote_type", "ex_dividend", "market_state"),
    holds=_holds,
    explain=_explain,
    message="{symbol}: price {price} less previous close {previous_close} is {expected}, not {change}{guess}",
    hint="Read price, change and previous close from the same block; take the sign from the arrow or the colour.",
    passes=(
        {"symbol": "SPY", "price": 691.03, "change": 0.41, "previous_close": 690.62},
        {"symbol": "DAXX", "price": 47.24, "change": 0.28000259, "previous_close": 46.96},
        {"symbol": "A", "price": "10.0", "change": "0.10", "previous_close": "9.95"},
        {"symbol": "A", "price": 100.0, "change": 0.0, "previous_close": 100.0},
    ),
    fails=(
        {"symbol": "SPY", "price": 691.03, "change": 0.0594, "previous_close": 690.62},
        {"symbol": "QQQ", "price": 609.15, "change": 0.5, "previous_close": 609.65},
        {"symbol": "A", "price": "10.00", "change": "0.12", "previous_close": "9.90"},
    ),
    skips=(
        {"symbol": "BTC-USD", "price": 97000.5, "change": -1200.0, "previous_close": 96000.0, "quote_type": "crypto"},
        {"symbol": "T", "price": 17.0, "change": 0.1, "previous_close": 17.4, "ex_dividend": True},
        {"symbol": "SPY", "price": 692.0, "change": 0.97, "previous_close": 690.62, "market_state": "POST"},
        {"symbol": "NEW", "price": 10.1, "change": 10.1, "previous_close": 0.0},
        {"symbol": "SPY", "price": 691.03, "change": 0.41},
    ),
)
