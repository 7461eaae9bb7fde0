"""Celsius and Fahrenheit in one column.

What it does: counts, for each source with at least 30 temperatures, those above any on Earth in Celsius that fit Fahrenheit (56.7 to 135), and those that follow an observation of the same place within three hours by exactly the conversion (1.8 x + 32, within 2 °C) and by 15 °C or more; flags a source if both together are at least 2 % and at least three.
Why it matters: part of the sites or places answer in Fahrenheit, and their mild days look like heat waves.
Instead: read the unit beside the number, or ask the service for one unit.
Source: definition of the Fahrenheit scale; WMO World Weather and Climate Extremes Archive for the highest temperature.
Known false alarms: none measured on 50,047 real observations of 201 places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._observations import MAY_READ, READS, hourly, observations, pairs
from ._places import ENOUGH

if TYPE_CHECKING:
    import pandas as pd

FEWEST, PERCENT = 3, 2


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    sources = facts.groupby("source", observed=True, sort=False).agg(temperatures=("temp", "size"))
    hot = facts[(facts["temp"] > 56.7) & (facts["temp"] <= 135)]
    told = pairs(facts)
    down = (told["before"] - (1.8 * told["temp"] + 32)).abs() <= 2
    up = (told["temp"] - (1.8 * told["before"] + 32)).abs() <= 2
    turned = told[(down | up) & (told["rise"].abs() >= 15) & (told["hours"] <= 3) & (told["temp"] <= 56.7)]
    counts = sources.assign(
        fahrenheit=hot.groupby("source", observed=True).size().add(turned.groupby("source", observed=True).size(), fill_value=0),
        line=hot.groupby("source", observed=True)["line"].first(),
    ).reset_index()
    counts["fahrenheit"] = counts["fahrenheit"].fillna(0).astype("int64")
    share = 100 * counts["fahrenheit"] / counts["temperatures"]
    counts["share"] = share.where(counts["fahrenheit"] >= FEWEST, 0.0).round(1).where(counts["temperatures"] >= ENOUGH)
    return counts.fillna({"line": -1})


BATCH = BatchRule(
    code="B206",
    name="mixed-temperature-units",
    severity="warning",
    of="weather",
    reads=READS,
    may_read=MAY_READ,
    gather=observations,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "share", "max_value": PERCENT, "strict_max": True},
    message="{fahrenheit} of {temperatures} temperatures look like Fahrenheit among Celsius",
    hint="Read the unit beside the number, or ask the service for one unit.",
    passes=(hourly(*[20.0] * 30), hourly(*[20.0] * 40, 99.9)),
    fails=(hourly(*[20.0] * 40, 68.0, 70.0, 71.5), hourly(*[5.0, 5.0, 5.2, 41.0, 41.2, 41.0, 5.0, 5.5] * 4)),
    skips=(hourly(*[20.0] * 10, 68.0, 68.0, 68.0),),
)
