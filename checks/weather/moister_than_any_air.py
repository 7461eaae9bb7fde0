"""More moisture than air has ever held.

What it does: computes the dew point from air temperature and humidity and flags one above 36.5 °C, rounding of both allowed.
Why it matters: the highest dew point accepted is 35 °C. Above it, the temperature is in Fahrenheit, or the humidity is another field.
Instead: look at the unit of the temperature and at the selector of the humidity.
Source: highest dew point known: 35 °C, Dhahran, 8 July 2003; 36.1 °C was reported in Iran in August 2024 and is doubted. Formula: WMO-No. 8 (2018), volume I, annex 4.B.
Known false alarms: none in 15,589 real observations from 197 places (highest 30.1 °C), in 8,343 hourly observations of a second provider, nor in 26,115 of
    three airports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._moisture import NEVER, implied, least_dew_point

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    dew = least_dew_point(weather)
    return answer(dew <= NEVER, dew.notna())


CHECK = Check(
    code="W305",
    name="moister-than-any-air",
    severity="error",
    reads=("temp_c", "humidity_pct"),
    holds=_holds,
    explain=implied,
    message="air of {temp_c} °C with {humidity_pct} % humidity would have a dew point of {dew_point} °C; the highest ever measured is 35 °C",
    hint="The temperature may be in Fahrenheit, or the humidity another field.",
    passes=({"temp_c": 29.1, "humidity_pct": 75}, {"temp_c": 42, "humidity_pct": 68}, {"temp_c": 50, "humidity_pct": 10}),
    fails=({"temp_c": 50.0, "humidity_pct": 70}, {"temp_c": 45, "humidity_pct": 70}),
    skips=({"temp_c": 84.4, "humidity_pct": 75}, {"temp_c": 50.0, "humidity_pct": 175}, {"temp_c": 50.0}),
)
