"""Columns as checks may lean on them: values that their schema already calls impossible are set aside."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate.catalogue import catalogue
from pagegate.frames import once_each, step
from pagegate.schema import within


@once_each
def believable(weather: pd.DataFrame, name: str) -> pd.Series[Any]:
    """A number column as float64, null where it breaks an error limit of its schema (or is absent).

    A humidity of 175 % is one finding, at the humidity; it must not make the feels-like look wrong as well.
    """
    if name not in weather:
        return pd.Series(float("nan"), index=weather.index)
    column = weather[name].astype("float64")
    for limit in catalogue().limits("weather").get(name, ()):
        if limit.severity == "error" and not limit.required:
            column = column.where(within(limit, column))
    return column


def half_step(weather: pd.DataFrame, name: str) -> pd.Series[Any]:
    """Half of the last digit shown: how far a displayed number may be from the one it was rounded from, in the column's unit."""
    return 0.5 * step(weather, name)


def flag(weather: pd.DataFrame, name: str) -> pd.Series[Any]:
    """A boolean column as bool, False where it is null or absent."""
    if name not in weather:
        return pd.Series(data=False, index=weather.index)
    return weather[name].astype("boolean").fillna(value=False).astype(bool)
