"""Sunrise and sunset whose middle is far from noon.

What it does: takes the middle between sunrise and sunset, when the sun is highest, and flags one before 10:30 or after 15:40 by the clock. It does not apply where the
    latitude is known to be beyond 65°.
Why it matters: clocks are set so that the sun is highest around noon. Another middle means that an AM or PM was lost, or that the times are UTC or of
    another place's zone.
Instead: read both with their AM or PM, in the place's own time.
Source: NOAA Global Monitoring Laboratory, "General Solar Position Calculations" (solar noon); the extremes of civil time, west Alaska (15:33) and east Japan or north-east
    India (10:45), from the IANA time zone database.
Known false alarms: none in 15,589 real observations from 197 places, nor in 8,343 hourly observations of a second provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._sun import polar, sun_times

if TYPE_CHECKING:
    import pandas as pd

EARLIEST, LATEST = 10 * 60 + 30, 15 * 60 + 40


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    times = sun_times(weather)
    noon = (times["rise"] + times["down"]) / 2
    return answer(noon.between(EARLIEST, LATEST), (times["rise"] < times["down"]) & ~polar(weather))


CHECK = Check(
    code="W402",
    name="sun-times-far-from-noon",
    severity="warning",
    reads=("sunrise", "sunset"),
    may_read=("latitude",),
    holds=_holds,
    message="sunrise {sunrise} and sunset {sunset}: the sun would be highest far from noon",
    hint="An AM or PM may be lost, or the times are UTC or of another zone.",
    passes=(
        {"sunrise": "06:28", "sunset": "17:50"},
        {"sunrise": "02:55", "sunset": "00:03"},
        # Kashgar, on Beijing time.
        {"sunrise": "10:14", "sunset": "19:39"},
    ),
    fails=({"sunrise": "05:24 AM", "sunset": "06:24 AM"}, {"sunrise": "16:28", "sunset": "17:50"}, {"sunrise": "00:31", "sunset": "12:40"}),
    skips=({"sunrise": "17:50", "sunset": "06:28"}, {"sunrise": "06:28"}, {"sunrise": "09:00", "sunset": "10:10", "latitude": 67.0}),
)
