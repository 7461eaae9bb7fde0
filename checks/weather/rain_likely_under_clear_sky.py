"""Rain likely under a clear sky.

What it does: flags a chance of rain of 70 % and more where the weather text is clear or sunny without any "mostly" or "partly".
Why it matters: text and chance are of different moments or days, or the number is another field, such as the humidity.
Instead: read both for the same hour; map a day's chance of rain with a day's weather.
Source: practice: NWS forecasts name the precipitation where its probability is 55 % or more.
Known false alarms: not measured, for want of real records that show both; a page that sets the present sky beside the day's chance of rain may go over it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable
from ._sky import clear

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    chance = believable(weather, "rain_chance_pct")
    return answer(chance < 70, chance.notna() & clear(weather))


CHECK = Check(
    code="W504",
    name="rain-likely-under-clear-sky",
    severity="warning",
    reads=("rain_chance_pct", "condition"),
    holds=_holds,
    message="a {rain_chance_pct} % chance of rain under a sky that is {condition!r}",
    hint="Text and chance may be of different hours or days, or the number is another field.",
    passes=({"rain_chance_pct": 5, "condition": "Sunny"}, {"rain_chance_pct": 69, "condition": "Clear"}),
    fails=({"rain_chance_pct": 70, "condition": "Clear"}, {"rain_chance_pct": 95, "condition": "sunny"}),
    skips=({"rain_chance_pct": 74}, {"rain_chance_pct": 90, "condition": "Light rain"}, {"rain_chance_pct": 90, "condition": "Mostly sunny"}),
)
