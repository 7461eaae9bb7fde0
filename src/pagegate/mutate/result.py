"""What a mutation run found, as plain data that every output reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pagegate.config.settings import Settings
from pagegate.model import RECORD_KINDS, RecordKind, Rule
from pagegate.mutate.fault import Fault


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to break and to judge: `sample` records a fault, drawn by `seed`; the others are a run's. Of the settings, severities and limits hold."""

    seed: int = 0
    sample: int = 200
    as_of: dt.datetime | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class Count:
    """Broken records: how many, how many of them without a trace of the fault, and how many of the others were caught."""

    tried: int = 0
    no_trace: int = 0
    caught: int = 0

    @property
    def traced(self) -> int:
        """How many show a trace."""
        return self.tried - self.no_trace

    @property
    def survived(self) -> int:
        """How many show a trace and were not caught."""
        return self.traced - self.caught

    @property
    def percent(self) -> float | None:
        """Caught of those that show a trace, in percent; None without any."""
        return 100 * self.caught / self.traced if self.traced else None

    def __add__(self, other: Count) -> Count:
        """Both together."""
        return Count(self.tried + other.tried, self.no_trace + other.no_trace, self.caught + other.caught)


@dataclass(frozen=True, slots=True)
class Survivor:
    """A broken record that nobody caught: where it stands, and the texts of what changed, (field, before, after)."""

    source: str
    line: int | None
    page: int | None
    page_line: int | None
    record: int
    changes: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class FaultScore:
    """What became of one fault: `fits` is the number of records in the pool that it applies to, `rules` how many each rule caught, most first."""

    fault: Fault
    fits: int
    count: Count
    cases: Mapping[str, Count]
    rules: tuple[tuple[str, int], ...]
    survivor: Survivor | None


@dataclass(frozen=True, slots=True)
class RuleScore:
    """What one rule did for the score: how many broken records it was asked about and failed, how many with a trace it caught, and how many of those it alone."""

    rule: Rule
    asked: int
    fired: int
    caught: int
    alone: int


@dataclass(frozen=True)
class Mutation:
    """The whole result. `read`, `passed` and `pool` are numbers of records by kind: read, passing, and drawn to be broken."""

    options: Options
    sources: int
    read: Mapping[RecordKind, int]
    passed: Mapping[RecordKind, int]
    pool: Mapping[RecordKind, int]
    faults: tuple[FaultScore, ...]
    rules: tuple[RuleScore, ...]

    @property
    def count(self) -> Count:
        """All faults together."""
        return total(self.faults)

    @property
    def kinds(self) -> dict[RecordKind, Count]:
        """All faults of each kind that has any record, together."""
        return {kind: total(score for score in self.faults if score.fault.kind == kind) for kind in RECORD_KINDS if any(score.fault.kind == kind for score in self.faults)}

    @property
    def cases(self) -> dict[tuple[RecordKind, str], Count]:
        """The cases that several faults share, each with all its faults together."""
        found: dict[tuple[RecordKind, str], list[Count]] = {}
        for score in self.faults:
            for case, count in score.cases.items():
                found.setdefault((score.fault.kind, case), []).append(count)
        return {case: sum(counts, Count()) for case, counts in found.items() if len(counts) > 1}

    @property
    def silent(self) -> list[RuleScore]:
        """The rules that never fired."""
        return [score for score in self.rules if not score.fired]

    def passes(self, min_score: float | None = None) -> bool:
        """Whether there was something to break, and the score is at least `min_score` percent, if that is asked for."""
        return bool(self.faults) and (min_score is None or (self.count.percent is not None and self.count.percent >= min_score))


def total(scores: Iterable[FaultScore]) -> Count:
    """The counts of several faults together."""
    count = Count()
    for score in scores:
        count += score.count
    return count
