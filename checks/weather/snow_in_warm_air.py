"""Snow in warm air.

What it does: flags a weather text that names falling snow at more than 6 °C; where the lowest temperature of the day is shown, that one counts. Snow that is only possible, expected or nearby is not judged.
Why it matters: snow melts on its way through air that warm; text and temperature are of different moments, or the minus is lost.
Instead: read text and temperature from the same block.
Source: practice; observed snow is rare above 3 °C and practically unknown above 6 °C (Jennings et al., Nature Communications 9, 2018).
Known false alarms: none: it flags 1 of 15,589 real observations from 197 places (snow at 22 °C in the tropics), and none of 8,343 hourly observations of a second provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._columns import believable
from ._sky import snow

if TYPE_CHECKING:
    import pandas as pd


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    # A day's row shows the weather of its worst hour, which is no warmer than the lowest of the day.
    temp = believable(weather, "temp_c")
    lowest = believable(weather, "temp_min_c")
    temp = temp.where(~(lowest < temp), lowest)
    return answer(temp <= 6.0, temp.notna() & snow(weather))


CHECK = Check(
    code="W501",
    name="snow-in-warm-air",
    severity="warning",
    reads=("temp_c", "condition"),
    may_read=("temp_min_c",),
    holds=_holds,
    points_at="condition",
    message="the weather is {condition!r} at {temp_c} °C",
    hint="Text and temperature may be of different moments, or a minus is lost.",
    passes=({"temp_c": 8.3, "temp_min_c": 3.0, "temp_max_c": 13.5, "condition": "snow"}, {"temp_c": -3.0, "condition": "Light snow"}, {"temp_c": 6.0, "condition": "Moderate or heavy snow showers"}),
    fails=({"temp_c": 6.1, "condition": "Light snow"}, {"temp_c": 13.0, "condition": "Blizzard"}),
    skips=(
        {"temp_c": 13.0, "condition": "Patchy snow possible"},
        {"temp_c": 13.0, "condition": "Sunny"},
        {"temp_c": 13.0},
        {"temp_c": 291.0, "condition": "Light snow"},
    ),
)
