"""The dates of articles, and by how much they may seem to differ when a time zone is unknown."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.literals.times import read_times

#: A time without a zone may be up to 14 hours ahead (UTC+14, Line Islands) of the same time in UTC; clocks of servers differ by minutes.
UNKNOWN_ZONE, CLOCK = np.timedelta64(14, "h"), np.timedelta64(10, "m")


def moment(articles: pd.DataFrame, column: str) -> npt.NDArray[np.datetime64]:
    """A column of times as datetime64[us]; `judged_at` comes from the engine, or as text in an example."""
    times: pd.Series[Any] = articles[column]
    if not pd.api.types.is_datetime64_any_dtype(times.dtype):
        times = read_times(times.astype("str")).value
    return times.to_numpy(dtype="datetime64[us]")


def zoned(articles: pd.DataFrame, column: str) -> npt.NDArray[np.bool_]:
    """Where the zone of a column's times is known."""
    name = f"{column}.zoned"
    return articles[name].fillna(value=False).to_numpy(dtype=bool) if name in articles else np.zeros(len(articles), dtype=bool)
