"""How far columns are filled, by source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from ._places import ENOUGH, wilson

#: How the facts of several chunks make those of one.
TOTALS = {"records": ("records", "sum"), "filled": ("filled", "sum"), "seen": ("seen", "max")}


@dataclass(frozen=True)
class Filled:
    """Gathers, for the columns that a scraper of a kind hardly does without, how many records there are and how many have a value.

    A column that a source has not got at all is not judged there. Whether it has is known at the end, for a column may begin in a later chunk: `seen` says where it was.
    """

    columns: tuple[str, ...]

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        """One row a source and column: `source`, `field`, `records`, `filled`, `seen` (0 or 1)."""
        filled = pd.DataFrame({name: _has_value(frame[name]) if name in frame else False for name in self.columns}, index=frame.index)
        by_source = filled.groupby(frame["source"], sort=False, observed=True)
        counts = by_source.sum().reset_index().melt("source", var_name="field", value_name="filled")
        counts["records"] = counts["source"].astype(object).map(by_source.size())
        counts["seen"] = counts["field"].isin(frame.columns).astype("int64")
        return counts[["source", "field", "records", "filled", "seen"]]


def _has_value(column: pd.Series[Any]) -> pd.Series[Any]:
    return column.notna() & (column.str.strip() != "") if isinstance(column.dtype, pd.StringDtype) else column.notna()


def merge(facts: pd.DataFrame) -> pd.DataFrame:
    """The same facts, one row a source and column."""
    return facts.groupby(["source", "field"], sort=False, observed=True, as_index=False).agg(**TOTALS)


def by_source(facts: pd.DataFrame) -> pd.DataFrame:
    """One row a column of each source with enough records; small sources are judged together, as the source "", whose columns are those of any of them."""
    counts = merge(facts)
    large = counts.groupby("source", observed=True)["records"].transform("max") >= ENOUGH
    together = merge(counts.assign(source=counts["source"].astype("str").where(large, "")))
    return together[together["seen"] > 0].reset_index(drop=True)


def emptiness(facts: pd.DataFrame) -> pd.DataFrame:
    """One row a source and column with `filled`; null where there are too few records to tell."""
    counts = by_source(facts)
    counts["filled"] = counts["filled"].astype("float64").where(counts["records"] >= ENOUGH)
    return counts


@dataclass(frozen=True)
class Coverage:
    """One row a source and column with `covered`, the highest share in percent that its values speak for.

    Null where there are too few records to tell, where the column is empty (another rule's question), or is none of `columns`.
    """

    columns: tuple[str, ...]

    def __call__(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The table that is judged."""
        counts = by_source(facts)
        _, high = wilson(counts["filled"], counts["records"])
        told = (counts["records"] >= ENOUGH) & (counts["filled"] > 0) & counts["field"].isin(self.columns)
        return counts.assign(missing=counts["records"] - counts["filled"], covered=(100 * high).round(1).where(told))


