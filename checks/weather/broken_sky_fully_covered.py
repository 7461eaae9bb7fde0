"""Broken sky that is fully covered.

What it does: flags a cloud cover above 87.5 % (7 of 8) where the weather text is partly cloudy, partly sunny, mostly sunny, mostly clear, few clouds or scattered clouds.
Why it matters: text and cloud cover are of different moments, or the number is another field, such as the humidity.
Instead: read text and cloud cover from the same block.
Source: WMO World Weather Information Service, "Oktas" (partly cloudy: 3 to 5 of 8); NWS sky terms (partly cloudy: at most 5 of 8).
Known false alarms: none in 15,589 real observations from 197 places, nor in 8,343 hourly observations of a second provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable
from ._sky import broken

if TYPE_CHECKING:
    import pandas as pd

SEVEN_OKTAS = 87.5


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    cloud = believable(weather, "cloud_cover_pct")
    return answer(cloud <= SEVEN_OKTAS, cloud.notna() & broken(weather))


CHECK = Check(
    code="W505",
    name="broken-sky-fully-covered",
    severity="warning",
    reads=("cloud_cover_pct", "condition"),
    holds=_holds,
    message="{cloud_cover_pct} % cloud under a sky that is {condition!r}",
    hint="Text and cloud cover may be of different moments, or the number is another field.",
    passes=({"cloud_cover_pct": 75, "condition": "Partly cloudy"}, {"cloud_cover_pct": 87.5, "condition": "scattered clouds"}),
    fails=({"cloud_cover_pct": 88, "condition": "Partly cloudy"}, {"cloud_cover_pct": 100, "condition": "mostly sunny"}),
    skips=({"cloud_cover_pct": 100, "condition": "Mostly cloudy"}, {"cloud_cover_pct": 100, "condition": "Cloudy"}, {"cloud_cover_pct": 100}),
)
