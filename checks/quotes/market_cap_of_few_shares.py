"""Market cap of less than a thousand shares.

What it does: flags a market cap that would be made of fewer than 1,000 shares at the price shown.
Why it matters: no listed company has so few; the market cap lost its K, M or B, or the feed filled the field with the issue price.
Instead: read the letter behind the number; leave the field empty for notes and other debt, which have no market cap.
Source: exchanges ask for far more shares in public hands: at least 1,000,000 on Nasdaq (Listing Rule 5505) and 1,100,000 on the NYSE (Listed Company Manual, section 102.01).
Known false alarms: none on 11,703 real US quotes with a market cap; four were flagged, all of them notes with a market cap of 10 or 15 dollars. A market cap of 0 is taken as unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._columns import answers, numbers

if TYPE_CHECKING:
    import pandas as pd

_LEAST = 1000.0


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    price, cap = numbers(quotes, "price"), numbers(quotes, "market_cap")
    return answers(quotes, cap >= _LEAST * price, (price > 0) & (cap > 0))


CHECK = Check(
    code="Q305",
    name="market-cap-of-few-shares",
    severity="warning",
    reads=("market_cap", "price"),
    may_read=("symbol",),
    holds=_holds,
    message="{symbol}: a market cap of {market_cap} is less than a thousand shares at {price}",
    hint="Look for a K, M or B that was lost.",
    passes=({"symbol": "A", "price": 144.41, "market_cap": "42.32B"}, {"symbol": "BRK/A", "price": 613300.0, "market_cap": "882.6B"}),
    fails=({"symbol": "A", "price": 144.41, "market_cap": "42.32"}, {"symbol": "CTBB", "price": 10.0, "market_cap": 10}),
    skips=({"symbol": "A", "price": 144.41, "market_cap": 0}, {"symbol": "A", "price": 144.41}),
)
