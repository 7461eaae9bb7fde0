"""Observation from the future.

What it does: compares the time of observation with the moment the run judges by (`--as-of`, else the fetch, else now) and with the fetch, ten minutes allowed for clocks that
    differ. A time whose zone is not known can be up to 14 hours ahead of UTC.
Why it matters: nobody has observed it yet: it is a forecast, a wrong year, day and month swapped, or a wrong zone.
Instead: map the time of the observation, with its zone.
Source: what the words mean; local time is at most 14 hours ahead of UTC (IANA time zone database, Pacific/Kiritimati).
Known false alarms: none in 15,589 real observations from 197 places (local times, judged ten minutes later, with and without their zone), nor in 26,115 of three
    airports.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check
from pagegate.frames import answer

from ._moments import BEHIND, times, utc_bounds

CLOCKS_DIFFER = pd.Timedelta(minutes=10)


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    judged, fetched = times(weather, "judged_at"), times(weather, "fetched_at")
    by = judged.where(~(fetched < judged) & judged.notna(), fetched) + CLOCKS_DIFFER
    # Most are past whatever their zone.
    earliest, _ = utc_bounds(weather, "observed_at", weather["observed_at"] + BEHIND > by)
    return answer(earliest <= by, earliest.notna() & by.notna())


CHECK = Check(
    code="W601",
    name="observed-in-the-future",
    severity="error",
    reads=("observed_at",),
    may_read=("fetched_at", "judged_at", "observed_at.zoned", "timezone"),
    holds=_holds,
    message="observed at {observed_at}, which is later than the moment it is judged by (fetched at {fetched_at})",
    hint="It may be a forecast, a wrong year, or a time in another zone.",
    passes=(
        {"observed_at": "2025-10-23T19:00:00Z", "fetched_at": "2025-10-23T19:09:00Z"},
        {"observed_at": "2025-10-23T19:09:00Z", "fetched_at": "2025-10-23T19:00:00Z"},
        {"observed_at": "2025-10-24 08:00", "fetched_at": "2025-10-23T19:00:00Z"},
        {"observed_at": "2025-10-24 08:00", "fetched_at": "2025-10-23T19:00:00Z", "timezone": "Pacific/Kiritimati"},
    ),
    fails=(
        {"observed_at": "2025-10-23T20:00:00Z", "fetched_at": "2025-10-23T19:00:00Z"},
        {"observed_at": "2025-10-24 09:30", "fetched_at": "2025-10-23T19:00:00Z"},
        {"observed_at": "2025-10-24 08:00", "fetched_at": "2025-10-23T19:00:00Z", "timezone": "Europe/Vienna"},
        {"observed_at": "2052-10-23T19:00:00Z", "fetched_at": "2025-10-23T19:00:00Z"},
    ),
    skips=({"observed_at": "2052-10-23T19:00:00Z"}, {"fetched_at": "2025-10-23T19:00:00Z"}),
)
