"""Breaks records that pass with every fault that applies, has them judged, and counts what was caught."""

from __future__ import annotations

import datetime as dt
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.catalogue import Catalogue
from pagegate.chunk import Chunk, RawChunk
from pagegate.judge.records import judge_records
from pagegate.model import RECORD_KINDS, BatchRule, RecordKind, Rule
from pagegate.mutate.fault import Fault, faults
from pagegate.mutate.pool import Pool
from pagegate.mutate.shown import SHOWN, Broken, broken, changed, text, with_texts
from pagegate.run import Options as RunOptions
from pagegate.run import Run

#: The severities that catch a record.
CATCHING = ("error", "warning")
#: Records kept to draw from, as a multiple of the sample: some faults apply to few of them.
_POOL = 20


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to break and to judge: `sample` records a fault, drawn by `seed`; the others are a run's."""

    seed: int = 0
    sample: int = 200
    as_of: dt.datetime | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


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


@dataclass
class _Tally:
    """What the rules of one catalogue did so far, by code."""

    asked: Counter[str] = field(default_factory=Counter)
    fired: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    alone: Counter[str] = field(default_factory=Counter)


def mutate(chunks: Iterable[RawChunk], options: Options) -> Mutation:
    """Break the records that pass of what was read, and judge them. Raises UsageError for codes that no rule has."""
    run = Run(RunOptions(as_of=options.as_of, select=options.select, ignore=options.ignore, batch=False, allow_empty=True))
    pool = Pool(run.catalogue, options.seed, _POOL * options.sample)
    for raw in chunks:
        chunk = run.frames(raw)
        found = run.judge_frames(chunk)
        for kind, passing in _passing(chunk, found):
            pool.add(kind, passing)
    tally = _Tally()
    scores = []
    drawn: dict[RecordKind, int] = {}
    for kind in RECORD_KINDS:
        records = pool.records(kind)
        drawn[kind] = len(records)
        if len(records) and faults(kind):
            ready = with_texts(kind, records)
            scores += [_score(fault, ready, run.catalogue, options, tally) for fault in faults(kind)]
    kinds = {score.fault.kind for score in scores}
    rules = tuple(
        RuleScore(rule, tally.asked[code], tally.fired[code], tally.caught[code], tally.alone[code])
        for code, rule in run.catalogue.rules.items() if rule.kind in kinds and not isinstance(rule, BatchRule)
    )
    return Mutation(options, len(run.sources), dict(run.tally.records), dict(pool.offered), drawn, tuple(scores), rules)


def _passing(chunk: Chunk, found: pd.DataFrame) -> Iterator[tuple[RecordKind, pd.DataFrame]]:
    """The records of a chunk without an error or a warning, by kind."""
    grave = found[found["severity"].isin(CATCHING) & found["record"].notna()] if len(found) else found
    for kind, frame in chunk.frames.items():
        if not faults(kind) or not len(frame):
            continue
        if not len(grave):
            yield kind, frame
            continue
        flagged = grave[grave["kind"] == kind]
        bad = pd.MultiIndex.from_arrays([flagged["source"].astype(object), flagged["record"].astype("int64")])
        here = pd.MultiIndex.from_arrays([frame["source"].astype(object), frame["record"].astype("int64")])
        yield kind, frame[~here.isin(bad)]


def _score(fault: Fault, records: pd.DataFrame, catalogue: Catalogue, options: Options, tally: _Tally) -> FaultScore:
    """Put one fault into a sample of the records it applies to, and have them judged."""
    rng = np.random.default_rng([options.seed, zlib.crc32(f"{fault.kind}/{fault.name}".encode())])
    fits = np.flatnonzero(fault.way.applies(records).to_numpy(dtype=bool))
    if not len(fits):
        return FaultScore(fault, 0, Count(), {}, (), None)
    chosen = np.sort(rng.choice(fits, size=min(options.sample, len(fits)), replace=False))
    before = records.iloc[chosen].reset_index(drop=True)
    after = broken(fault.kind, before, fault.way.apply(before, rng))
    traced = changed(fault.kind, before, after.records).to_numpy(dtype=bool)
    if fault.traces is not None:
        traced = traced & fault.traces(before, after.records).to_numpy(dtype=bool)  # pandas gives its arrays out to be read only
    failed = _judged(fault.kind, after, catalogue, tally)
    grave = {code: mask for code, mask in failed.items() if catalogue.rules[code].severity in CATCHING}
    hits = np.sum(list(grave.values()), axis=0) if grave else np.zeros(len(before), dtype=int)
    caught = traced & (hits > 0)
    per_rule = {code: int((mask & traced).sum()) for code, mask in grave.items()}
    for code, mask in grave.items():
        tally.caught[code] += per_rule[code]
        tally.alone[code] += int((mask & traced & (hits == 1)).sum())
    cases = fault.cases(before, after.records) if fault.cases is not None else pd.DataFrame(index=before.index)
    survivors = np.flatnonzero(traced & ~caught)
    return FaultScore(
        fault, len(fits), _count(traced, caught, np.ones(len(before), dtype=bool)),
        {str(name): _count(traced, caught, rows.to_numpy(dtype=bool)) for name, rows in cases.items() if rows.any()},
        tuple(sorted(((code, number) for code, number in per_rule.items() if number), key=lambda pair: (-pair[1], pair[0]))),
        _survivor(before, after.records, int(survivors[0])) if len(survivors) else None,
    )


def _judged(kind: RecordKind, after: Broken, catalogue: Catalogue, tally: _Tally) -> dict[str, npt.NDArray[np.bool_]]:
    """Which records fail which rule, by code: limits, checks, and rules about reading."""
    frame = after.records.drop(columns=[name for name in map(str, after.records) if name.endswith(SHOWN)])
    failed = {}
    for answer in judge_records(kind, frame, catalogue):
        code = answer.rule.code
        failed[code] = answer.failed
        tally.asked[code] += len(frame) - answer.not_applicable
    for (of, problem), rule in catalogue.problems().items():
        if of == kind:
            mask = np.zeros(len(frame), dtype=bool)
            mask[after.problems.loc[after.problems["problem"] == problem, "row"].to_numpy(dtype=np.intp)] = True
            failed[rule.code] = mask
            tally.asked[rule.code] += len(frame)
    for code, mask in failed.items():
        tally.fired[code] += int(mask.sum())
    return {code: mask for code, mask in failed.items() if mask.any()}


def _count(traced: npt.NDArray[np.bool_], caught: npt.NDArray[np.bool_], rows: npt.NDArray[np.bool_]) -> Count:
    return Count(int(rows.sum()), int((rows & ~traced).sum()), int((rows & caught).sum()))


def _survivor(before: pd.DataFrame, after: pd.DataFrame, row: int) -> Survivor:
    names = [name.removesuffix(SHOWN) for name in map(str, after) if name.endswith(SHOWN)]
    texts = [(name, _one(text(before, name), row), _one(text(after, name), row)) for name in names]
    place = {name: _whole(before[name].iloc[row]) if name in before else None for name in ("line", "page", "page_line", "record")}
    return Survivor(str(before["source"].iloc[row]), place["line"], place["page"], place["page_line"], place["record"] or 0, tuple(change for change in texts if change[1] != change[2]))


def _one(texts: pd.Series[Any], row: int) -> str | None:
    found = texts.iloc[row]
    return found if isinstance(found, str) else None


def _whole(place: Any) -> int | None:
    return None if pd.isna(place) else int(place)
