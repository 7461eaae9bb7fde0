"""More moisture than air holds anywhere but at the Persian Gulf.

What it does: computes the dew point from air temperature and humidity and flags one above 33 °C, rounding of both allowed; above 36.5 °C, W305 is the error.
Why it matters: such air is measured a few times a decade. Mostly the temperature is in Fahrenheit, or the humidity is another field.
Instead: look at the unit of the temperature and at the selector of the humidity.
Source: highest dew point known: 35 °C, Dhahran, 8 July 2003; next 32 to 34 °C, Bandar Mahshahr and Dhahran. Formula: WMO-No. 8 (2018), volume I, annex 4.B.
Known false alarms: none in 15,589 real observations from 197 places, Gulf capitals among them (highest 30.1 °C), in 8,343 hourly observations of a second
    provider, nor in 26,115 of three airports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._moisture import HARDLY_EVER, NEVER, implied, least_dew_point

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    dew = least_dew_point(weather)
    return answer(dew <= HARDLY_EVER, dew <= NEVER)


CHECK = Check(
    code="W306",
    name="moister-than-nearly-any-air",
    severity="warning",
    reads=("temp_c", "humidity_pct"),
    holds=_holds,
    explain=implied,
    message="air of {temp_c} °C with {humidity_pct} % humidity has a dew point of {dew_point} °C, hardly ever measured",
    hint="The temperature may be in Fahrenheit, or the humidity another field.",
    passes=({"temp_c": 34.0, "humidity_pct": 80}, {"temp_c": 29.1, "humidity_pct": 75}),
    fails=({"temp_c": 42, "humidity_pct": 65}, {"temp_c": 40.0, "humidity_pct": 70.0}),
    skips=({"temp_c": 50.0, "humidity_pct": 70}, {"temp_c": 84.4, "humidity_pct": 75}, {"temp_c": 40.0}),
)
