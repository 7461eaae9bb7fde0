"""Feels-like a little below the air in humid heat.

What it does: in air of 26.7 °C and more that is at least 50 % humid, flags a feels-like below the air temperature by more than rounding, where
    that is too little, or the wind too strong, for the error W201. The Australian apparent temperature at the humidity and wind shown is
    accepted: it does fall below the air in a breeze.
Why it matters: the usual formulas put humid heat above the air; a small step below it mostly means two numbers of different moments.
Instead: read the feels-like from the same block and the same moment as the temperature.
Source: NWS Weather Prediction Center, "The Heat Index Equation"; Australian Bureau of Meteorology, "Thermal comfort observations", after Steadman (1994).
Known false alarms: 0.15 % (24 of 15,589 real observations from 197 places, whose provider mixes moments); none in 8,343 hourly observations of a
    second provider. Sites that reckon with sunshine on top of Steadman's formula are not accepted by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import half_step
from ._feels import breezy_envelope, humid_heat, steadman

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    feels, low = weather["feels_like_c"], breezy_envelope(weather)["low"]
    rounding = half_step(weather, "feels_like_c") + half_step(weather, "temp_c")
    warm = feels >= weather["temp_c"] - rounding - 1e-9
    accepted = (feels - steadman(weather)).abs() <= 0.5 + rounding
    plainly_wrong = feels < low - 1.0 - 1e-9
    return answer(warm | accepted, humid_heat(weather) & low.notna() & ~plainly_wrong)


CHECK = Check(
    code="W202",
    name="humid-heat-feels-slightly-colder",
    severity="warning",
    reads=("temp_c", "feels_like_c", "humidity_pct"),
    may_read=("wind_kmh",),
    holds=_holds,
    points_at="feels_like_c",
    message="feels like {feels_like_c} °C in warmer air of {temp_c} °C with {humidity_pct} % humidity",
    hint="Humid heat feels hotter than the air. Read the feels-like from the same block and moment as the temperature.",
    passes=(
        {"temp_c": 29.1, "feels_like_c": 35.3, "humidity_pct": 75, "wind_kmh": 24.1},
        {"temp_c": 29.1, "feels_like_c": 29.0, "humidity_pct": 75},
        {"temp_c": 29, "feels_like_c": 28, "humidity_pct": 75},
        # Steadman's formula gives 22.4 °C.
        {"temp_c": 28.0, "feels_like_c": 22.5, "humidity_pct": 50, "wind_kmh": 40.0},
    ),
    fails=(
        {"temp_c": 29.1, "feels_like_c": 28.9, "humidity_pct": 75, "wind_kmh": 24.1},
        {"temp_c": 29.1, "feels_like_c": 28.2, "humidity_pct": 75},
        {"temp_c": 28.0, "feels_like_c": 25.0, "humidity_pct": 50, "wind_kmh": 40.0},
    ),
    skips=(
        {"temp_c": 29.1, "feels_like_c": 25.0, "humidity_pct": 75, "wind_kmh": 24.1},
        {"temp_c": 25.0, "feels_like_c": 24.0, "humidity_pct": 75},
        {"temp_c": 30.0, "feels_like_c": 28.0, "humidity_pct": 30},
        {"temp_c": 29.1, "feels_like_c": 28.0},
    ),
)
