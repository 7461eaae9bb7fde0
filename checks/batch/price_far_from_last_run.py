"""A price far from what the last run had for the same symbol.

What it does: remembers the last price of each symbol and currency; flags one that is more than five times that of the last run that had the symbol, or less than a fifth, if no more than ten days lie between them by their own moments.
    None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: pence for pounds, a lost decimal mark or another column gives a price that is possible by itself, with a change that agrees.
Instead: compare the symbol with its site; look for a unit, or for the price of another share class.
Source: 22,057 real moves of more than 50 % between two days were met in 10.5 million quotes, so a move alone is no error; five to one is a split or reverse split, or a slip.
Known false alarms: splits and reverse splits of five to one and more; the smallest companies and coins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pagegate import BatchRule

from ._last import Last, against_last, latest, scrapes

if TYPE_CHECKING:
    import pandas as pd

#: A move of this factor within as many hours.
_FACTOR, _HOURS = 5.0, 240.0


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    told = against_last(facts)
    comparable = (told["hours"] <= _HOURS) & (told["value"] > 0) & (told["before"] > 0)
    ratio = told["value"].where(comparable) / told["before"].where(comparable)
    times = np.maximum(ratio, 1 / ratio)
    return told.assign(price=told["value"], times=times.round(2))[["field", "site", "entity", "price", "before", "hours", "times", "source", "key"]].sort_values(["site", "entity"], ignore_index=True)


_MONDAY = ({"symbol": "VOD", "price": 0.95, "as_of": "2026-11-16 16:00"}, {"symbol": "BP", "price": 4.4, "as_of": "2026-11-16 16:00"})
_TUESDAY = ({"symbol": "VOD", "price": 1.6, "as_of": "2026-11-17 16:00"}, {"symbol": "BP", "price": 4.3, "as_of": "2026-11-17 16:00"})
_PENCE = ({"symbol": "VOD", "price": 96.0, "as_of": "2026-11-17 16:00"}, {"symbol": "BP", "price": 4.3, "as_of": "2026-11-17 16:00"})

BATCH = BatchRule(
    code="B120",
    name="price-far-from-last-run",
    severity="warning",
    of="quotes",
    reads=("symbol", "price"),
    may_read=("currency", "as_of", "fetched_at", "change", "volume"),
    gather=Last("price", ("symbol", "currency"), ("as_of", "fetched_at"), ("price", "change", "volume")),
    merge=latest,
    condense=latest,
    settle=_settle,
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "times", "max_value": _FACTOR},
    message="{entity} at {price}; {hours} h before, an earlier run had it at {before}",
    hint="Look for pence and pounds, a lost decimal mark or another share class; a split explains it too.",
    passes=(scrapes(_MONDAY, _TUESDAY),),
    fails=(scrapes(_MONDAY, _PENCE), scrapes(_PENCE[:1], tuple({**record, "as_of": "2026-11-18 16:00"} for record in _TUESDAY[:1]))),
    skips=(_PENCE, scrapes(_MONDAY, _MONDAY), scrapes(_MONDAY, tuple({**record, "as_of": "2026-12-17 16:00"} for record in _PENCE))),
)
