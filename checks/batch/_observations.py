"""Facts about weather observations that several batch rules share."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate.frames import step

from ._places import places

READS = ("temp_c",)
MAY_READ = ("location", "latitude", "longitude", "timezone", "observed_at")


def observations(weather: pd.DataFrame) -> pd.DataFrame:
    """One row an observation with a temperature, in about 60 bytes.

    `place` is a hash of source, location, coordinates and time zone; `named` says whether the location is known.
    """
    spot = pd.DataFrame({
        "source": weather["source"].astype("str"), "location": weather["location"].fillna(""), "timezone": weather["timezone"].fillna(""),
        "latitude": weather["latitude"].round(2), "longitude": weather["longitude"].round(2),
    })
    facts = places(weather).assign(
        location=weather["location"],
        place=pd.util.hash_pandas_object(spot, index=False),
        observed_at=weather["observed_at"],
        # What was converted from Fahrenheit has digits that nobody printed.
        temp=weather["temp_c"].round(3),
        step=step(weather, "temp_c").astype("float32"),
    )
    return facts[facts["temp"].notna()]


def series(facts: pd.DataFrame) -> pd.DataFrame:
    """Observations of places whose times are known, in the order of place and time, one a time.

    A feed without locations is one place, unless it has two observations of one time.
    """
    timed = facts[facts["observed_at"].notna()]
    nameless = timed["location"].isna()
    if nameless.any():
        key = ["place", "observed_at"]
        doubled = timed[nameless & timed.duplicated(key, keep=False)]["place"].unique()
        timed = timed[~(nameless & timed["place"].isin(doubled))]
    ordered = timed.sort_values(["place", "observed_at"], kind="stable")
    return ordered[~ordered.duplicated(["place", "observed_at"])]


def pairs(facts: pd.DataFrame) -> pd.DataFrame:
    """Each observation of `series` with the one before it at its place: `before` °C, `hours` between them, `rise` °C, `rounding` °C."""
    ordered = series(facts)
    last = ordered.groupby("place", sort=False)[["temp", "observed_at", "step"]].shift()
    told = ordered.assign(
        before=last["temp"],
        hours=(ordered["observed_at"] - last["observed_at"]).dt.total_seconds() / 3600,
        rise=(ordered["temp"] - last["temp"]).round(2),
        rounding=0.5 * (ordered["step"].astype("float64") + last["step"]),
    )
    return told[told["before"].notna()]


def repeated(facts: pd.DataFrame) -> pd.DataFrame:
    """Each observation of a named place whose source had that place and time before, with how far apart the two temperatures are."""
    known = facts[facts["observed_at"].notna() & facts["location"].notna()]
    key = ["place", "observed_at"]
    again = known[known.duplicated(key, keep=False)]
    if not len(again):
        return again.assign(first_temp=np.nan, first_line=-1, difference=np.nan, rounding=np.nan)
    first = again.groupby(key, sort=False)[["temp", "line", "step"]].transform("first")
    told = again.assign(
        first_temp=first["temp"], first_line=first["line"],
        difference=(again["temp"] - first["temp"]).abs(),
        rounding=0.5 * (again["step"].astype("float64") + first["step"]) + 1e-9,
    )
    return told[again.duplicated(key)]


def hourly(*temps: float, start: str = "2025-10-23 00:00", **values: Any) -> tuple[dict[str, object], ...]:
    """Example records: one place, one temperature an hour."""
    times = pd.date_range(start, periods=len(temps), freq="h")
    return tuple({"location": "Kabul", "temp_c": temp, "observed_at": str(time), **values} for temp, time in zip(temps, times, strict=True))


