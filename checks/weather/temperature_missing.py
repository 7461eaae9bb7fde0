"""Observation without a temperature.

What it does: looks for an air temperature in every observation. It does not apply to a day's forecast, which has a lowest or highest temperature instead; nor, on a page, to a widget that shows nothing which goes with one (no feels-like, no humidity, no dew point), such as one of air quality or of the sun; nor where the temperature is there and its degrees cannot be told.
Why it matters: the temperature is what an observation is read for; a record without one is of no use.
Instead: look at the selector of the temperature.
Source: docs/design.md, Records: temp_c is required.
Known false alarms: stations have gaps: 1 of 26,115 hourly observations of three airports has no temperature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import flag

if TYPE_CHECKING:
    import pandas as pd

COMPANIONS = ("feels_like_c", "humidity_pct", "dew_point_c")


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    forecast = weather["temp_min_c"].notna() | weather["temp_max_c"].notna()
    shown = ~flag(weather, "on_page")
    for name in COMPANIONS:
        shown |= weather[name].notna()
    there = weather["temp_c"].notna()
    return answer(there, there | (shown & ~forecast & ~flag(weather, "temp_c.unsure")))


CHECK = Check(
    code="W001",
    name="temperature-missing",
    severity="warning",
    may_read=("temp_c", "temp_min_c", "temp_max_c", *COMPANIONS, "on_page", "temp_c.unsure"),
    points_at="temp_c",
    holds=_holds,
    message="the observation has no temperature",
    hint="Look at the selector of the temperature; a record without one is of no use.",
    passes=({"temp_c": 21.5}, {"temp_c": 21.5, "temp_min_c": 12}),
    fails=({"temp_c": None}, {"humidity_pct": 75, "on_page": True}),
    skips=({"temp_min_c": 12, "temp_max_c": 24, "humidity_pct": 60}, {"aqi": 42, "pm25": 12, "on_page": True}),
)
