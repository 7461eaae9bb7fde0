"""The same symbol twice, at the same time, with different prices.

What it does: finds quotes of one symbol (and currency, exchange and type where known) on one page, or in one feed with the same `as_of`, whose prices differ by more than their rounding.
Why it matters: one of the two is wrong: a selector took the neighbour's price, or two instruments share a label. A reader that keeps the last one keeps an arbitrary one.
Instead: give each instrument its own symbol, and read the price from the row of its symbol.
Source: derivation: one instrument has one price at a time. Feeds may hold histories, so without `as_of` only quotes of one page are compared.
Known false alarms: a page that shows a spot price and a future under one name without their type. Not measured: no symbol recurs at one time in 17,587 real quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._quotes import SIGHTING_MAY_READ, SIGHTING_READS, repeated, sightings

if TYPE_CHECKING:
    import pandas as pd


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    pairs = repeated(facts)
    return pairs[["source", "line", "column", "page", "page_line", "record", "symbol", "as_of", "price", "first_price", "first_line", "rounding", "difference"]].assign(key=pairs["symbol"])


BATCH = BatchRule(
    code="B102",
    name="conflicting-quotes",
    severity="error",
    of="quotes",
    reads=SIGHTING_READS,
    may_read=SIGHTING_MAY_READ,
    gather=sightings,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnPairValuesAToBeGreaterThanB",
    arguments={"column_A": "rounding", "column_B": "difference", "or_equal": True},
    message="{symbol} is {price} here and {first_price} on line {first_line}, at the same time",
    hint="One of them is another instrument's price, or two instruments share a label.",
    passes=(
        ({"symbol": "DJI", "price": "47,311.00", "page": 0}, {"symbol": "DJI", "price": "47,311", "page": 0}),
        ({"symbol": "DJI", "price": "47,311.24", "page": 0}, {"symbol": "DJI", "price": "47,311.2", "page": 0}),
        ({"symbol": "DJI", "price": 47311.0, "as_of": "2025-10-23T21:07:00Z"}, {"symbol": "DJI", "price": 47311.0, "as_of": "2025-10-23T21:07:00Z"}),
    ),
    fails=(
        ({"symbol": "DJI", "price": "47,311.00", "page": 0}, {"symbol": "DJI", "price": "47,311.02", "page": 0}),
        ({"symbol": "DJI", "price": 47311.0, "as_of": "2025-10-23T21:07:00Z"}, {"symbol": "DJI", "price": 4731.1, "as_of": "2025-10-23T21:07:00Z"}),
    ),
    skips=(
        ({"symbol": "DJI", "price": 47311.0}, {"symbol": "DJI", "price": 47320.0}),
        ({"symbol": "DJI", "price": 47311.0, "page": 0}, {"symbol": "DJI", "price": 47320.0, "page": 1}),
        ({"symbol": "DJI", "price": 47311.0, "as_of": "2025-10-22"}, {"symbol": "DJI", "price": 47320.0, "as_of": "2025-10-23"}),
        ({"symbol": "DJI", "price": 47311.0, "page": 0, "quote_type": "index"}, {"symbol": "DJI", "price": 473.2, "page": 0, "quote_type": "etf"}),
    ),
)
