"""Volume that is not a whole number.

What it does: flags a volume with a part of a share.
Why it matters: a volume like 1.806 is mostly 1,806 with its separator read as a decimal mark, or millions without their M.
Instead: read the letter (K, M, B) and the page's separators; a volume in millions must be multiplied.
Source: FINRA, Trade Reporting Notice of 22 March 2024, on fractional shares: trades were reported in whole shares until 23 February 2026, and with up to six decimals since; so it is only a warning (Nasdaq newsroom, 20 February 2026, on the date).
Known false alarms: none on 15,825 real quotes with a volume, most of them from before that date. Not asked of crypto, currencies and funds, whose amounts are not whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._columns import CRYPTO, FUND, FX, answers, is_type, numbers

if TYPE_CHECKING:
    import pandas as pd

#: Millions and billions are multiplied in binary: 64.09 x 10^6 is 64,090,000 and a little.
_DUST = 1e-12


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    volume = numbers(quotes, "volume")
    with np.errstate(invalid="ignore"):
        holds = np.abs(volume - np.rint(volume)) <= _DUST * np.abs(volume)
    return answers(quotes, holds, ~is_type(quotes, *CRYPTO, *FX, *FUND))


CHECK = Check(
    code="Q301",
    name="volume-not-whole",
    severity="warning",
    reads=("volume",),
    may_read=("symbol", "quote_type"),
    holds=_holds,
    message="{symbol}: a volume of {volume} is no whole number",
    hint="Look for a separator read as a decimal mark, or for millions without their M.",
    passes=({"symbol": "A", "price": 144.41, "volume": 2021029}, {"symbol": "A", "price": 144.41, "volume": "64.09M"}, {"symbol": "A", "price": 144.41, "volume": 0}),
    fails=({"symbol": "A", "price": 144.41, "volume": 2.021}, {"symbol": "A", "price": 144.41, "volume": "1805.5"}),
    skips=({"symbol": "BTC-USD", "price": 97000.0, "volume": 1.5, "quote_type": "crypto"}, {"symbol": "A", "price": 144.41}),
)
