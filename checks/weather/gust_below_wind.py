"""Gust below the wind.

What it does: compares the gust with the wind, rounding of both allowed. A gust of exactly 0 is taken as "none reported" and is not judged.
Why it matters: a gust is the highest wind of the same minutes; below the mean, the two fields were swapped, only one was converted, or they belong to
    different hours.
Instead: read wind and gust from the same block, in the same unit.
Source: WMO-No. 8, Guide to Instruments and Methods of Observation (2018), volume I, chapter 5: a gust is the maximum of the wind over a period.
Known false alarms: one provider of forecasts really publishes such pairs (2,769 of 15,589 real observations from 197 places); none in 26,115 hourly
    observations of three airports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable, half_step

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    gust, wind = believable(weather, "gust_kmh"), believable(weather, "wind_kmh")
    rounding = half_step(weather, "gust_kmh") + half_step(weather, "wind_kmh")
    return answer(gust >= wind - rounding - 1e-9, gust.gt(0) & wind.notna())


CHECK = Check(
    code="W101",
    name="gust-below-wind",
    severity="error",
    reads=("gust_kmh", "wind_kmh"),
    holds=_holds,
    message="gust {gust_kmh} km/h is below the wind {wind_kmh} km/h",
    hint="The two fields may be swapped, only one converted, or they belong to different hours.",
    passes=(
        {"gust_kmh": 40.3, "wind_kmh": 24.1},
        {"gust_kmh": 24.1, "wind_kmh": 24.1},
        {"gust_kmh": 24, "wind_kmh": 25},
    ),
    fails=({"gust_kmh": 18.9, "wind_kmh": 141.1}, {"gust_kmh": 24.0, "wind_kmh": 24.2}),
    skips=({"gust_kmh": 0.0, "wind_kmh": 14.0}, {"gust_kmh": None, "wind_kmh": 14.0}, {"wind_kmh": 14.0}, {"gust_kmh": 30.0, "wind_kmh": 1687.2}),
)
