"""One run: sources in, verdict out. Chunks flow through; what stays is counts, findings and the facts that batch rules keep."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from pagegate.baseline import Baseline
from pagegate.catalogue import Catalogue, catalogue
from pagegate.chunk import Chunk, LineText, RawChunk, no_line_text
from pagegate.config.allowed import Allowed, Grants, Ledger
from pagegate.config.in_force import InForce
from pagegate.config.names import resolved
from pagegate.config.rules import Asked, Parts, Piece, configured
from pagegate.config.settings import Settings
from pagegate.history.model import Memory
from pagegate.judge.findings import of_answer, of_batch, of_problems
from pagegate.judge.records import judge_records
from pagegate.judge.tally import Tally
from pagegate.model import RECORD_KINDS, RecordKind, Rule
from pagegate.pages.bounded import read_bounded
from pagegate.portrait import Portrait
from pagegate.records.build import PROBLEM_COLUMNS, PROVENANCE, build
from pagegate.sources.sample import sample
from pagegate.sources.stream import Limits
from pagegate.verdict import Comparison, Verdict

if TYPE_CHECKING:
    from pagegate.history.past import Judged, Past
    from pagegate.judge.batch import BatchJudge

FailOn = Literal["error", "warning", "never"]


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to judge. `as_of` is the moment to judge dates against; None takes each record's `fetched_at`, else now."""

    as_of: dt.datetime | None = None
    fail_on: FailOn = "error"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    batch: bool = True
    allow_empty: bool = False
    keep_frames: bool = False
    baseline: Baseline | None = None
    settings: Settings = field(default_factory=Settings)
    limits: Limits = field(default_factory=Limits)
    configuration: tuple[InForce, ...] = ()
    past: Past | None = None
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))


class Run:
    """Judges chunks one by one; `verdict` closes the run."""

    def __init__(self, options: Options) -> None:
        """Start with nothing judged. Raises UsageError for codes that no rule has, and for names in the settings that mean nothing."""
        settings = resolved(options.settings, catalogue())
        self.options = replace(options, settings=settings)
        self.catalogue: Catalogue = configured(catalogue().chosen(options.select, options.ignore), settings.severity, settings.limits)
        self._ledger = Ledger.of(settings)
        self._parts = Parts(self.catalogue, settings.parts, self._ledger)
        self.tally = Tally(self.catalogue.rules.values(), options.baseline)
        self.portrait = Portrait.of(self.catalogue.rules.values())
        self.sources: set[str] = set()
        self._batch: BatchJudge | None = self._batch_judge()
        self._ordinals: Counter[tuple[str, RecordKind]] = Counter()
        self._line_text: LineText = no_line_text
        self._stored = False
        self._found: list[tuple[str, str, str]] = []
        self._kept: dict[RecordKind, list[pd.DataFrame]] = {kind: [] for kind in RECORD_KINDS}

    def judge(self, raw: RawChunk) -> pd.DataFrame:
        """Judge one chunk; returns its findings."""
        return self.judge_frames(self.frames(raw))

    def frames(self, raw: RawChunk) -> Chunk:
        """One chunk as frames, each record with its place in its source and the moment it is judged against. Chunks must come in the order of the input."""
        return replace(self._numbered(self._read(raw)), empty=raw.empty)

    def judge_frames(self, chunk: Chunk) -> pd.DataFrame:
        """Judge the frames of one chunk; returns its findings."""
        self._line_text = chunk.line_text  # batch findings show their lines where the last chunk holds them: in every run of one chunk
        self.sources.update(chunk.problems["source"].dropna(), chunk.empty)
        for kind, frame in chunk.frames.items():
            self.sources.update(frame["source"])
            self.tally.records[kind] += len(frame)
            self._stored |= kind == "pages" and any(frame[name].notna().any() for name in ("text", "html") if name in frame)
            if self._batch is not None and len(frame):
                self._batch.add(kind, frame)
            if self.options.keep_frames and len(frame):
                self._kept[kind].append(frame)
        return self.tally.add([table for piece in self._parts.pieces(chunk) for table in self._judged(piece)])

    def _judged(self, piece: Piece) -> list[pd.DataFrame]:
        """The findings of one piece of a chunk, each rule's in a table."""
        tables = []
        chunk, rules, grants = piece.chunk, piece.asked.catalogue, piece.asked.grants
        for kind, frame in chunk.frames.items():
            if not len(frame):
                continue
            answers = judge_records(kind, frame, rules)
            self.portrait.add(kind, frame, {answer.rule.code: answer.failed for answer in answers if answer.failed.any()})
            for answer in answers:
                self.tally.count(answer.rule.code, answer.held, int(answer.failed.sum()), answer.not_applicable, answer.readable)
                self._ledger.count(grants.get(answer.rule.code), len(answer.failed) - answer.not_applicable)
                if answer.failed.any():
                    tables.append(of_answer(kind, answer, chunk, rules))
            for rule in piece.asked.silent:
                self.tally.count(rule.code, 0, 0, len(frame) if rule.kind == kind else 0)
        return self._granted(tables + self._problems(chunk, piece.asked), grants)

    def _granted(self, tables: list[pd.DataFrame], grants: Grants) -> list[pd.DataFrame]:
        """The findings, each rule's in a table, with the allowance that they are under, and the key that gives it; without any in the configuration, as they are."""
        if not self._ledger.every:
            return tables
        held = [(table, grants.get(str(table["code"].iloc[0]))) for table in tables]
        return [table.assign(allowance=str(grant.allowance) if grant else None, allowed_by=grant.key if grant else "") for table, grant in held]

    def verdict(self) -> Verdict:
        """Ask the batch rules, and decide."""
        if not self.options.allow_empty and not self._anything_read():
            self.tally.add(self._nothing_read())
        if self._batch is not None:
            self._batch.add("rules", self.tally.about_records())
            conclusion = self._batch.conclude()
            for code, counts in conclusion.counts.items():
                self.tally.count(code, *counts)
                self._ledger.count_everywhere(code, counts.held + counts.failed)
            self._add_batch(conclusion.findings)
            self._found = _sites_and_fields(conclusion.findings, {rule.code for rule in self.catalogue.batch_rules() if rule.remembers})
        allowed = self._ledger.allowed(self.tally.new_by_allowance(), self.catalogue.rules)
        holding = {one.key for one in allowed if one.standing != "exceeded"}
        findings, new = self.tally.findings(), self.tally.counts_of_new(holding)
        failing = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[self.options.fail_on]
        past = self.options.past
        return Verdict(
            passed=not any(number for severity, number in new.items() if severity in failing), allowed=allowed, configuration=self.options.configuration,
            fail_on=self.options.fail_on, as_of=self.options.as_of or self.options.now, sources=len(self.sources), records=dict(self.tally.records),
            counts=self.tally.counts(), rules=self.tally.table(), findings=_standing(findings, allowed), baseline=self._compared(),
            asked=self.catalogue.rules, portrait=self.portrait, memory=past.memory(findings, self._asked()) if past else Memory(),
            frames={kind: pd.concat(frames, ignore_index=True) if frames else _no_records(kind) for kind, frames in self._kept.items()} if self.options.keep_frames else {},
        )

    def judged(self, verdict: Verdict, commit: str | None) -> Judged:
        """The run as it is to be remembered, once its verdict is known."""
        from pagegate.history.past import Judged

        facts = self._batch.memory() if self._batch is not None else {}
        return Judged(
            started=self.options.now, commit=commit, verdict=verdict.verdict, sources=verdict.sources, records=verdict.records, counts=verdict.counts, rules=verdict.rules,
            findings=verdict.findings, facts=facts, found=self._found,
        )

    def _add_batch(self, found: pd.DataFrame) -> None:
        """Add what batch rules found; what a part of the input ignores is not applicable to them."""
        for part, mine in self._parts.of_batch(found):
            rules = part.catalogue.rules
            asked = mine["code"].isin(list(rules)) if len(mine) else pd.Series(dtype=bool)
            for code, number in mine.loc[~asked, "code"].value_counts().items():
                self.tally.count(str(code), 0, -number, number)
            self.tally.add(self._granted(of_batch(mine[asked], rules, self._line_text), part.grants))

    def _compared(self) -> Comparison | None:
        """What became of the baseline's entries; rules that this run did not ask tell nothing of theirs."""
        if self.options.baseline is None:
            return None
        return self.options.baseline.compared(self.sources, self._asked())

    def _asked(self) -> dict[str, Rule]:
        """The rules that this run asked, by their codes."""
        return {code: rule for code, rule in self.catalogue.rules.items() if self._batch is not None or rule.kind != "batch"}

    def _batch_judge(self) -> BatchJudge | None:
        rules = self.catalogue.batch_rules() if self.options.batch else []
        if not rules:
            return None
        from pagegate.judge.batch import BatchJudge

        return BatchJudge(rules, self.options.past.facts if self.options.past else (), as_of=pd.Timestamp(_utc(self.options.as_of)) if self.options.as_of else None)

    def _read(self, raw: RawChunk) -> Chunk:
        if raw.kind == "pages":
            return read_bounded(raw, self.options.limits)
        built = build(raw.kind, raw.raw)
        problems = [table for table in (raw.problems, built.problems) if len(table)]
        return Chunk({raw.kind: built.frame}, pd.concat(problems, ignore_index=True) if problems else raw.problems, {}, raw.line_text)

    def _numbered(self, chunk: Chunk) -> Chunk:
        """The chunk with each record's place among those of its source, and the moment it is judged against."""
        frames = {}
        for kind, frame in chunk.frames.items():
            numbers = frame["source"].groupby(frame["source"], sort=False).cumcount().to_numpy(dtype=np.int64)
            begun = frame["source"].map({source: self._ordinals[source, kind] for source in frame["source"].unique()}).to_numpy(dtype=np.int64)
            self._ordinals.update({(str(source), kind): count for source, count in frame["source"].value_counts().items()})
            frames[kind] = frame.assign(record=numbers + begun, judged_at=self._moment(frame))
        return Chunk(frames, chunk.problems, chunk.places, chunk.line_text, passages=chunk.passages)

    def _moment(self, frame: pd.DataFrame) -> pd.Series:
        moment = pd.Series(_utc(self.options.as_of or self.options.now), index=frame.index).astype("datetime64[us]")
        if self.options.as_of is not None or "fetched_at" not in frame:
            return moment
        return frame["fetched_at"].fillna(moment)

    def _problems(self, chunk: Chunk, asked: Asked) -> list[pd.DataFrame]:
        rules = asked.catalogue.problems()
        known = {rule.problem for rule in catalogue().problems().values()}
        tables = []
        for (kind, problem), problems in chunk.problems.groupby(["kind", "problem"], sort=True):
            if problem not in known:
                msg = f"the reader reported {problem!r}, and no rule stands for it"
                raise RuntimeError(msg)
            # A kind without a rule of its own for times has them judged like its other values.
            rule = rules.get((str(kind), str(problem))) or (rules.get((str(kind), "unreadable-value")) if problem == "unreadable-time" else None)
            if rule is None:  # ignored, or a problem that this kind's other rules cover (a quote's `N/A` is a missing price)
                continue
            failed = problems.loc[problems["row"] >= 0, "row"].nunique()
            self.tally.count(rule.code, -failed, failed, 0)
            tables.append(of_problems(str(kind), rule, problems, chunk, asked.catalogue))
        for (kind, _), rule in rules.items():
            judged = len(chunk.frames.get(kind, ()))  # type: ignore[call-overload]
            self.tally.count(rule.code, judged, 0, 0)
            self._ledger.count(asked.grants.get(rule.code), judged)
        return tables

    def _anything_read(self) -> bool:
        """Whether a record was read; or nothing but pages that were stored without their bodies, out of which none can be: their status is judged."""
        bodiless = self.tally.records["pages"] > 0 and not self._stored
        return bodiless or any(count for kind, count in self.tally.records.items() if kind != "pages")

    def _nothing_read(self) -> list[pd.DataFrame]:
        rule = self.catalogue.problems().get(("pages", "no-records"))
        if rule is None:
            return []
        count = len(self.sources)
        names = ", ".join(sample(name, 100) for name in sorted(self.sources)[:3]) + (f" and {count - 3:,} more" if count > 3 else "")
        told = "no source: there was none to read" if not count else f"{'the source' if count == 1 else f'any of {count:,} sources'} {names}"
        problem = pd.DataFrame([{"problem": "no-records", "kind": "pages", "row": -1, "text": told, "source": min(self.sources, default="")}], columns=list(PROBLEM_COLUMNS))
        return [of_problems("pages", rule, problem, Chunk({}, problem), self.catalogue)]


def _standing(findings: pd.DataFrame, allowed: tuple[Allowed, ...]) -> pd.DataFrame:
    """The findings, each with the standing of the allowance that it is under, if the configuration gives any."""
    if "allowed_by" not in findings:
        return findings
    standings = {one.key: one.standing for one in allowed}
    return findings.assign(standing=pd.Series([standings.get(key) for key in findings["allowed_by"]], index=findings.index, dtype=object))


def judge_all(chunks: Iterable[RawChunk], options: Options) -> Verdict:
    """Judge every chunk and decide."""
    run = Run(options)
    for chunk in chunks:
        run.judge(chunk)
    return run.verdict()


def _sites_and_fields(found: pd.DataFrame, remembering: set[str]) -> list[tuple[str, str, str]]:
    """What rules that remember found: code, site and field of each finding."""
    mine = found[found["code"].isin(sorted(remembering))] if len(found) else found
    return [(str(code), str(fields.get("site", "")), str(fields.get("field", ""))) for code, fields in zip(mine["code"], mine["fields"], strict=True)]


def _no_records(kind: RecordKind) -> pd.DataFrame:
    return build(kind, pd.DataFrame({name: pd.Series(dtype=object) for name in PROVENANCE})).frame


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment
