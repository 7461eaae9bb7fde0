"""Temperature well outside the day's own lowest and highest.

What it does: flags a temperature more than 5 °C below the lowest or above the highest temperature shown with it.
Why it matters: the two extremes stand beside the temperature on the page; far outside them it is another field, another unit or another place.
Instead: read all three from the same block of the page, in the same unit.
Source: WMO-No. 8, Guide to Instruments and Methods of Observation (2018), volume I, chapter 2 (extremes of the day); 5 °C is left for a forecast that missed.
Known false alarms: none in 8,343 hourly observations of one provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable

if TYPE_CHECKING:
    import pandas as pd

MISSED = 5.0


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    temp, low, high = (believable(weather, name) for name in ("temp_c", "temp_min_c", "temp_max_c"))
    inside = (temp >= low - MISSED - 1e-9) & (temp <= high + MISSED + 1e-9)
    return answer(inside, temp.notna() & (low <= high))


CHECK = Check(
    code="W105",
    name="temperature-outside-its-day",
    severity="warning",
    reads=("temp_c", "temp_min_c", "temp_max_c"),
    holds=_holds,
    message="temperature {temp_c} °C is far outside the day's own {temp_min_c} to {temp_max_c} °C",
    hint="Read all three from the same block of the page, in the same unit.",
    passes=({"temp_c": 17.3, "temp_min_c": 16, "temp_max_c": 28}, {"temp_c": 33.0, "temp_min_c": 16, "temp_max_c": 28}),
    fails=({"temp_c": 33.1, "temp_min_c": 16, "temp_max_c": 28}, {"temp_c": 1.7, "temp_min_c": 16, "temp_max_c": 28}),
    skips=({"temp_c": 1.7, "temp_min_c": 28, "temp_max_c": 16}, {"temp_c": 291, "temp_min_c": 16, "temp_max_c": 28}, {"temp_c": 1.7, "temp_max_c": 16}),
)
