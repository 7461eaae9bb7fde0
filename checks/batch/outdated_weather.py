"""The newest observation of a source is outdated.

What it does: compares the newest `observed_at` of each source with the moment the run is judged at, if one was given; flags 36 hours (a day, and half a day for the time zone that a page may not name).
Why it matters: the scraper still runs and still writes, from a page that is no longer updated.
Instead: look whether the page moved, and have the scraper compare the page's time with the clock.
Source: docs/design.md: age against the moment of judging is a batch rule; WMO No. 544: surface observations are made at least every six hours.
Known false alarms: archives judged on purpose; give them the moment they were made as the moment of judging, or none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

if TYPE_CHECKING:
    import pandas as pd

HOURS = 36


def _gather(weather: pd.DataFrame) -> pd.DataFrame:
    return weather.groupby("source", sort=False, observed=True, as_index=False)[["observed_at"]].max()


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    sources = facts.groupby("source", observed=True, sort=False, as_index=False)[["observed_at", "judged_at"]].max()
    return sources.assign(hours=((sources["judged_at"] - sources["observed_at"]).dt.total_seconds() / 3600).round(1))


BATCH = BatchRule(
    code="B212",
    name="outdated-weather",
    severity="warning",
    of="weather",
    reads=("observed_at",),
    gather=_gather,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "hours", "max_value": HOURS},
    message="the newest observation is of {observed_at}, {hours} h before {judged_at}",
    hint="Look whether the page moved or is no longer updated.",
    passes=(({"temp_c": 21.0, "observed_at": "2025-10-23 10:00", "judged_at": "2025-10-24 10:00"}, {"temp_c": 21.0, "observed_at": "2024-10-23 10:00", "judged_at": "2025-10-24 10:00"}),),
    fails=(({"temp_c": 21.0, "observed_at": "2025-10-20 10:00", "judged_at": "2025-10-24 10:00"},),),
    skips=(({"temp_c": 21.0, "observed_at": "2025-10-20 10:00"},), ({"temp_c": 21.0, "observed_at": None, "judged_at": "2025-10-24 10:00"},)),
)
