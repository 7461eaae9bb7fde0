"""What this run's values are like against those of earlier runs: their spread, and the shares of their kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ._places import ENOUGH, wilson
from ._runs import RUNS

#: Bins to a power of e: the edges of a bin are 5 % apart, and near zero 0.05.
_FINE = 20.0
#: The middle of an earlier run: from this share of its values to that one.
_LOW, _HIGH = 0.05, 0.95


@dataclass(frozen=True)
class Spread:
    """Gathers how many values of number columns lie in which bin; `lengths` are columns of text whose number of characters counts.

    One row a column and bin: `field`, `bin`, `records`. Bins are those of asinh, which is even near zero and logarithmic further out, so that any unit fits.
    """

    columns: tuple[str, ...]
    lengths: tuple[str, ...] = ()

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The facts of a chunk."""
        numbers = {name: frame[name].astype("float64") for name in self.columns}
        numbers |= {name: frame[name].astype("str").str.len().astype("float64") for name in self.lengths}
        long = pd.DataFrame(numbers, index=frame.index).melt(var_name="field", value_name="value").dropna()
        long = long[np.isfinite(long["value"])]
        binned = long.assign(bin=np.round(_FINE * np.arcsinh(long["value"])).astype("int64"), records=1)
        return spread_merged(binned[["field", "bin", "records"]])


def spread_merged(facts: pd.DataFrame) -> pd.DataFrame:
    """The same facts, one row a column and bin."""
    return facts.groupby(["field", "bin"], sort=False, observed=True, as_index=False)[["records"]].sum()


@dataclass(frozen=True)
class Drifted:
    """One row a column: `middle` the median of this run, `low` and `high` the middle nine tenths of up to five earlier runs together, `outside` 1 where it is outside them.

    Null with fewer than `runs` earlier runs of 30 values, or fewer than 30 values now.
    """

    runs: int = 2

    def __call__(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The table that is judged."""
        counts = facts[facts["run"] >= -RUNS].assign(field=facts["field"].astype("str")).groupby(["run", "field", "bin"], observed=True, as_index=False)[["records"]].sum()
        rows = [_told(name, of_field, self.runs) for name, of_field in counts.groupby("field")]  # a handful of columns
        return pd.DataFrame(rows, columns=["field", "records", "middle", "low", "high", "outside"]).astype({"outside": "float64"})


def _told(field: object, counts: pd.DataFrame, runs: int) -> dict[str, Any]:
    enough = counts[counts.groupby("run")["records"].transform("sum") >= ENOUGH]
    now = enough[enough["run"] == 0]
    spans = [(_quantile(run, _LOW), _quantile(run, _HIGH)) for age, run in enough.groupby("run") if int(str(age)) < 0]
    if not len(now) or len(spans) < runs:
        return {"field": field, "records": int(now["records"].sum()), "middle": None, "low": None, "high": None, "outside": None}
    middle, low, high = _quantile(now, 0.5), min(span[0] for span in spans), max(span[1] for span in spans)
    # A bin on either side is how exactly the quantiles are known.
    outside = middle < low - 1 or middle > high + 1
    return {"field": field, "records": int(now["records"].sum()), "middle": _value(middle), "low": _value(low), "high": _value(high), "outside": float(outside)}


def _quantile(counts: pd.DataFrame, share: float) -> int:
    """The bin that holds a quantile."""
    ordered = counts.sort_values("bin")
    passed = ordered["records"].cumsum() >= share * ordered["records"].sum()
    return int(ordered["bin"][passed].iloc[0])


def _value(place: int) -> float:
    """The middle of a bin, to three digits."""
    return float(f"{np.sinh(place / _FINE):.3g}")


@dataclass(frozen=True)
class Kinds:
    """Gathers how many records have which word in columns of few words: one row a column and word, `field`, `word`, `records`. A record without a word is not counted."""

    columns: tuple[str, ...]

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The facts of a chunk."""
        words = pd.DataFrame({name: frame[name].astype("str").str.strip().str.lower().str.slice(0, 40) for name in self.columns}, index=frame.index)
        long = words.melt(var_name="field", value_name="word").dropna()
        return kinds_merged(long[long["word"] != ""].assign(records=1))


def kinds_merged(facts: pd.DataFrame) -> pd.DataFrame:
    """The same facts, one row a column and word."""
    return facts.groupby(["field", "word"], sort=False, observed=True, as_index=False)[["records"]].sum()


@dataclass(frozen=True)
class Mixed:
    """One row a column and word: `share` of this run in percent, `least` and `most` of up to five earlier ones, `moved` the points between them that few records do not explain.

    Null with fewer than `runs` earlier runs of 30 records, or fewer than 30 now.
    """

    runs: int = 2

    def __call__(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The table that is judged."""
        counts = facts[facts["run"] >= -RUNS].assign(field=facts["field"].astype("str"), word=facts["word"].astype("str"))
        wide = counts.pivot_table(index=["field", "word"], columns="run", values="records", aggfunc="sum", fill_value=0, observed=True)
        total = wide.groupby(level="field").transform("sum")
        earlier = [run for run in wide.columns if int(str(run)) < 0]
        share = (100 * wide / total).where(total >= ENOUGH)
        known = share[earlier].notna().sum(axis=1) >= self.runs
        least, most = share[earlier].min(axis=1), share[earlier].max(axis=1)
        none = pd.Series(0, index=wide.index)
        now, of = (table.get(0, none) for table in (wide, total))
        low, high = (100 * end for end in wilson(now, of.where(of >= ENOUGH)))
        moved = pd.concat([low - most, least - high], axis=1).max(axis=1).clip(lower=0).where(known & (of >= ENOUGH))
        told = pd.DataFrame({"share": (100 * now / of).round(1), "least": least.round(1), "most": most.round(1), "moved": moved.round(1)})
        return told.reset_index()
