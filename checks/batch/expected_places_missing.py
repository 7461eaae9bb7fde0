"""Places that earlier runs had are missing.

What it does: remembers the places of each run; where a list stays (nine in ten of the last run's places were in all of the seven runs before), flags a run that lacks more than 2 % of those that all of them had. None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: a station whose page changed gives no record, and all the records that are there are good.
Instead: look at the page of a missing place; if it is gone for good, that is what runs are compared with after a week.
Source: derivation: 2 % is more than delistings, mergers or closures take from a long list between two runs, and less than one of a short list.
Known false alarms: stations that pause; not measured against runs of real stations. Lists that change from run to run (the day's gainers) are not judged.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._expected import FEW, Missing, Names, column, names_merged, scrapes

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
    passes=(scrapes([_RUN, _RUN, _RUN]), scrapes([_RUN, _RUN, (*_RUN, *_NEW)])),
    fails=(scrapes([_RUN, _RUN, _RUN[1:]]), scrapes([_RUN, _RUN, _RUN, _RUN[:-2]])),
    skips=(scrapes([_RUN, _RUN[1:]]), scrapes([_RUN[:5], _RUN[5:], _RUN[:5]]), scrapes([_RUN])),
)
