"""Percent that does not follow from price and change.

What it does: asks that percent = 100 x change / (price - change), as far as the digits of all three say: there must be a true price, a true change and a true percent that round to
those shown and fit together. A percent of two decimals or more may be cut off instead of rounded, as Japanese sites do (24,650.14, -337.33, -1.34 %); one of fewer has rather lost a digit.
Why it matters: it is the best witness there is against a lost digit, a slipped decimal point, swapped fields, or two rows mixed up: the page shows one fact twice.
Instead: read price, change and percent from one block of the page; look at the one that changed its form.
Source: the definition of the net change (Investopedia, Net Change), as a share of the previous close; the intervals are derived beside the code. An
opposite sign and a percent given as a fraction are rules of their own.
Known false alarms: none on 16,748 real quotes of US shares and funds that show all three, with prices from 0.0001 to 622,380. Not asked of crypto, whose change looks back 24 hours, of rates, whose
change is in basis points, nor on the day of a dividend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pagegate import Axis, Check, Picture

from ._arithmetic import Shown, agree, moves, shown
from ._columns import answers, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._columns import Mask, Numbers


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    found = moves(quotes)
    return answers(quotes, found.agree, found.judged & ~found.opposed & ~found.as_fraction)


def _explain(quotes: pd.DataFrame) -> pd.DataFrame:
    """The percent that price and change make, and the first simple fault that would mend all three."""
    price, change, percent = (shown(quotes, name) for name in ("price", "change", "change_pct"))
    with np.errstate(divide="ignore", invalid="ignore"):
        made = 100 * change.value / (price.value - change.value)
    guess = np.full(len(quotes), "", dtype=object)
    for words, fits in reversed(list(_faults(price, change, percent))):
        guess[fits] = words
    expected = np.where(np.isfinite(made), [f"{m:.4g}" for m in made], "no")
    return pd.DataFrame({"expected": expected, "guess": guess}, index=quotes.index)


def _faults(price: Shown, change: Shown, percent: Shown) -> Iterator[tuple[str, Mask]]:
    yield "; change and percent are swapped", agree(price, percent, change)
    yield "; both lost their minus", agree(price, change.times(-1), percent.times(-1))
    # A price ten times too large, a change or a percent ten times too small: where the move is small, nobody can tell which.
    for power in (1, -1, 2, -2, 3, -3):
        scale = 10.0**power
        slipped = agree(price.times(scale), change, percent) | agree(price, change.times(scale), percent) | agree(price, change, percent.times(scale))
        yield f"; a decimal point slipped by {abs(power)}", slipped


def _sizes(quotes: pd.DataFrame) -> pd.DataFrame:
    """Price and the size of its change; a change of nothing, and a price that is none, are not drawn."""
    price, change = numbers(quotes, "price"), np.abs(numbers(quotes, "change"))
    return pd.DataFrame({"x": np.where(price > 0, price, np.nan), "y": np.where(change > 0, change, np.nan)}, index=quotes.index)


def _all(price: Numbers) -> Numbers:
    return price


def _tenth(price: Numbers) -> Numbers:
    return price / 10


def _hundredth(price: Numbers) -> Numbers:
    return price / 100


PICTURE = Picture(
    title="Price and change",
    told="Each dot is a price and the size of its change, up or down",
    x=Axis(label="price", unit="", low=1e-4, high=1e6, step=8, logarithmic=True),
    y=Axis(label="size of the change", unit="", low=1e-5, high=1e6, step=8, logarithmic=True),
    reads=("price", "change"),
    values=_sizes,
    marks=("Q1",),
    marked="contradicts another number",
    guides={"as large as the price": _all, "a tenth of it": _tenth, "a hundredth": _hundredth},
)
CHECK = Check(
    code="Q103",
    name="percent-disagrees-with-change",
    severity="error",
    reads=("change_pct", "price", "change"),
    may_read=("symbol", "quote_type", "ex_dividend"),
    holds=_holds,
    explain=_explain,
    picture=PICTURE,
    message="{symbol}: a change of {change} to {price} is {expected} %, not {change_pct} %{guess}",
    hint="One of the three was misread, or stands in another row; read them from the same block.",
    passes=(
        {"symbol": "A", "price": "$144.41", "change": "-1.15", "change_pct": "-0.79%"},
        {"symbol": "GOSS", "price": 0.1547, "change": -0.0028, "change_pct": -1.7778},
        {"symbol": "ZERO", "price": "10.00", "change": "0.00", "change_pct": "0.00%"},
        {"symbol": "N225", "price": "24,650.14", "change": "-337.33", "change_pct": "-1.34%"},
        {"symbol": "PENNY", "price": "0.01", "change": "0.01", "change_pct": "150.00%"},
        {"symbol": "TINY", "price": "0.0001", "change": "-0.0998", "change_pct": "-99.90%"},
    ),
    fails=(
        {"symbol": "A", "price": "$14.41", "change": "-1.15", "change_pct": "-0.79%"},
        {"symbol": "A", "price": "$144.41", "change": "-0.79", "change_pct": "-1.15%"},
        {"symbol": "N225", "price": "24,650.14", "change": "-337.33", "change_pct": "-1.36%"},
        {"symbol": "A", "price": "$144.41", "change": "-1.15", "change_pct": "-0.81%"},
        {"symbol": "A", "price": "$144.41", "change": "-1.15", "change_pct": "-0.7%"},
        {"symbol": "A", "price": "$144.41", "change": "-1.15", "change_pct": "-79%"},
        {"symbol": "A", "price": "$94.41", "change": "11.15", "change_pct": "10.56%"},
        {"symbol": "A", "price": "$1.41", "change": "-1.15", "change_pct": "-0.79%"},
        {"symbol": "A", "price": "$1.00", "change": "1.00", "change_pct": "0.00%"},
    ),
    skips=(
        {"symbol": "FCHI", "price": 8074.23, "change_pct": 0.08},
        {"symbol": "A", "price": "$144.41", "change": "1.15", "change_pct": "-0.79%"},
        {"symbol": "A", "price": "$144.41", "change": "-1.15", "change_pct": "-0.0079"},
        {"symbol": "A", "price": "$0.00", "change": "-1.15", "change_pct": "-0.79%"},
        {"symbol": "ETH-USD", "price": 3000.0, "change": 50.0, "change_pct": 9.0, "quote_type": "crypto"},
        {"symbol": "CL=F", "price": 10.01, "change": 47.64, "change_pct": -126.6, "quote_type": "future"},
    ),
)
