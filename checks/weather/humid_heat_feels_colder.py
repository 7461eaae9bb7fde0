"""Feels-like below the air in humid heat.

What it does: in air of 26.7 °C (80 °F) and more that is at least 50 % humid, compares the feels-like with the least that any published formula gives (the
    air itself, NWS heat index, Australian apparent temperature); an error is a feels-like more than 1 °C below that, rounding of all numbers
    allowed. Where no wind is shown, any wind up to 18 km/h is reckoned with. It does not apply in cooler or drier air: below 20 °C a feels-like
    below the air is normal even at 75 % humidity.
Why it matters: humid heat feels hotter than the air, and people act on the number. A colder one comes from another field, another hour or
    another unit.
Instead: read the feels-like from the same block and the same moment as the temperature, and in the same unit.
Source: NWS Weather Prediction Center, "The Heat Index Equation" (at 75 % humidity the index is at least 2 °C above the air from 26.7 °C up);
    Australian Bureau of Meteorology, "Thermal comfort observations", after Steadman (1994).
Known false alarms: 0.10 % (15 of 15,589 real observations from 197 places, where the provider's air and feels-like are of different moments); none in
    8,343 hourly observations of a second provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._feels import breezy_envelope, humid_heat, lowest

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    low = breezy_envelope(weather)["low"]
    return answer(weather["feels_like_c"] >= low - 1.0 - 1e-9, humid_heat(weather) & low.notna())


CHECK = Check(
    code="W201",
    name="humid-heat-feels-colder",
    severity="error",
    reads=("temp_c", "feels_like_c", "humidity_pct"),
    may_read=("wind_kmh",),
    holds=_holds,
    explain=lowest,
    points_at="feels_like_c",
    message="feels like {feels_like_c} °C in air of {temp_c} °C with {humidity_pct} % humidity; no formula gives less than {lowest} °C",
    hint="Humid heat feels hotter than the air. Read the feels-like from the same block, moment and unit as the temperature.",
    passes=(
        {"temp_c": 29.1, "feels_like_c": 35.3, "humidity_pct": 75, "wind_kmh": 24.1},
        {"temp_c": 29.1, "feels_like_c": 28.0, "humidity_pct": 75},
        {"temp_c": 29.1, "feels_like_c": 28.1, "humidity_pct": 75, "wind_kmh": 24.1},
        {"temp_c": 26.7, "feels_like_c": 26.7, "humidity_pct": 50},
        # A strong wind cools even humid heat: Steadman's formula gives 22.4 °C here.
        {"temp_c": 28.0, "feels_like_c": 22.5, "humidity_pct": 50, "wind_kmh": 40.0},
    ),
    fails=(
        {"temp_c": 29.1, "feels_like_c": 25.0, "humidity_pct": 75, "wind_kmh": 24.1},
        {"temp_c": 29.1, "feels_like_c": 27.9, "humidity_pct": 75},
        {"temp_c": 29.1, "feels_like_c": 25.0, "humidity_pct": 75},
        {"temp_c": "80 °F", "feels_like_c": "70 °F", "humidity_pct": 75},
        {"temp_c": 33, "feels_like_c": 20, "humidity_pct": 60, "wind_kmh": None},
        # An impossible wind is no excuse: it is taken as unknown.
        {"temp_c": 29.1, "feels_like_c": 25.0, "humidity_pct": 75, "wind_kmh": 9999},
    ),
    skips=(
        {"temp_c": 18.0, "feels_like_c": 15.0, "humidity_pct": 75, "wind_kmh": 24.1},
        {"temp_c": 26.6, "feels_like_c": 20.0, "humidity_pct": 75},
        {"temp_c": 38.0, "feels_like_c": 35.0, "humidity_pct": 12},
        {"temp_c": 29.1, "feels_like_c": 25.0},
        {"temp_c": 29.1, "feels_like_c": None, "humidity_pct": 75},
        {"temp_c": 291.0, "feels_like_c": 35.3, "humidity_pct": 75},
        {"temp_c": 29.1, "feels_like_c": 25.0, "humidity_pct": 175},
    ),
)
