"""Dew point above the air temperature.

What it does: compares the dew point with the air temperature; the air can at most be saturated, and then they are equal.
Why it matters: a dew point above the air means that two fields were swapped, or one was converted and the other was not.
Instead: read both from the same block of the page, in the same unit.
Source: MADIS Meteorological Surface Quality Control, internal consistency check; HadISD (Dunn et al. 2012), section 4.1.
Known false alarms: none measured; half of the last digit of both numbers is allowed for rounding. Numbers outside their own limits are left to those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer, step

from ._columns import believable

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    rounding = 0.5 * (step(weather, "dew_point_c") + step(weather, "temp_c"))
    dew, air = believable(weather, "dew_point_c"), believable(weather, "temp_c")
    return answer(dew <= air + rounding + 1e-9, dew.notna() & air.notna())


CHECK = Check(
    code="W301",
    name="dew-point-above-air",
    severity="error",
    reads=("dew_point_c", "temp_c"),
    holds=_holds,
    message="dew point {dew_point_c} °C is above the air temperature {temp_c} °C",
    hint="The two fields may be swapped, or only one was converted from Fahrenheit.",
    passes=(
        {"temp_c": 20.0, "dew_point_c": 12.0},
        {"temp_c": 20.0, "dew_point_c": 20.1},
        {"temp_c": 20, "dew_point_c": 20.5},
    ),
    fails=({"temp_c": 20.0, "dew_point_c": 20.2}, {"temp_c": 12.0, "dew_point_c": 36.0}),
    skips=({"temp_c": 20.0}, {"temp_c": 20.0, "dew_point_c": None}, {"temp_c": -9999, "dew_point_c": 12.0}, {"temp_c": 12.0, "dew_point_c": 68.0}),
)
