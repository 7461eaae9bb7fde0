"""Freezing rain, drizzle or fog in warm air.

What it does: flags a weather text that names one of them at more than 3 °C; where the lowest temperature of the day is shown, that one counts. What is only possible, expected or nearby is not judged.
Why it matters: they need surfaces or droplets below 0 °C; text and temperature are of different moments, or the minus is lost.
Instead: read text and temperature from the same block.
Source: WMO International Cloud Atlas (2017), definitions of freezing rain, freezing drizzle and freezing fog; 3 °C is left for stale numbers.
Known false alarms: none in 15,589 real observations from 197 places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable
from ._sky import freezing

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    # A day's row shows the weather of its worst hour, which is no warmer than the lowest of the day.
    temp = believable(weather, "temp_c")
    lowest = believable(weather, "temp_min_c")
    temp = temp.where(~(lowest < temp), lowest)
    return answer(temp <= 3.0, temp.notna() & freezing(weather))


CHECK = Check(
    code="W502",
    name="freezing-in-warm-air",
    severity="warning",
    reads=("temp_c", "condition"),
    may_read=("temp_min_c",),
    holds=_holds,
    points_at="condition",
    message="the weather is {condition!r} at {temp_c} °C",
    hint="Text and temperature may be of different moments, or a minus is lost.",
    passes=({"temp_c": 8.3, "temp_min_c": -1.0, "temp_max_c": 13.5, "condition": "Freezing fog"}, {"temp_c": -3.0, "condition": "Freezing fog"}, {"temp_c": 3.0, "condition": "Light freezing rain"}),
    fails=({"temp_c": 3.1, "condition": "Light freezing rain"}, {"temp_c": 14.0, "condition": "freezing drizzle"}),
    skips=({"temp_c": 14.0, "condition": "Freezing rain possible"}, {"temp_c": 14.0, "condition": "Fog"}, {"temp_c": 14.0}),
)
