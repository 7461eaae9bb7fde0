"""Change and percent with different signs.

What it does: asks that change and percent are not one above and one below zero, both by more than rounding.
Why it matters: many sites draw the direction as an arrow or a colour beside one of the two; the other one is then read without its sign, and a loss becomes a gain.
Instead: give both numbers the sign that the page shows for either.
Source: both numbers have the sign of price less previous close, by definition.
Known false alarms: none on 16,748 real quotes that show both. Not asked of crypto, whose change and percent may look back over different spans, of rates, nor on the day of a dividend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._arithmetic import moves
from ._columns import answers

if TYPE_CHECKING:
    from ._columns import Mask


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    found = moves(quotes)
    return answers(quotes, ~found.opposed, found.judged)


def _explain(quotes: pd.DataFrame) -> pd.DataFrame:
    """Which of the two was shown without a sign."""
    guess = np.full(len(quotes), "", dtype=object)
    guess[_unsigned(quotes, "change_pct")] = "; the percent was shown without a sign"
    guess[_unsigned(quotes, "change")] = "; the change was shown without a sign"
    return pd.DataFrame({"guess": guess}, index=quotes.index)


def _unsigned(quotes: pd.DataFrame, column: str) -> Mask:
    name = f"{column}.signed"
    if name not in quotes:
        return np.zeros(len(quotes), dtype=bool)
    return ~quotes[name].astype("boolean").fillna(value=True).to_numpy(dtype=bool)


CHECK = Check(
    code="Q105",
    name="change-and-percent-signs-differ",
    severity="error",
    reads=("change", "change_pct", "price"),
    may_read=("symbol", "quote_type", "ex_dividend"),
    holds=_holds,
    explain=_explain,
    message="{symbol}: change {change} and percent {change_pct} have different signs{guess}",
    hint="Give both the sign that the page shows, be it a minus, an arrow or a colour.",
    passes=(
        {"symbol": "A", "price": "$144.41", "change": "-1.15", "change_pct": "-0.79%"},
        {"symbol": "A", "price": "$144.41", "change": "1.15", "change_pct": "0.80%"},
        {"symbol": "A", "price": "$144.41", "change": "0.00", "change_pct": "-0.01%"},
        {"symbol": "A", "price": "$144.41", "change": "0.00", "change_pct": "-0.00%"},
    ),
    fails=(
        {"symbol": "A", "price": "$144.41", "change": "1.15", "change_pct": "-0.79%"},
        {"symbol": "A", "price": "$144.41", "change": "-1.15", "change_pct": "0.79%"},
        {"symbol": "A", "price": 144.41, "change": -1.15, "change_pct": 0.79},
    ),
    skips=(
        {"symbol": "A", "price": "$144.41", "change_pct": "-0.79%"},
        {"symbol": "BTC-USD", "price": 97000.5, "change": 12.5, "change_pct": -0.79, "quote_type": "crypto"},
    ),
)
