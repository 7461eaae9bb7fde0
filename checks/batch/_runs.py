"""This run against earlier ones: how many records, and how far their columns are filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from ._columns import TOTALS, Filled
from ._places import ENOUGH, wilson

if TYPE_CHECKING:
    from collections.abc import Sequence

#: How many earlier runs count, and the fewest records an earlier run must have had.
RUNS, FEWEST = 5, 20


def count(records: pd.DataFrame) -> pd.DataFrame:
    """The number of records."""
    return pd.DataFrame({"records": [len(records)]})


def count_merged(facts: pd.DataFrame) -> pd.DataFrame:
    """The number of records of all chunks."""
    return facts[["records"]].sum().to_frame().T.astype("int64")


@dataclass(frozen=True)
class Fewer:
    """One row: `records` of this run, `before` the fewest of up to five earlier runs, `drop` in percent of it.

    Null with fewer than `runs` earlier runs or if one of them had fewer than 20 records; and where the drop is over `most`, which is another rule's question.
    """

    runs: int
    most: float = 100

    def __call__(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The table that is judged."""
        by_run = facts.groupby("run")["records"].sum()
        now = int(by_run.get(0, 0))
        earlier = by_run[(by_run.index < 0) & (by_run.index >= -RUNS)]
        told = len(earlier) >= self.runs and len(earlier) > 0 and earlier.min() >= FEWEST
        drop = round(100 * (1 - now / earlier.min()), 1) if told else None
        if drop is not None and drop > self.most:
            drop = None
        return pd.DataFrame({"records": [now], "before": [earlier.min() if told else None], "drop": [drop]}).astype({"drop": "float64", "before": "float64"})


@dataclass(frozen=True)
class FilledInAll(Filled):
    """As `Filled`, without regard to sources."""

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        """One row a column: `field`, `records`, `filled`, `seen`."""
        return filled_merged(super().__call__(frame))


def filled_merged(facts: pd.DataFrame) -> pd.DataFrame:
    """The same facts, one row a column."""
    return facts.groupby("field", sort=False, observed=True, as_index=False).agg(**TOTALS)


@dataclass(frozen=True)
class Thinner:
    """One row a column: `covered` the highest share in percent that this run speaks for, `before` the lowest of up to five earlier runs, `drop` in points.

    Null with fewer than `runs` earlier runs of 30 records or fewer than 30 records now; and where the drop is over `most`, which is another rule's question.
    """

    runs: int
    most: float = 100

    def __call__(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The table that is judged."""
        counts = facts.groupby(["run", "field"], observed=True, as_index=False).agg(**TOTALS)
        counts = counts[(counts["seen"] > 0) & (counts["records"] >= ENOUGH) & (counts["run"] >= -RUNS)].assign(field=lambda table: table["field"].astype("str"))
        now = counts[counts["run"] == 0].drop(columns="run")
        earlier = counts[counts["run"] < 0]
        earlier = earlier.assign(share=100 * earlier["filled"] / earlier["records"]).groupby("field", as_index=False).agg(runs=("share", "size"), before=("share", "min"))
        told = now.merge(earlier, on="field", how="left")
        covered = 100 * wilson(told["filled"], told["records"])[1]
        drop = (told["before"] - covered).where(told["runs"] >= self.runs)
        return told.assign(missing=told["records"] - told["filled"], before=told["before"].round(1), drop=drop.round(1).where(~(drop > self.most)))


def runs(examples: Sequence[Sequence[dict[str, Any]]]) -> tuple[dict[str, object], ...]:
    """Example records of an earlier run and of this one: the last sequence is this run's."""
    *earlier, now = examples
    return (*({**record, "earlier": place} for place, run in enumerate(reversed(earlier), start=1) for record in run), *now)
