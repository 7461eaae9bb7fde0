"""Feels-like that fits wind chill at another wind.

What it does: where wind chill is defined and the feels-like is not the wind chill of the wind shown (nor the air, nor the Australian apparent temperature), tries the
    formula with no wind at all and with the wind in other units; says which one gives the feels-like to its last digit.
Why it matters: it names the bug. `13.12 + 0.6215 T` is the formula with a wind of zero; a factor of 1.609, 2.237 or 3.6 is a unit taken for another, or
    converted twice.
Instead: look at the wind's unit where the record is filled, and at what the feels-like is computed from.
Source: Environment Canada, "Wind Chill: the science and equations" (2001), and what its formula gives with a wrong wind.
Known false alarms: it is information only. It names 0.24 % of 15,589 real observations from 197 places, by chance; and 754 of 8,343 of a
    provider whose wind was really converted twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate import Check
from pagegate.frames import answer, step

from ._columns import half_step
from ._feels import cold_wind, envelope, steadman
from ._physics import wind_chill_anywhere

if TYPE_CHECKING:
    from ._physics import Column

#: What the wind shown must be multiplied by, and what that means.
_SLIPS: Mapping[float, str] = {
    0.0: "no wind at all",
    1 / 2.236936: "a 2.237th of it, as if the wind shown had been converted from m/s to mph once too often",
    2.236936: "2.237 times it, as if the wind shown had not been converted from m/s to mph",
    1 / 1.609344: "a 1.609th of it, as if the formula had been given miles, or the wind shown been converted to km/h twice",
    1.609344: "1.609 times it, as if the wind shown were still in mph",
    1 / 3.6: "a 3.6th of it, as if the formula had been given m/s, or the wind shown been converted to km/h twice",
    3.6: "3.6 times it, as if the wind shown were still in m/s",
}


def _meant(weather: pd.DataFrame, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.object_]:
    """In some rows, the first factor for the wind by which the formula gives the feels-like to its last digit, in words; empty where none does."""
    feels, temp, wind, *steps = (column.to_numpy(dtype=float)[rows] for column in (*(weather[name] for name in ("feels_like_c", "temp_c", "wind_kmh")), *(half_step(weather, name) for name in ("feels_like_c", "temp_c"))))
    meant = np.full(len(rows), "", dtype=object)
    for factor, words in _SLIPS.items():
        given: Column = wind_chill_anywhere(temp, wind * factor)
        meant[(np.abs(feels - given) <= steps[0] + steps[1] + 0.005) & (meant == "")] = words
    return meant


def _named(weather: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"meant": pd.Series(_meant(weather, np.arange(len(weather))), index=weather.index, dtype="str")})


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    feels, temp = weather["feels_like_c"], weather["temp_c"]
    right = wind_chill_anywhere(temp, weather["wind_kmh"])
    exact = (step(weather, "feels_like_c") <= 0.1 + 1e-9) & (step(weather, "temp_c") <= 0.1 + 1e-9)
    strange = ((feels - right).abs() > 1.0) & ((feels - temp).abs() > 0.5) & ~((feels - steadman(weather)).abs() <= 0.5)
    asked = cold_wind(weather) & envelope(weather)["low"].notna() & exact & strange
    good, rows = np.ones(len(weather), dtype=bool), np.flatnonzero(asked)
    good[rows] = _meant(weather, rows) == ""
    return answer(pd.Series(good, index=weather.index), asked)


CHECK = Check(
    code="W207",
    name="feels-like-from-wrong-wind",
    severity="info",
    reads=("temp_c", "feels_like_c", "wind_kmh"),
    may_read=("humidity_pct",),
    holds=_holds,
    explain=_named,
    points_at="feels_like_c",
    message="feels like {feels_like_c} °C in air of {temp_c} °C and a wind of {wind_kmh} km/h is the wind chill not of that wind but of {meant}",
    hint="Look at the wind's unit where the record is filled, and at what the feels-like is computed from.",
    passes=({"temp_c": -5.0, "feels_like_c": -7.0, "wind_kmh": 20.0},),
    fails=(
        # 13.12 + 0.6215 x -5.0
        {"temp_c": -5.0, "feels_like_c": 10.0, "wind_kmh": 20.0},
        # 12.4 mph, printed as km/h
        {"temp_c": -5.0, "feels_like_c": -11.6, "wind_kmh": 12.4},
    ),
    skips=(
        {"temp_c": -5.0, "feels_like_c": -11.6, "wind_kmh": 20.0},
        {"temp_c": -5.0, "feels_like_c": -5.0, "wind_kmh": 20.0},
        {"temp_c": -5, "feels_like_c": -9, "wind_kmh": 20},
        {"temp_c": 15.0, "feels_like_c": 13.0, "wind_kmh": 20.0},
    ),
)
