"""Many pages came with an error status.

What it does: takes, for each site with at least ten pages of known status, the share of pages whose status is 400 or more; flags a site if even the lowest share that its pages speak for is over 5 %.
Why it matters: single dead links are usual; when the share grows, the site has begun to turn the scraper away.
Instead: slow down, look at the answers, and do not keep their bodies.
Source: RFC 9110, section 15; Wilson score interval (1927), 95 %.
Known false alarms: lists of old addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._places import wilson
from ._visits import MAY_READ, READS, visits

if TYPE_CHECKING:
    import pandas as pd

ENOUGH, PERCENT = 10, 5


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    known = facts[facts["status"] > 0]
    known = known.assign(bad=(known["status"] >= 400).astype("int64"))
    sites = known.groupby("site", observed=True, sort=False, as_index=False).agg(source=("source", "first"), pages=("bad", "size"), errors=("bad", "sum"))
    low, _ = wilson(sites["errors"], sites["pages"])
    return sites.assign(site=sites["site"].astype("str"), at_least=(100 * low).round(1).where(sites["pages"] >= ENOUGH))


def _site(*statuses: int) -> tuple[dict[str, object], ...]:
    return tuple({"url": f"https://news.example/{i}", "status": status} for i, status in enumerate(statuses))


BATCH = BatchRule(
    code="B401",
    name="many-http-errors",
    severity="warning",
    of="pages",
    reads=READS,
    may_read=MAY_READ,
    gather=visits,
    settle=_settle,
    apart=("site",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "at_least", "max_value": PERCENT},
    message="{errors} of {pages} pages of {site} came with an error status",
    hint="The site may have begun to turn the scraper away: slow down, and look at the answers.",
    passes=(_site(*[200] * 19, 404), _site(*[200] * 10)),
    fails=(_site(*[200] * 12, *[403] * 4),),
    skips=(_site(*[200] * 5, *[403] * 4), _site(*[0] * 20)),
)
