"""Gust far above the wind.

What it does: flags a gust more than 139 km/h above the wind.
Why it matters: such a leap happens in tornadoes and under collapsing storms; elsewhere one of the two was converted twice or has lost its decimal point.
Instead: read wind and gust from the same block, in the same unit.
Source: MesoWest / University of Utah, quality control of wind (range check of gust against speed), 75 knots.
Known false alarms: none in 15,589 real observations from 197 places, nor in 26,115 hourly observations of three airports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    above = believable(weather, "gust_kmh") - believable(weather, "wind_kmh")
    return answer(above <= 139.0 + 1e-9, above.notna())


CHECK = Check(
    code="W102",
    name="gust-far-above-wind",
    severity="warning",
    reads=("gust_kmh", "wind_kmh"),
    holds=_holds,
    message="gust {gust_kmh} km/h is far above the wind {wind_kmh} km/h",
    hint="Only one of the two may have been converted, or a decimal point is lost.",
    passes=({"gust_kmh": 110.5, "wind_kmh": 60.0}, {"gust_kmh": 163.1, "wind_kmh": 24.1}),
    fails=({"gust_kmh": 163.2, "wind_kmh": 24.1}, {"gust_kmh": 403.0, "wind_kmh": 24.1}),
    skips=({"gust_kmh": 4030.0, "wind_kmh": 24.1}, {"gust_kmh": 163.2}),
)
