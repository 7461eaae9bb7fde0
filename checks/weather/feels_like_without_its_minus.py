"""Feels-like without its minus.

What it does: in air of 10 °C and less and a wind above 4.8 km/h, flags a feels-like above zero that is more than 1.2 °C above both the wind chill and the Australian
    apparent temperature (1.7 °C where sunshine may add to it), and that with a minus would be within 1 °C of them, rounding of all numbers allowed.
Why it matters: pages print the minus as a sign of its own or as another character, and scrapers lose it; frost becomes a mild day.
Instead: keep `-`, `−` and `–` before a digit when the number is read.
Source: Environment Canada, "Wind Chill: the science and equations" (2001); Australian Bureau of Meteorology, "Thermal comfort observations".
Known false alarms: 0.08 % (12) of 15,589 real observations from 197 places: feels-likes of another hour, 1 % of those in a cold wind; none of 8,343 hourly observations of
    a second provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable
from ._feels import SUN, chilled, cold_wind, freezes_mirrored

if TYPE_CHECKING:
    import pandas as pd


def _explain(failing: pd.DataFrame) -> pd.DataFrame:
    return chilled(failing).round(1).to_frame("chilled")


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    return answer(~freezes_mirrored(weather), cold_wind(weather) & believable(weather, "feels_like_c").gt(0))


CHECK = Check(
    code="W209",
    name="feels-like-without-its-minus",
    severity="warning",
    reads=("temp_c", "feels_like_c", "wind_kmh"),
    may_read=("humidity_pct", *SUN),
    holds=_holds,
    explain=_explain,
    points_at="feels_like_c",
    message="feels like {feels_like_c} °C in air of {temp_c} °C and a wind of {wind_kmh} km/h; the formulas give {chilled} °C and less, as it would be with a minus",
    hint="Keep every kind of minus before a digit when the feels-like is read.",
    passes=(
        {"temp_c": 4.0, "feels_like_c": 0.4, "wind_kmh": 15.0, "humidity_pct": 81},
        {"temp_c": 1.0, "feels_like_c": 0.6, "wind_kmh": 5.0, "humidity_pct": 86},
        # Too far from the formulas even with a minus: W208.
        {"temp_c": 5.0, "feels_like_c": 5.0, "wind_kmh": 30.0, "humidity_pct": 70},
        {"temp_c": 2.0, "feels_like_c": 0.9, "wind_kmh": 9.0, "humidity_pct": 87, "uv_index": 4},
    ),
    fails=(
        {"temp_c": 4.0, "feels_like_c": 1.3, "wind_kmh": 29.9, "humidity_pct": 81},
        {"temp_c": 1.8, "feels_like_c": 2.1, "wind_kmh": 14.0, "humidity_pct": 69, "uv_index": 1},
        {"temp_c": 3.0, "feels_like_c": 2.9, "wind_kmh": 30.0},
        {"temp_c": 2.0, "feels_like_c": 0.9, "wind_kmh": 9.0, "humidity_pct": 87, "uv_index": 1},
    ),
    skips=(
        {"temp_c": 4.0, "feels_like_c": -1.3, "wind_kmh": 29.9},
        {"temp_c": 10.1, "feels_like_c": 1.3, "wind_kmh": 29.9},
        {"temp_c": 1.0, "feels_like_c": 1.3, "wind_kmh": 3.6},
        {"temp_c": 1.0, "feels_like_c": 1.3},
    ),
)
