"""Numbers of articles that have moved away from those of earlier runs.

What it does: compares, site by site and column by column (length of body and title, read time), the median of this run with those of seven or more earlier runs (20 values at least in each); flags one that is surely beyond all of them, by more than half the middle half of the values, than they are apart, and than their ups and downs let expect. None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: a unit that a site changed, a selector that found another column, or a list of other things passes every rule about one record.
Instead: Compare a few values with the site: look for another unit, another column or another list.
Source: derivation; medians and quartiles, which single records do not move, in bins of asinh, so that any unit fits; a margin of the usual step from run to run (three times the median step, more for few runs).
Known false alarms: a section of short news that was not scraped before.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._drift import Drifted, Spread, spread_merged, spread_remembered
from ._runs import runs

_RUN = tuple({"title": f"Headline {n}", "body": "The minister resigned. " * (40 + n)} for n in range(60))
_OTHER = tuple({**record, "body": "The minister resigned. " * 5} for record in _RUN)

BATCH = BatchRule(
    code="B314",
    name="articles-drifted",
    severity="warning",
    of="articles",
    reads=("body",),
    may_read=("title", "read_minutes"),
    gather=Spread(("read_minutes",), ("body", "title")),
    merge=spread_merged,
    condense=spread_remembered,
    settle=Drifted(),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "outside", "max_value": 0},
    message="{where}: the median of {field} is {middle}; what {runs:.0f} earlier runs let expect is {low} to {high}",
    hint="Compare a few values with the site: look for another unit, another column or another list.",
    passes=(runs(_RUN, _RUN),),
    fails=(runs(_RUN, _OTHER),),
    skips=(_OTHER, runs(_RUN, _OTHER, number=6), runs(_RUN[:19], _OTHER), runs(_RUN, _OTHER[:19])),
)
