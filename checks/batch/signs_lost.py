"""No change on a page shows a sign.

What it does: looks at each page (or feed) with at least eight changes in percent that are not zero; if none shows a sign or an arrow, in the percent or in the change, and none is below zero, the signs were probably lost.
Why it matters: many sites draw the direction by colour or an icon. The text then has the size of every move and the direction of none, and every fall is read as a rise.
Instead: read the direction from the element's class, icon or accessible label, or from the change beside the percent.
Source: derivation: were each of eight moves up or down with even odds, all would be up once in 256 pages.
Known false alarms: a list of the day's winners, and a day on which everything rose, on a page that never prints a plus. None measured on 14,488 real listings of three exchanges on two days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._quotes import PAGE_MAY_READ, PAGE_READS, by_page, merge_pages

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 8


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    pages = merge_pages(facts)
    told = (pages["moves"] >= ENOUGH) & (pages["unknown"] == 0)
    return pages.assign(signs=pages["signs"].astype("float64").where(told))[["source", "page", "line", "column", "page_line", "moves", "signs"]]


_UNSIGNED = tuple({"symbol": f"S{i}", "price": "100.00", "change_pct": f"0.{i}1%", "page": 0} for i in range(1, 9))

BATCH = BatchRule(
    code="B101",
    name="signs-lost",
    severity="warning",
    of="quotes",
    reads=PAGE_READS,
    may_read=PAGE_MAY_READ,
    gather=by_page,
    merge=merge_pages,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "signs", "min_value": 1},
    message="none of {moves} changes shows a sign, and none is below zero: the direction is probably lost",
    hint="Read the direction from the class, icon or label of the element: the site draws it, and the text has lost it.",
    passes=(
        (*_UNSIGNED[:-1], {"symbol": "S8", "price": "100.00", "change_pct": "-0.81%", "page": 0}),
        (*_UNSIGNED[:-1], {"symbol": "S8", "price": "100.00", "change_pct": "+0.81%", "page": 0}),
        (*_UNSIGNED[:-1], {"symbol": "S8", "price": "100.00", "change_pct": "0.81%", "change": "-0.81", "page": 0}),
    ),
    fails=(_UNSIGNED, (*_UNSIGNED, {"symbol": "S9", "price": "100.00", "change_pct": "0.00%", "page": 0})),
    skips=(_UNSIGNED[:-1], tuple({"symbol": f"S{i}", "price": 100.0, "change_pct": i / 10, "page": 0} for i in range(1, 12))),
)
