"""What a task does with its share of the sources: read them, judge them, and send what it found, rows of `rows`."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pagegate.baseline import Baseline, Key
from pagegate.judge.batch import BatchJudge, Facts, applies_to, stacked
from pagegate.judging import Options
from pagegate.model import RecordKind
from pagegate.portrait import Portrait
from pagegate.records.read import read_all
from pagegate.run import Run
from pagegate.spark import rows
from pagegate.spark.session import quieten
from pagegate.spark.slots import Slot, slots

if TYPE_CHECKING:
    import pandas as pd

    from pagegate.sources.find import Source

#: Facts of a task are sent whenever it holds this many rows of them.
_MANY = 1_000_000
#: Rows that are sent at once.
_BLOCK = 10_000


@dataclass
class Sums:
    """What the driver is told of a task: counts, whose size does not depend on the number of records. It pickles.

    `counts` has (held, failed, not applicable, readable) by rule, `records` the records by kind, `under` those judged by the key of their allowance; `met` the baseline's entries that were found,
    and for each that may have moved one finding that fits it.
    """

    sources: list[str] = field(default_factory=list)
    records: Counter[RecordKind] = field(default_factory=Counter)
    counts: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)
    under: Counter[str] = field(default_factory=Counter)
    portrait: Portrait | None = None
    stored: bool = False
    met: set[Key] = field(default_factory=set)

    def count(self, code: str, held: int, failed: int, not_applicable: int, readable: int = 0) -> None:
        """Add to the counts of a rule."""
        before = self.counts.get(code, (0, 0, 0, 0))
        self.counts[code] = (before[0] + held, before[1] + failed, before[2] + not_applicable, before[3] + readable)


class ShareRun(Run):
    """A run over one share: numbers records and counts as any run does, and keeps neither findings nor facts."""

    def __init__(self, options: Options) -> None:
        """Start with nothing judged."""
        super().__init__(options)
        self.sums = Sums(portrait=self.portrait)
        self.gathered: list[Facts] = []
        self._fresh: list[Facts] = []
        judge = self._batch
        self.slots = () if judge is None else slots(judge)
        self._here = {number: self.judging.batch_judge([rule.code for rule in slot.rules]) for number, slot in enumerate(self.slots) if slot.here}
        if judge is not None:
            self._batch = _Gathering(judge, self._fresh)

    def sent(self, share: int, sources: Iterable[Source], kind: RecordKind | Literal["auto"], buckets: int) -> Iterator[pd.DataFrame]:
        """The rows of a share: findings as they are made, facts and what is settled here, and the counts last."""
        at, seen, sent = 0, Counter[str](), 0
        for raw in read_all(sources, kind, limits=self.options.limits, settings=self.options.settings):
            judged = self.judging.judged(self.judging.frames(raw))
            found = self.take(judged)
            self.tally.forget()
            for code, counts in judged.counts.items():
                self.sums.count(code, *counts)
            self.sums.under.update(judged.judged_under)
            for start in range(0, len(found), _BLOCK):
                yield rows.of_findings(found.iloc[start : start + _BLOCK], share, at + start, seen)
            at += len(found)
            for facts in self._fresh:
                self._take_here(facts)
            self.gathered += self._fresh
            self._fresh.clear()
            if sum(len(table) for facts in self.gathered for table in facts.values()) >= _MANY:
                yield from self._facts(share, sent, buckets)
                sent += 1
        yield from self._facts(share, sent, buckets)
        for number, judge in self._here.items():
            if judge is not None:
                yield from settled(self.slots[number], number, judge, self.sums, share)
        self.sums.sources, self.sums.records, self.sums.stored = list(self.sources), Counter(self.tally.records), self._stored
        self.sums.met = met(self.options.baseline)
        yield rows.payload(rows.COUNTS, self.sums, share)

    def _take_here(self, facts: Facts) -> None:
        for number, judge in self._here.items():
            group = self.slots[number].group
            if judge is not None and group in facts:
                judge.take({0: facts[group]})

    def _facts(self, share: int, sent: int, buckets: int) -> Iterator[pd.DataFrame]:
        """The facts that other tasks settle."""
        for number, slot in enumerate(self.slots):
            pieces = [facts[slot.group] for facts in self.gathered if slot.group in facts]
            if pieces and not slot.here:
                for bucket, facts in slot.buckets(stacked(pieces), buckets):
                    yield rows.payload(rows.FACTS, facts, share, sent, number, bucket)
        self.gathered.clear()


class _Gathering(BatchJudge):
    """A batch judge that hands on what it is to keep."""

    def __init__(self, judge: BatchJudge, gathered: list[Facts]) -> None:
        super().__init__([rule for group in judge.groups for rule in group])  # groups stay in their order
        self._gathered = gathered

    def take(self, facts: Facts) -> None:
        self._gathered.append(facts)


def settled(slot: Slot, number: int, judge: BatchJudge, sums: Sums, share: int, bucket: int = 0) -> Iterator[pd.DataFrame]:  # noqa: PLR0913, PLR0917  what is settled, where it goes, and where it is counted
    """What the rules of a slot are to judge, once `judge` has all their facts; what they do not apply to is counted in `sums`."""
    tables = judge.settle()
    for rule in slot.rules:
        table = tables.get(rule.code)
        if table is None:
            continue
        applies = applies_to(rule, table)
        sums.count(rule.code, 0, 0, int(len(applies) - applies.sum()))
        judged = table[applies]
        for start in range(0, len(judged), _BLOCK):
            block = rows.of_settled(rule, judged.iloc[start : start + _BLOCK], share, number, bucket)
            yield block.assign(at=block["at"] + start)


def met(baseline: Baseline | None) -> set[Key]:
    """Of the findings that a baseline has met, those that tell what became of its entries: never more than there are entries, twice."""
    if baseline is None:
        return set()
    like = {key[1:] for key in baseline.entries}
    others = {key[1:]: key for key in sorted(baseline.met, reverse=True) if key not in baseline.entries and key[1:] in like}
    return {key for key in baseline.met if key in baseline.entries} | set(others.values())


def judge_shares(frames: Iterable[pd.DataFrame], options: Options, kind: RecordKind | Literal["auto"], buckets: int, kinds: Mapping[str, str]) -> Iterator[pd.DataFrame]:
    """What mapInPandas runs: `frames` have `share` and, pickled, its `sources`."""
    quieten()
    for frame in frames:
        for share, sources in zip(frame["share"], frame["sources"], strict=True):
            run = ShareRun(options)
            for table in run.sent(int(share), pickle.loads(sources), kind, buckets):  # noqa: S301  the driver of this run wrote it
                yield rows.filled(table, kinds)
