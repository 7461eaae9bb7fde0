"""Air quality index that fits a short scale, though a long one is stated.

What it does: where the scale is stated as 0 to 500 (or any above 100) and the index is a whole number up to 10, looks at the fine dust shown with it; if that
    alone means more than 50 on the US scale, the index is on a short scale, and it names which it can be.
Why it matters: 3 of 5 is moderate; 3 of 500 is the cleanest air on earth.
Instead: state the scale that the page shows: 5 (OpenWeather), 6 (US EPA categories) or 10 (UK DEFRA).
Source: US EPA, Technical Assistance Document for the Reporting of Daily Air Quality (2024): an index of 50 is 9.0 µg/m³ PM2.5 (12.0 before 2024) or
    54 µg/m³ PM10; UK DEFRA Daily Air Quality Index; OpenWeather Air Pollution API.
Known false alarms: it is information only; none in 8,343 hourly observations that state the long scale and mean it.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable


def _named(weather: pd.DataFrame) -> pd.DataFrame:
    top = pd.cut(weather["aqi"].astype("float64"), [0, 5, 6, 10], labels=["1 to 5, 1 to 6 or 1 to 10", "1 to 6 or 1 to 10", "1 to 10"])
    return pd.DataFrame({"scale": top.astype("str")}, index=weather.index)


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    aqi, fine, coarse = weather["aqi"], believable(weather, "pm25"), believable(weather, "pm10")
    short = (aqi >= 1) & (aqi <= 10) & (aqi.mod(1) == 0) & (weather["aqi_scale"] > 100)
    return answer(~((fine > 12.0) | (coarse > 54.0)), short & (fine.notna() | coarse.notna()))


CHECK = Check(
    code="W309",
    name="air-quality-on-a-short-scale",
    severity="info",
    reads=("aqi", "aqi_scale"),
    may_read=("pm25", "pm10"),
    holds=_holds,
    explain=_named,
    message="air quality index {aqi} of {aqi_scale} does not fit fine dust of {pm25} / {pm10} µg/m³: the scale is {scale}",
    hint="State the scale that the page shows.",
    passes=({"aqi": 8, "aqi_scale": 500, "pm25": 1.9}, {"aqi": 8, "aqi_scale": 500, "pm25": 1.9, "pm10": 4.0}),
    fails=({"aqi": 3, "aqi_scale": 500, "pm25": 42.0}, {"aqi": 6, "aqi_scale": 500, "pm10": 180.0}, {"aqi": 10, "aqi_scale": 500, "pm25": 80.0}),
    skips=({"aqi": 1}, {"aqi": 3, "aqi_scale": 6, "pm25": 42.0}, {"aqi": 120, "aqi_scale": 500, "pm25": 42.0}, {"aqi": 3, "aqi_scale": 500}),
)
