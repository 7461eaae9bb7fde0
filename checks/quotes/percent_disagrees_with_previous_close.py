"""Percent that does not follow from price and previous close.

What it does: where no change is shown, asks that percent = 100 x (price / previous close - 1), as far as the digits of all three say.
Why it matters: price, previous close or percent was misread, or the percent lost its minus.
Instead: read all three from one block of the page, with the sign that an arrow or a colour stands for.
Source: the definition of the net change (Investopedia, Net Change), as a share of the previous close. Where a change is shown, it is the better witness and
has rules of its own.
Known false alarms: none on 1,762 real quotes of US shares and funds. Not asked of crypto, rates, nor on the day of a dividend.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._arithmetic import agree_with_previous, changes_otherwise, like_fraction, shown
from ._columns import answers, numbers, outside_regular_hours


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    applies = np.isnan(numbers(quotes, "change"))
    holds = np.ones(len(quotes), dtype=bool)
    if applies.any():
        applies &= (numbers(quotes, "price") > 0) & (numbers(quotes, "previous_close") > 0) & ~changes_otherwise(quotes) & ~outside_regular_hours(quotes)
        rows = np.flatnonzero(applies)
        price, previous, percent = (shown(quotes, name, rows) for name in ("price", "previous_close", "change_pct"))
        holds[rows] = agree_with_previous(price, previous, percent)
        # A fraction is another rule's to report.
        applies[rows] = holds[rows] | ~(like_fraction(percent) & agree_with_previous(price, previous, percent.times(100)))
    return answers(quotes, holds, applies)


def _explain(quotes: pd.DataFrame) -> pd.DataFrame:
    """The percent that price and previous close make, and whether only the sign is wrong."""
    price, previous, percent = (shown(quotes, name) for name in ("price", "previous_close", "change_pct"))
    made = 100 * (price.value / previous.value - 1)
    guess = np.where(agree_with_previous(price, previous, percent.times(-1)), "; its sign was lost", "")
    return pd.DataFrame({"expected": [f"{m:.4g}" for m in made], "guess": guess}, index=quotes.index)


CHECK = Check(
    code="Q104",
    name="percent-disagrees-with-previous-close",
    severity="error",
    reads=("change_pct", "price", "previous_close"),
    may_read=("symbol", "change", "quote_type", "ex_dividend", "market_state"),
    holds=_holds,
    explain=_explain,
    message="{symbol}: {price} after {previous_close} is {expected} %, not {change_pct} %{guess}",
    hint="One of the three was misread, or stands in another row; take the sign from the arrow or the colour.",
    passes=(
        {"symbol": "SPY", "price": 691.03, "change_pct": 0.0594, "previous_close": 690.62},
        {"symbol": "SPY", "price": 691.03, "change_pct": 0.06, "previous_close": 690.62},
        {"symbol": "QQQ", "price": 609.15, "change_pct": "-0.08%", "previous_close": 609.65},
    ),
    fails=(
        {"symbol": "SPY", "price": 69.10, "change_pct": 0.06, "previous_close": 690.62},
        {"symbol": "QQQ", "price": 609.15, "change_pct": "0.08%", "previous_close": 609.65},
        {"symbol": "SPY", "price": 691.03, "change_pct": 0.07, "previous_close": 690.62},
    ),
    skips=(
        {"symbol": "SPY", "price": 691.03, "change": 0.41, "change_pct": 0.09, "previous_close": 690.62},
        {"symbol": "SPY", "price": 700.03, "change_pct": 0.0136, "previous_close": 690.62},
        {"symbol": "SPY", "price": 692.0, "change_pct": 0.14, "previous_close": 690.62, "market_state": "POST"},
        {"symbol": "SPY", "price": 691.03, "change_pct": 0.06, "previous_close": 0},
        {"symbol": "SPY", "price": 691.03, "change_pct": 0.06},
    ),
)
