"""Places that earlier runs had are missing.

What it does: remembers the places of each run; where a list stays (nine in ten of the last run's places were in all of two to five earlier runs), flags a run that lacks more than 2 % of those that all of them had.
Why it matters: a station whose page changed gives no record, and all the records that are there are good.
Instead: look at the page of a missing place; if it is gone for good, the next five runs forget it.
Source: derivation: 2 % is more than delistings, mergers or closures take from a long list between two runs, and less than one of a short list.
Known false alarms: stations that pause; not measured against runs of real stations. Lists that change from run to run (the day's gainers) are not judged.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._expected import FEW, Missing, Names, column, names_merged
from ._runs import runs

_RUN = tuple({"temp_c": 10.0 + n, "location": f"Place {n}"} for n in range(10))
_NEW = ({"temp_c": 5.0, "location": "Newtown"},)

BATCH = BatchRule(
    code="B218",
    name="expected-places-missing",
    severity="warning",
    of="weather",
    reads=("location",),
    gather=Names(column("location")),
    merge=names_merged,
    settle=Missing(),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "share", "max_value": FEW},
    message="{missing} of {names} places that earlier runs had are missing: {examples}",
    hint="Look at the page of a missing place: its layout, its address or the list may have changed.",
    passes=(runs([_RUN, _RUN, _RUN]), runs([_RUN, _RUN, (*_RUN, *_NEW)])),
    fails=(runs([_RUN, _RUN, _RUN[1:]]), runs([_RUN, _RUN, _RUN, _RUN[:-2]])),
    skips=(runs([_RUN, _RUN[1:]]), runs([_RUN[:5], _RUN[5:], _RUN[:5]]), runs([_RUN])),
)
