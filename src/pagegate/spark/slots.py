"""Which facts go where: rules that share their facts and are settled apart by the same columns have a slot, and each slot's facts go into buckets by these columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pagegate.judge.batch import BatchJudge
from pagegate.model import BatchRule

#: The facts of a source are all in one task already.
_HERE = ("source",)


@dataclass(frozen=True)
class Slot:
    """Rules of one group of facts that are settled apart by the same columns. `here` says whether one task has all the facts that they look across."""

    group: int
    apart: tuple[str, ...]
    rules: tuple[BatchRule, ...]

    @property
    def here(self) -> bool:
        """Whether the task that gathered the facts can settle them."""
        return self.apart == _HERE

    def buckets(self, facts: pd.DataFrame, number: int) -> Iterator[tuple[int, pd.DataFrame]]:
        """The facts by the bucket, of `number`, that they belong into; all in the first where nothing may be settled apart."""
        if number < 2 or not self.apart:
            yield 0, facts
            return
        keys = pd.DataFrame({name: facts[name].astype("str").astype(object).fillna("") for name in self.apart})
        into = pd.util.hash_pandas_object(keys, index=False).to_numpy() % np.uint64(number)
        for bucket in np.unique(into):
            yield int(bucket), facts[into == bucket]


def slots(judge: BatchJudge) -> tuple[Slot, ...]:
    """The slots of a run's batch rules, the same in every task."""
    made: dict[tuple[int, tuple[str, ...]], list[BatchRule]] = {}
    for group, rules in enumerate(judge.groups):
        for rule in rules:
            made.setdefault((group, () if rule.remembers else rule.apart), []).append(rule)
    return tuple(Slot(group, apart, tuple(rules)) for (group, apart), rules in made.items())
