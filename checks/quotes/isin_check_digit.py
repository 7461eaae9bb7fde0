"""ISIN whose check digit is wrong.

What it does: asks that an ISIN is two letters, nine letters or digits and a digit, and that the last digit is the one that the others demand.
Why it matters: a digit was lost or misread, or the field holds another number (a WKN, a CUSIP, a SEDOL).
Instead: copy the ISIN as the page shows it, 12 characters without blanks.
Source: ISO 6166:2021, annex on the check digit: letters become 10 to 35, and the digits are summed by the double-add-double formula (modulus 10).
Known false alarms: not measured, for want of real quotes with an ISIN.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._columns import Mask, answers

_LENGTH = 12


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    codes, isins = pd.factorize(quotes["isin"])
    words = pd.Series(isins, dtype="str").str.strip()
    # One more place at the end, where the -1 of a missing ISIN points to.
    good = np.zeros(len(words) + 1, dtype=bool)
    good[:-1] = ((words.str.len() == _LENGTH) & words.str.isascii()).to_numpy(dtype=bool, na_value=False)
    rows = np.flatnonzero(good)
    if len(rows):
        good[rows] = _valid(np.frombuffer("".join(words.iloc[rows]).encode("ascii"), dtype=np.uint8).reshape(-1, _LENGTH))
    return answers(quotes, good[codes], codes >= 0)


def _valid(letters: np.ndarray[Any, np.dtype[np.uint8]]) -> Mask:
    """Whether rows of twelve ASCII codes are ISINs."""
    digit = (letters >= ord("0")) & (letters <= ord("9"))
    letter = (letters >= ord("A")) & (letters <= ord("Z"))
    good: Mask = (digit | letter).all(axis=1) & letter[:, :2].all(axis=1) & digit[:, -1]
    value = np.where(letter, letters - (ord("A") - 10), letters - ord("0")).astype(np.int64)
    total = np.zeros(len(letters), dtype=np.int64)
    doubled = np.zeros(len(letters), dtype=bool)
    # From the right; a letter is two digits, so that the one before it keeps its turn.
    for place in range(_LENGTH - 1, -1, -1):
        unit, ten = value[:, place] % 10, value[:, place] // 10
        total += _summed(unit, doubled)
        total += np.where(letter[:, place], _summed(ten, ~doubled), 0)
        doubled = np.where(letter[:, place], doubled, ~doubled)
    good &= total % 10 == 0
    return good


def _summed(digit: np.ndarray[Any, np.dtype[np.int64]], doubled: Mask) -> np.ndarray[Any, np.dtype[np.int64]]:
    """A digit, or the sum of the digits of its double."""
    twice = 2 * digit
    return np.where(doubled, twice - 9 * (twice > 9), digit)


CHECK = Check(
    code="Q404",
    name="isin-check-digit",
    severity="warning",
    reads=("isin",),
    may_read=("symbol",),
    holds=_holds,
    message="{symbol}: {isin!r} is no ISIN",
    hint="Copy the twelve characters as the page shows them; it may be a WKN, a CUSIP or a SEDOL.",
    passes=(
        {"symbol": "AAPL", "price": 1.0, "isin": "US0378331005"},
        {"symbol": "SAP", "price": 1.0, "isin": "DE0007164600"},
        {"symbol": "BAE", "price": 1.0, "isin": "GB0002634946"},
        {"symbol": "XVG", "price": 1.0, "isin": "AU0000XVGZA3"},
        {"symbol": "AAPL", "price": 1.0, "isin": " US0378331005 "},
    ),
    fails=(
        {"symbol": "AAPL", "price": 1.0, "isin": "US0378331006"},
        {"symbol": "AAPL", "price": 1.0, "isin": "US0373831005"},
        {"symbol": "SAP", "price": 1.0, "isin": "716460"},
        {"symbol": "AAPL", "price": 1.0, "isin": "us0378331005"},
        {"symbol": "AAPL", "price": 1.0, "isin": "120378331005"},
        {"symbol": "AAPL", "price": 1.0, "isin": "US037833100Ö"},
    ),
    skips=({"symbol": "AAPL", "price": 1.0},),
)
