"""Lowest and highest temperature of a day further apart than hardly any day's.

What it does: flags a highest temperature more than 40 °C above the lowest one shown with it.
Why it matters: one of the two is in °F, has lost its minus or a digit, or is the record of the month.
Instead: read both from the same block of the page, in the same unit.
Source: US National Weather Service, Great Falls: the greatest change within 24 hours ever measured, 57 °C at Loma, Montana, in 1972; days of 40 °C are known of few
    places.
Known false alarms: none of 1,461 days of one place; no other real data with both was at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable

if TYPE_CHECKING:
    import pandas as pd

_WIDEST = 40.0


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    low, high = believable(weather, "temp_min_c"), believable(weather, "temp_max_c")
    return answer(high - low <= _WIDEST, low.notna() & high.notna())


CHECK = Check(
    code="W106",
    name="day-of-extreme-range",
    severity="warning",
    reads=("temp_max_c", "temp_min_c"),
    holds=_holds,
    message="the day goes from {temp_min_c} to {temp_max_c} °C",
    hint="Read both from the same block of the page, in the same unit.",
    passes=({"temp_c": 8.4, "temp_min_c": 3, "temp_max_c": 12}, {"temp_c": 8.4, "temp_min_c": -8.0, "temp_max_c": 32.0}),
    fails=({"temp_c": 8.4, "temp_min_c": 3, "temp_max_c": 53.6}, {"temp_c": -20.0, "temp_min_c": -24.0, "temp_max_c": 16.1}),
    skips=({"temp_c": 8.4, "temp_max_c": 53.6}, {"temp_c": 8.4, "temp_min_c": -200.0, "temp_max_c": 12}),
)
