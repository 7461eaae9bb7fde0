"""Air quality index above the top of its own scale.

What it does: flags an index above the scale that is stated with it, for the short scales that end at 10 or less.
Why it matters: 120 on a scale of 1 to 5 is a US index, or a concentration, with the wrong scale stated.
Instead: state the scale that the page shows, or map the field from the index that belongs to it.
Source: UK DEFRA Daily Air Quality Index (1 to 10); OpenWeather Air Pollution API (1 to 5); US EPA categories (1 to 6). Long scales (US EPA: 0 to 500) are
    exceeded in practice, and W016 asks about them.
Known false alarms: none in 15,589 real observations from 197 places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    scale = weather["aqi_scale"]
    return answer(weather["aqi"] <= scale, (scale > 0) & (scale <= 10))


CHECK = Check(
    code="W308",
    name="air-quality-above-its-scale",
    severity="error",
    reads=("aqi", "aqi_scale"),
    holds=_holds,
    message="air quality index {aqi} on a scale that ends at {aqi_scale}",
    hint="State the scale that the page shows, or map the field from the index that belongs to it.",
    passes=({"aqi": 1, "aqi_scale": 6}, {"aqi": 10, "aqi_scale": 10}),
    fails=({"aqi": 7, "aqi_scale": 6}, {"aqi": 120, "aqi_scale": 5}),
    skips=({"aqi": 612, "aqi_scale": 500}, {"aqi": 1}, {"aqi": 1, "aqi_scale": 0}),
)
