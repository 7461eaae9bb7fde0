"""What this run's values are like against those of earlier runs, site by site: their middle and spread, and the shares of their kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ._bounds import bounds, told_once
from ._places import ENOUGH, wilson
from ._sites import sites, summed, with_all

#: Bins to a power of e: the edges of a bin are 5 % apart, and near zero 0.05.
_FINE = 20.0
#: Columns whose zero is a convention: from 2 to 1 °C is as far as from 20 to 19 °C. They have so many bins to a degree.
_EVEN, _BINS = frozenset({"temp_c", "feels_like_c", "dew_point_c"}), 4.0
#: Columns that sites show in several units, a factor apart, where each number alone could be of any: of them a move counts for more.
_IN_UNITS = frozenset({"wind_kmh", "gust_kmh"})
#: A median is outside if it is so many usual steps beyond the outermost of the earlier ones.
_STEPS = 3.0
#: Values that a site must have in a run for its middle to be told.
FEWEST = 20
#: How surely the median of this run must be outside, in standard errors of its rank: what is shown in whole steps has medians that jump.
_SURE = 2.5
#: The quantiles that are remembered of a column, and the name of each.
QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
#: A word's share must move by as many points, whatever the earlier runs say.
_POINTS = 20.0


@dataclass(frozen=True)
class Spread:
    """Gathers how many values of number columns lie in which bin; `lengths` are columns of text whose number of characters counts.

    One row a site, column and bin: `site`, `field`, `bin`, `records`, `source`. Bins are those of asinh, which is even near zero and logarithmic further out, so that any unit fits; of
    temperatures, which have no zero of their own, they are even.
    """

    columns: tuple[str, ...]
    lengths: tuple[str, ...] = ()

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The facts of a chunk."""
        numbers = {name: frame[name].astype("float64") for name in self.columns}
        numbers |= {name: frame[name].astype("str").str.len().astype("float64") for name in self.lengths}
        placed = pd.DataFrame({"site": sites(frame), "source": frame["source"], **numbers}, index=frame.index)
        long = placed.melt(["site", "source"], var_name="field", value_name="value").dropna(subset="value")
        long = long[np.isfinite(long["value"])]
        places = np.where(long["field"].isin(_EVEN), _BINS * long["value"], _FINE * np.arcsinh(long["value"]))
        binned = long.assign(bin=np.round(places).astype("int64"), records=1)
        return spread_merged(binned)


def spread_merged(facts: pd.DataFrame) -> pd.DataFrame:
    """The same facts, one row a site, column and bin."""
    return summed(facts, ["site", "field", "bin"])


def spread_remembered(facts: pd.DataFrame) -> pd.DataFrame:
    """The quantiles of the columns of the largest sites, and of all together: one row a site and column, `records`, `source`, a bin for each of `QUANTILES`, and two that the median is surely over and under."""
    every = with_all(facts, ["field", "bin"], fewest=FEWEST).assign(field=lambda table: table["field"].astype("str"))
    keys = ["site", "field"]
    ordered = every.sort_values([*keys, "bin"], kind="stable", ignore_index=True)
    groups = ordered.groupby(keys, sort=False)
    total, passed = groups["records"].transform("sum"), groups["records"].cumsum()
    told = summed(every, keys).set_index(keys)
    about = 0.5 * _SURE / np.sqrt(total)
    shares: dict[str, Any] = {**QUANTILES, "surely_over": (0.5 - about).clip(lower=0), "surely_under": (0.5 + about).clip(upper=1)}
    quantiles = {name: ordered[passed >= share * total].groupby(keys, sort=False)["bin"].first() for name, share in shares.items()}
    return told.assign(**quantiles).reset_index()


@dataclass(frozen=True)
class Drifted:
    """One row a site and column: `middle` the median of this run, `low` and `high` the bounds that earlier runs set it, `outside` 1 where it is outside them.

    The bounds are the outermost of the earlier medians and a margin: half the middle half of the values, as much as the earlier medians are apart (not of columns that come in several units), or some
    usual steps from run to run, whichever is most. Beyond that the median must surely be outside the earlier ones, so that few values, or values in whole steps, do not decide. Each of these asks for enough of its own, so they are not
    added up. Null with fewer than seven earlier runs of 20 values, or fewer than 20 values now.
    """

    def __call__(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The table that is judged."""
        keys = ["site", "field"]
        facts = facts.assign(site=facts["site"].astype("str"), field=facts["field"].astype("str"))
        facts = facts[facts["records"] >= FEWEST]
        now = facts[facts["run"] == 0]
        earlier = facts[facts["run"] < 0].assign(value=lambda table: table["q50"].astype("float64"), half=lambda table: table["q75"] - table["q25"])
        groups = earlier.groupby(keys)
        apart = groups["value"].max() - groups["value"].min()
        apart = apart.where(~apart.index.get_level_values("field").isin(_IN_UNITS), 0)
        # A bin on either side is how exactly the quantiles are known.
        margin = (0.5 * groups["half"].median()).clip(lower=apart).clip(lower=2.0)
        told = now[[*keys, "records", "q50", "surely_over", "surely_under", "source"]].merge(bounds(earlier, keys, margin, _STEPS).reset_index(), on=keys, how="left")
        known = told["low"].notna()
        under = (told["q50"] < told["low"]) & (told["surely_under"] < told["least"])
        over = (told["q50"] > told["high"]) & (told["surely_over"] > told["most"])
        shown = {name: _values(told["field"], told[place]) for name, place in (("middle", "q50"), ("low", "low"), ("high", "high"))}
        outside = (under | over).astype("float64").where(known)
        return told_once(told.assign(**shown, outside=outside)[["field", "site", "records", "middle", "low", "high", "runs", "outside", "source"]], "outside")


def _values(field: pd.Series[Any], places: pd.Series[Any]) -> pd.Series[Any]:
    """The middles of bins, to three digits."""
    exact = (places / _BINS).where(field.isin(_EVEN), np.sinh(places / _FINE))
    return exact.map(lambda value: float(f"{value:.3g}"))


@dataclass(frozen=True)
class Kinds:
    """Gathers how many records have which word in columns of few words: one row a site, column and word, `site`, `field`, `word`, `records`, `source`. A record without a word is not counted."""

    columns: tuple[str, ...]

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The facts of a chunk."""
        words: dict[str, Any] = {name: frame[name].astype("str").str.strip().str.lower().str.slice(0, 40) for name in self.columns}
        placed = pd.DataFrame({"site_of": sites(frame), "source": frame["source"], **words}, index=frame.index)
        long = placed.melt(["site_of", "source"], var_name="field", value_name="word").dropna(subset="word").rename(columns={"site_of": "site"})
        return kinds_merged(long[long["word"] != ""].assign(records=1))


def kinds_merged(facts: pd.DataFrame) -> pd.DataFrame:
    """The same facts, one row a site, column and word."""
    return summed(facts, ["site", "field", "word"])


def kinds_remembered(facts: pd.DataFrame) -> pd.DataFrame:
    """The words of the largest sites, and of all together, that at least one record in a hundred has: what is rarer cannot move by much."""
    every = with_all(facts, ["field", "word"], fewest=ENOUGH).assign(field=lambda table: table["field"].astype("str"), word=lambda table: table["word"].astype("str"))
    total = every.groupby(["site", "field"], observed=True)["records"].transform("sum")
    return every.assign(total=total)[every["records"] >= 0.01 * total].reset_index(drop=True)


@dataclass(frozen=True)
class Mixed:
    """One row a site, column and word: `share` of this run in percent, `least` and `most` of the earlier ones, `moved` the points beyond their bounds that few records do not explain.

    Null with fewer than seven earlier runs of 30 records, or fewer than 30 now.
    """

    def __call__(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The table that is judged."""
        keys = ["site", "field", "word"]
        facts = facts.assign(**{name: facts[name].astype("str") for name in keys})
        totals = facts.groupby(["site", "field", "run"], as_index=False)["total"].max().query(f"total >= {ENOUGH}")
        # A word that a run has not got has a share of nothing there.
        known = facts[keys].drop_duplicates().merge(totals, on=["site", "field"]).merge(facts[[*keys, "run", "records", "source"]], on=[*keys, "run"], how="left").fillna({"records": 0})
        earlier = known[known["run"] < 0].assign(value=lambda table: 100 * table["records"] / table["total"])
        told = known[known["run"] == 0].merge(bounds(earlier, keys, _POINTS).reset_index(), on=keys, how="left")
        low, high = (100 * end for end in wilson(told["records"], told["total"]))
        moved = pd.concat([low - told["high"], told["low"] - high], axis=1).max(axis=1).clip(lower=0).round(1).where(told["low"].notna())
        told = told.assign(share=(100 * told["records"] / told["total"]).round(1), least=told["least"].round(1), most=told["most"].round(1), moved=moved)
        return told_once(told[["field", "site", "word", "share", "least", "most", "runs", "moved", "source"]], "moved")
