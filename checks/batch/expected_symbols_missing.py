"""Symbols that earlier runs had are missing.

What it does: remembers the symbols of each run; where a list stays (nine in ten of the last run's symbols were in all of the seven runs before), flags a run that lacks more than 2 % of those that all of them had. None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: a scraper that loses one symbol of ten still writes nine good records, and no record tells of the tenth.
Instead: look at the page of a missing symbol; if it is gone for good, that is what runs are compared with after a week.
Source: derivation: 2 % is more than delistings, mergers or closures take from a long list between two runs, and less than one of a short list.
Known false alarms: a change of an index's members, or of the list that is asked for. Lists that change from run to run (the day's gainers) are not judged.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._expected import FEW, Missing, Names, column, names_merged, scrapes

_RUN = tuple({"symbol": f"S{n}", "price": 20.0 + n} for n in range(10))
_NEW = ({"symbol": "NEW", "price": 5.0},)

BATCH = BatchRule(
    code="B119",
    name="expected-symbols-missing",
    severity="warning",
    of="quotes",
    reads=("symbol",),
    gather=Names(column("symbol")),
    merge=names_merged,
    settle=Missing(),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "share", "max_value": FEW},
    message="{missing} of {names} symbols that earlier runs had are missing: {examples}",
    hint="Look at the page of a missing symbol: its layout, its address or the list may have changed.",
    passes=(scrapes([_RUN, _RUN, _RUN]), scrapes([_RUN, _RUN, (*_RUN, *_NEW)])),
    fails=(scrapes([_RUN, _RUN, _RUN[1:]]), scrapes([_RUN, _RUN, _RUN, _RUN[:-2]])),
    skips=(scrapes([_RUN, _RUN[1:]]), scrapes([_RUN[:5], _RUN[5:], _RUN[:5]]), scrapes([_RUN])),
)
