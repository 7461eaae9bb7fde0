"""Fog in dry air.

What it does: flags a humidity below 60 % where the weather text is fog and no more.
Why it matters: fog is air that cannot hold its moisture; in dry air the text or the humidity is of another moment, or the number is another field.
Instead: read text and humidity from the same block.
Source: WMO International Cloud Atlas (2017), fog: relative humidity generally close to 100 %; 60 % is left for numbers of another moment.
Known false alarms: none in 15,589 real observations from 197 places, nor in 8,343 hourly observations of a second provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable
from ._sky import fog

if TYPE_CHECKING:
    import pandas as pd

DRY = 60


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    humidity = believable(weather, "humidity_pct")
    return answer(humidity >= DRY, humidity.notna() & fog(weather))


CHECK = Check(
    code="W506",
    name="fog-in-dry-air",
    severity="warning",
    reads=("humidity_pct", "condition"),
    holds=_holds,
    message="{humidity_pct} % humidity in weather that is {condition!r}",
    hint="Text and humidity may be of different moments, or the number is another field.",
    passes=({"humidity_pct": 97, "condition": "Fog"}, {"humidity_pct": 60, "condition": "Freezing fog"}),
    fails=({"humidity_pct": 59, "condition": "Fog"}, {"humidity_pct": 12, "condition": "dense fog"}),
    skips=({"humidity_pct": 30, "condition": "Haze"}, {"humidity_pct": 30}, {"humidity_pct": 175, "condition": "Fog"}),
)
