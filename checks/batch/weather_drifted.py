"""Numbers of weather that have moved away from those of earlier runs.

What it does: compares, site by site and column by column (temperature, feels-like, humidity, dew point, wind, gusts, pressure, visibility, clouds), the median of this run with those of seven or more earlier runs (20 values at least in each); flags one that is surely beyond all of them, by more than half the middle half of the values, than they are apart (not asked of wind, which comes in several units), and than their ups and downs let expect. None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: a unit that a site changed, a selector that found another column, or a list of other things passes every rule about one record.
Instead: Compare a few values with the site: look for another unit, another column or another list.
Source: derivation; medians and quartiles, which single records do not move, in bins of asinh, so that any unit fits (of temperatures in even ones); a margin of the usual step from run to run (three times the median step, more for few runs).
Known false alarms: few places in a sudden change of season, or after a pause of months; a day of fog at a station that is scraped hour by hour (10 of 357 days of three airports, nearly all of them visibility); 1 of 71 days of 197 places, where the hour of the scrape had changed.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._drift import Drifted, Spread, spread_merged, spread_remembered
from ._runs import runs

_RUN = tuple({"location": f"Place {n}", "temp_c": 5.0 + n % 20} for n in range(60))
_OTHER = tuple({"location": f"Place {n}", "temp_c": 41.0 + n % 20 * 1.8} for n in range(60))

BATCH = BatchRule(
    code="B217",
    name="weather-drifted",
    severity="warning",
    of="weather",
    reads=("temp_c",),
    may_read=("feels_like_c", "humidity_pct", "dew_point_c", "wind_kmh", "gust_kmh", "pressure_hpa", "visibility_km", "cloud_cover_pct"),
    gather=Spread(("temp_c", "feels_like_c", "humidity_pct", "dew_point_c", "wind_kmh", "gust_kmh", "pressure_hpa", "visibility_km", "cloud_cover_pct")),
    merge=spread_merged,
    condense=spread_remembered,
    settle=Drifted(),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "outside", "max_value": 0},
    message="{where}: the median of {field} is {middle}; what {runs:.0f} earlier runs let expect is {low} to {high}",
    hint="Compare a few values with the site: look for another unit, another column or another list.",
    passes=(runs(_RUN, _RUN),),
    fails=(runs(_RUN, _OTHER),),
    skips=(_OTHER, runs(_RUN, _OTHER, number=6), runs(_RUN[:19], _OTHER), runs(_RUN, _OTHER[:19])),
)
