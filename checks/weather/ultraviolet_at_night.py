"""UV index at night.

What it does: flags a UV index of 2 and more when the local time is more than an hour after sunset or before sunrise, or, where they are not shown, when the sun stands more
    than 10° below the horizon at the place. A model's feed (a UV index with decimals, and two of them in it or in the temperature) is asked by W405 instead.
Why it matters: there is no ultraviolet light at night. The number is of another hour, or the local time has lost its PM.
Instead: read the UV index of the same hour, or map a daily maximum onto a field of its own.
Source: WHO, Global Solar UV Index: A Practical Guide (2002); NOAA Global Monitoring Laboratory, "General Solar Position Calculations".
Known false alarms: none in 15,589 real observations from 197 places (1 is that provider's floor, and not flagged).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._ultraviolet import MAY_READ, READS, low_at_night

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    return low_at_night(weather, feeds=False)


CHECK = Check(
    code="W404",
    name="ultraviolet-at-night",
    severity="warning",
    reads=READS,
    may_read=MAY_READ,
    holds=_holds,
    message="UV index {uv_index} at night (local time {local_time}, sunrise {sunrise}, sunset {sunset})",
    hint="The number is of another hour, or the local time lost its PM; a daily maximum belongs in a field of its own.",
    passes=(
        {"uv_index": 0, "sunrise": "06:28", "sunset": "17:50", "local_time": "19:09"},
        {"uv_index": 1, "sunrise": "06:28", "sunset": "17:50", "local_time": "03:00"},
        {"uv_index": 0, "latitude": 48.2, "longitude": 16.4, "observed_at": "2024-06-21T23:00:00Z"},
    ),
    fails=(
        {"uv_index": 7, "sunrise": "06:28", "sunset": "17:50", "local_time": "19:09"},
        {"uv_index": 2, "sunrise": "06:28", "sunset": "17:50", "local_time": "05:27"},
        {"uv_index": 7, "sunrise": "06:28", "sunset": "17:50", "observed_at": "2024-03-21 23:30"},
        {"uv_index": 7, "latitude": 48.2, "longitude": 16.4, "observed_at": "2024-06-21T23:00:00Z"},
        {"uv_index": 7, "latitude": 48.2, "longitude": 16.4, "observed_at": "2024-06-22 01:00", "timezone": "Europe/Vienna"},
    ),
    skips=(
        {"uv_index": 7, "sunrise": "06:28", "sunset": "17:50", "local_time": "13:00"},
        {"uv_index": 7, "sunrise": "06:28", "sunset": "17:50", "local_time": "18:40"},
        {"uv_index": 7, "sunrise": "06:28", "sunset": "17:50"},
        {"uv_index": 7, "sunrise": "02:55", "sunset": "00:03", "local_time": "00:30"},
        {"uv_index": 8.97, "sunrise": "06:28", "sunset": "17:50", "local_time": "23:00"},
        {"uv_index": 7, "latitude": 48.2, "longitude": 16.4, "observed_at": "2024-06-22 01:00"},
        {"sunrise": "06:28", "sunset": "17:50", "local_time": "23:00"},
    ),
)
