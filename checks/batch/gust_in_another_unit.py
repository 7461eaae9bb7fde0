"""Gusts in another unit than the wind.

What it does: looks at each source with at least 50 gusts beside winds of 10 km/h and more: flags it where the middle one of the ratios of gust to wind is below 0.8, or above 3.
Why it matters: wind and gust come from two fields, and one of them is converted and the other not; each pair alone may pass for a calm or a squall.
Instead: ask for one unit, or convert both.
Source: the gust factor over land is 1.3 to 1.8 (Wieringa, Gust factors over open water and built-up country, Boundary-Layer Meteorology 3, 1973); a gust in m/s beside a wind in km/h is 3.6 times too small, in mph 1.6 times.
Known false alarms: none in two real collections with gusts, where the middle ratio is 1.4 to 1.6; gusts that are given only where they are strong have a higher one, up to about 2.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from pagegate import BatchRule

from ._places import places

#: The fewest pairs, the least wind in km/h, and the bins to a power of e that ratios are counted in.
_PAIRS, _WIND, _FINE = 50, 10.0, 50.0
_LOW, _HIGH = 0.8, 3.0


def _gather(weather: pd.DataFrame) -> pd.DataFrame:
    wind, gust = weather["wind_kmh"].astype("float64"), weather["gust_kmh"].astype("float64")
    fit = (wind >= _WIND) & (gust > 0)
    bins = np.round(_FINE * np.log((gust / wind).where(fit)))
    facts = places(weather)[["source"]].assign(bin=bins, pairs=1)
    return _merge(facts[fit].astype({"bin": "int64"}))


def _merge(facts: pd.DataFrame) -> pd.DataFrame:
    return facts.groupby(["source", "bin"], sort=False, observed=True, as_index=False)[["pairs"]].sum()


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    counts = _merge(facts).sort_values(["source", "bin"])
    by_source = counts.groupby("source", observed=True, sort=False)["pairs"]
    total = by_source.transform("sum")
    middle = counts.assign(total=total)[by_source.cumsum() >= 0.5 * total].drop_duplicates("source")
    ratio = np.exp(middle["bin"] / _FINE).round(2)
    return pd.DataFrame({"source": middle["source"], "pairs": middle["total"], "middle": ratio, "ratio": ratio.where(middle["total"] >= _PAIRS)})


def _feed(factor: float, number: int = 60) -> tuple[dict[str, object], ...]:
    return tuple({"temp_c": 12.0, "wind_kmh": 12.0 + n % 20, "gust_kmh": round((12.0 + n % 20) * (1.3 + n % 5 / 10) * factor, 1)} for n in range(number))


BATCH = BatchRule(
    code="B220",
    name="gust-in-another-unit",
    severity="warning",
    of="weather",
    reads=("wind_kmh", "gust_kmh"),
    gather=_gather,
    merge=_merge,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "ratio", "min_value": _LOW, "max_value": _HIGH},
    message="gusts are {middle} times the wind in the middle of {pairs} pairs; in one unit they are about 1.5 times",
    hint="One of the two was not converted: ask for one unit, or convert both.",
    passes=(_feed(1.0), _feed(0.8)),
    fails=(_feed(1 / 3.6), _feed(3.6)),
    skips=(_feed(3.6, 40), tuple({"temp_c": 12.0, "wind_kmh": 2.0, "gust_kmh": 20.0} for _ in range(60))),
)
