"""What the quote checks share: columns as arrays, the rounding of what is shown, and kinds of instrument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.frames import once

Numbers: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]
Rows: TypeAlias = npt.NDArray[np.int64]

#: Half the relative distance of two neighbours in single precision: feeds that compute in it print digits they do not know.
_SINGLE = 2.0**-24

CRYPTO = ("crypto", "cryptocurrency")
FUTURE = ("future", "futures")
FX = ("fx", "forex", "currency")
INDEX = ("index", "indices")
FUND = ("fund", "mutualfund", "mutual fund", "etf", "etn", "etp")
#: Yields and debt: quoted in percent, their changes often in basis points; a yield may be zero or below.
RATE = ("rate", "yield", "bond", "interest rate", "treasury")
#: Rights to buy at a strike: worth a cent today and a dollar tomorrow.
OPTION = ("option", "warrant", "right")

_EXTENDED = ("pre", "prepre", "post", "postpost", "pre-market", "premarket", "post-market", "postmarket", "after-hours", "after hours", "afterhours", "extended", "overnight")


def numbers(quotes: pd.DataFrame, column: str) -> Numbers:
    """A column of numbers: float64, NaN where there is none. Not to be changed: many checks read it."""
    known = _numbers(quotes)
    if column not in known:
        known[column] = quotes[column].to_numpy(dtype=float, na_value=np.nan)
    return known[column]


@once
def _numbers(_quotes: pd.DataFrame) -> dict[str, Numbers]:
    """The columns of numbers that were asked for so far."""
    return {}


def half(quotes: pd.DataFrame, column: str, rows: Rows | None = None) -> Numbers:
    """How far a shown number may lie from the true one by rounding: half its last digit, in the column's unit; of all rows or of some."""
    value, last = numbers(quotes, column), last_digit(quotes, column, rows)
    result: Numbers = np.fmax(0.5 * last, _SINGLE * np.abs(value if rows is None else value[rows]))
    return result


def last_digit(quotes: pd.DataFrame, column: str, rows: Rows | None = None) -> Numbers:
    """The worth of the last digit shown, in the column's unit, 0 where nothing was shown; of all rows or of some."""
    name = f"{column}.step"
    if name not in quotes:
        return np.zeros(len(quotes) if rows is None else len(rows))
    known = numbers(quotes, name)
    # NaN, where nothing was shown, gives way to 0.
    result: Numbers = np.fmax(known if rows is None else known[rows], 0.0)
    return result


def answers(quotes: pd.DataFrame, holds: Mask, applies: Mask) -> pd.Series[Any]:
    """A check's answer: boolean, `holds` where the question applies and NA elsewhere."""
    return pd.Series(pd.arrays.BooleanArray(holds, ~applies), index=quotes.index)


def is_type(quotes: pd.DataFrame, *types: str) -> Mask:
    """Which quotes say of themselves, in `quote_type`, that they are of one of these types; case does not matter."""
    return _among(_types(quotes), types)


def outside_regular_hours(quotes: pd.DataFrame) -> Mask:
    """Which quotes were taken before the opening or after the close, by their `market_state`."""
    return _among(_states(quotes), _EXTENDED)


def is_set(quotes: pd.DataFrame, column: str) -> Mask:
    """Where a flag is known to be true."""
    flag = quotes[column]
    if flag.dtype == bool:
        return flag.to_numpy(dtype=bool)
    return flag.to_numpy(dtype=bool, na_value=False) if flag.notna().any() else np.zeros(len(quotes), dtype=bool)


def is_index(quotes: pd.DataFrame, rows: Rows) -> Mask:
    """Which of some rows are of an index: by their type, or by the caret that vendors put before an index's symbol."""
    return is_type(quotes, *INDEX)[rows] | quotes["symbol"].iloc[rows].str.startswith("^").to_numpy(dtype=bool, na_value=False)


def is_any(quotes: pd.DataFrame, column: str, words: pa.LargeStringArray) -> Mask:
    """Where a column of text is one of some words, which stand in an array of Arrow's already: pandas looks at each of them for every chunk."""
    found: Mask = pc.is_in(pa.array(quotes[column].array), value_set=words).to_numpy(zero_copy_only=False)
    return found


@once
def odd_symbols(quotes: pd.DataFrame) -> Rows:
    """The rows whose symbol is more than letters and digits: few, and the only ones that a regular expression need look at."""
    return np.flatnonzero(~quotes["symbol"].str.isalnum().to_numpy(dtype=bool, na_value=True))


@dataclass(frozen=True)
class _Words:
    """A column of few different words: for each row the place of its word, -1 for none, and the words in lower case."""

    codes: Rows
    words: list[str]


@once
def _types(quotes: pd.DataFrame) -> _Words:
    return _words(quotes["quote_type"])


@once
def _states(quotes: pd.DataFrame) -> _Words:
    return _words(quotes["market_state"])


def _words(column: pd.Series[Any]) -> _Words:
    if not column.notna().any():
        return _Words(np.full(len(column), -1, dtype=np.int64), [])
    codes, words = pd.factorize(column)
    return _Words(codes, [str(word).strip().lower() for word in words])


def _among(column: _Words, words: tuple[str, ...]) -> Mask:
    # One more place at the end, where the -1 of a missing word points to.
    wanted = np.array([*(word in words for word in column.words), False])
    if not wanted.any():
        return np.zeros(len(column.codes), dtype=bool)
    result: Mask = wanted[column.codes]
    return result
