"""What one quote must look like."""

from __future__ import annotations

import pandera.pandas as pa

from pagegate.model import Limit
from pagegate.schema import flag, number, text, time

SCHEMA = pa.DataFrameSchema(
    {
        "symbol": text(
            Limit(
                code="Q001",
                name="symbol-missing",
                severity="error",
                required=True,
                pattern=r"(?s).*\S.*",
                message="the quote has no symbol",
                hint="Look at the selector of the symbol or name; a price of nothing is of no use.",
                source="DESIGN: symbol is required.",
                passes=("FCHI", "S&P 500"),
                fails=(None, "", "  "),
            ),
        ),
        "price": number(
            "currency",
            Limit(
                code="Q002",
                name="price-missing",
                severity="error",
                required=True,
                message="{symbol} has no price",
                hint="The page shows none (N/A, --, blank), or the selector of the price no longer fits.",
                source="DESIGN: price is required.",
                passes=(8074.23, "$0.97"),
                fails=(None, "NA", "--", ""),
            ),
        ),
        "change": number("currency"),
        "change_pct": number("%"),
        "name": text(),
        "currency": text(),
        "quote_type": text(),
        "exchange": text(),
        "market_state": text(),
        "ex_dividend": flag(),
        "isin": text(),
        "previous_close": number("currency"),
        "open": number("currency"),
        "day_low": number("currency"),
        "day_high": number("currency"),
        "week52_low": number("currency"),
        "week52_high": number("currency"),
        "bid": number("currency"),
        "ask": number("currency"),
        "volume": number("shares"),
        "shares_outstanding": number("shares"),
        "market_cap": number("currency"),
        "as_of": time(),
        "fetched_at": time(),
    },
    name="quotes",
    metadata={"key": ("symbol", "as_of")},
)
