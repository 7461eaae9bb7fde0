"""Times of a quote: which are known, and how far apart zones that are not named may put them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ._columns import Mask, is_set

if TYPE_CHECKING:
    import pandas as pd

Times: TypeAlias = npt.NDArray[np.datetime64[Any]]

#: No place is more than 14 hours ahead of UTC.
ANY_ZONE = np.timedelta64(14, "h")


def moments(quotes: pd.DataFrame, column: str) -> Times:
    """A column of times: datetime64[us], NaT where there is none."""
    if quotes[column].dtype.kind != "M":
        return np.full(len(quotes), np.datetime64("NaT", "us"))
    return quotes[column].to_numpy(dtype="datetime64[us]")


def zoned(quotes: pd.DataFrame, column: str) -> Mask:
    """Where the time zone of a column of times is known."""
    return is_set(quotes, f"{column}.zoned")
