"""Cold wind that the feels-like does not know.

What it does: in air of 5 °C and less and a wind above 4.8 km/h, flags a feels-like more than 2.5 °C above both the wind chill and the Australian apparent temperature,
    rounding of all numbers allowed. Where the feels-like is 5 °C and more below the air the wind is known, and nothing is asked: one large provider never goes
    further down than 7 °C. Well above the air W206 asks, and W209 where only the minus is missing.
Why it matters: the feels-like has lost its minus, was computed without the wind, or the wind is in another unit or converted twice.
Instead: look at the minus of the feels-like and at the unit of the wind.
Source: Environment Canada, "Wind Chill: the science and equations" (2001); Australian Bureau of Meteorology, "Thermal comfort observations".
Known false alarms: 0.03 % (4) of 15,589 real observations from 197 places; none of 8,343 hourly observations of a second provider, once its wind was put right:
    as published, converted twice, 109 are flagged, and rightly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable, half_step
from ._feels import SUN, chilled, cold_wind, freezes_mirrored

if TYPE_CHECKING:
    import pandas as pd

MARGIN, KNOWN = 2.5, 5.0


def _explain(failing: pd.DataFrame) -> pd.DataFrame:
    return chilled(failing).round(1).to_frame("chilled")


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    feels, temp = believable(weather, "feels_like_c"), believable(weather, "temp_c")
    rounding = half_step(weather, "feels_like_c") + half_step(weather, "temp_c")
    # The whole degrees that a chart of wind chill shows may be those of a wind rounded to 5 km/h or 5 mph; the margin covers that.
    cold = cold_wind(weather) & (temp <= 5.0) & feels.notna()
    asked = (feels <= temp + 0.5 + rounding + 1e-9) & (feels > temp - KNOWN) & ~freezes_mirrored(weather)
    return answer(feels <= chilled(weather) + MARGIN + rounding + 1e-9, cold & asked)


CHECK = Check(
    code="W208",
    name="cold-wind-without-chill",
    severity="warning",
    reads=("temp_c", "feels_like_c", "wind_kmh"),
    may_read=("humidity_pct", *SUN),
    holds=_holds,
    explain=_explain,
    points_at="feels_like_c",
    message="feels like {feels_like_c} °C in air of {temp_c} °C and a wind of {wind_kmh} km/h; the formulas give {chilled} °C and less",
    hint="The feels-like may have lost its minus, or the wind is in another unit or converted twice.",
    passes=(
        {"temp_c": -5.0, "feels_like_c": -9.4, "wind_kmh": 20.0},
        {"temp_c": -5.0, "feels_like_c": -9.1, "wind_kmh": 20.0},
        {"temp_c": 5.0, "feels_like_c": 5.0, "wind_kmh": 6.0, "humidity_pct": 70},
    ),
    fails=(
        {"temp_c": -5.0, "feels_like_c": -8.9, "wind_kmh": 20.0},
        {"temp_c": 1.8, "feels_like_c": 2.1, "wind_kmh": 24.0, "humidity_pct": 69, "uv_index": 1},
    ),
    skips=(
        {"temp_c": 5.1, "feels_like_c": 5.0, "wind_kmh": 40.0},
        {"temp_c": -5.0, "feels_like_c": -3.0, "wind_kmh": 20.0},
        {"temp_c": -5.0, "feels_like_c": -5.0, "wind_kmh": 4.0},
        {"temp_c": -5.0, "feels_like_c": -5.0},
        {"temp_c": -5.0, "feels_like_c": -11.6, "wind_kmh": 20.0},
        # Capped at 7 °C below the air.
        {"temp_c": -10.2, "feels_like_c": -17.2, "wind_kmh": 50.0, "humidity_pct": 66},
        # The minus of -2.9 was lost: W209.
        {"temp_c": 3.0, "feels_like_c": 2.9, "wind_kmh": 30.0, "humidity_pct": 80},
    ),
)
