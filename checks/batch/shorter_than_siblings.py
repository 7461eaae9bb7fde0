"""A page far shorter than its siblings.

What it does: compares the length of each page with the median of its site (ten pages or more), if nine of ten of the site's pages have at least half of that median; flags less than a fifth.
Why it matters: the download was cut, the content was not loaded, or a notice stands in the page's place.
Instead: fetch the page again and compare.
Source: derivation; Zyte, monitoring of response sizes.
Known false alarms: a page of another form among many of one; at most one page in ten, or the rule does not apply.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._visits import MAY_READ, READS, visits

if TYPE_CHECKING:
    import pandas as pd

ENOUGH, PERCENT, ALIKE, UNIFORM = 10, 20, 0.5, 0.9


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    known = facts[facts["stored"].astype(bool) & ~(facts["status"] >= 400)]
    length = known["length"].astype("float64")
    by_site = length.groupby(known["site"], observed=True)
    usual = by_site.transform("median")
    alike = (length >= ALIKE * usual).groupby(known["site"], observed=True).transform("mean")
    told = (by_site.transform("size") >= ENOUGH) & (usual >= 500) & (alike >= UNIFORM)
    share = (100 * length / usual.clip(lower=1)).round(1).where(told)
    return known.assign(site=known["site"].astype("str"), usual=usual, share=share)[["source", "line", "page", "site", "length", "usual", "share"]]


def _site(*lengths: int) -> tuple[dict[str, object], ...]:
    return tuple({"url": f"https://news.example/{i}", "text": f"{i} " + "x" * length} for i, length in enumerate(lengths))


BATCH = BatchRule(
    code="B405",
    name="shorter-than-siblings",
    severity="warning",
    of="pages",
    reads=READS,
    may_read=MAY_READ,
    gather=visits,
    settle=_settle,
    apart=("site",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "share", "min_value": PERCENT},
    message="the page has {length} characters; those of {site} usually have {usual:.0f}",
    hint="The download may be cut, or the content not loaded: fetch the page again.",
    passes=(_site(*[2000] * 10, 500), _site(*[2000] * 10, 9000)),
    fails=(_site(*[2000] * 10, 150),),
    skips=(_site(*[2000] * 8, 150), _site(*[2000] * 5, *[100] * 5), _site(*[100] * 12)),
)
