"""A page with fewer records than its siblings.

What it does: compares how many records were read from each page with the median of its site (ten pages or more), if nine of ten of the site's pages have at least four fifths of that median; flags less than half.
Why it matters: a widget that all pages of the site have is missing on this one: its place changed, or it was not loaded yet.
Instead: wait for the widget, or look whether this page is of another form.
Source: derivation: a widget that its siblings from the same site have is missing.
Known false alarms: a page of another form among many of one; at most one page in ten, or the rule does not apply.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._visits import MAY_READ, READS, visits

if TYPE_CHECKING:
    import pandas as pd

ENOUGH, PERCENT, ALIKE, UNIFORM = 10, 50, 0.8, 0.9


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    known = facts[facts["records"].notna()]
    by_site = known.groupby("site", observed=True)["records"]
    usual = by_site.transform("median")
    alike = (known["records"] >= ALIKE * usual).groupby(known["site"], observed=True).transform("mean")
    told = (by_site.transform("size") >= ENOUGH) & (usual >= 1) & (alike >= UNIFORM)
    share = (100 * known["records"] / usual.clip(lower=1)).round().where(told)
    return known.assign(site=known["site"].astype("str"), usual=usual, share=share)[["source", "line", "page", "site", "records", "usual", "share"]]


def _site(*records: int) -> tuple[dict[str, object], ...]:
    return tuple({"url": f"https://news.example/{i}", "text": "A page.", "records": number} for i, number in enumerate(records))


BATCH = BatchRule(
    code="B403",
    name="fewer-records-than-siblings",
    severity="warning",
    of="pages",
    reads=READS,
    may_read=MAY_READ,
    gather=visits,
    settle=_settle,
    apart=("site",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "share", "min_value": PERCENT},
    message="{records:.0f} records were read here; the pages of {site} usually have {usual:.0f}",
    hint="A widget that its siblings have may be missing or not loaded yet.",
    passes=(_site(*[12] * 10, 11), _site(*[12] * 10, 6)),
    fails=(_site(*[12] * 10, 2), _site(*[1] * 10, 0)),
    skips=(_site(*[12] * 8, 2), _site(*[12] * 10, 2, 2, 2), _site(*[0] * 12)),
)
