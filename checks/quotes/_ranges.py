"""A price against a range of prices, with the rounding of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ._columns import Mask, Numbers, Rows, half, numbers

if TYPE_CHECKING:
    import pandas as pd


def ordered(quotes: pd.DataFrame, low: str, high: str) -> tuple[Mask, Mask]:
    """Whether low <= high as far as their digits say, and where both are known: feeds print 0 for what they do not know."""
    least, most = numbers(quotes, low), numbers(quotes, high)
    known = (least != 0) & (most != 0)
    holds = least <= most
    rows = np.flatnonzero(known & (least > most))
    if len(rows):
        holds[rows] = least[rows] - most[rows] <= _room(quotes, rows, low, high)
    return holds, known


def inside(quotes: pd.DataFrame, price: str, low: str, high: str) -> tuple[Mask, Mask]:
    """Whether low <= price <= high as far as their digits say, and where all three are known and low <= high."""
    value, least, most = (numbers(quotes, name) for name in (price, low, high))
    known = (value != 0) & (least != 0) & (most != 0) & (least <= most)
    holds = (least <= value) & (value <= most)
    rows = np.flatnonzero(known & ~holds)
    if len(rows):
        above, below = least[rows] - value[rows], value[rows] - most[rows]
        holds[rows] = (above <= _room(quotes, rows, price, low)) & (below <= _room(quotes, rows, price, high))
    return holds, known


def _room(quotes: pd.DataFrame, rows: Rows, one: str, other: str) -> Numbers:
    """By how much two numbers in the right order can seem to be in the wrong one: by rounding, if they were rounded differently."""
    first, second = half(quotes, one, rows), half(quotes, other, rows)
    alike = np.abs(first - second) <= 0.01 * (first + second)
    return np.where(alike, 0.0, first + second)
