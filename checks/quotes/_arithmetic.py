"""Price, change and percent: which numbers can stand together, as far as their digits say.

With the previous close p0 = price - change, percent = 100 change / p0 is the same as

    change = price x f,   f = percent / (100 + percent)

and f grows with percent wherever percent > -100. So for the intervals that the shown digits leave open, the difference
change - price x f takes every value between its least and its greatest one, and the three numbers agree exactly if zero lies between
them. No division by a previous close that may be zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pagegate.frames import once

from ._columns import CRYPTO, FUTURE, RATE, Mask, Numbers, Rows, half, is_set, is_type, last_digit, numbers

#: What binary arithmetic may add to a sum of decimal numbers, relative to the numbers.
_DUST = 1e-9
#: Half the last digit of two decimals, and a little for binary numbers.
_CUT_HALF = 0.005 * (1 + 1e-9)


@dataclass(frozen=True)
class Shown:
    """Numbers as shown, and how far rounding may have moved each: both in the number's own unit."""

    value: Numbers
    half: Numbers

    @property
    def low(self) -> Numbers:
        """The least true value."""
        return self.value - self.half

    @property
    def high(self) -> Numbers:
        """The greatest true value."""
        return self.value + self.half

    def times(self, factor: float) -> Shown:
        """The numbers and their rounding, scaled."""
        return Shown(self.value * factor, self.half * abs(factor))

    def where(self, rows: Mask) -> Shown:
        """Some of the numbers."""
        return Shown(self.value[rows], self.half[rows])

    @property
    def cut(self) -> Shown:
        """The numbers for a site that cuts digits off where others round: the true ones lie farther from zero.

        Sites do so behind two decimals or more; a number with fewer than that has rather lost a digit.
        """
        return Shown(self.value + np.sign(self.value) * np.where(self.half <= _CUT_HALF, self.half, 0.0), self.half)

    @property
    def certain_sign(self) -> Numbers:
        """-1 or 1 where rounding cannot have made the sign, else 0."""
        return np.where(np.abs(self.value) > self.half * (1 + _DUST), np.sign(self.value), 0.0)


@dataclass(frozen=True)
class Moves:
    """What price, change and percent of each quote say about each other; a quote that is not `judged` has none of the rest.

    `agree`: the three fit. `as_fraction`: they do not, but would if percent were multiplied by a hundred. `opposed`: change and percent have
    different signs, both beyond rounding.
    """

    judged: Mask
    agree: Mask
    as_fraction: Mask
    opposed: Mask


def shown(quotes: pd.DataFrame, column: str, rows: Rows | None = None) -> Shown:
    """A column, or some rows of it, with its rounding."""
    value = numbers(quotes, column)
    return Shown(value if rows is None else value[rows], half(quotes, column, rows))


def agree(price: Shown, change: Shown, percent: Shown) -> Mask:
    """Whether price, change and percent can all be right; false where one is NaN."""
    low, high = _share(percent.low), _share(percent.high)
    with np.errstate(invalid="ignore"):
        least = low * np.where(low > 0, price.low, price.high)
        greatest = high * np.where(high > 0, price.high, price.low)
        dust = _DUST * (np.abs(price.value) + np.abs(change.value))
        fits: Mask = (change.high + dust >= least) & (change.low - dust <= greatest)
    return fits


def agree_with_previous(price: Shown, previous: Shown, percent: Shown) -> Mask:
    """Whether a price, a positive previous close and the percent between them can all be right; false where one is NaN."""
    dust = _DUST * np.abs(price.value)
    least = np.maximum(previous.low, 0.0) * (1 + percent.low / 100)
    greatest = previous.high * (1 + percent.high / 100)
    fits: Mask = (price.high + dust >= least) & (price.low - dust <= greatest)
    return fits


@once
def moves(quotes: pd.DataFrame) -> Moves:
    """Price against change and percent; reads those three, may read `quote_type` and `ex_dividend`.

    Not judged: prices that are not positive, quotes that change otherwise, and futures whose previous close was not positive.
    """
    price, change, percent = (numbers(quotes, name) for name in ("price", "change", "change_pct"))
    judged = (price > 0) & ~np.isnan(change) & ~np.isnan(percent) & ~changes_otherwise(quotes)
    # Most quotes agree by the rounding of the change alone, which is quick to see; the intervals are for the others.
    whole = 100 + percent
    fits = np.abs(change * whole - price * percent) <= 0.5 * last_digit(quotes, "change") * whole
    opposed, as_fraction = np.zeros(len(quotes), dtype=bool), np.zeros(len(quotes), dtype=bool)
    rows = np.flatnonzero(judged & ~fits)
    if len(rows):
        fits[rows], opposed[rows], as_fraction[rows] = _closely(*(shown(quotes, name, rows) for name in ("price", "change", "change_pct")))
        judged[rows] &= ~((change[rows] >= price[rows]) & is_type(quotes, *FUTURE)[rows])
    return Moves(judged, fits, as_fraction & judged, opposed & judged)


def _closely(price: Shown, change: Shown, percent: Shown) -> tuple[Mask, Mask, Mask]:
    """Whether three columns agree, have opposed signs, or would agree if percent were a fraction."""
    fits = agree(price, change, percent) | agree(price, change, percent.cut)
    opposed = change.certain_sign * percent.certain_sign < 0
    fraction = ~fits & ~opposed & like_fraction(percent)
    fraction[fraction] = agree(price.where(fraction), change.where(fraction), percent.where(fraction).times(100))
    return fits, opposed, fraction


def like_fraction(percent: Shown) -> Mask:
    """Which percents may be fractions by their looks: four decimals at least, and rounding at most a tenth of the number.

    A percent of two or three decimals that fits only when multiplied by a hundred has a price or a change with a slipped point beside it.
    """
    enough: Mask = (percent.half * 10 <= np.abs(percent.value)) & (percent.half <= 0.6e-4)
    return enough


@once
def changes_otherwise(quotes: pd.DataFrame) -> Mask:
    """Quotes whose change is not price less previous close: crypto (24 hours), rates (basis points), days of a dividend."""
    return is_type(quotes, *CRYPTO, *RATE) | is_set(quotes, "ex_dividend")


@once
def move_pct(quotes: pd.DataFrame) -> Numbers:
    """By how many percent the price has moved: as shown, else from change, else from the previous close; NaN if none is known.

    May read `change_pct`, `change`, `previous_close`.
    """
    price, move = numbers(quotes, "price"), numbers(quotes, "change_pct").copy()
    for reference in (price - numbers(quotes, "change"), numbers(quotes, "previous_close")):
        open_ = np.isnan(move) & (reference > 0) & (price > 0)
        if open_.any():
            move[open_] = 100 * (price[open_] / reference[open_] - 1)
    return move


def _share(percent: Numbers) -> Numbers:
    """The change as a share of the price: percent / (100 + percent); minus infinity where nothing of the price was left."""
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Numbers = np.where(percent <= -100, -np.inf, percent / (100 + percent))
    return result
