"""A column of pages that is far less filled than in earlier runs.

What it does: compares the share of pages that have a value in a column with the lowest share of up to five earlier runs (at least 30 pages in each); flags a column if even the highest share that this run speaks for is more than 10 points lower than in each of at least three earlier runs.
Why it matters: a selector that fits one layout of a site and not its new one loses part of the rows and never fails.
Instead: look at a row without the value on the site itself.
Source: Wilson score interval (1927), 95 %, so that few records do not decide.
Known false alarms: values that a site shows at certain hours only, if all earlier runs were at such hours.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._runs import FilledInAll, Thinner, filled_merged, runs

_RUN = tuple({"text": "A page."} for _ in range(200))
_HOLES = tuple({**record, "text": None} for record in _RUN)

BATCH = BatchRule(
    code="B412",
    name="page-coverage-collapsed",
    severity="error",
    of="pages",
    reads=("source",),
    gather=FilledInAll(("text", "html")),
    merge=filled_merged,
    settle=Thinner(runs=3),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "drop", "max_value": 10},
    message="{missing} of {records} pages have no {field}; in earlier runs at least {before} % had one",
    hint="Look at a row without the value on the site: part of the rows may have a new layout.",
    passes=(runs([*[_RUN] * 3, (*_RUN[:195], *_HOLES[:5])]), runs([*[_HOLES] * 3, _RUN])),
    fails=(runs([*[_RUN] * 3, (*_RUN[:140], *_HOLES[:60])]),),
    skips=(runs([_HOLES]), runs([_RUN, _HOLES])),
)
