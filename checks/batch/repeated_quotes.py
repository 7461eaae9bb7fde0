"""Quotes that a page shows more than once.

What it does: counts the quotes of a page (or of a feed, where `as_of` is known) that repeat an earlier one: same symbol, same time, same price.
Why it matters: sums and averages count them twice. Usual on pages whose ticker is repeated so that it can scroll.
Instead: keep one quote for a symbol and time, or read only the first copy of the ticker.
Source: the key of a quote: symbol and as_of.
Known false alarms: none that matter; repeats are true, so this is for information only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._places import PAGE
from ._quotes import SIGHTING_MAY_READ, SIGHTING_READS, repeated, sightings

if TYPE_CHECKING:
    import pandas as pd


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    known = facts[facts["moment"]].groupby(PAGE, observed=True, sort=False, as_index=False).agg(quotes=("price", "size"))
    pairs = repeated(facts)
    same = pairs[pairs["difference"] <= pairs["rounding"]].groupby(PAGE, observed=True, sort=False, as_index=False)
    first = same.agg(line=("line", "first"), page_line=("page_line", "first"), repeats=("price", "size"), symbol=("symbol", "first"))
    pages = known.merge(first, on=PAGE, how="left")
    return pages.fillna({"line": -1, "page_line": -1, "repeats": 0})


BATCH = BatchRule(
    code="B103",
    name="repeated-quotes",
    severity="info",
    of="quotes",
    reads=SIGHTING_READS,
    may_read=SIGHTING_MAY_READ,
    gather=sightings,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "repeats", "max_value": 0},
    message="{repeats:.0f} of {quotes} quotes repeat an earlier one of the page; the first is {symbol}",
    hint="Keep one quote for a symbol and time; a scrolling ticker is often printed twice.",
    passes=(({"symbol": "DJI", "price": 47311.0, "page": 0}, {"symbol": "FTSE", "price": 9777.08, "page": 0}),),
    fails=(({"symbol": "DJI", "price": 47311.0, "page": 0}, {"symbol": "FTSE", "price": 9777.08, "page": 0}, {"symbol": "DJI", "price": 47311.0, "page": 0}),),
    skips=(({"symbol": "DJI", "price": 47311.0}, {"symbol": "DJI", "price": 47311.0}),),
)
