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
                source="docs/design.md, Records: symbol is required.",
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
                source="docs/design.md, Records: price is required.",
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
        "volume": number(
            "shares",
            Limit(
                code="Q003",
                name="volume-negative",
                severity="error",
                low=0,
                message="a volume of {volume} is below zero",
                hint="A change or a dash before the number was read as part of it.",
                source="Volume counts traded shares, by definition.",
                passes=(0, 2021029, "64.09M"),
                fails=(-1, "-2,021,029"),
            ),
        ),
        "shares_outstanding": number(
            "shares",
            Limit(
                code="Q004",
                name="shares-outstanding-negative",
                severity="error",
                low=0,
                message="{shares_outstanding} shares outstanding are below zero",
                hint="A change or a dash before the number was read as part of it.",
                source="Shares outstanding are counted, by definition.",
                passes=(0, "293.05M"),
                fails=(-1, "-293.05M"),
            ),
        ),
        "market_cap": number(
            "currency",
            Limit(
                code="Q005",
                name="market-cap-negative",
                severity="error",
                low=0,
                message="a market cap of {market_cap} is below zero",
                hint="A change or a dash before the number was read as part of it.",
                source="Market capitalisation = price x shares outstanding, both counted from zero; some feeds print 0 for what they do not know.",
                passes=(0, "42.32B"),
                fails=(-1, "-42.32B"),
            ),
        ),
        "as_of": time(),
        "fetched_at": time(),
    },
    name="quotes",
    metadata={"key": ("symbol", "as_of")},
)
