"""Humidity that contradicts air temperature and dew point.

What it does: computes the relative humidity from air temperature and dew point and flags a humidity more than 3 points away, 7 where one of the three is known to a
    whole degree only (stations often report so, and sites print decimals after converting). Below 0 °C,
    dew point and humidity may each be over water or over ice.
Why it matters: any two of the three give the third; if they disagree, one is of another hour, another place or another unit.
Instead: read all three from the same block of the page.
Source: WMO-No. 8, Guide to Instruments and Methods of Observation (2018), volume I, annex 4.B (Magnus form); NOAA MADIS, internal consistency of
    temperature, dew point and humidity.
Known false alarms: 0.34 % (88) of 26,115 hourly observations of three airports, most of them by less than 10 points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pagegate import Check
from pagegate.frames import answer, step

from ._columns import believable, half_step
from ._physics import fahrenheit, relative_humidity, saturation_pressure

if TYPE_CHECKING:
    from ._physics import Column


def _computed(weather: pd.DataFrame) -> pd.DataFrame:
    given = relative_humidity(weather["temp_c"], weather["dew_point_c"])
    return pd.DataFrame({"computed": given.round(1)}, index=weather.index)


def _coarse(weather: pd.DataFrame, name: str) -> pd.Series[Any]:
    """Where a temperature is known to a whole degree only: shown so, or a whole number of °C or °F that was converted since with more decimals."""
    temp = weather[name].astype("float64")
    whole = pd.Series(data=False, index=weather.index)
    for degrees in (temp, pd.Series(fahrenheit(temp), index=weather.index)):
        whole |= (degrees - degrees.round()).abs() < 0.02
    return whole | (step(weather, name) >= 0.5)


def _whole_fahrenheit(weather: pd.DataFrame, name: str) -> pd.Series[Any]:
    """Where a temperature can be a whole number of °F that was converted and rounded to the digits shown."""
    degrees = pd.Series(fahrenheit(weather[name].astype("float64")), index=weather.index)
    return (degrees - degrees.round()).abs() <= 1.8 * half_step(weather, name) + 1e-6


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    temp, dew, humidity = (believable(weather, name) for name in ("temp_c", "dew_point_c", "humidity_pct"))
    both = _whole_fahrenheit(weather, "temp_c") & _whole_fahrenheit(weather, "dew_point_c")
    coarse = both | _coarse(weather, "temp_c") | _coarse(weather, "dew_point_c") | (step(weather, "humidity_pct") > 1)
    tolerance = coarse.map({True: 7.0, False: 3.0}) + half_step(weather, "humidity_pct")
    over_water: Column = relative_humidity(temp, dew)
    # Below 0 °C, sites give the dew point and the humidity each over water or over ice; whatever lies between is accepted.
    frost = temp < 0
    least = np.where(frost, 100 * saturation_pressure(dew, over_ice=True) / saturation_pressure(temp), over_water)
    most = np.where(frost, 100 * saturation_pressure(dew) / saturation_pressure(temp, over_ice=True), over_water)
    near = (humidity >= least - tolerance) & (humidity <= most + tolerance)
    saturated = dew <= temp + half_step(weather, "temp_c") + half_step(weather, "dew_point_c")
    return answer(near, humidity.notna() & saturated)


CHECK = Check(
    code="W302",
    name="humidity-contradicts-dew-point",
    severity="warning",
    reads=("humidity_pct", "temp_c", "dew_point_c"),
    holds=_holds,
    explain=_computed,
    message="humidity {humidity_pct} %, but air of {temp_c} °C with a dew point of {dew_point_c} °C has {computed} %",
    hint="One of the three belongs to another hour, place or unit.",
    passes=(
        # 53 °F and 43 °F.
        {"temp_c": 11.7, "dew_point_c": 6.1, "humidity_pct": 73},
        {"temp_c": 20.3, "dew_point_c": 12.3, "humidity_pct": 61},
        {"temp_c": 20.0, "dew_point_c": 12.3, "humidity_pct": 66},
        {"temp_c": 20, "dew_point_c": 12, "humidity_pct": 66},
        {"temp_c": -20.0, "dew_point_c": -22.0, "humidity_pct": 84},
        # Over ice; and a frost point with a humidity over water.
        {"temp_c": -20.0, "dew_point_c": -22.0, "humidity_pct": 100},
        {"temp_c": -20.0, "dew_point_c": -22.0, "humidity_pct": 69},
    ),
    fails=(
        {"temp_c": 20.3, "dew_point_c": 12.3, "humidity_pct": 65},
        {"temp_c": 20, "dew_point_c": 12, "humidity_pct": 69},
        {"temp_c": 20.0, "dew_point_c": 12.0, "humidity_pct": 6},
    ),
    skips=(
        {"temp_c": 20.0, "dew_point_c": 12.0},
        {"temp_c": 12.0, "dew_point_c": 20.0, "humidity_pct": 60},
        {"temp_c": 20.0, "dew_point_c": 12.0, "humidity_pct": 175},
    ),
)
