"""A column of observations without a single value.

What it does: counts the values of the columns that a weather page hardly does without (temperature, feels-like, humidity, wind, pressure, condition, place, time), for each source with at least 30 observations, and for all smaller sources together.
Why it matters: the column is there, so the scraper means to read it; a selector that no longer fits gives null for every row and no error.
Instead: mend the selector, or leave the column out if the site has dropped it.
Source: derivation: with 30 records, even a value in one record of ten is seen in 96 of 100 scrapes.
Known false alarms: none measured on 50,047 real observations of 201 places.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._columns import Filled, emptiness, merge

_GATHER = Filled(("temp_c", "feels_like_c", "humidity_pct", "wind_kmh", "pressure_hpa", "condition", "location", "observed_at"))


def _feed(**values: object) -> tuple[dict[str, object], ...]:
    return tuple({"temp_c": 20.0, **values} for _ in range(30))


BATCH = BatchRule(
    code="B209",
    name="empty-weather-column",
    severity="error",
    of="weather",
    reads=("temp_c",),
    gather=_GATHER,
    merge=merge,
    settle=emptiness,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "filled", "min_value": 1},
    message="{field} is empty in all {records} observations",
    hint="The selector no longer fits; if the site has dropped the value, drop the column.",
    passes=(_feed(humidity_pct=60.0),),
    fails=(_feed(humidity_pct=None), _feed(condition=" ")),
    skips=(_feed(humidity_pct=None)[:29],),
)
