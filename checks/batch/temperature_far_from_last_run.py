"""A temperature far from what the last run had for the same place.

What it does: remembers the last temperature of each place; flags one that differs from that of the last run that had the place by more than twice 4, 7, 9, 15 and 25 °C over 1, 2, 3, 6 and 12 hours. Longer gaps do not apply.
    None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: a Fahrenheit number, a lost minus or another place's number is possible by itself; a run with one observation a place has no other to hold it against.
Instead: read the value from the block of its place, in one unit.
Source: WMO No. 305, Guide on the Global Data-processing System, table 6.16, tolerance of the rate of change of temperature; doubled, for there is no later observation to say whether it goes back.
Known false alarms: none known; fronts that change the air by more than twice the tolerance are very rare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pagegate import BatchRule

from ._last import Last, against_last, latest, scrapes

if TYPE_CHECKING:
    import pandas as pd

_HOURS, _TOLERATED = (1, 2, 3, 6, 12), (4.0, 7.0, 9.0, 15.0, 25.0)


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    told = against_last(facts)
    tolerated = np.array([*_TOLERATED, np.nan])[np.searchsorted(_HOURS, told["hours"].to_numpy(dtype=float), side="left")]
    beyond = ((told["value"] - told["before"]).abs() - 2 * tolerated - 1e-9).where(told["hours"].notna())
    return told.assign(temp=told["value"].round(2), before=told["before"].round(2), beyond=beyond)[["field", "site", "entity", "temp", "before", "hours", "beyond", "source", "key"]].sort_values(["site", "entity"], ignore_index=True)


def _at(clock: str, temp: float) -> tuple[dict[str, object], ...]:
    return ({"location": "Kabul", "temp_c": temp, "observed_at": f"2026-11-09 {clock}"},)


BATCH = BatchRule(
    code="B223",
    name="temperature-far-from-last-run",
    severity="warning",
    of="weather",
    reads=("temp_c", "location"),
    may_read=("observed_at", "fetched_at", "humidity_pct", "wind_kmh", "pressure_hpa"),
    gather=Last("temp_c", ("location",), ("observed_at", "fetched_at"), ("temp_c", "humidity_pct", "wind_kmh", "pressure_hpa")),
    merge=latest,
    condense=latest,
    settle=_settle,
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "beyond", "max_value": 0},
    message="{entity}: {temp} °C; {hours} h before, an earlier run had {before} °C",
    hint="Look for a Fahrenheit number, a lost minus or digit, or another place's number.",
    passes=(scrapes(_at("05:00", 14.0), _at("06:00", 18.0)), scrapes(_at("00:00", 30.0), _at("06:00", 10.0))),
    fails=(scrapes(_at("05:00", 14.0), _at("06:00", 57.2)),),
    skips=(_at("06:00", 57.2), scrapes(({**_at("05:00", 14.0)[0], "observed_at": "2026-11-08 05:00"},), _at("06:00", 57.2))),
)
