"""Stale observation.

What it does: flags an observation that was more than 2 hours old when the page was fetched. A time whose zone is not known can be up to 12 hours behind UTC. It does not
    apply without the time of the fetch.
Why it matters: the page, or a cache between, shows old weather as today's.
Instead: fetch past the cache, or leave the record out.
Source: practice: stations report every hour, airports every 20 to 60 minutes (WMO-No. 49, Technical Regulations, volume II).
Known false alarms: none in 15,589 real observations from 197 places, taken as fetched ten minutes later; stations that report every 3 hours go over it.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check
from pagegate.frames import answer

from ._moments import AHEAD, times, utc_bounds

OLD = pd.Timedelta(hours=2)


def _age(weather: pd.DataFrame) -> pd.DataFrame:
    _, latest = utc_bounds(weather, "observed_at")
    age = times(weather, "fetched_at") - latest
    return pd.DataFrame({"hours": (age.dt.total_seconds() / 3600).round(1)})


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    fetched = times(weather, "fetched_at")
    # Most are fresh whatever their zone.
    _, latest = utc_bounds(weather, "observed_at", fetched - (weather["observed_at"] - AHEAD) > OLD)
    return answer(fetched - latest <= OLD, latest.notna())


CHECK = Check(
    code="W602",
    name="stale-observation",
    severity="warning",
    reads=("observed_at", "fetched_at"),
    may_read=("observed_at.zoned", "timezone"),
    holds=_holds,
    explain=_age,
    message="observed at {observed_at}, at least {hours} hours before the page was fetched ({fetched_at})",
    hint="Fetch past the cache, or leave the record out.",
    passes=(
        {"observed_at": "2025-10-23T17:00:00Z", "fetched_at": "2025-10-23T19:00:00Z"},
        {"observed_at": "2025-10-23 06:00", "fetched_at": "2025-10-23T19:00:00Z"},
        {"observed_at": "2025-10-23T19:30:00Z", "fetched_at": "2025-10-23T19:00:00Z"},
    ),
    fails=(
        {"observed_at": "2025-10-23T16:59:00Z", "fetched_at": "2025-10-23T19:00:00Z"},
        {"observed_at": "2025-10-23 04:00", "fetched_at": "2025-10-23T19:00:00Z"},
        {"observed_at": "2025-10-23 18:00", "fetched_at": "2025-10-23T19:00:00Z", "timezone": "Europe/Vienna"},
    ),
    skips=({"observed_at": "2025-10-23T16:59:00Z"}, {"fetched_at": "2025-10-23T19:00:00Z"}),
)
