"""Feels-like well below the air in muggy, mild air.

What it does: in air of 20 to 26.7 °C that is at least 75 % humid, flags a feels-like more than 1 °C below both the air and the Australian apparent
    temperature at the wind shown. It does not apply below 20 °C, where a feels-like below the air is normal.
Why it matters: such air feels as warm as it is, or warmer; a colder number comes from another field, hour or unit.
Instead: read the feels-like from the same block and the same moment as the temperature.
Source: NWS Weather Prediction Center, "The Heat Index Equation"; Australian Bureau of Meteorology, "Thermal comfort observations", after Steadman (1994).
Known false alarms: 0.01 % (1 of 15,589 real observations from 197 places); none in 8,343 hourly observations of a second provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable, half_step
from ._feels import muggy, steadman

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    feels = believable(weather, "feels_like_c")
    rounding = half_step(weather, "feels_like_c") + half_step(weather, "temp_c")
    least = weather["temp_c"].where(~(steadman(weather) < weather["temp_c"]), steadman(weather))
    return answer(feels >= least - 1.0 - rounding - 1e-9, muggy(weather) & feels.notna())


CHECK = Check(
    code="W203",
    name="muggy-air-feels-colder",
    severity="warning",
    reads=("temp_c", "feels_like_c", "humidity_pct"),
    may_read=("wind_kmh",),
    holds=_holds,
    points_at="feels_like_c",
    message="feels like {feels_like_c} °C in muggy air of {temp_c} °C with {humidity_pct} % humidity",
    hint="Muggy air feels no colder than it is. Read the feels-like from the same block and moment as the temperature.",
    passes=(
        {"temp_c": 22.0, "feels_like_c": 22.0, "humidity_pct": 80},
        {"temp_c": 22.0, "feels_like_c": 20.9, "humidity_pct": 80},
        # Steadman's formula gives 18.2 °C in this wind.
        {"temp_c": 21.0, "feels_like_c": 18.5, "humidity_pct": 75, "wind_kmh": 25.0},
    ),
    fails=(
        {"temp_c": 22.0, "feels_like_c": 20.8, "humidity_pct": 80},
        {"temp_c": 22.0, "feels_like_c": 12.0, "humidity_pct": 80, "wind_kmh": 25.0},
    ),
    skips=(
        {"temp_c": 19.9, "feels_like_c": 15.0, "humidity_pct": 80},
        {"temp_c": 22.0, "feels_like_c": 19.0, "humidity_pct": 74},
        {"temp_c": 26.7, "feels_like_c": 20.0, "humidity_pct": 80},
        {"temp_c": 22.0, "feels_like_c": 19.0, "humidity_pct": None},
    ),
)
