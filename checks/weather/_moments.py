"""Moments whose time zone may not be known: the span of UTC times they can mean, and the local clock they show."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import numpy as np
import pandas as pd

from ._columns import flag

#: Local clocks run at most this far ahead of UTC, and this far behind.
AHEAD, BEHIND = pd.Timedelta(hours=14), pd.Timedelta(hours=12)


def times(weather: pd.DataFrame, name: str) -> pd.Series[Any]:
    """A time column as datetime64[us], all null if it is absent or was filled with nulls of another type."""
    if name in weather and pd.api.types.is_datetime64_any_dtype(weather[name].dtype):
        return weather[name]
    return pd.Series(pd.NaT, index=weather.index, dtype="datetime64[us]")


def utc_bounds(weather: pd.DataFrame, name: str, rows: pd.Series[Any] | None = None) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """The earliest and the latest UTC moment that a time as shown can mean (datetime64[us]).

    They are one where the zone is known: because the page named it, or from the column `timezone`. Else they lie 26 hours apart. Looking up zones costs
    time; `rows` says where it is worth it, and elsewhere the column `timezone` is left alone.
    """
    moment, zoned = times(weather, name), flag(weather, f"{name}.zoned")
    asked = ~zoned if rows is None else ~zoned & rows
    utc = (moment - _offset(weather, moment, asked, as_utc=False)).where(~zoned, moment)
    return utc.where(utc.notna(), moment - AHEAD), utc.where(utc.notna(), moment + BEHIND)


def local_clock(weather: pd.DataFrame, name: str) -> pd.Series[Any]:
    """What the local clock showed at a moment, in minutes of the day: float64, null where that is not known.

    A time without a zone is local as it stands; one with a zone needs the column `timezone`. A bare date has no clock.
    """
    moment, zoned = times(weather, name), flag(weather, f"{name}.zoned")
    local = moment.where(~zoned, moment + _offset(weather, moment, zoned, as_utc=True))
    clock: pd.Series[Any] = (local.dt.hour * 60 + local.dt.minute).astype("float64")
    bare: pd.Series[Any] = ~zoned & (moment.dt.normalize() == moment)
    return clock.mask(bare)


def _offset(weather: pd.DataFrame, moment: pd.Series[Any], rows: pd.Series[Any], *, as_utc: bool) -> pd.Series[Any]:
    """How far the clocks of `timezone` are ahead of UTC at a moment that is given in UTC or as the local clock shows it.

    timedelta64[us], null outside `rows` and where the zone is unknown.
    """
    offset = np.full(len(weather), np.timedelta64("NaT", "us"))
    wanted = np.flatnonzero((rows & moment.notna()).to_numpy(dtype=bool))
    if "timezone" in weather and len(wanted):
        zones, shown = weather["timezone"].iloc[wanted].reset_index(drop=True), pd.DatetimeIndex(moment.iloc[wanted])
        # One turn for each zone named, not for each row: pandas converts whole columns, but only to one zone at a time.
        for zone, at in zones.groupby(zones).indices.items():
            part = shown[at]
            try:
                local = part.tz_localize("UTC").tz_convert(str(zone)).tz_localize(None) if as_utc else part
                utc = part if as_utc else part.tz_localize(str(zone), ambiguous="NaT", nonexistent="NaT").tz_convert("UTC").tz_localize(None)
            except (ZoneInfoNotFoundError, ValueError, KeyError, OSError):
                continue  # A zone that nobody knows tells nothing.
            offset[wanted[at]] = (local - utc).to_numpy()
    return pd.Series(offset, index=weather.index)
