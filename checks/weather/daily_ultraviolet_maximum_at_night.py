"""UV index at night in a model's feed: the day's maximum.

What it does: asks W404's question (a UV index of 2 and more, an hour and more into the night) of records whose UV index has decimals, two of them in it or in the
    temperature: numbers as a model gives them. There it is nearly always the day's maximum and no fault of the scraper.
Why it matters: who reads the field as the present UV index is wrong by the whole number every night.
Instead: map a daily maximum onto a field of its own.
Source: WHO, Global Solar UV Index: A Practical Guide (2002): the daily maximum is what is reported; OpenWeather UV index documentation (the value for noon).
Known false alarms: it is information only; it names 2,241 of 8,343 hourly observations of a provider that shows the daily maximum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._ultraviolet import MAY_READ, READS, low_at_night

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    return low_at_night(weather, feeds=True)


CHECK = Check(
    code="W405",
    name="daily-ultraviolet-maximum-at-night",
    severity="info",
    reads=READS,
    may_read=MAY_READ,
    holds=_holds,
    message="UV index {uv_index} at night (local time {local_time}, sunrise {sunrise}, sunset {sunset}) is the day's maximum",
    hint="Map a daily maximum onto a field of its own.",
    passes=({"uv_index": 0.13, "sunrise": "06:28", "sunset": "17:50", "local_time": "23:00"},),
    fails=(
        {"uv_index": 8.97, "sunrise": "06:28", "sunset": "17:50", "local_time": "23:00"},
        {"uv_index": 8.9, "temp_c": 21.27, "sunrise": "06:28", "sunset": "17:50", "local_time": "23:00"},
    ),
    skips=(
        {"uv_index": 8, "temp_c": 21.3, "sunrise": "06:28", "sunset": "17:50", "local_time": "23:00"},
        {"uv_index": 8.97, "sunrise": "06:28", "sunset": "17:50", "local_time": "13:00"},
        {"uv_index": 8.97, "local_time": "23:00"},
    ),
)
