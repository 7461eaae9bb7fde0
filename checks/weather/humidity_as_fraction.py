"""Humidity given as a fraction.

What it does: flags a humidity above 0 and below 1.5 %. From 1 % up it does not apply in air of 30 °C and more, where deserts really know 1 %.
Why it matters: 0.75 means 75 %; read as a percentage it makes the air drier than any desert.
Instead: multiply by 100, or map the field with its unit.
Source: NOAA MADIS, Meteorological Surface Quality Control (humidity in percent); the driest air of deserts is 1 to 3 %.
Known false alarms: none in 15,589 real observations from 197 places (lowest humidity 4 %), in 8,343 hourly observations of a second provider, nor in
    26,115 hourly observations of three airports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    humidity = weather["humidity_pct"]
    desert = humidity.between(1, 1.5, inclusive="left") & (believable(weather, "temp_c") >= 30)
    return answer(humidity >= 1.5, believable(weather, "humidity_pct").gt(0) & ~desert)


CHECK = Check(
    code="W303",
    name="humidity-as-fraction",
    severity="error",
    reads=("humidity_pct",),
    may_read=("temp_c",),
    holds=_holds,
    message="humidity {humidity_pct} % looks like a fraction",
    hint="Multiply by 100, or map the field with its unit.",
    passes=({"humidity_pct": 75}, {"humidity_pct": 1.5}, {"humidity_pct": 2, "temp_c": 41.0}),
    fails=({"humidity_pct": 0.75}, {"humidity_pct": 1.0, "temp_c": 12.0}, {"humidity_pct": 0.1, "temp_c": 41.0}),
    skips=({"humidity_pct": 0}, {"humidity_pct": 1, "temp_c": 41.0}, {"humidity_pct": None}, {"humidity_pct": -0.5}),
)
