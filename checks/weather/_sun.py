"""Where the sun is: clock times as minutes, day length, and whether it is dark."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from pagegate.frames import answer, once

from ._columns import believable
from ._moments import local_clock, utc_bounds
from ._moments import times as times_of
from ._physics import Column

DAY = 1440
#: A sunset before this minute of the day belongs to the evening before: summers near the polar circles, where clocks run ahead of the sun.
_SMALL_HOURS = 180
#: Nights at such a place are at most this long, in minutes, and its latitude at least this far from the equator, in degrees.
_SHORT_NIGHT, _FAR_NORTH = 330, 56.0
#: Height of the sun in degrees below which it is night beyond doubt.
NIGHT = -10.0
#: Zenith of the sun's centre at sunrise and sunset, in degrees: refraction and the sun's radius included (NOAA).
_HORIZON = 90.833
#: What Julian centuries are counted from.
_EPOCH = pd.Timestamp("2000-01-01 12:00")


def minutes(clock: pd.Series[Any]) -> pd.Series[Any]:
    """Clock text `HH:MM` as minutes of the day, float64; null where it is null."""
    # A day has 1,440 different ones, however many rows there are.
    codes, different = pd.factorize(clock.astype("str"))
    return pd.Series(np.array([*map(_minute, different), np.nan])[codes], index=clock.index)


@lru_cache(maxsize=DAY)
def _minute(clock: str) -> float:
    hour, minute = clock[:2], clock[3:5]
    return 60.0 * int(hour) + int(minute) if (hour + minute).isascii() and hour.isdigit() and minute.isdigit() else np.nan


@once
def sun_times(weather: pd.DataFrame) -> pd.DataFrame:
    """Sunrise and sunset as shown, in minutes of the day: float64 `rise` and `down`, `down` above 1440 where the sun sets after midnight.

    A sunset in the small hours, followed by a sunrise within a short night, is a late one, unless the latitude is known to be far from the poles.
    """
    rise, down = minutes(weather["sunrise"]), minutes(weather["sunset"])
    polewards = ~(believable(weather, "latitude").abs() < _FAR_NORTH)
    late = (down < _SMALL_HOURS) & (rise > down) & (rise - down <= _SHORT_NIGHT) & polewards
    return pd.DataFrame({"rise": rise, "down": down.where(~late, down + DAY)})


def polar(weather: pd.DataFrame) -> pd.Series[Any]:
    """Where the latitude is known to be so near a pole that the sun may stay up or down: sunrise and sunset then mean little."""
    return believable(weather, "latitude").abs() > 65.0


def solar_angles(moment: pd.Series[Any]) -> tuple[Column, Column]:
    """Declination of the sun in radians and equation of time in minutes at a moment (datetime64, UTC; null gives NaN).

    They are those of the astral package in the middle of each moment's quarter of a day, where they are within 0.05° and 4 seconds of the moment's own: few, however many rows there are.
    Source: astral, after NOAA Global Monitoring Laboratory, "Solar Calculation Details" (Meeus, Astronomical Algorithms).
    """
    quarters = (moment - _EPOCH) // pd.Timedelta(hours=6)
    codes, different = pd.factorize(quarters.to_numpy(dtype=float, na_value=np.nan))
    angles = np.array([*(_angles(int(quarter)) for quarter in different), (np.nan, np.nan)])[codes]
    return np.radians(angles[:, 0]), angles[:, 1]


@lru_cache(maxsize=4096)
def _angles(quarter: int) -> tuple[float, float]:
    """Declination in degrees and equation of time in minutes in the middle of a quarter of a day, counted from noon of 2000-01-01."""
    from astral.sun import eq_of_time, sun_declination

    century = (quarter + 0.5) / 4 / 36525
    return sun_declination(century), eq_of_time(century)


def day_length(latitude: Any, moment: pd.Series[Any]) -> Column:
    """Minutes from sunrise to sunset at a latitude (degrees north) on the day of a moment; NaN where the sun does not rise or set.

    Needs no time zone and no longitude. The hour angle is reckoned here because astral takes one place and one day at a time, at 50 microseconds each; up to 64° it is within
    5 minutes of `astral.sun.daylight`, which takes sunrise and sunset at their own moments. Source: NOAA Global Monitoring Laboratory, "General Solar Position Calculations", hour angle at 90.833°.
    """
    declination, _ = solar_angles(moment)
    lat = np.radians(np.asarray(latitude, dtype=float))
    cosine = np.cos(np.radians(_HORIZON)) / (np.cos(lat) * np.cos(declination)) - np.tan(lat) * np.tan(declination)
    inside = np.abs(cosine) < 1
    return np.where(inside, 8 * np.degrees(np.arccos(np.where(inside, cosine, 0.0))), np.nan)


def sun_height(latitude: Any, longitude: Any, moment: pd.Series[Any]) -> Column:
    """Height of the sun above the horizon in degrees, without refraction, from degrees north and east and a moment in UTC.

    Source: NOAA Global Monitoring Laboratory, "General Solar Position Calculations".
    """
    declination, equation = solar_angles(moment)
    lat = np.radians(np.asarray(latitude, dtype=float))
    clock = (moment.dt.hour * 60 + moment.dt.minute).to_numpy(dtype=float, na_value=np.nan)
    hour_angle = np.radians((clock + equation + 4 * np.asarray(longitude, dtype=float)) / 4 - 180)
    sine = np.sin(lat) * np.sin(declination) + np.cos(lat) * np.cos(declination) * np.cos(hour_angle)
    height: Column = np.degrees(np.arcsin(np.clip(sine, -1, 1)))
    return height


@once
def dark(weather: pd.DataFrame) -> pd.Series[Any]:
    """Whether it is night beyond doubt: boolean, NA where that cannot be told.

    By the sun times shown: more than an hour after sunset or before sunrise. Where they or the local time are missing: by place and UTC time,
    the sun more than 10° below the horizon.
    """
    times = sun_times(weather)
    clock = minutes(weather["local_time"])
    if clock.isna().any():
        clock = clock.where(clock.notna(), local_clock(weather, "observed_at"))
    rise, down = times["rise"], times["down"]
    shown = (clock < rise - 60) & (clock > down - DAY + 60) | (clock > down + 60)
    told = clock.notna() & rise.notna() & down.notna() & (down > rise) & ~polar(weather)
    latitude, longitude = believable(weather, "latitude"), believable(weather, "longitude")
    if not (~told & latitude.notna() & longitude.notna() & times_of(weather, "observed_at").notna()).any():
        return answer(shown, told)
    earliest, latest = utc_bounds(weather, "observed_at", ~told)
    height = pd.Series(sun_height(latitude, longitude, earliest), index=weather.index)
    computed = (earliest == latest) & height.notna()
    return shown.where(told, height < NIGHT).astype("boolean").where(told | computed, pd.NA)
