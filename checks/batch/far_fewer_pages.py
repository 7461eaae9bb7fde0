"""Far fewer pages than in earlier runs.

What it does: compares the number of pages of each site with the fewest of seven or more earlier runs (ten at least in each); flags a drop of more than 10 % below what their ups and downs let expect, and a site that is gone. None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: every page that is there passes, and those that are not there say nothing.
Instead: look for the pages or rows that no longer come; a site pages its lists, or answers part of the requests with a wall.
Source: derivation; one-sided, against the lowest of the earlier runs and a margin of their usual step from run to run (six times the median step, more for few runs), on the scale of ratios.
Known false alarms: a site that really has less to show; after seven days of it, that is what it is compared with. Half of the articles of a site that has few at weekends is not told apart from a holiday.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._runs import Fewer, count, count_merged, count_remembered, runs

_RUN = ({"text": "A page."},) * 100

BATCH = BatchRule(
    code="B410",
    name="far-fewer-pages",
    severity="error",
    of="pages",
    reads=("source",),
    gather=count,
    merge=count_merged,
    condense=count_remembered,
    settle=Fewer(),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "drop", "max_value": 10},
    message="{where}: {records} pages, {drop} % fewer than could be expected; the fewest of {runs:.0f} earlier runs are {before:.0f}",
    hint="Look for pages or rows that no longer come: paging, or a wall for part of the requests.",
    passes=(runs(_RUN, _RUN[:97]), runs(_RUN, _RUN * 2)),
    fails=(runs(_RUN, _RUN[:80]), runs(_RUN, ())),
    skips=(_RUN[:50], runs(_RUN, _RUN[:50], number=6), runs(_RUN[:9], ())),
)
