"""Feels-like far from what every published formula gives.

What it does: compares the feels-like with the least and the most of air temperature, NWS heat index, wind chill, Australian apparent temperature
    and humidex; an error is more than 6 °C outside, rounding of all numbers allowed. Unknown wind is reckoned as 0 to 54 km/h, unknown humidity
    as anything. Below the air in humid heat, W201 asks more strictly.
Why it matters: sites differ in the formula, but not by that much; the number is another field's, another unit's or broken.
Instead: read temperature, feels-like, humidity and wind from the same block, each in its own unit.
Source: NWS Weather Prediction Center, "The Heat Index Equation"; Environment Canada, "Wind Chill: the science and equations" (2001); Australian
    Bureau of Meteorology, "Thermal comfort observations"; Masterton and Richardson, "Humidex", CLI 1-79 (1979).
Known false alarms: none found; it flags 0.17 % of 15,589 real observations from 197 places, and those looked at were the provider's own defects
    (72 °C in air of 39 °C); none of 8,343 hourly observations of a second provider. A formula that counts strong sunshine may go over it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._feels import envelope, expected, humid_heat

if TYPE_CHECKING:
    import pandas as pd

MARGIN = 6.0


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    feels, bounds = weather["feels_like_c"], envelope(weather)
    low_enough = feels <= bounds["high"] + MARGIN + 1e-9
    high_enough = (feels >= bounds["low"] - MARGIN - 1e-9) | humid_heat(weather)
    return answer(low_enough & high_enough, bounds["low"].notna())


CHECK = Check(
    code="W204",
    name="feels-like-far-from-formulas",
    severity="error",
    reads=("temp_c", "feels_like_c"),
    may_read=("humidity_pct", "wind_kmh"),
    holds=_holds,
    explain=expected,
    points_at="feels_like_c",
    message="feels like {feels_like_c} °C in air of {temp_c} °C (humidity {humidity_pct} %, wind {wind_kmh} km/h); the formulas give {lowest} to {highest} °C",
    hint="Read temperature, feels-like, humidity and wind from the same block, each in its own unit.",
    passes=(
        {"temp_c": 29.1, "feels_like_c": 35.3, "humidity_pct": 75, "wind_kmh": 24.1},
        {"temp_c": 17.3, "feels_like_c": 11.5},
        {"temp_c": -25, "feels_like_c": -37, "wind_kmh": 20, "humidity_pct": 70},
        {"temp_c": 42.0, "feels_like_c": 81.1, "humidity_pct": 68},
        {"temp_c": 15.0, "feels_like_c": 21.0, "humidity_pct": 50, "wind_kmh": 10.0},
        # Humid heat: W201 asks there.
        {"temp_c": 33, "feels_like_c": 20, "humidity_pct": 60, "wind_kmh": 10},
    ),
    fails=(
        {"temp_c": 45.0, "feels_like_c": 73.6, "humidity_pct": 10, "wind_kmh": 11.2},
        {"temp_c": 39.0, "feels_like_c": 72.1, "humidity_pct": 48, "wind_kmh": 6.1},
        {"temp_c": 15.0, "feels_like_c": 21.2, "humidity_pct": 50, "wind_kmh": 10.0},
        {"temp_c": 15.0, "feels_like_c": 3.5, "humidity_pct": 50, "wind_kmh": 10.0},
        {"temp_c": 8.0, "feels_like_c": 46.4},
    ),
    skips=(
        {"temp_c": 291.0, "feels_like_c": 35.3, "humidity_pct": 75},
        {"temp_c": 29.1, "feels_like_c": None, "humidity_pct": 75},
        {"temp_c": 29.1, "feels_like_c": -9999, "humidity_pct": 75},
        {"temp_c": 29.1},
    ),
)
