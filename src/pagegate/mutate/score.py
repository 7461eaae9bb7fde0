"""Breaks records that pass with every fault that applies, has them judged, and counts what was caught."""

from __future__ import annotations

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
from pagegate.config.settings import Settings
from pagegate.judge.records import judge_records
from pagegate.model import RECORD_KINDS, BatchRule, RecordKind
from pagegate.mutate.fault import Fault, faults
from pagegate.mutate.pool import Pool
from pagegate.mutate.result import Count, FaultScore, Mutation, Options, RuleScore, Survivor
from pagegate.mutate.shown import SHOWN, Broken, broken, changed, text, with_texts
from pagegate.run import Options as RunOptions
from pagegate.run import Run

__all__ = ["Count", "FaultScore", "Mutation", "Options", "RuleScore", "Survivor", "mutate"]

#: The severities that catch a record.
CATCHING = ("error", "warning")
#: Records kept to draw from, as a multiple of the sample: some faults apply to few of them.
_POOL = 20
#: Broken records that are judged in one frame: each judging costs as much again as thousands of rows.
_TOGETHER = 10_000


@dataclass
class _Tally:
    """What the rules of one catalogue did so far, by code."""

    asked: Counter[str] = field(default_factory=Counter)
    fired: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    alone: Counter[str] = field(default_factory=Counter)


def mutate(chunks: Iterable[RawChunk], options: Options) -> Mutation:
    """Break the records that pass of what was read, and judge them. Raises UsageError for codes that no rule has."""
    # What holds for parts of the input alone is left out: a fault may be in any record.
    settings = Settings(severity=options.settings.severity, limits=options.settings.limits)
    run = Run(RunOptions(as_of=options.as_of, select=options.select, ignore=options.ignore, batch=False, allow_empty=True, settings=settings))
    pool = Pool(run.catalogue, options.seed, _POOL * options.sample)
    for raw in chunks:
        chunk = run.judging.frames(raw)
        judged = run.judging.judged(chunk)
        run.take(judged)
        for kind, passing in _passing(chunk, judged.findings):
            pool.add(kind, passing)
    tally = _Tally()
    scores = []
    drawn: dict[RecordKind, int] = {}
    for kind in RECORD_KINDS:
        records = pool.records(kind)
        drawn[kind] = len(records)
        if len(records) and faults(kind):
            ready = with_texts(kind, records)
            scores += _scores(kind, ready, run.catalogue, options, tally)
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


@dataclass(frozen=True)
class _Trial:
    """Records before and after one fault, and which of them show a trace of it; `fits` is the number of records it applies to."""

    fault: Fault
    fits: int
    before: pd.DataFrame
    after: Broken
    traced: npt.NDArray[np.bool_]

    @property
    def rows(self) -> int:
        return len(self.before)


def _scores(kind: RecordKind, records: pd.DataFrame, catalogue: Catalogue, options: Options, tally: _Tally) -> list[FaultScore]:
    """Put every fault of a kind into a sample of the records it applies to, and have them judged, many faults in one frame."""
    scores: list[FaultScore] = []
    trials: list[_Trial] = []
    for fault in faults(kind):
        trials.append(_broken(fault, records, options))
        if sum(trial.rows for trial in trials) >= _TOGETHER:
            scores += _judged(kind, trials, catalogue, tally)
            trials = []
    return scores + _judged(kind, trials, catalogue, tally)


def _broken(fault: Fault, records: pd.DataFrame, options: Options) -> _Trial:
    rng = np.random.default_rng([options.seed, zlib.crc32(f"{fault.kind}/{fault.name}".encode())])
    fits = np.flatnonzero(fault.way.applies(records).to_numpy(dtype=bool))
    chosen = np.sort(rng.choice(fits, size=min(options.sample, len(fits)), replace=False)) if len(fits) else fits
    before = records.iloc[chosen].reset_index(drop=True)
    if not len(before):
        return _Trial(fault, 0, before, Broken(before, pd.DataFrame(columns=["row", "problem"])), np.zeros(0, dtype=bool))
    after = broken(fault.kind, before, fault.way.apply(before, rng))
    traced = changed(fault.kind, before, after.records)
    if fault.traces is not None:
        traced &= fault.traces(before, after.records)
    return _Trial(fault, len(fits), before, after, traced.to_numpy(dtype=bool))


def _judged(kind: RecordKind, trials: list[_Trial], catalogue: Catalogue, tally: _Tally) -> list[FaultScore]:
    """Have the broken records of several faults judged in one frame, and score each fault."""
    tried = [trial for trial in trials if trial.rows]
    failed: dict[str, npt.NDArray[np.bool_]] = {}
    if tried:
        starts = np.cumsum([0, *(trial.rows for trial in tried)])
        frame = pd.concat([trial.after.records for trial in tried], ignore_index=True)
        problems = pd.concat([trial.after.problems[["row", "problem"]].assign(row=trial.after.problems["row"] + start) for trial, start in zip(tried, starts[:-1], strict=True)])
        failed = _failures(kind, frame.drop(columns=[name for name in map(str, frame) if name.endswith(SHOWN)]), problems, catalogue, tally)
    scores, start = [], 0
    for trial in trials:
        scores.append(_score(trial, {code: mask[start : start + trial.rows] for code, mask in failed.items()}, tally))
        start += trial.rows
    return scores


def _failures(kind: RecordKind, frame: pd.DataFrame, problems: pd.DataFrame, catalogue: Catalogue, tally: _Tally) -> dict[str, npt.NDArray[np.bool_]]:
    """Which records fail which rule: limits, checks, and rules about reading. Only rules that catch are given, by code; all are counted."""
    failed = {}
    for answer in judge_records(kind, frame, catalogue):
        failed[answer.rule.code] = answer.failed
        tally.asked[answer.rule.code] += len(frame) - answer.not_applicable
    for (of, problem), rule in catalogue.problems().items():
        if of == kind:
            mask = np.zeros(len(frame), dtype=bool)
            mask[problems.loc[problems["problem"] == problem, "row"].to_numpy(dtype=np.intp)] = True
            failed[rule.code] = mask
            tally.asked[rule.code] += len(frame)
    for code, mask in failed.items():
        tally.fired[code] += int(mask.sum())
    return {code: mask for code, mask in failed.items() if mask.any() and catalogue.rules[code].severity in CATCHING}


def _score(trial: _Trial, failed: Mapping[str, npt.NDArray[np.bool_]], tally: _Tally) -> FaultScore:
    """Count what became of one fault; `failed` says which of its records fail which rule."""
    fault, traced, after = trial.fault, trial.traced, trial.after.records
    hits = np.sum([np.zeros(trial.rows, dtype=int), *failed.values()], axis=0)
    caught = traced & (hits > 0)
    by_rule = {code: int((mask & traced).sum()) for code, mask in failed.items()}
    for code, mask in failed.items():
        tally.caught[code] += by_rule[code]
        tally.alone[code] += int((mask & traced & (hits == 1)).sum())
    cases = fault.cases(trial.before, after) if fault.cases is not None and trial.rows else pd.DataFrame(index=trial.before.index)
    survivors = np.flatnonzero(traced & ~caught)
    return FaultScore(
        fault, trial.fits, _count(traced, caught, np.ones(trial.rows, dtype=bool)),
        {str(name): _count(traced, caught, rows.to_numpy(dtype=bool)) for name, rows in cases.items() if rows.any()},
        tuple(sorted(((code, number) for code, number in by_rule.items() if number), key=lambda pair: (-pair[1], pair[0]))),
        _survivor(trial.before, after, int(survivors[0])) if len(survivors) else None,
    )


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
