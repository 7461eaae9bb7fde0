"""Currency that is no ISO 4217 code.

What it does: asks that the currency is a code of ISO 4217, in capitals or not, in force or withdrawn (quotes of 2022 in kuna are quotes), or one of the codes that markets use beside it: GBp and GBX (pence),
ZAc (South African cents), ILA (agorot), USX (US cents), KWF (fils), CNH (yuan outside China).
Why it matters: a sign such as `$` names a dozen currencies, and an unknown code joins with no table of rates.
Instead: write the code; where the page shows a sign only, take the exchange's currency.
Source: ISO 4217:2015, the codes in force and those withdrawn, as the Unicode CLDR has them (read from the babel package, which unlike iso4217 and pycountry keeps withdrawn codes); GBp, GBX, ZAc and ILA as the readers of Yahoo Finance take them (yfinance, yfinance-rs: currency units); USX, KWF and CNH from practice.
Known false alarms: not measured, for want of real quotes with a currency. Not asked of indices, which are counted in points, nor of crypto.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._columns import CRYPTO, answers, is_index, is_type

_BESIDE = ("GBX", "ZAC", "ILA", "USX", "KWF", "CNH")


@cache
def _codes() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies()) | frozenset(_BESIDE)


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    places, spelt = pd.factorize(quotes["currency"])
    words = [str(word).strip().upper() for word in spelt]
    # Quotes have few currencies. One more place at the end, where the -1 of a missing one points to.
    holds = np.array([*(one in _codes() or word in _codes() for one, word in zip(spelt, words, strict=True)), False])[places]
    applies = np.array([*(word != "" for word in words), False])[places]
    rows = np.flatnonzero(applies & ~holds)
    applies[rows] = ~is_index(quotes, rows) & ~is_type(quotes, *CRYPTO)[rows]
    return answers(quotes, holds, applies)


CHECK = Check(
    code="Q405",
    name="currency-unknown",
    severity="warning",
    reads=("currency",),
    may_read=("symbol", "quote_type"),
    holds=_holds,
    message="{symbol}: {currency!r} is no currency code",
    hint="Write the ISO 4217 code; a sign such as $ names a dozen currencies.",
    passes=tuple({"symbol": "A", "price": 1.0, "currency": code} for code in ("USD", "eur", "GBp", "GBX", "ZAc", "ILA", " JPY ", "CNH", "HRK", "BGN")),
    fails=tuple({"symbol": "A", "price": 1.0, "currency": code} for code in ("$", "US", "Dollar", "XYZ", "0.37%")),
    skips=(
        {"symbol": "A", "price": 1.0},
        {"symbol": "A", "price": 1.0, "currency": ""},
        {"symbol": "^FCHI", "price": 8074.23, "currency": "PTS"},
        {"symbol": "ETH-BTC", "price": 0.03, "currency": "BTC-ish", "quote_type": "crypto"},
    ),
)
