"""Moments whose time zone may not be known: the span of UTC times they can mean, and the local clock they show."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import pandas as pd

from ._columns import flag

#: Local clocks run at most this far ahead of UTC, and this far behind.
AHEAD, BEHIND = pd.Timedelta(hours=14), pd.Timedelta(hours=12)


def times(weather: pd.DataFrame, name: str) -> pd.Series[Any]:
    """A time column as datetime64[us], all null if it is absent or was filled with nulls of another type."""
    if name in weather and pd.api.types.is_datetime64_any_dtype(weather[name].dtype):
        return weather[name]
    return pd.Series(pd.NaT, index=weather.index, dtype="datetime64[us]")


def utc_bounds(weather: pd.DataFrame, name: str) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """The earliest and the latest UTC moment that a time as shown can mean (datetime64[us]).

    They are one where the zone is known: because the page named it, or from the column `timezone`. Else they lie 26 hours apart.
    """
    moment, zoned = times(weather, name), flag(weather, f"{name}.zoned")
    offset = _offset(weather, moment, as_utc=False)
    known = offset.notna()
    earliest = (moment - AHEAD).where(~known, moment - offset).where(~zoned, moment)
    latest = (moment + BEHIND).where(~known, moment - offset).where(~zoned, moment)
    return earliest, latest


def local_clock(weather: pd.DataFrame, name: str) -> pd.Series[Any]:
    """What the local clock showed at a moment, in minutes of the day: float64, null where that is not known.

    A time without a zone is local as it stands; one with a zone needs the column `timezone`. A bare date has no clock.
    """
    moment, zoned = times(weather, name), flag(weather, f"{name}.zoned")
    local = moment.where(~zoned, moment + _offset(weather, moment, as_utc=True))
    clock: pd.Series[Any] = (local.dt.hour * 60 + local.dt.minute).astype("float64")
    bare: pd.Series[Any] = ~zoned & (moment.dt.normalize() == moment)
    return clock.mask(bare)


def _offset(weather: pd.DataFrame, moment: pd.Series[Any], *, as_utc: bool) -> pd.Series[Any]:
    """How far the clocks of `timezone` are ahead of UTC at a moment that is given in UTC or as the local clock shows it (timedelta64)."""
    offset = pd.Series(pd.NaT, index=weather.index, dtype="timedelta64[us]")
    if "timezone" not in weather or moment.isna().all():
        return offset
    # One turn for each zone named, not for each row: pandas converts whole columns, but only to one zone at a time.
    for zone, rows in weather["timezone"].groupby(weather["timezone"]).groups.items():
        part = moment.loc[rows]
        try:
            local = part.dt.tz_localize("UTC").dt.tz_convert(str(zone)).dt.tz_localize(None) if as_utc else part
            utc = part if as_utc else part.dt.tz_localize(str(zone), ambiguous="NaT", nonexistent="NaT").dt.tz_convert("UTC").dt.tz_localize(None)
        except (ZoneInfoNotFoundError, ValueError, KeyError, OSError):
            continue  # A zone that nobody knows, such as `CST` with two meanings, tells nothing.
        offset.loc[rows] = (local - utc).to_numpy()
    return offset
