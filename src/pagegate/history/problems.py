"""The findings of a run in few bytes, and what of them is new, known and fixed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pagegate.history.model import MOST_NAMED, Changes, Fixed, Run
from pagegate.history.undated import undated

#: Of more findings than this, those with the smallest hashes stand for all: a sample that is the same in every run.
MOST = 100_000
_PARTS = ["source", "entity", "code", "field"]


@dataclass(frozen=True)
class Problems:
    """The findings of a run: one row for those of one source, entity, rule and field, sorted by `hash`, with their `source`, `code`, `field` and `number`; the first `MOST` if `whole` is false."""

    table: pd.DataFrame
    whole: bool

    @classmethod
    def of(cls, findings: pd.DataFrame) -> Problems:
        """Those of a verdict."""
        named = _named(findings).assign(hash=hashes(findings))
        table = named.groupby("hash", sort=True).agg(source=("source", "first"), code=("code", "first"), field=("field", "first"), number=("code", "size")).reset_index()
        return cls(table.head(MOST), len(table) <= MOST)


def _named(findings: pd.DataFrame) -> pd.DataFrame:
    """What makes findings the same in another run, as text: their source without its moment, what they are about, rule and field."""
    named = pd.DataFrame({name: findings[name].astype("str").fillna("") for name in _PARTS}, index=findings.index)
    source = named["source"].astype("category")
    return named.assign(source=source.cat.codes.map(dict(enumerate(undated(str(name)) for name in source.cat.categories))).astype("str"))


def hashes(findings: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """One number a finding, which findings of the same thing share in any run."""
    named = _named(findings)
    joined = named["source"]
    for name in _PARTS[1:]:
        joined = joined + "\x1f" + named[name]
    return pd.util.hash_array(joined.to_numpy(dtype=object), categorize=False)


def changes(findings: pd.DataFrame, last: Run, before: Problems, asked: Collection[str]) -> Changes:
    """This run's findings against those of the last one; rules that this run did not ask tell nothing of theirs."""
    table = before.table[before.table["code"].isin(list(asked))]
    now = hashes(findings)
    # Beyond the last hash of a sample nothing is known of the last run; within it everything is.
    told = np.ones(len(now), dtype=bool) if before.whole else now <= before.table["hash"].max()
    known = np.isin(now, before.table["hash"].to_numpy(dtype=np.uint64))
    new = told & ~known
    share = new.sum() / told.sum() if told.any() else 0.0
    number = int(new.sum()) if before.whole else round(share * len(now))
    gone = table[~table["hash"].isin(now)]
    groups = gone.groupby(["source", "code", "field"], observed=True)["number"].sum().reset_index().sort_values(["number", "source", "code", "field"], ascending=[False, True, True, True])
    kept = before.table["number"].sum()
    scale = 1.0 if before.whole or not kept else sum(last.counts.values()) / kept
    fingerprints = frozenset(findings["fingerprint"][new].head(MOST_NAMED))
    fixed = tuple(Fixed(str(source), str(code), str(field), int(many)) for source, code, field, many in groups.head(MOST_NAMED).itertuples(index=False))
    return Changes(last=last, new=number, known=len(now) - number, fixed=round(int(gone["number"].sum()) * scale), exact=before.whole, new_findings=fingerprints, fixed_groups=fixed)


def moved(first: Problems, second: Problems) -> tuple[int, int, int]:
    """How many of two runs' findings the second has anew, has still, and has no more. Of samples, as far as both reach."""
    one, two = first.table, second.table
    ends = [int(problems.table["hash"].max()) for problems in (first, second) if not problems.whole]
    if ends:
        one, two = (table[table["hash"] <= np.uint64(min(ends))] for table in (one, two))
    again = two["hash"].isin(one["hash"])
    return int(two["number"][~again].sum()), int(two["number"][again].sum()), int(one["number"][~one["hash"].isin(two["hash"])].sum())
