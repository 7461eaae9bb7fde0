"""Observations of a site that stand still from run to run.

What it does: remembers temperature, humidity, wind and pressure of each place; flags a site if at least 19 in 20 of its places (ten at least, with three of the numbers or more) have the very same ones as more than 20 hours before, by the moments at which they were fetched, else those that are shown.
    None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: a cache, a wall or a page that nobody feeds any more answers every request, with yesterday's numbers.
Instead: open the page in a browser, and look at what the scraper's request gets.
Source: derivation: weather never pauses, and one place in twenty that repeats three numbers by chance is many.
Known false alarms: none known; runs over the same file again and again have the same moments, and are not told.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._last import Last, Stuck, latest, scrapes

#: The hours for which all may stand still.
_HOURS = 20.0
_NUMBERS = ("temp_c", "humidity_pct", "wind_kmh", "pressure_hpa")


def _day(day: int, plus: float, clock: str = "06:00") -> tuple[dict[str, object], ...]:
    return tuple({"location": f"Town {n}", "temp_c": 10.0 + n + plus, "humidity_pct": 60.0 + n, "wind_kmh": 10.0 + plus, "observed_at": f"2026-11-{day:02} {clock}"} for n in range(12))


BATCH = BatchRule(
    code="B222",
    name="observations-stuck",
    severity="warning",
    of="weather",
    reads=("temp_c", "location"),
    may_read=("observed_at", "fetched_at", *_NUMBERS[1:]),
    gather=Last("temp_c", ("location",), ("fetched_at", "observed_at"), _NUMBERS),
    merge=latest,
    condense=latest,
    settle=Stuck(shown=3),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "hours", "max_value": _HOURS},
    message="{site}: {unchanged:.0f} of {entities:.0f} places have the very same numbers as {hours} h before",
    hint="Look whether a cache or a wall answers: what the request gets may not be what a browser shows.",
    passes=(scrapes(_day(7, 0), _day(8, 0.5), _day(9, 1)), scrapes(_day(9, 0, "04:00"), _day(9, 0, "05:00"), _day(9, 0))),
    fails=(scrapes(_day(7, 0), _day(8, 0), _day(9, 0)),),
    skips=(_day(9, 0), scrapes(_day(8, 0), _day(9, 0)), scrapes(_day(7, 0)[:9], _day(8, 0)[:9], _day(9, 0)[:9])),
)
