"""Index with a price of another order of magnitude.

What it does: compares the price of ten well-known indices with their level in late 2025 and flags one that is eight times as large or an eighth. The symbols DAX and CAC, which are also those
of a fund and of a bank in New York, are asked only if a name stands beside them that is not a fund's.
Why it matters: a fund that follows the index was taken for the index itself (the DAX fund in New York costs about 47, the index is at about 24,000), or a digit was lost.
Instead: name the listing: `^GDAXI` for the index, the fund's own symbol for the fund.
Source: levels of October 2025, rounded, as published by STOXX (DAX, EURO STOXX 50), Euronext (CAC 40), FTSE Russell (FTSE 100, Russell 2000), S&P Dow Jones Indices, Nasdaq, Nikkei and Hang Seng Indexes.
Known false alarms: none on 17,416 real quotes, nor on ten of indices; it flags 171 of 171 real ones of a fund under the index's name. Not asked of quotes from before 2013.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pagegate import Check

from ._columns import FUND, FUTURE, INDEX, OPTION, Mask, Rows, answers, is_any, is_type, numbers
from ._moments import moments

#: By symbol, in capitals and without a caret: about where the index stood in October 2025.
_LEVELS = {
    "GDAXI": 24_000.0, "DAX 40": 24_000.0, "DAX": 24_000.0,
    "FCHI": 8_000.0, "CAC 40": 8_000.0, "CAC": 8_000.0,
    "FTSE": 9_500.0, "FTSE 100": 9_500.0,
    "STOXX50E": 5_600.0, "EURO STOXX 50": 5_600.0,
    "GSPC": 6_700.0, "S&P 500": 6_700.0,
    "DJI": 47_000.0, "DOW 30": 47_000.0,
    "IXIC": 23_000.0,
    "RUT": 2_500.0, "RUSSELL 2000": 2_500.0,
    "N225": 48_000.0, "NIKKEI 225": 48_000.0,
    "HSI": 26_000.0, "HANG SENG": 26_000.0,
}  # fmt: skip
_SPELLINGS = pa.array([caret + spelt for name in _LEVELS for caret in ("", "^") for spelt in (name, name.lower(), name.title())], pa.large_string())
_TICKERS_TOO = ("DAX", "CAC")
_FACTOR = 8.0
_SINCE = np.datetime64("2013-01-01")
_FUND_WORDS = r"(?i)\b(?:etf|etn|etp|fund|fonds|ucits|ishares|xtrackers|amundi|lyxor|global x|spdr|vanguard|bancorp|bank|national|corp|inc|plc)\b"


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    holds, applies = np.ones(len(quotes), dtype=bool), np.zeros(len(quotes), dtype=bool)
    rows = np.flatnonzero(is_any(quotes, "symbol", _SPELLINGS))
    if len(rows):
        level, price = _level(quotes["symbol"].iloc[rows]).to_numpy(dtype=float), numbers(quotes, "price")[rows]
        holds[rows] = (price > level / _FACTOR) & (price < level * _FACTOR)
        applies[rows] = (price > 0) & _means_index(quotes, rows)
    return answers(quotes, holds, applies)


def _explain(quotes: pd.DataFrame) -> pd.DataFrame:
    """About where the index stood."""
    return pd.DataFrame({"level": [f"{level:,.0f}" for level in _level(quotes["symbol"])]}, index=quotes.index)


def _level(symbol: pd.Series[Any]) -> pd.Series[Any]:
    return symbol.str.upper().str.removeprefix("^").map(_LEVELS)


def _means_index(quotes: pd.DataFrame, rows: Rows) -> Mask:
    """Which of some quotes with an index's symbol mean the index, and one of today."""
    part = quotes[["symbol", "name", "as_of"]].iloc[rows]
    other = is_type(quotes, *FUND, *FUTURE, *OPTION, "equity", "stock")[rows]
    fund = part["name"].str.contains(_FUND_WORDS).to_numpy(dtype=bool, na_value=False)
    ticker = (part["symbol"].str.upper().isin(_TICKERS_TOO) & part["name"].isna()).to_numpy(dtype=bool)
    early = moments(part, "as_of") < _SINCE
    result: Mask = ~(other | fund | early | (ticker & ~is_type(quotes, *INDEX)[rows]))
    return result


CHECK = Check(
    code="Q406",
    name="index-of-wrong-size",
    severity="warning",
    reads=("symbol", "price"),
    may_read=("name", "quote_type", "as_of"),
    holds=_holds,
    explain=_explain,
    points_at="price",
    message="{symbol} at {price}: the index stands at about {level}",
    hint="A fund that follows the index has a symbol of its own; else look for a lost digit.",
    passes=(
        {"symbol": "GDAXI", "price": 24049.74},
        {"symbol": "^GSPC", "price": 2111.72},
        {"symbol": "CAC 40", "price": 4413.57},
    ),
    fails=(
        {"symbol": "DAX", "name": "DAX (Frankfurt)", "price": 47.24},
        {"symbol": "GDAXI", "price": 240.4974},
        {"symbol": "^gspc", "price": 679.629},
        {"symbol": "DAX", "price": 47.24, "quote_type": "index"},
    ),
    skips=(
        {"symbol": "DAX", "name": "Global X DAX Germany ETF", "price": 47.24},
        {"symbol": "DAX", "price": 47.24},
        {"symbol": "CAC", "name": "Camden National Corporation", "price": 41.2},
        {"symbol": "^GSPC", "price": 676.53, "as_of": "2009-03-09"},
        {"symbol": "A", "price": 47.24},
    ),
)
