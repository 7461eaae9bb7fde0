"""Percent given as a fraction.

What it does: flags a percent that does not fit price and change (or previous close), but does when multiplied by a hundred: 0.0079 for 0.79 %.
Why it matters: many feeds hold the fraction and show the percent; mixed in one column, every comparison is off by a hundred.
Instead: multiply by a hundred where the feed's field holds a fraction; `change_pct` is in percent points.
Source: the definition of percent; Yahoo Finance's price module gives regularMarketChangePercent as a fraction in its raw field and as percent in its formatted one.
Known false alarms: none on 16,748 real quotes that show price, change and percent. The percent must look like a fraction: four decimals at least, and
rounding at most a tenth of it; others that do not fit are errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._arithmetic import agree_with_previous, changes_otherwise, like_fraction, moves, shown
from ._columns import answers, numbers

if TYPE_CHECKING:
    import pandas as pd


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    found = moves(quotes)
    judged, fraction = found.judged & ~found.opposed, found.as_fraction
    alone = np.isnan(numbers(quotes, "change")) & (numbers(quotes, "previous_close") > 0)
    if alone.any():
        alone &= (numbers(quotes, "price") > 0) & ~changes_otherwise(quotes)
        rows = np.flatnonzero(alone)
        price, previous, percent = (shown(quotes, name, rows) for name in ("price", "previous_close", "change_pct"))
        judged, fraction = judged | alone, fraction.copy()
        fraction[rows] = like_fraction(percent) & ~agree_with_previous(price, previous, percent) & agree_with_previous(price, previous, percent.times(100))
    return answers(quotes, ~fraction, judged)


CHECK = Check(
    code="Q106",
    name="percent-as-fraction",
    severity="warning",
    reads=("change_pct", "price"),
    may_read=("symbol", "change", "previous_close", "quote_type", "ex_dividend"),
    holds=_holds,
    message="{symbol}: a percent of {change_pct} fits the price {price} only if multiplied by a hundred",
    hint="The feed holds a fraction; multiply it by a hundred.",
    passes=(
        {"symbol": "A", "price": "$144.41", "change": "-1.15", "change_pct": "-0.79%"},
        {"symbol": "A", "price": 144.41, "change": -1.15, "change_pct": -0.5},
        {"symbol": "A", "price": 144.41, "change": 0.01, "change_pct": 0.01},
        {"symbol": "A", "price": 144.41, "change_pct": -0.79, "previous_close": 145.56},
    ),
    fails=(
        {"symbol": "A", "price": "$144.41", "change": "-1.15", "change_pct": "-0.0079"},
        {"symbol": "A", "price": 144.41, "change": 36.1, "change_pct": 0.3333},
        {"symbol": "A", "price": 144.41, "change_pct": -0.0079, "previous_close": 145.56},
    ),
    skips=(
        {"symbol": "A", "price": 144.41, "change_pct": -0.0079},
        {"symbol": "A", "price": 144.41, "change": -1.15},
    ),
)
