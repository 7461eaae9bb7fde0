"""Sentinel number in place of a missing value.

What it does: looks in every number column for -9999, -9999.9, -999, -999.9, 999.9, 9999, 9999.9, -99999 and 99999; not for a pressure of 999.9,
    which is ordinary.
Why it matters: it is a data file's way to say "missing", and ruins every mean it enters.
Instead: leave the field empty.
Source: NOAA Integrated Surface Dataset, format document (999.9, 9999 and 99999 are "missing"); HadISD (Dunn et al. 2012), missing data -1e30 and -999.
Known false alarms: none in 15,589 real observations from 197 places, in 8,343 hourly observations of a second provider, nor in 26,115 of three airports.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pagegate import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTINELS = (-99999.0, -9999.9, -9999.0, -999.9, -999.0, 999.9, 9999.0, 9999.9, 99999.0)
COLUMNS = (
    "temp_c", "temp_min_c", "temp_max_c", "feels_like_c", "humidity_pct", "dew_point_c", "wind_kmh", "gust_kmh", "wind_dir_deg", "pressure_hpa", "visibility_km",
    "uv_index", "aqi", "pm25", "pm10", "cloud_cover_pct", "rain_chance_pct", "precip_mm", "latitude", "longitude", "temp_f", "feels_like_f", "wind_mph",
)
_LEAST = min(map(abs, SENTINELS))
#: Values that are no sentinels in these columns.
ORDINARY: Mapping[str, tuple[float, ...]] = {"pressure_hpa": (999.9,)}


def _hits(weather: pd.DataFrame) -> Iterator[tuple[str, pd.Series[Any]]]:
    for name in COLUMNS:
        if name in weather:
            column = weather[name]
            # Most columns hold no number as large as the least of them.
            if (np.abs(column.to_numpy(dtype=float, na_value=np.nan)) >= _LEAST).any():
                yield name, column.isin([value for value in SENTINELS if value not in ORDINARY.get(name, ())])


def _named(weather: pd.DataFrame) -> pd.DataFrame:
    field = pd.Series("", index=weather.index, dtype="str")
    value = pd.Series(float("nan"), index=weather.index)
    for name, hit in _hits(weather):
        first = hit & (field == "")
        field, value = field.where(~first, name), value.where(~first, weather[name].astype("float64"))
    return pd.DataFrame({"field": field, "value": value})


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    good = pd.Series(data=True, index=weather.index)
    for _, hit in _hits(weather):
        good &= ~hit
    return good


CHECK = Check(
    code="W701",
    name="sentinel-number",
    severity="error",
    may_read=COLUMNS,
    holds=_holds,
    explain=_named,
    message="{field} is {value}, which stands for a missing value",
    hint="Leave the field empty where the source has none.",
    passes=({"temp_c": 29.1, "humidity_pct": 75}, {"pressure_hpa": 999.9, "pm10": 999}, {"pressure_hpa": 999, "aqi": 999}, {"temp_c": None}),
    fails=({"temp_c": -9999}, {"temp_c": 20.0, "precip_mm": 999.9}, {"temp_c": 20.0, "pm25": -999}, {"visibility_km": 9999}, {"pressure_hpa": 9999.0}),
)
