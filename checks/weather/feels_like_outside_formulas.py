"""Feels-like outside what the published formulas give.

What it does: compares the feels-like with the least and the most of air temperature, NWS heat index, wind chill, Australian apparent temperature
    and humidex, rounding of all numbers allowed. A warning is more than 3 °C outside; in air where the formulas agree more closely, more than 2 °C (below, up to 20 °C;
    above, up to 30 °C) or 1 °C (up to 10 °C). Sunshine may add 1 °C to the stricter margins above, unless it is night or the UV index is below 2. Where it is more
    than 6 °C, W204 is the error; in humid heat, in muggy air and in cold wind, W201 to W203, W206 and W208 ask instead.
Why it matters: sites differ in the formula, but rarely by that much; a lost minus, another row's number or another unit shows here first.
Instead: read temperature, feels-like, humidity and wind from the same block and moment, each in its own unit.
Source: NWS Weather Prediction Center, "The Heat Index Equation"; Environment Canada, "Wind Chill: the science and equations" (2001); Australian
    Bureau of Meteorology, "Thermal comfort observations"; Masterton and Richardson, "Humidex", CLI 1-79 (1979).
Known false alarms: it flags 0.44 % (69) of 15,589 real observations from 197 places and none of 8,343 hourly observations of a second provider; formulas of a
    site's own that count sunshine may go over it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate import Axis, Check, Picture
from pagegate.frames import answer

from ._columns import believable
from ._feels import COLD, COOL, SUN, WARM, cold_wind, envelope, expected, humid_heat, muggy, sunless

FAR = 6.0


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    feels, bounds = weather["feels_like_c"], envelope(weather)
    temp, sunshine = believable(weather, "temp_c"), (~sunless(weather)).astype(float)
    below = pd.Series(np.select([temp <= COLD, temp <= COOL], [1.0, 2.0], 3.0), index=weather.index)
    above = pd.Series(np.select([temp <= COLD, temp <= WARM], [1.0 + sunshine, 2.0 + sunshine], 3.0), index=weather.index)
    too_low = (feels < bounds["low"] - below - 1e-9) & ~humid_heat(weather) & ~muggy(weather)
    too_high = (feels > bounds["high"] + above + 1e-9) & ~cold_wind(weather)
    far = (feels > bounds["high"] + FAR + 1e-9) | (feels < bounds["low"] - FAR - 1e-9)
    return answer(~too_low & ~too_high, bounds["low"].notna() & ~far)


def _numbers(weather: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"x": weather["temp_c"], "y": weather["feels_like_c"]})


def _least_and_most(temp: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """What the formulas give for air temperatures in °C, whatever the wind (up to 54 km/h) and the humidity."""
    bounds = envelope(pd.DataFrame({"temp_c": temp, "feels_like_c": temp}))
    return bounds["low"].to_numpy(), bounds["high"].to_numpy()


PICTURE = Picture(
    title="Temperature and feels-like",
    told="Each dot is an air temperature and what it is said to feel like",
    x=Axis(label="air temperature", unit="°C", low=-60, high=60, step=1),
    y=Axis(label="feels like", unit="°C", low=-80, high=80, step=1),
    reads=("temp_c", "feels_like_c"),
    values=_numbers,
    marks=("W2",),
    marked="contradicts the formulas",
    envelope=_least_and_most,
    bounded_by="the most and the least that the formulas give, in any wind and humidity",
)
CHECK = Check(
    code="W205",
    name="feels-like-outside-formulas",
    severity="warning",
    reads=("temp_c", "feels_like_c"),
    may_read=("humidity_pct", "wind_kmh", *SUN),
    holds=_holds,
    explain=expected,
    picture=PICTURE,
    points_at="feels_like_c",
    message="feels like {feels_like_c} °C in air of {temp_c} °C (humidity {humidity_pct} %, wind {wind_kmh} km/h); the formulas give {lowest} to {highest} °C",
    hint="Read temperature, feels-like, humidity and wind from the same block and moment, each in its own unit.",
    passes=(
        {"temp_c": 29.1, "feels_like_c": 35.3, "humidity_pct": 75, "wind_kmh": 24.1},
        {"temp_c": 15.0, "feels_like_c": 18.0, "humidity_pct": 50, "wind_kmh": 10.0},
        {"temp_c": 15.0, "feels_like_c": 17.0, "humidity_pct": 50, "wind_kmh": 10.0, "uv_index": 1},
        {"temp_c": 4.0, "feels_like_c": 2.0, "humidity_pct": 60, "wind_kmh": 8.0},
        # Sunshine may add a little, where nothing says that there is none.
        {"temp_c": 4.0, "feels_like_c": 5.9, "humidity_pct": 60, "wind_kmh": 3.0},
    ),
    fails=(
        {"temp_c": 15.0, "feels_like_c": 18.2, "humidity_pct": 50, "wind_kmh": 10.0},
        {"temp_c": 15.0, "feels_like_c": 17.2, "humidity_pct": 50, "wind_kmh": 10.0, "uv_index": 1},
        {"temp_c": 32.0, "feels_like_c": 46.5, "humidity_pct": 56, "wind_kmh": 11.2},
        # The minus of -1.5 was lost.
        {"temp_c": 1.5, "feels_like_c": -4.8, "humidity_pct": 70, "wind_kmh": 9.0},
        {"temp_c": 4.0, "feels_like_c": 5.9, "humidity_pct": 60, "wind_kmh": 3.0, "uv_index": 0},
    ),
    skips=(
        {"temp_c": 45.0, "feels_like_c": 73.6, "humidity_pct": 10, "wind_kmh": 11.2},
        {"temp_c": 291.0, "feels_like_c": 35.3, "humidity_pct": 75},
        {"temp_c": 15.0, "humidity_pct": 50},
    ),
)
