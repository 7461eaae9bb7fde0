"""What the two rules about UV at night share."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate.frames import answer, step

from ._columns import believable
from ._sun import dark

READS = ("uv_index",)
MAY_READ = ("temp_c", "sunrise", "sunset", "local_time", "observed_at", "observed_at.zoned", "timezone", "latitude", "longitude")
#: Some providers never go below 1, and mean nothing by it.
FLOOR = 2.0


def model_feed(weather: pd.DataFrame) -> pd.Series[Any]:
    """Where the UV index has decimals, and it or the temperature shows two: a model's number as it comes, not one made for display.

    The World Health Organization asks for whole numbers, and sites that give the present UV index show at most one decimal; two decimals are mostly the
    value that a model has for noon. A last zero is lost on the way (`8.9` for 8.90), so the temperature may tell as well.
    """
    uv, temp = step(weather, "uv_index"), step(weather, "temp_c")
    return (uv > 0) & (uv < 1) & ((uv < 0.05) | ((temp > 0) & (temp < 0.05)))


def low_at_night(weather: pd.DataFrame, *, feeds: bool) -> pd.Series[Any]:
    """Whether the UV index is below 2 at night; asked either of a model's feeds or of all the others."""
    uv, night = believable(weather, "uv_index"), dark(weather).fillna(value=False).astype(bool)
    return answer(uv < FLOOR, uv.notna() & night & (model_feed(weather) == feeds))
