"""Sites that earlier runs had are missing.

What it does: remembers the sites of each run; where a list stays (nine in ten of the last run's sites were in all of the seven runs before), flags a run that lacks more than 2 % of those that all of them had. None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: a site that blocks the scraper gives no article, and those of the other sites are good.
Instead: look at the page of a missing site; if it is gone for good, that is what runs are compared with after a week.
Source: derivation: 2 % is more than delistings, mergers or closures take from a long list between two runs, and less than one of a short list.
Known false alarms: sites that publish nothing on some days. Lists that change from run to run (the day's gainers) are not judged.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._bodies import site_of
from ._expected import FEW, Missing, Names, names_merged, scrapes

_RUN = tuple({"title": f"Headline {n}", "body": "A sentence of some words. " * 10, "url": f"https://site{n}.example/1"} for n in range(10))
_NEW = ({"title": "Headline", "body": "A sentence of some words. " * 10, "url": "https://new.example/1"},)

BATCH = BatchRule(
    code="B316",
    name="expected-sites-missing",
    severity="warning",
    of="articles",
    reads=("body",),
    may_read=("site", "url"),
    gather=Names(site_of),
    merge=names_merged,
    settle=Missing(),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "share", "max_value": FEW},
    message="{missing} of {names} sites that earlier runs had are missing: {examples}",
    hint="Look at the page of a missing site: its layout, its address or the list may have changed.",
    passes=(scrapes([_RUN, _RUN, _RUN]), scrapes([_RUN, _RUN, (*_RUN, *_NEW)])),
    fails=(scrapes([_RUN, _RUN, _RUN[1:]]), scrapes([_RUN, _RUN, _RUN, _RUN[:-2]])),
    skips=(scrapes([_RUN, _RUN[1:]]), scrapes([_RUN[:5], _RUN[5:], _RUN[:5]]), scrapes([_RUN])),
)
