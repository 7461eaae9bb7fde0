"""All quotes of a page have one change.

What it does: compares the lowest and the highest change in percent (or, without percents, the change) of each page or feed with at least four quotes; zero for all is a closed market and is not asked about.
Why it matters: a selector that matches only the first change gives it to every row.
Instead: select the change inside the row of its symbol.
Source: derivation: four instruments rarely move by one percentage to two decimals.
Known false alarms: several funds on one index. None in nine real feeds (17,587 quotes).
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
    percents = pages["change_pct_least"].notna()
    least = pages["change_pct_least"].where(percents, pages["change_least"])
    most = pages["change_pct_most"].where(percents, pages["change_most"])
    told = (pages["quotes"] >= ENOUGH) & ~((least == 0) & (most == 0))
    return pages.assign(spread=(most - least).where(told), change=least)[["source", "page", "line", "column", "page_line", "quotes", "change", "spread"]]


def _page(*changes: object) -> tuple[dict[str, object], ...]:
    return tuple({"symbol": f"S{i}", "price": 100.0 + i, "change_pct": change, "page": 0} for i, change in enumerate(changes))


BATCH = BatchRule(
    code="B105",
    name="one-change-for-all",
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
    message="all {quotes} quotes changed by {change}",
    hint="The selector of the change matches one element for every row.",
    passes=(_page(0.37, 0.37, 0.37, 0.38), _page(0.0, 0.0, 0.0, 0.1)),
    fails=(_page(0.37, 0.37, 0.37, 0.37),),
    skips=(_page(0.37, 0.37, 0.37), _page(0.0, 0.0, 0.0, 0.0), _page(None, None, None, None)),
)
