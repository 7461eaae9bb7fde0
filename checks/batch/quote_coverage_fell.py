"""A column of quotes that is less filled than in earlier runs.

What it does: compares the share of quotes of each site that have a value in a column with the lowest share of seven or more earlier runs (ten quotes at least in each); flags a column if even the highest share that this run speaks for is more than 5 points below what their ups and downs let expect; more than 10 is an error of its own. None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: a selector that fits one layout of a site and not its new one loses part of the rows and never fails.
Instead: look at a row without the value on the site itself.
Source: Wilson score interval (1927), 95 %, so that few records do not decide; below the lowest of the earlier runs by a margin of their usual step from run to run.
Known false alarms: values that a site shows on certain days only, if all earlier runs were on other days.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._runs import FilledInRun, Thinner, filled_merged, filled_remembered, runs

_RUN = ({"symbol": "DJI", "price": 47311.0, "change_pct": 0.5},) * 200
_HOLES = ({**_RUN[0], "change_pct": None},) * 200

BATCH = BatchRule(
    code="B115",
    name="quote-coverage-fell",
    severity="warning",
    of="quotes",
    reads=("price",),
    gather=FilledInRun(("price", "change", "change_pct", "name", "currency", "exchange", "isin", "previous_close", "open", "day_low", "day_high", "bid", "ask", "volume", "market_cap", "as_of")),
    merge=filled_merged,
    condense=filled_remembered,
    settle=Thinner(most=10),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "drop", "max_value": 5},
    message="{where}: {missing} of {records} quotes have no {field}; in {runs:.0f} earlier runs at least {before} % had one",
    hint="Look at a row without the value on the site: part of the rows may have a new layout.",
    passes=(runs(_RUN, (*_RUN[:195], *_HOLES[:5])), runs(_HOLES, _RUN)),
    fails=(runs(_RUN, (*_RUN[:172], *_HOLES[:28])),),
    skips=(_HOLES, runs(_RUN, _HOLES, number=6), runs(_RUN[:9], _HOLES), runs(_RUN, _HOLES[:9])),
)
