"""One place, one time, two temperatures.

What it does: finds observations of one source with the same location (and coordinates and time zone where known) and the same `observed_at` whose temperatures differ by more than their rounding.
Why it matters: one of them is another place's, another hour's or a forecast's. A reader that keeps the last one keeps an arbitrary one.
Instead: tell observations from forecasts, and give places of one name their coordinates.
Source: the key of an observation: location and observed_at.
Known false alarms: places that share a name, if no coordinates are given. Not measured: no place recurs at one time in 50,047 real observations of 201 places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._observations import MAY_READ, READS, observations, repeated

if TYPE_CHECKING:
    import pandas as pd


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    told = repeated(facts)
    return told.assign(key=told["location"])[
        ["source", "line", "column", "page", "page_line", "record", "key", "location", "observed_at", "temp", "first_temp", "first_line", "rounding", "difference"]
    ]


def _two(first: object, second: object, **values: object) -> tuple[dict[str, object], ...]:
    return tuple({"location": "Kabul", "observed_at": "2025-10-23 21:00", "temp_c": temp, **values} for temp in (first, second))


BATCH = BatchRule(
    code="B204",
    name="conflicting-observations",
    severity="error",
    of="weather",
    reads=READS,
    may_read=MAY_READ,
    gather=observations,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnPairValuesAToBeGreaterThanB",
    arguments={"column_A": "rounding", "column_B": "difference", "or_equal": True},
    message="{location} has {temp} °C here and {first_temp} °C on line {first_line}, both at {observed_at}",
    hint="One of them is another place's, another hour's or a forecast's.",
    passes=(_two(21.0, 21.0), _two("21", "21.4")),
    fails=(_two(21.0, 24.0),),
    skips=(
        ({"location": "Kabul", "temp_c": 21.0}, {"location": "Kabul", "temp_c": 24.0}),
        ({"location": "Kabul", "temp_c": 21.0, "observed_at": "2025-10-23 21:00"}, {"location": "Kabul", "temp_c": 24.0, "observed_at": "2025-10-23 22:00"}),
        (*_two(21.0, 21.0, latitude=34.5)[:1], *_two(24.0, 24.0, latitude=-12.0)[:1]),
    ),
)
