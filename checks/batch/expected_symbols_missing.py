"""Symbols that earlier runs had are missing.

What it does: remembers the symbols of each run; where a list stays (nine in ten of the last run's symbols were in all of two to five earlier runs), flags a run that lacks more than 2 % of those that all of them had.
Why it matters: a scraper that loses one symbol of ten still writes nine good records, and no record tells of the tenth.
Instead: look at the page of a missing symbol; if it is gone for good, the next five runs forget it.
Source: derivation: 2 % is more than delistings, mergers or closures take from a long list between two runs, and less than one of a short list.
Known false alarms: a change of an index's members, or of the list that is asked for. Lists that change from run to run (the day's gainers) are not judged.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._expected import FEW, Missing, Names, column, names_merged
from ._runs import runs

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
    passes=(runs([_RUN, _RUN, _RUN]), runs([_RUN, _RUN, (*_RUN, *_NEW)])),
    fails=(runs([_RUN, _RUN, _RUN[1:]]), runs([_RUN, _RUN, _RUN, _RUN[:-2]])),
    skips=(runs([_RUN, _RUN[1:]]), runs([_RUN[:5], _RUN[5:], _RUN[:5]]), runs([_RUN])),
)
