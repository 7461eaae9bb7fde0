"""Rain or snow in very dry air.

What it does: flags a humidity below 20 % where the weather text says that rain, drizzle or snow is falling. What is only possible, expected or nearby is not judged, and neither are
    thunderstorms, whose rain may dry up on its way.
Why it matters: rain moistens the air that it falls through; text or humidity are of different moments, or the humidity has lost a digit.
Instead: read text and humidity from the same block.
Source: practice; AMS Glossary of Meteorology, virga (rain that does not reach the ground through dry air).
Known false alarms: none in 15,589 real observations from 197 places, nor in 8,343 hourly observations of a second provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable
from ._sky import falling

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    humidity = believable(weather, "humidity_pct")
    return answer(humidity >= 20, humidity.notna() & falling(weather))


CHECK = Check(
    code="W507",
    name="rain-in-dry-air",
    severity="warning",
    reads=("humidity_pct", "condition"),
    holds=_holds,
    message="{humidity_pct} % humidity in weather that is {condition!r}",
    hint="Text and humidity may be of different moments, or a digit is lost.",
    passes=({"humidity_pct": 93, "condition": "Light rain"}, {"humidity_pct": 20, "condition": "Light rain shower"}),
    fails=({"humidity_pct": 9, "condition": "Light rain"}, {"humidity_pct": 19, "condition": "Moderate snow"}),
    skips=(
        {"humidity_pct": 9, "condition": "Patchy rain possible"},
        {"humidity_pct": 9, "condition": "Patchy light rain with thunder"},
        {"humidity_pct": 9, "condition": "Sunny"},
        {"humidity_pct": 9},
    ),
)
