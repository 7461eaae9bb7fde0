"""A temperature that jumps.

What it does: compares each observation with the one before it at its place: 4, 7, 9, 15 and 25 °C are allowed over 1, 2, 3, 6 and 12 hours, and rounding. A change beyond that is flagged if the next observation goes back at least half of it, or if it is twice what is allowed; real fronts and thunderstorms change the air for good.
Why it matters: a Fahrenheit number, a lost minus or digit, or another place's number gives a temperature that is possible and wrong.
Instead: read the value from the block of its place, in one unit.
Source: WMO No. 305, Guide on the Global Data-processing System, table 6.16, tolerance of the rate of change of temperature.
Known false alarms: lake breezes and gust fronts: 12 in 49,842 real pairs of observations of 201 places (0.02 %), beside two at one real error (-10.5 °C between two hours of 14 °C); without the second condition it would be about 70.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pagegate import BatchRule

from ._observations import MAY_READ, READS, hourly, observations, pairs

if TYPE_CHECKING:
    from typing import Any

HOURS, ALLOWED = (0, 1, 2, 3, 6, 12), (4.0, 7.0, 9.0, 15.0, 25.0)


def _allowed(hours: pd.Series[Any]) -> pd.Series[Any]:
    step = np.searchsorted(HOURS[1:], hours.to_numpy(dtype=float), side="left")
    return pd.Series(np.array([*ALLOWED, np.nan])[step], index=hours.index)


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    told = pairs(facts)
    allowed = _allowed(told["hours"])
    jump = told["rise"].abs() - told["rounding"] - 1e-9
    following = told.groupby("place", sort=False)["rise"].shift(-1)
    back = (np.sign(following) == -np.sign(told["rise"])) & (following.abs() >= 0.5 * told["rise"].abs())
    lasting = (jump > allowed) & ~back & (jump <= 2 * allowed)
    # A lasting change that is not beyond all measure counts as the most that is allowed.
    beyond = (jump - allowed).where(~lasting, 0.0)
    named = told.assign(before=told["before"].round(2), temp=told["temp"].round(2), location=told["location"].astype("str").fillna("the place"), key=told["location"].astype("str").fillna(""), allowed=allowed, beyond=beyond, hours=told["hours"].round(1))
    return named[["source", "line", "column", "page", "page_line", "record", "key", "location", "before", "temp", "hours", "allowed", "beyond"]].sort_index()


BATCH = BatchRule(
    code="B203",
    name="temperature-jump",
    severity="warning",
    of="weather",
    reads=READS,
    may_read=MAY_READ,
    gather=observations,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "beyond", "max_value": 0},
    message="{location}: from {before} to {temp} °C in {hours} h; {allowed} °C are usual at most",
    hint="Look for a Fahrenheit number, a lost minus or digit, or another place's number.",
    passes=(hourly(20.0, 22.0, 26.0, 25.0), hourly(30.0, 24.0, 23.5, 23.0), hourly(14.0, 14.0, 18.0, 17.0)),
    fails=(hourly(13.9, -10.5, 14.0), hourly(20.0, 68.0, 68.4), hourly(21.0, 12.0, 21.0)),
    skips=(hourly(20.0), ({"temp_c": 20.0}, {"temp_c": 40.0}), tuple({"location": "Kabul", "temp_c": temp, "observed_at": f"2025-10-{day} 12:00"} for temp, day in ((5.0, 10), (35.0, 12)))),
)
