"""Wind of hurricane force under a quiet sky.

What it does: flags a sustained wind above 118 km/h where the weather text speaks of sun, cloud or fog and of no storm, wind or precipitation; or, without
    a text, where at most 60 % of the sky is clouded.
Why it matters: a wind of hurricane force comes with a storm that every page would name. Under a quiet sky it is a unit converted twice, a lost decimal
    point or another field.
Instead: look at the wind's unit and decimal point where the record is filled.
Source: HadISD (Dunn et al. 2012), wind checks; hurricane force begins at 118 km/h (WMO-No. 306, Beaufort 12).
Known false alarms: none: it flags 1 of 15,589 real observations from 197 places, where the provider's own gust is 18.9 km/h; none of 8,343
    hourly observations of a second provider. Katabatic and mountain winds under a clear sky may go over it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable
from ._sky import calm, silent

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    wind = believable(weather, "wind_kmh")
    quiet = calm(weather) | (silent(weather) & (believable(weather, "cloud_cover_pct") <= 60))
    return answer(wind <= 118.0, wind.notna() & quiet)


CHECK = Check(
    code="W103",
    name="storm-wind-under-calm-sky",
    severity="warning",
    reads=("wind_kmh",),
    may_read=("condition", "cloud_cover_pct"),
    holds=_holds,
    message="a wind of {wind_kmh} km/h, hurricane force, under a quiet sky ({condition}, {cloud_cover_pct} % cloud)",
    hint="Look at the wind's unit and decimal point; a storm would be in the weather text.",
    passes=({"wind_kmh": 24.1, "condition": "Partly cloudy"}, {"wind_kmh": 118.0, "condition": "Sunny"}, {"wind_kmh": 90.0, "cloud_cover_pct": 25}),
    fails=({"wind_kmh": 141.1, "condition": "Partly cloudy"}, {"wind_kmh": 241.0, "cloud_cover_pct": 25}, {"wind_kmh": 172.1, "condition": "Clear"}),
    skips=(
        {"wind_kmh": 141.1, "condition": "Tropical storm"},
        {"wind_kmh": 141.1, "condition": "Heavy rain"},
        {"wind_kmh": 141.1, "condition": "Cloudy and windy"},
        {"wind_kmh": 141.1},
        {"wind_kmh": 141.1, "cloud_cover_pct": 90},
        {"wind_kmh": 1687.2, "condition": "Sunny"},
    ),
)
