"""Lowest temperature of the day above the highest.

What it does: compares the two; equal is fine.
Why it matters: the fields were swapped, or only one of them was converted.
Instead: read both from the same block of the page, in the same unit.
Source: what the words mean.
Known false alarms: none in 8,343 hourly observations of one provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    return weather["temp_min_c"] <= weather["temp_max_c"]


CHECK = Check(
    code="W104",
    name="lowest-temperature-above-highest",
    severity="error",
    reads=("temp_min_c", "temp_max_c"),
    holds=_holds,
    message="the lowest temperature {temp_min_c} °C is above the highest {temp_max_c} °C",
    hint="The two fields may be swapped, or only one was converted.",
    passes=({"temp_min_c": 16, "temp_max_c": 28}, {"temp_min_c": 16.0, "temp_max_c": 16.0}),
    fails=({"temp_min_c": 28, "temp_max_c": 16}, {"temp_min_c": 16.1, "temp_max_c": 16.0}),
    skips=({"temp_min_c": 16}, {"temp_min_c": 16, "temp_max_c": None}),
)
