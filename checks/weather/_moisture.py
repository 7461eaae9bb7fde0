"""The dew point that air temperature and humidity mean together."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate.frames import once

from ._columns import believable, half_step
from ._physics import dew_point

#: The highest dew points, in °C: no station is known to have been above the first, and only the shores of the Persian Gulf and the Red Sea are ever
#: above the second.
NEVER, HARDLY_EVER = 36.5, 33.0


@once
def least_dew_point(weather: pd.DataFrame) -> pd.Series[Any]:
    """The dew point in °C of the air temperature and humidity shown, both rounded in its favour; null where one is unknown or impossible."""
    temp = believable(weather, "temp_c") - half_step(weather, "temp_c")
    humidity = believable(weather, "humidity_pct") - half_step(weather, "humidity_pct")
    return pd.Series(dew_point(temp, humidity), index=weather.index)


def implied(failing: pd.DataFrame) -> pd.DataFrame:
    """For messages: that dew point, to one decimal."""
    return pd.DataFrame({"dew_point": least_dew_point(failing).round(1)}, index=failing.index)
