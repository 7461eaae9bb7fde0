"""Judges one chunk, with no memory of others: what a worker does, and what it sends back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.baseline import Baseline
from pagegate.catalogue import Catalogue, catalogue
from pagegate.chunk import Chunk, LineText, RawChunk
from pagegate.config.allowed import Grant, Grants, Ledger
from pagegate.config.in_force import InForce
from pagegate.config.names import resolved
from pagegate.config.rules import Asked, Belonging, Parts, Piece, configured
from pagegate.config.settings import Settings
from pagegate.frames import beside, sources_of
from pagegate.judge.findings import Found, of_answers, of_problems, table_of
from pagegate.judge.records import judge_records
from pagegate.model import RecordKind
from pagegate.pages.bounded import read_bounded
from pagegate.portrait import Portrait
from pagegate.records.build import build
from pagegate.sources.stream import Limits

if TYPE_CHECKING:
    from pagegate.history.past import Past
    from pagegate.judge.batch import BatchJudge, Facts

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


@dataclass(frozen=True)
class Told:
    """What the judging of one chunk told. It pickles.

    `records` counts the records of every kind by source, `counts` has (held, failed, not applicable, readable) by rule, `judged_under` the records judged by the key of their
    allowance. `findings` are those of all rules, without fingerprints; they, `facts`, `frames` and `belongings` (to which parts of the configuration records belong) number the records of each source from 0 in this chunk. `frames` is empty unless the
    run keeps them, `stored` says whether a page came with its text.
    """

    sources: tuple[str, ...]
    records: Mapping[RecordKind, Counter[str]]
    counts: Mapping[str, tuple[int, int, int, int]]
    judged_under: Mapping[str, int]
    portrait: Portrait
    findings: pd.DataFrame
    facts: Mapping[RecordKind, Facts]
    frames: Mapping[RecordKind, pd.DataFrame]
    stored: bool
    line_text: LineText
    belongings: Mapping[RecordKind, Belonging]


class Judging:
    """The rules that a run asks, ready to be asked of chunk after chunk."""

    def __init__(self, options: Options) -> None:
        """Choose the rules. Raises UsageError for codes that no rule has, and for names in the settings that mean nothing."""
        settings = resolved(options.settings, catalogue())
        self.options = replace(options, settings=settings)
        self.catalogue: Catalogue = configured(catalogue().chosen(options.select, options.ignore), settings.severity, settings.limits)
        self.parts = Parts(self.catalogue, settings.parts, Ledger.of(settings))
        self._allows = bool(Ledger.of(settings).every)
        self._batch: BatchJudge | None = self.batch_judge()

    def batch_judge(self, only: Collection[str] | None = None) -> BatchJudge | None:
        """A judge of the whole scrape that knows nothing yet, of the rules with the codes in `only` if it is given; None if no rule asks for one."""
        rules = [rule for rule in self.catalogue.batch_rules() if only is None or rule.code in only] if self.options.batch else []
        if not rules:
            return None
        from pagegate.judge.batch import BatchJudge

        return BatchJudge(rules, self.options.past.facts if self.options.past else (), as_of=pd.Timestamp(_utc(self.options.as_of)) if self.options.as_of else None)

    def frames(self, raw: RawChunk) -> Chunk:
        """One chunk as frames, each record with its place among those of its source in this chunk, and the moment it is judged against."""
        chunk = self._read(raw)
        frames = {kind: beside({**{str(name): column for name, column in frame.items()}, "record": _places(frame), "judged_at": self._moment(frame)}, len(frame)) for kind, frame in chunk.frames.items()}
        return replace(chunk, frames=frames, empty=raw.empty, sources=raw.sources)

    def judged(self, chunk: Chunk) -> Told:
        """Ask every rule about records of the frames of one chunk."""
        answers = _Counts(Portrait.of(self.catalogue.rules.values()))
        pieces, belongings = self.parts.parted(chunk)
        found = [one for piece in pieces for one in self._of_piece(piece, answers)]
        filled = {kind: frame for kind, frame in chunk.frames.items() if len(frame)}
        return Told(
            sources=tuple(dict.fromkeys([*chunk.sources, *chunk.problems["source"].dropna(), *chunk.empty, *(source for frame in filled.values() for source in sources_of(frame))])),
            records={kind: Counter(sources_of(frame)) for kind, frame in filled.items()},
            counts=answers.totals(), judged_under=dict(answers.under), portrait=answers.portrait, findings=table_of(found),
            facts={kind: self._batch.gather(kind, frame) for kind, frame in filled.items()} if self._batch is not None else {},
            frames=filled if self.options.keep_frames else {},
            stored="pages" in filled and any(filled["pages"][name].notna().any() for name in ("text", "html") if name in filled["pages"]),
            line_text=chunk.line_text, belongings=belongings,
        )

    def granted(self, found: list[Found], grants: Grants) -> list[Found]:
        """The findings with the allowance that they are under, and the key that gives it; without any in the configuration, as they are."""
        if not self._allows:
            return found
        held = [(one, grants.get(one.rule.code)) for one in found]
        return [replace(one, columns={**one.columns, "allowance": str(grant.allowance) if grant else None, "allowed_by": grant.key if grant else ""}) for one, grant in held]

    def _of_piece(self, piece: Piece, answers: _Counts) -> list[Found]:
        """The findings of one piece of a chunk, rule by rule."""
        found: list[Found] = []
        chunk, rules, grants = piece.chunk, piece.asked.catalogue, piece.asked.grants
        for kind, frame in chunk.frames.items():
            if not len(frame):
                continue
            asked = judge_records(kind, frame, rules)
            answers.portrait.add(kind, frame, {answer.rule.code: answer.failed for answer in asked if answer.failed.any()})
            for answer in asked:
                answers.count(answer.rule.code, answer.held, int(np.count_nonzero(answer.failed)), answer.not_applicable, answer.readable)
                answers.count_under(grants.get(answer.rule.code), len(answer.failed) - answer.not_applicable)
            found += of_answers(kind, asked, chunk, rules)
            for rule in piece.asked.silent:
                answers.count(rule.code, 0, 0, len(frame) if rule.kind == kind else 0)
        return self.granted(found + self._problems(chunk, piece.asked, answers), grants)

    def _problems(self, chunk: Chunk, asked: Asked, answers: _Counts) -> list[Found]:
        rules = asked.catalogue.problems()
        known = {rule.problem for rule in catalogue().problems().values()}
        found = []
        for (kind, problem), problems in chunk.problems.groupby(["kind", "problem"], sort=True):
            if problem not in known:
                msg = f"the reader reported {problem!r}, and no rule stands for it"
                raise RuntimeError(msg)
            # A kind without a rule of its own for times has them judged like its other values.
            rule = rules.get((str(kind), str(problem))) or (rules.get((str(kind), "unreadable-value")) if problem == "unreadable-time" else None)
            if rule is None:  # ignored, or a problem that this kind's other rules cover (a quote's `N/A` is a missing price)
                continue
            failed = problems.loc[problems["row"] >= 0, "row"].nunique()
            answers.count(rule.code, -failed, failed, 0)
            found.append(of_problems(str(kind), rule, problems, chunk, asked.catalogue))
        for (kind, _), rule in rules.items():
            judged = len(chunk.frames.get(kind, ()))  # type: ignore[call-overload]
            answers.count(rule.code, judged, 0, 0)
            answers.count_under(asked.grants.get(rule.code), judged)
        return found

    def _read(self, raw: RawChunk) -> Chunk:
        if raw.kind == "pages":
            return read_bounded(raw, self.options.limits)
        built = build(raw.kind, raw.raw)
        problems = [table for table in (raw.problems, built.problems) if len(table)]
        return Chunk({raw.kind: built.frame}, pd.concat(problems, ignore_index=True) if problems else raw.problems, {}, raw.line_text)

    def _moment(self, frame: pd.DataFrame) -> pd.Series:
        moment = pd.Series(_utc(self.options.as_of or self.options.now), index=frame.index).astype("datetime64[us]")
        if self.options.as_of is not None or "fetched_at" not in frame:
            return moment
        return frame["fetched_at"].fillna(moment) if frame["fetched_at"].hasnans else frame["fetched_at"]


class _Counts:
    """What the rules said of one chunk."""

    def __init__(self, portrait: Portrait) -> None:
        self.portrait = portrait
        self._counts: dict[str, Counter[str]] = {}
        self.under = Counter[str]()

    def count(self, code: str, held: int, failed: int, not_applicable: int, readable: int = 0) -> None:
        one = self._counts.setdefault(code, Counter())
        one.update(held=held, failed=failed, not_applicable=not_applicable, readable=readable)

    def count_under(self, grant: Grant | None, judged: int) -> None:
        if grant is not None:
            self.under[grant.key] += judged

    def totals(self) -> dict[str, tuple[int, int, int, int]]:
        return {code: (one["held"], one["failed"], one["not_applicable"], one["readable"]) for code, one in self._counts.items()}


def _places(frame: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The place of each record among those of its source in a frame."""
    if len(sources_of(frame)) == 1:
        return np.arange(len(frame), dtype=np.int64)
    return np.asarray(frame["source"].groupby(frame["source"], sort=False).cumcount(), dtype=np.int64)


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment
