"""The newest quote of a source is outdated.

What it does: compares the newest `as_of` of each source with the moment the run is judged at, if one was given; flags five days (a long weekend with holidays, and half a day for the time zone that a page may not name).
Why it matters: the scraper still runs and still writes, from a page that is no longer updated.
Instead: look whether the page moved, and have the scraper compare the page's time with the clock.
Source: docs/design.md: age against the moment of judging is a batch rule; exchanges close for four days in a row at most in an ordinary year (Easter).
Known false alarms: the week-long closures of some Asian exchanges at the lunar new year; archives judged on purpose; give them the moment they were made as the moment of judging, or none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

if TYPE_CHECKING:
    import pandas as pd

HOURS = 5 * 24 + 12


def _gather(quotes: pd.DataFrame) -> pd.DataFrame:
    return quotes.groupby("source", sort=False, observed=True, as_index=False)[["as_of"]].max()


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    sources = facts.groupby("source", observed=True, sort=False, as_index=False)[["as_of", "judged_at"]].max()
    return sources.assign(hours=((sources["judged_at"] - sources["as_of"]).dt.total_seconds() / 3600).round(1))


BATCH = BatchRule(
    code="B112",
    name="outdated-quotes",
    severity="warning",
    of="quotes",
    reads=("as_of",),
    gather=_gather,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "hours", "max_value": HOURS},
    message="the newest quote is of {as_of}, {hours} h before {judged_at}",
    hint="Look whether the page moved or is no longer updated.",
    passes=(({"symbol": "DJI", "price": 47311.0, "as_of": "2025-10-23 10:00", "judged_at": "2025-10-24 10:00"}, {"symbol": "DJI", "price": 47311.0, "as_of": "2024-10-23 10:00", "judged_at": "2025-10-24 10:00"}),),
    fails=(({"symbol": "DJI", "price": 47311.0, "as_of": "2025-10-13 10:00", "judged_at": "2025-10-24 10:00"},),),
    skips=(({"symbol": "DJI", "price": 47311.0, "as_of": "2025-10-20 10:00"},), ({"symbol": "DJI", "price": 47311.0, "as_of": None, "judged_at": "2025-10-24 10:00"},)),
)
