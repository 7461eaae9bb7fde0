"""The same reading in two units on one page: the second is a witness."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate.frames import answer, step


def agree(weather: pd.DataFrame, column: str, witness: str, factor: float, offset: float = 0.0) -> pd.Series[Any]:
    """Whether `witness` x factor + offset is `column`, but for the last digit of each.

    A whole last digit of both is allowed, for sites that cut digits off and for those that convert a number already rounded.
    """
    converted = weather[witness] * factor + offset
    tolerance = step(weather, column) + step(weather, witness) * factor
    return answer((weather[column] - converted).abs() <= tolerance + 1e-6, converted.notna() & weather[column].notna())


def converted(weather: pd.DataFrame, witness: str, factor: float, offset: float = 0.0) -> pd.DataFrame:
    """For messages: the witness in the column's own unit, to one decimal."""
    return pd.DataFrame({"witness": (weather[witness].astype("float64") * factor + offset).round(1)}, index=weather.index)
