"""A column of observations that is far less filled than in earlier runs.

What it does: compares the share of observations of each site that have a value in a column with the lowest share of seven or more earlier runs (ten observations at least in each); flags a column if even the highest share that this run speaks for is more than 10 points below what their ups and downs let expect. None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: a selector that fits one layout of a site and not its new one loses part of the rows and never fails.
Instead: look at a row without the value on the site itself.
Source: Wilson score interval (1927), 95 %, so that few records do not decide; below the lowest of the earlier runs by a margin of their usual step from run to run.
Known false alarms: values that a site shows on certain days only, if all earlier runs were on other days.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._runs import FilledInRun, Thinner, filled_merged, filled_remembered, runs

_RUN = ({"location": "Kabul", "temp_c": 21.0, "humidity_pct": 60.0},) * 200
_HOLES = ({**_RUN[0], "humidity_pct": None},) * 200

BATCH = BatchRule(
    code="B216",
    name="observation-coverage-collapsed",
    severity="error",
    of="weather",
    reads=("temp_c",),
    gather=FilledInRun(("temp_c", "feels_like_c", "humidity_pct", "dew_point_c", "wind_kmh", "gust_kmh", "pressure_hpa", "visibility_km", "uv_index", "cloud_cover_pct", "rain_chance_pct", "condition", "sunrise", "sunset", "observed_at", "location")),
    merge=filled_merged,
    condense=filled_remembered,
    settle=Thinner(),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "drop", "max_value": 10},
    message="{where}: {missing} of {records} observations have no {field}; in {runs:.0f} earlier runs at least {before} % had one",
    hint="Look at a row without the value on the site: part of the rows may have a new layout.",
    passes=(runs(_RUN, (*_RUN[:195], *_HOLES[:5])), runs(_HOLES, _RUN)),
    fails=(runs(_RUN, (*_RUN[:140], *_HOLES[:60])),),
    skips=(_HOLES, runs(_RUN, _HOLES, number=6), runs(_RUN[:9], _HOLES), runs(_RUN, _HOLES[:9])),
)
