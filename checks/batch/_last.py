"""The last record of each symbol and place, and what an earlier run had of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from ._sites import sites

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The most entities that are remembered of a run: of more, those whose hashes are lowest, which are the same ones in every run.
MOST = 5000
#: Entities that a site must have in two runs to be told stuck, and the share of them that must be the same.
_FEWEST, _SHARE = 10, 0.95


@dataclass(frozen=True)
class Last:
    """Gathers one row a record that has a name, a value and a moment: `site`, `field`, `entity` (at most 60 characters), `hash` of it, `moment`, `value`, `same` (a hash of `numbers`), `shown` (how many of these there are), `source`.

    `by` are the columns that name the entity, the first of them must be there; `at` are two columns of its moment, the first that it has.
    """

    field: str
    by: tuple[str, ...]
    at: tuple[str, str]
    numbers: tuple[str, ...]

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The facts of a chunk."""
        site = sites(frame)
        parts = [frame[name].astype("str").str.strip().str.slice(0, 60) for name in self.by]
        keyed = pd.DataFrame({"site": site.astype("str"), **{str(at): part.fillna("") for at, part in enumerate(parts)}})
        numbers = frame[list(self.numbers)].astype("float64")
        moment = frame[self.at[0]].fillna(frame[self.at[1]])
        facts = pd.DataFrame({
            "site": site, "field": self.field, "entity": parts[0], "hash": pd.util.hash_pandas_object(keyed, index=False), "moment": moment, "value": frame[self.field].astype("float64"),
            "same": pd.util.hash_pandas_object(numbers.round(6), index=False), "shown": numbers.notna().sum(axis=1), "source": frame["source"],
        })
        return facts[facts["entity"].notna() & (facts["entity"] != "") & facts["value"].notna() & facts["moment"].notna()]


def latest(facts: pd.DataFrame) -> pd.DataFrame:
    """One row a site and entity, the one with the latest moment."""
    ordered = facts.sort_values(["hash", "moment", "value"], kind="stable").drop_duplicates("hash", keep="last")
    return ordered.head(MOST).reset_index(drop=True)


def against_last(facts: pd.DataFrame) -> pd.DataFrame:
    """Each entity of this run with what the latest earlier run that has it had: `before`, `hours` between the two moments (over 0), and its `key`."""
    now = facts[facts["run"] == 0]
    earlier = facts[facts["run"] < 0].sort_values(["hash", "run"], kind="stable").drop_duplicates("hash", keep="last")
    told = now.merge(earlier[["hash", "value", "moment"]].rename(columns={"value": "before", "moment": "last"}), on="hash", how="left")
    hours = (told["moment"] - told["last"]).dt.total_seconds() / 3600
    told = told.assign(hours=hours.where(hours > 0).round(1), entity=told["entity"].astype("str"), site=told["site"].astype("str"), field=told["field"].astype("str"), source=told["source"].astype("str"))
    return told.assign(key=told["entity"])


@dataclass(frozen=True)
class Stuck:
    """One row a site: `entities` with at least `shown` numbers, `unchanged` those that have the very same in an earlier run, `hours` for which at least 19 in 20 have been so, without a run in between that differs.

    Null with fewer than `runs` earlier runs that have ten of the site's entities.
    """

    shown: int
    runs: int = 2

    def __call__(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The table that is judged."""
        told = facts.assign(site=facts["site"].astype("str"), source=facts["source"].astype("str"))
        told = told[told["shown"] >= self.shown]
        now = told[told["run"] == 0]
        pairs = now.merge(told.loc[told["run"] < 0, ["hash", "same", "run", "moment"]], on="hash", suffixes=("", "_before"))
        pairs = pairs.assign(unchanged=pairs["same"] == pairs["same_before"])
        by_run = pairs.groupby(["site", "run_before"]).agg(entities=("hash", "size"), unchanged=("unchanged", "sum"), before=("moment_before", "max"), moment=("moment", "max")).reset_index()
        by_run = by_run[by_run["entities"] >= _FEWEST].sort_values(["site", "run_before"], ascending=[True, False])
        stuck = by_run["unchanged"] >= _SHARE * by_run["entities"]
        # From the latest run backwards, for as long as nothing differs.
        lasting = stuck.groupby(by_run["site"]).cumprod().astype(bool)
        hours = ((by_run["moment"] - by_run["before"]).dt.total_seconds() / 3600).where(lasting, 0.0)
        sites_told = by_run.assign(hours=hours).groupby("site").agg(runs=("run_before", "size"), entities=("entities", "first"), unchanged=("unchanged", "first"), hours=("hours", "max")).reset_index()
        rows = now.groupby("site").agg(first=("source", "min"), last=("source", "max")).reset_index().merge(sites_told, on="site", how="left")
        field = str(facts["field"].iloc[0]) if len(facts) else ""
        return rows.assign(
            field=field, source=rows["first"].where(rows["first"] == rows["last"], ""), key=rows["site"], hours=rows["hours"].where(rows["runs"] >= self.runs).round(1),
        )[["field", "site", "entities", "unchanged", "runs", "hours", "source", "key"]]


def scrapes(*examples: Sequence[dict[str, Any]]) -> tuple[dict[str, object], ...]:
    """Example records of earlier runs and of this one: the last sequence is this run's."""
    *earlier, now = examples
    return (*({**record, "earlier": place} for place, run in enumerate(reversed(earlier), start=1) for record in run), *now)
