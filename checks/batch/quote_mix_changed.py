"""Another mix of quotes than in earlier runs.

What it does: compares the share of each word (currency, exchange, type) with its shares in two to five earlier runs (at least 30 records in each); flags one that is more than 20 points outside them,
    by the bound of its share that few records do not move.
Why it matters: a site that is gone, a list that was left out, or a default that hides what the page says changes the mix and no single record.
Instead: See what is new or missing: a site, a list, or a default in the place of what the page says.
Source: Wilson score interval (1927), 95 %; 20 points as in checks of drift between batches.
Known false alarms: lists that hold other shares each time.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._drift import Kinds, Mixed, kinds_merged
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
    settle=Mixed(),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "moved", "max_value": 20},
    message="{share} % of the records have {word!r} as {field}; in earlier runs {least} to {most} %",
    hint="See what is new or missing: a site, a list, or a default in the place of what the page says.",
    passes=(runs([_RUN, _RUN, _RUN]),),
    fails=(runs([_RUN, _RUN, _OTHER]),),
    skips=(runs([_OTHER]), runs([_RUN, _OTHER]), runs([_RUN, _RUN, _OTHER[:20]])),
)
