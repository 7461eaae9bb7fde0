"""Numbers of weather that have moved away from those of earlier runs.

What it does: compares, column by column (temperature, humidity, wind, pressure), the median of this run with the range from the lowest 5 % to the highest 5 % of two to five earlier runs
    (at least 30 values in each); flags a median outside all of them.
Why it matters: a unit that a site changed, a selector that found another column, or a list of other things passes every rule about one record.
Instead: Compare a few values with the site: look for another unit, another column or another list.
Source: median against the middle nine tenths: a shift that the usual spread does not explain, whatever the unit; bins of asinh are 5 % wide.
Known false alarms: few places in a sudden change of season, or after a pause of months.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._drift import Drifted, Spread, spread_merged
from ._runs import runs

_RUN = tuple({"location": f"Place {n}", "temp_c": 5.0 + n % 20} for n in range(60))
_OTHER = tuple({"location": f"Place {n}", "temp_c": 41.0 + n % 20 * 1.8} for n in range(60))

BATCH = BatchRule(
    code="B217",
    name="weather-drifted",
    severity="warning",
    of="weather",
    reads=("temp_c",),
    may_read=("humidity_pct", "wind_kmh", "pressure_hpa"),
    gather=Spread(("temp_c", "humidity_pct", "wind_kmh", "pressure_hpa")),
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
