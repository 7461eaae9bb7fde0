"""Market cap over price times shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pagegate.frames import once

from ._columns import Mask, Numbers, Rows, half, numbers

if TYPE_CHECKING:
    import pandas as pd

#: Currencies of hundredths, in which prices are quoted but never a market cap.
HUNDREDTHS = ("GBp", "GBX", "GBx", "ZAc", "ZAC", "ILA", "ILa", "USX")


@once
def cap_ratio(quotes: pd.DataFrame) -> tuple[Numbers, Mask]:
    """Market cap / (price x shares), with prices in hundredths made whole, and where all three are above zero."""
    price, shares, cap = (numbers(quotes, name) for name in ("price", "shares_outstanding", "market_cap"))
    known = (price > 0) & (shares > 0) & (cap > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = cap / (price * shares)
    if quotes["currency"].notna().any():
        ratio = np.where(quotes["currency"].isin(HUNDREDTHS).to_numpy(dtype=bool), 100 * ratio, ratio)
    return ratio, known


def cap_rounding(quotes: pd.DataFrame, rows: Rows) -> Numbers:
    """How far the ratio of some rows may be off by the rounding of its three numbers, as a share of it."""
    return sum((half(quotes, name, rows) / numbers(quotes, name)[rows] for name in ("price", "shares_outstanding", "market_cap")), start=np.zeros(len(rows)))
