"""Feels-like above the air in a cold wind.

What it does: in air of 10 °C and less and a wind above 4.8 km/h, where wind chill is defined, flags a feels-like above the air temperature by more than
    2 °C; by more than 0.5 °C where no sunshine can account for it (night, or a UV index below 2).
Why it matters: wind makes cold air feel colder. A warmer number has lost its minus, or belongs to another hour.
Instead: read the feels-like from the same block and the same moment as the temperature, with its minus.
Source: Environment Canada, "Wind Chill: the science and equations" (2001): the range of the formula; NWS wind chill chart.
Known false alarms: none in 15,589 real observations from 197 places, nor in 8,343 hourly observations of a second provider. Formulas that count
    sunshine (AccuWeather's RealFeel) may be 5 °C over cold, clear air, and are warned of; not measured, for want of their records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable, half_step
from ._feels import SUN, cold_wind, sunless

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    feels = believable(weather, "feels_like_c")
    rounding = half_step(weather, "feels_like_c") + half_step(weather, "temp_c")
    margin = sunless(weather).map({True: 0.5, False: 2.0})
    return answer(feels <= weather["temp_c"] + margin + rounding + 1e-9, cold_wind(weather) & feels.notna())


CHECK = Check(
    code="W206",
    name="cold-wind-feels-warmer",
    severity="warning",
    reads=("temp_c", "feels_like_c", "wind_kmh"),
    may_read=SUN,
    holds=_holds,
    points_at="feels_like_c",
    message="feels like {feels_like_c} °C in colder air of {temp_c} °C and a wind of {wind_kmh} km/h",
    hint="A minus may be lost, or the feels-like belongs to another hour.",
    passes=(
        {"temp_c": -5.0, "feels_like_c": -12.0, "wind_kmh": 20.0},
        {"temp_c": 10.0, "feels_like_c": 12.1, "wind_kmh": 5.0},
        {"temp_c": 3.0, "feels_like_c": 3.6, "wind_kmh": 15.0, "uv_index": 1},
    ),
    fails=(
        {"temp_c": -5.0, "feels_like_c": 12.0, "wind_kmh": 20.0},
        {"temp_c": 10.0, "feels_like_c": 12.2, "wind_kmh": 5.0},
        {"temp_c": 3.0, "feels_like_c": 3.7, "wind_kmh": 15.0, "uv_index": 1},
        {"temp_c": 3.0, "feels_like_c": 3.7, "wind_kmh": 15.0, "local_time": "23:10", "sunrise": "07:30", "sunset": "16:40"},
    ),
    skips=(
        {"temp_c": 10.1, "feels_like_c": 14.0, "wind_kmh": 20.0},
        {"temp_c": -5.0, "feels_like_c": 0.0, "wind_kmh": 4.8},
        {"temp_c": -5.0, "feels_like_c": 0.0, "wind_kmh": None},
        {"temp_c": -5.0, "wind_kmh": 20.0},
    ),
)
