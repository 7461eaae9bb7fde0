"""Which names (symbols, places, sites) a run has, and which of those that every earlier run had it lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

#: How many earlier runs count.
_RUNS = 7
#: The most names that are remembered: of more, those whose hashes are lowest, which are the same ones in every run.
MOST = 5000
#: Of the last run's names, the share that all earlier runs must have had for the list to be one that stays, and the fewest names of such a list.
_STAYS, _FEWEST = 0.9, 3
#: The share of missing names, in percent, that a long list may lose to mergers, delistings and closed stations.
FEW = 2.0


def column(name: str) -> Callable[[pd.DataFrame], pd.Series[Any]]:
    """The names in a column of the records."""
    return _Column(name)


@dataclass(frozen=True)
class _Column:
    name: str

    def __call__(self, records: pd.DataFrame) -> pd.Series[Any]:
        return records[self.name]


@dataclass(frozen=True)
class Names:
    """Gathers the different names of the records: one row a name, `name` (at most 60 characters), `hash`. `of` gives the name of each record; one without a name is not counted."""

    of: Callable[[pd.DataFrame], pd.Series[Any]]

    def __call__(self, records: pd.DataFrame) -> pd.DataFrame:
        """The facts of a chunk."""
        names = self.of(records).astype("str").str.strip().str.slice(0, 60)
        different = names[names.notna() & (names != "")].drop_duplicates()
        return _lowest(pd.DataFrame({"name": different, "hash": pd.util.hash_array(different.to_numpy(dtype=object))}))


def names_merged(facts: pd.DataFrame) -> pd.DataFrame:
    """The same facts, one row a name."""
    return _lowest(facts.drop_duplicates("hash"))


def _lowest(names: pd.DataFrame) -> pd.DataFrame:
    return names.sort_values("hash").head(MOST)[["name", "hash"]]


@dataclass(frozen=True)
class Missing:
    """One row: `names` that all of up to seven earlier runs had, `missing` of them now, `share` in percent, `examples`.

    Null with fewer than `runs` earlier runs, without a name now, and where the names change from run to run (fewer than nine in ten of the last run's were in all).
    """

    runs: int = 2

    def __call__(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The table that is judged."""
        told = facts[facts["run"] >= -_RUNS].assign(name=facts["name"].astype("str"))
        # Where a run has more names than are remembered, only those up to its highest hash are known of it.
        by_run = told.groupby("run")["hash"]
        known = by_run.max()[by_run.size() >= MOST].min()
        told = told if pd.isna(known) else told[told["hash"] <= known]
        sets = {int(str(run)): set(names) for run, names in told.groupby("run")["name"]}  # at most eight runs
        now, earlier = sets.get(0, set()), [names for run, names in sets.items() if run < 0]
        always = set.intersection(*earlier) if earlier else set()
        stays = len(earlier) >= self.runs and len(now) > 0 and len(always) >= max(_FEWEST, _STAYS * len(sets.get(-1, set())))
        gone = sorted(always - now)
        row = {"names": len(always), "missing": len(gone), "share": round(100 * len(gone) / len(always), 1) if stays else None, "examples": ", ".join(gone[:5]) + (", ..." if len(gone) > 5 else "")}
        return pd.DataFrame([row]).astype({"share": "float64"})


def scrapes(examples: Sequence[Sequence[dict[str, Any]]]) -> tuple[dict[str, object], ...]:
    """Example records of earlier runs and of this one: the last sequence is this run's."""
    *earlier, now = examples
    return (*({**record, "earlier": place} for place, run in enumerate(reversed(earlier), start=1) for record in run), *now)
