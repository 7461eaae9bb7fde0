"""Bid or ask ten times the price.

What it does: where one side of the book is within a tenth of the price, flags the other if it is within a tenth of ten or a hundred times the price, or of a tenth or a hundredth of it.
Why it matters: a digit or the decimal mark was lost in one of two fields that are read alike; whoever takes the middle of bid and ask for the price is wrong fivefold.
Instead: look at the text of the field; `1,105` may be 1.105.
Source: derivation; the highfrequency package for R (Cornelissen, Boudt, Kleen) drops quotes far from the day's spread for the same reason.
Known false alarms: stub quotes of market makers stand anywhere, and seldom there. None in 2,928 real quotes, of which few have a book. Not asked outside regular hours, nor of futures, whose books may be empty.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate import Check

from ._columns import FUTURE, RATE, answers, is_type, numbers, outside_regular_hours

_SLIPS = (0.01, 0.1, 10.0, 100.0)


def _slipped(ratio: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    near: npt.NDArray[np.bool_] = (np.abs(ratio[:, np.newaxis] / np.array(_SLIPS) - 1) <= 0.1).any(axis=1)
    return near


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    price, bid, ask = (numbers(quotes, name) for name in ("price", "bid", "ask"))
    with np.errstate(divide="ignore", invalid="ignore"):
        below, above = bid / price, ask / price
    fits = [np.abs(side - 1) <= 0.1 for side in (below, above)]
    slipped = (fits[0] & _slipped(above)) | (fits[1] & _slipped(below))
    known = (price > 0) & (bid > 0) & (ask > 0)
    return answers(quotes, ~slipped, known & (fits[0] | fits[1]) & ~is_type(quotes, *FUTURE, *RATE) & ~outside_regular_hours(quotes))


CHECK = Check(
    code="Q210",
    name="bid-or-ask-off-by-ten",
    severity="warning",
    reads=("price", "bid", "ask"),
    may_read=("symbol", "quote_type", "market_state"),
    holds=_holds,
    message="{symbol} costs {price}, but bid is {bid} and ask {ask}: one of them lost a digit or its decimal mark",
    hint="Look at the text of bid and ask: a digit or the decimal mark was lost.",
    passes=(
        {"symbol": "A", "price": 144.41, "bid": 144.4, "ask": 144.42},
        {"symbol": "THIN", "price": 2.0, "bid": 1.9, "ask": 6.0},
        {"symbol": "STUB", "price": 2.0, "bid": 1.9, "ask": 199_999.99},
    ),
    fails=(
        {"symbol": "A", "price": 144.41, "bid": 144.4, "ask": 1444.2},
        {"symbol": "A", "price": 144.41, "bid": 14.44, "ask": 144.42},
        {"symbol": "A", "price": 1.105, "bid": 1.104, "ask": 110.6},
    ),
    skips=(
        {"symbol": "A", "price": 144.41, "bid": 0.0, "ask": 1444.2},
        {"symbol": "A", "price": 144.41, "bid": 14.4, "ask": 1444.2},
        {"symbol": "A", "price": 144.41, "bid": 144.4, "ask": 1444.2, "market_state": "POST"},
        {"symbol": "A", "price": 144.41},
    ),
)
