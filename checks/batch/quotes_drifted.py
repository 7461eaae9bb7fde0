"""Numbers of quotes that have moved away from those of earlier runs.

What it does: compares, column by column (price, volume, market value), the median of this run with the range from the lowest 5 % to the highest 5 % of two to five earlier runs
    (at least 30 values in each); flags a median outside all of them.
Why it matters: a unit that a site changed, a selector that found another column, or a list of other things passes every rule about one record.
Instead: Compare a few values with the site: look for another unit, another column or another list.
Source: median against the middle nine tenths: a shift that the usual spread does not explain, whatever the unit; bins of asinh are 5 % wide.
Known false alarms: lists that hold other shares each time, if they differ as much as winners and indices do.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._drift import Drifted, Spread, spread_merged
from ._runs import runs

_RUN = tuple({"symbol": f"S{n}", "price": 20.0 + n} for n in range(60))
_OTHER = tuple({"symbol": f"S{n}", "price": 2000.0 + 100 * n} for n in range(60))

BATCH = BatchRule(
    code="B117",
    name="quotes-drifted",
    severity="warning",
    of="quotes",
    reads=("price",),
    may_read=("volume", "market_cap"),
    gather=Spread(("price", "volume", "market_cap")),
    merge=spread_merged,
    settle=Drifted(),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "outside", "max_value": 0},
    message="the median of {field} is {middle}; in earlier runs nine tenths were between {low} and {high}",
    hint="Compare a few values with the site: look for another unit, another column or another list.",
    passes=(runs([_RUN, _RUN, _RUN]),),
    fails=(runs([_RUN, _RUN, _OTHER]),),
    skips=(runs([_OTHER]), runs([_RUN, _OTHER]), runs([_RUN, _RUN, _OTHER[:20]])),
)
