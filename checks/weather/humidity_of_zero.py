"""Humidity of exactly zero.

What it does: flags a humidity of 0 %.
Why it matters: air without any moisture does not occur near the ground; 0 is a stuck sensor, a missing value or a number that was cut off.
Instead: leave the field empty where the page shows nothing.
Source: NOAA MADIS, Meteorological Surface Quality Control; 22 stuck rows were found in real observations.
Known false alarms: none in 15,589 real observations from 197 places, in 8,343 hourly observations of a second provider, nor in 26,115 hourly
    observations of three airports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    return weather["humidity_pct"] != 0


CHECK = Check(
    code="W304",
    name="humidity-of-zero",
    severity="warning",
    reads=("humidity_pct",),
    holds=_holds,
    message="humidity is exactly {humidity_pct} %",
    hint="A stuck sensor or a missing value: leave the field empty where the page shows nothing.",
    passes=({"humidity_pct": 4}, {"humidity_pct": 0.4}, {"humidity_pct": 100}),
    fails=({"humidity_pct": 0}, {"humidity_pct": 0.0}),
    skips=({"humidity_pct": None}, {"temp_c": 20.0}),
)
