"""Splits numbers that were printed without anything between them: `8,074.230.08` is a price of 8,074.23 and a percent of 0.08.

A price takes every digit that keeps its thousands grouping valid without a leading zero; what is left over in front belongs to the name.
Numbers here have a decimal point and grouping commas.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages.arrow import Strings, extract

#: Grouped by three, by two as in India, or not at all.
_WHOLE = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}|[1-9][0-9]*|0)"
_GROUPED = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+"
_PERCENT = r"(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,3})"
WHOLE_PRICE = rf"^{_WHOLE}(?:\.[0-9]{{1,18}})?$"
PRICE = rf"^(?P<lead>[0-9]*?)(?P<price>{_WHOLE}(?:\.[0-9]{{1,18}})?)$"
#: Decimals that prices show, most usual first, with the highest price at which so many are plausible.
_DECIMALS = ((2, np.inf), (4, 100.0), (0, np.inf), (3, np.inf), (5, 10.0), (6, 10.0), (8, 10.0))
#: Beyond this, a percent that was cut out of a run of digits is not believed.
_MOST_PERCENT = 100.0
#: From here on, not even the other lines of the page make it more believable than a price with one more digit.
_WILD_PERCENT = 20.0
#: So many percents in order are no accident: of 360 lists of six, one is sorted by chance, up or down.
_FEWEST_RANKED = 6


def number(texts: pd.Series) -> npt.NDArray[np.float64]:
    """The values of numbers with a decimal point and grouping commas; NaN for anything else."""
    return pd.to_numeric(texts.str.replace(",", "", regex=False), errors="coerce").to_numpy(dtype=float)


def fused(blobs: Strings, page: npt.NDArray[np.int64], *, changes: bool) -> pd.DataFrame:
    """Split runs of digits into price and percent, or with `changes` into price, change and percent.

    Columns `lead`, `price`, `change`, `percent` (text), `found` (a split exists) and `unique` (no other is as plausible). Decimals that cannot be told on one
    line are told by the other lines of its `page`.
    """
    ways = {places: _way(blobs, places, most, changes=changes) for places, most in _DECIMALS}
    two, three = ways[2]["found"].to_numpy(), ways[3]["found"].to_numpy()
    # 87.4215.20 is 87.42 and 15.20 %, or 87.421 and 5.20 %: lines of the page that read one way only tell which.
    only_two = np.bincount(page, weights=two & ~three, minlength=page.max(initial=0) + 1)[page]
    only_three = np.bincount(page, weights=three & ~two & ~ways[4]["found"].to_numpy(), minlength=page.max(initial=0) + 1)[page]
    both = two & three
    result = pd.DataFrame({"lead": "", "price": "", "change": "", "percent": "", "found": False}, index=pd.RangeIndex(len(page)))
    if changes:
        result["unique"] = np.sum([way["found"].to_numpy() for way in ways.values()], axis=0) == 1
    else:
        wild = number(ways[2]["percent"]) >= _WILD_PERCENT
        told = ((only_two > 0) | (only_three > 0)) & (only_two != only_three) & ~(wild & (only_two > only_three))
        # A list of winners or losers is sorted by its percents: read wrongly, they are in no order.
        ranked = _sorted(number(ways[2]["percent"]), page) & ~_sorted(number(ways[3]["percent"]), page) & two
        result["unique"] = ~both | told | (ranked & (only_three <= only_two))
    for places, way in ways.items():
        use = way["found"].to_numpy() & ~result["found"].to_numpy()
        if places == 2:
            use &= ~(both & (only_three > only_two))
        result.loc[use, way.columns] = way.loc[use]
    return result


def _sorted(percent: npt.NDArray[np.float64], page: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which rows stand on a page whose percents, at least so many, only rise or only fall."""
    step = pd.Series(percent).groupby(page).diff()
    first = step.index[pd.Series(page).duplicated()]
    steps = step.loc[first]
    of = page[first]
    count = np.bincount(page, minlength=page.max(initial=0) + 1)
    rising = np.bincount(of, weights=(steps >= 0).to_numpy(), minlength=len(count))
    falling = np.bincount(of, weights=(steps <= 0).to_numpy(), minlength=len(count))
    ordered: npt.NDArray[np.bool_] = ((count >= _FEWEST_RANKED) & ((rising == count - 1) | (falling == count - 1)))[page]
    return ordered


def _way(blobs: Strings, places: int, most: float, *, changes: bool) -> pd.DataFrame:
    price = rf"{_WHOLE}\.[0-9]{{{places}}}" if places else _GROUPED
    change = rf"(?P<change>{_WHOLE}\.[0-9]{{{places}}})" if changes else ""
    way = extract(blobs, rf"^(?P<lead>[0-9]*?)(?P<price>{price}){change}(?P<percent>{_PERCENT})$")
    value = number(way["price"])
    percent = number(way["percent"])
    way["found"] &= (value < most) & (percent < _MOST_PERCENT)
    if changes:
        fits = fit(value, number(way["change"]), percent, way["price"], way["change"], way["percent"])
        way["found"] &= fits
    return way


def fit(  # noqa: PLR0913, PLR0917  three numbers, as values and as shown
    price: npt.NDArray[np.float64], change: npt.NDArray[np.float64], percent: npt.NDArray[np.float64],
    price_text: pd.Series, change_text: pd.Series, percent_text: pd.Series,
) -> npt.NDArray[np.bool_]:
    """Whether change and percent, signs apart, agree with the price within the digits shown."""
    return agree(price, change, percent, _step(price_text), _step(change_text), _step(percent_text))


def agree(  # noqa: PLR0913, PLR0917  three numbers, and the worth of the last digit of each
    price: npt.NDArray[np.float64], change: npt.NDArray[np.float64], percent: npt.NDArray[np.float64],
    price_step: npt.NDArray[np.float64], change_step: npt.NDArray[np.float64], percent_step: npt.NDArray[np.float64],
) -> npt.NDArray[np.bool_]:
    """The same, of the worth of the last digits."""
    with np.errstate(divide="ignore", invalid="ignore"):
        fits = np.zeros(len(price), dtype=bool)
        for sign in (1.0, -1.0):
            before = price - sign * np.abs(change)
            expected = 100 * np.abs(change) / before
            rounding = 0.5 * percent_step + 50 * (change_step + price_step * np.abs(change) / before) / before
            fits |= (before > 0) & (np.abs(expected - np.abs(percent)) <= rounding * 1.02 + 1e-9)
    return fits


def _step(shown: pd.Series) -> npt.NDArray[np.float64]:
    at = shown.str.find(".")
    return 10.0 ** -np.where(at < 0, 0, shown.str.len() - at - 1)
