"""All quotes of a page have one price.

What it does: compares the lowest and the highest price of each page (or feed) with at least four quotes.
Why it matters: a selector that matches only the first price gives it to every row.
Instead: select the price inside the row of its symbol.
Source: derivation: four unrelated instruments never trade at one price.
Known false alarms: a page that lists one instrument on several exchanges, or several money-market funds at 1.00 (not flagged). None in nine real feeds (17,587 quotes).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._quotes import PAGE_MAY_READ, PAGE_READS, by_page, merge_pages

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 4


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    pages = merge_pages(facts)
    told = (pages["quotes"] >= ENOUGH) & (pages["price_least"] != 1)
    spread = (pages["price_most"] - pages["price_least"]).where(told)
    return pages.assign(spread=spread, price=pages["price_least"])[["source", "page", "line", "column", "page_line", "quotes", "price", "spread"]]


def _page(*prices: float) -> tuple[dict[str, object], ...]:
    return tuple({"symbol": f"S{i}", "price": price, "page": 0} for i, price in enumerate(prices))


BATCH = BatchRule(
    code="B104",
    name="one-price-for-all",
    severity="warning",
    of="quotes",
    reads=PAGE_READS,
    may_read=PAGE_MAY_READ,
    gather=by_page,
    merge=merge_pages,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "spread", "min_value": 0, "strict_min": True},
    message="all {quotes} quotes have the price {price}",
    hint="The selector of the price matches one element for every row.",
    passes=(_page(8074.23, 24049.74, 47311.0, 47311.0), _page(52.6, 52.6, 52.6, 52.61)),
    fails=(_page(52.6, 52.6, 52.6, 52.6),),
    skips=(_page(52.6, 52.6, 52.6), _page(1.0, 1.0, 1.0, 1.0)),
)
