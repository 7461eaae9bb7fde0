"""Far fewer observations than in earlier runs.

What it does: compares the number of observations with the fewest of up to five earlier runs, each of at least 20; flags a drop of more than 10 % below all of at least three earlier runs.
Why it matters: every observation that is there passes, and those that are not there say nothing.
Instead: look for the pages or rows that no longer come; a site pages its lists, or answers part of the requests with a wall.
Source: derivation; one-sided, against the lowest of the earlier runs, so that ordinary ups and downs pass.
Known false alarms: a site that really has less to show; judge the next run against this one by accepting it.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._runs import Fewer, count, count_merged, runs

_RUN = tuple({"location": "Kabul", "temp_c": 21.0} for _ in range(100))

BATCH = BatchRule(
    code="B214",
    name="far-fewer-observations",
    severity="error",
    of="weather",
    reads=("temp_c",),
    gather=count,
    merge=count_merged,
    settle=Fewer(runs=3),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "drop", "max_value": 10},
    message="{records} observations, {drop} % fewer than the fewest of earlier runs ({before:.0f})",
    hint="Look for pages or rows that no longer come: paging, or a wall for part of the requests.",
    passes=(runs([*[_RUN] * 3, _RUN[:97]]), runs([*[_RUN] * 3, _RUN * 2])),
    fails=(runs([*[_RUN] * 3, _RUN[:80]]), runs([*[_RUN] * 3, ()])),
    skips=(runs([_RUN[:50]]), runs([_RUN, _RUN[:50]])),
)
