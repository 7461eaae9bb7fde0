"""The same page under many addresses.

What it does: finds pages of at least 200 characters whose content is the same, character by character, under three or more addresses (without regard to query, fragment and last slash) of one site.
Why it matters: a login page, a home page or a wall stands where the pages should be.
Instead: follow one of the addresses by hand, and have the scraper look at where it was redirected to.
Source: derivation; Bar-Yossef et al., WWW 2004, recognise dead links in this way.
Known false alarms: sites that serve one application shell for all addresses, which then is the right alarm. Not measured: no page recurs in 183 real ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._visits import MAY_READ, READS, visits

if TYPE_CHECKING:
    import pandas as pd

MOST, CHARACTERS = 2, 200


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    long = facts[facts["length"] >= CHARACTERS]
    # Pages whose content recurs are judged; the others cannot fail.
    shared = long[long.duplicated(["site", "content"], keep=False)]
    same = shared.groupby(["site", "content"], observed=True, sort=False, as_index=False).agg(
        source=("source", "first"), line=("line", "first"), page=("page", "first"), length=("length", "first"), addresses=("address", "nunique"),
    )
    return same.assign(site=same["site"].astype("str")).drop(columns="content")


def _pages(number: int, text: str = "Please log in to go on. " * 20) -> tuple[dict[str, object], ...]:
    return tuple({"url": f"https://news.example/{i}", "text": text} for i in range(number))


BATCH = BatchRule(
    code="B402",
    name="one-page-under-many-addresses",
    severity="warning",
    of="pages",
    reads=READS,
    may_read=MAY_READ,
    gather=visits,
    settle=_settle,
    apart=("site",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "addresses", "max_value": MOST},
    message="{addresses} addresses of {site} gave this same page of {length} characters",
    hint="A login page, a home page or a wall may stand where the pages should be.",
    passes=(_pages(2), tuple({**page, "url": f"https://news.example/1?visit={i}"} for i, page in enumerate(_pages(5)))),
    fails=(_pages(3),),
    skips=(_pages(1), _pages(4, "Short.")),
)
