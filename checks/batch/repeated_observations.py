"""Observations that a source has more than once.

What it does: counts, for each source, the observations that repeat an earlier one: same place, same time, same temperature.
Why it matters: averages count them twice. Usual where a scraper asks more often than the station reports.
Instead: keep one observation for a place and time.
Source: the key of an observation: location and observed_at.
Known false alarms: none that matter; repeats are true, so this is for information only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._observations import MAY_READ, READS, observations, repeated

if TYPE_CHECKING:
    import pandas as pd


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    known = facts[facts["observed_at"].notna() & facts["location"].notna()]
    seen = known.groupby("source", observed=True, sort=False, as_index=False).agg(observations=("temp", "size"))
    told = repeated(facts)
    same = told[told["difference"] <= told["rounding"]].groupby("source", observed=True, sort=False, as_index=False)
    first = same.agg(line=("line", "first"), location=("location", "first"), repeats=("temp", "size"))
    return seen.merge(first, on="source", how="left").fillna({"line": -1, "repeats": 0})


BATCH = BatchRule(
    code="B205",
    name="repeated-observations",
    severity="info",
    of="weather",
    reads=READS,
    may_read=MAY_READ,
    gather=observations,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "repeats", "max_value": 0},
    message="{repeats:.0f} of {observations} observations repeat an earlier one; the first is of {location}",
    hint="Keep one observation for a place and time.",
    passes=(({"location": "Kabul", "temp_c": 21.0, "observed_at": "2025-10-23 21:00"}, {"location": "Kabul", "temp_c": 21.0, "observed_at": "2025-10-23 22:00"}),),
    fails=(({"location": "Kabul", "temp_c": 21.0, "observed_at": "2025-10-23 21:00"}, {"location": "Kabul", "temp_c": 21.0, "observed_at": "2025-10-23 21:00"}),),
    skips=(({"location": "Kabul", "temp_c": 21.0}, {"location": "Kabul", "temp_c": 21.0}),),
)
