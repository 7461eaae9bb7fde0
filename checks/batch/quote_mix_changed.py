"""Another mix of quotes than in earlier runs.

What it does: compares, site by site, the share of each word (currency, exchange, type) with its shares in seven or more earlier runs (30 records at least in each); flags one that is more than 20 points beyond all of them, by the bound of its share that few records do not move. None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: a site that is gone, a list that was left out, or a default that hides what the page says changes the mix and no single record.
Instead: See what is new or missing: a site, a list, or a default in the place of what the page says.
Source: Wilson score interval (1927), 95 %; 20 points as in checks of drift between batches.
Known false alarms: lists that hold other shares each time.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._drift import Kinds, Mixed, kinds_merged, kinds_remembered
from ._runs import runs

_RUN = tuple({"symbol": f"S{n}", "price": 20.0 + n, "currency": "USD" if n % 3 else "EUR"} for n in range(90))
_OTHER = tuple({**record, "currency": "USD"} for record in _RUN)

BATCH = BatchRule(
    code="B118",
    name="quote-mix-changed",
    severity="warning",
    of="quotes",
    reads=("price",),
    may_read=("currency", "exchange", "quote_type"),
    gather=Kinds(("currency", "exchange", "quote_type")),
    merge=kinds_merged,
    condense=kinds_remembered,
    settle=Mixed(),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "moved", "max_value": 0},
    message="{where}: {share} % of the records have {word!r} as {field}; in {runs:.0f} earlier runs {least} to {most} %",
    hint="See what is new or missing: a site, a list, or a default in the place of what the page says.",
    passes=(runs(_RUN, _RUN),),
    fails=(runs(_RUN, _OTHER),),
    skips=(_OTHER, runs(_RUN, _OTHER, number=6), runs(_RUN[:29], _OTHER), runs(_RUN, _OTHER[:29])),
)
