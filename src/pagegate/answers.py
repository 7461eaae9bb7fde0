"""What the rules say of a frame that somebody else made: for Great Expectations and pandera, which judge frames of their own.

The frame is read as `pagegate.check` reads one, once for all rules; each rule then answers by the frame's rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.api import moment
from pagegate.catalogue import catalogue
from pagegate.errors import UsageError
from pagegate.judge.ask import ask, with_columns
from pagegate.judge.batch import BatchJudge, Conclusion
from pagegate.judge.records import answers_of_limits
from pagegate.judging import Judging, Options
from pagegate.model import BatchRule, Check, Limit, RecordKind, Rule
from pagegate.records.given import of_frame
from pagegate.schema import within

#: Problems of single rows, which a frame can have; the others are of files.
_OF_ROWS = frozenset((
    "unreadable-value", "unreadable-time", "placeholder", "ambiguous-quote", "unreadable-quote", "unreadable-weather", "inexact-weather", "temperature-without-unit", "unsearched-markup",
))


@dataclass(frozen=True)
class Answered:
    """What one rule says of a frame.

    `failed` are the positions of the rows that fail, ascending; for a batch rule one a failure, -1 where it concerns no single row. `judged` counts what was judged
    (rows, or what a batch rule judges), `not_applicable` those of them that the rule does not apply to. `reads` are the frame's columns that the rule
    looks at, `told` what a batch rule says of each failure.
    """

    rule: Rule
    failed: npt.NDArray[np.int64]
    judged: int
    not_applicable: int
    reads: tuple[str, ...] = ()
    told: tuple[Mapping[str, object], ...] = ()


def kind_of(rule: Rule) -> RecordKind:
    """The kind of records that a rule can be asked of. Raises UsageError if it cannot be asked of a frame."""
    if isinstance(rule, BatchRule) and (rule.of == "rules" or rule.remembers):
        msg = f"{rule.code} ({rule.name}) cannot be asked of a frame: it judges {'a run of pagegate' if rule.of == 'rules' else 'against earlier runs'}; `pagegate check` asks it"
        raise UsageError(msg)
    if isinstance(rule, Check) and rule.problem is not None and rule.problem not in _OF_ROWS:
        msg = f"{rule.code} ({rule.name}) cannot be asked of a frame: it is about files; `pagegate check` asks it"
        raise UsageError(msg)
    return cast("RecordKind", rule.of if isinstance(rule, BatchRule) else rule.kind)


def askable(rules: Mapping[str, Rule]) -> dict[RecordKind, list[Rule]]:
    """The rules that can be asked of a frame, by the kind of its records."""
    found: dict[RecordKind, list[Rule]] = {"pages": [], "quotes": [], "weather": [], "articles": []}
    for rule in rules.values():
        try:
            found[kind_of(rule)].append(rule)
        except UsageError:
            continue
    return {kind: asked for kind, asked in found.items() if asked}


class Answers:
    """One frame of records of one kind, read once, and what each rule says of it."""

    def __init__(self, frame: pd.DataFrame, kind: RecordKind, as_of: dt.date | str | None = None) -> None:
        """Read it; its index may be any, and it is not changed.

        Raises UsageError if none of its columns is one of that kind's, if two have one name, or for an `as_of` that is no time.
        """
        self._as_of = moment(as_of)
        self._kind = kind
        self._names = frozenset(str(name) for name in frame.columns)
        self._chunk = Judging(Options(as_of=self._as_of, batch=False)).frames(of_frame(frame, kind))
        asked = self._chunk.frames[kind]
        if len(asked) != len(frame):
            msg = f"{len(frame):,} rows were read as {len(asked):,} {kind}"
            raise RuntimeError(msg)
        # One frame for all checks, so that what they share is computed once.
        self._frame = with_columns(asked, tuple(dict.fromkeys(name for check in catalogue().checks(kind) for name in check.may_read)))

    def of(self, code: str) -> Answered:
        """What one rule says, asked by its code or name.

        Raises UsageError for a rule that there is none of, that is about other records, or that cannot be asked of a frame; and what the rule itself raises.
        """
        rule = catalogue().find(code)
        if kind_of(rule) != self._kind:
            msg = f"{rule.code} ({rule.name}) is about {kind_of(rule)}, not {self._kind}"
            raise UsageError(msg)
        if isinstance(rule, BatchRule):
            return self._of_batch(rule)
        if isinstance(rule, Limit):
            return self._of_limit(rule)
        if not isinstance(rule, Check):
            msg = f"{rule.code} ({rule.name}) is neither limit, check nor batch rule"
            raise TypeError(msg)
        return self._of_check(rule) if rule.problem is None else self._of_problem(rule)

    def _of_limit(self, limit: Limit) -> Answered:
        column, limits = next((name, found) for name, found in catalogue().limits(self._kind).items() if limit in found)
        there = column in self._frame
        failed = {one.code: ~within(one, self._frame[column]).to_numpy(dtype=bool) if there else np.zeros(len(self._frame), dtype=bool) for one in limits}
        (answer,) = [answer for answer in answers_of_limits(column, limits, failed, self._frame) if answer.rule is limit]
        return Answered(limit, np.flatnonzero(answer.failed), len(self._frame), answer.not_applicable, self._given((column,)))

    def _of_check(self, check: Check) -> Answered:
        with np.errstate(all="ignore"):  # absurd numbers overflow; what comes of it is compared like any other
            answer = ask(check, self._frame)
        failed = np.flatnonzero(~answer.fillna(value=True).to_numpy(dtype=bool))
        return Answered(check, failed, len(self._frame), int(answer.isna().sum()), self._given((*check.reads, *check.may_read)))

    def _of_problem(self, rule: Check) -> Answered:
        """A rule about reading: a kind without a rule of its own for times has them judged like its other values."""
        stands_for = {rule.problem} if (self._kind, "unreadable-time") in catalogue().problems() or rule.problem != "unreadable-value" else {rule.problem, "unreadable-time"}
        problems = self._chunk.problems
        mine = problems[(problems["kind"] == self._kind).to_numpy(dtype=bool) & problems["problem"].isin(stands_for).to_numpy(dtype=bool) & (problems["row"] >= 0).to_numpy(dtype=bool)]
        rows = np.unique(mine["row"].to_numpy(dtype=np.int64))
        return Answered(rule, rows, len(self._frame), 0, self._given(tuple(str(name) for name in mine["field"].dropna().unique())))

    def _of_batch(self, rule: BatchRule) -> Answered:
        found, counts = self._concluded
        mine = found[found["code"] == rule.code]
        held, failed, idle = counts[rule.code]
        rows = mine["record"].fillna(-1).to_numpy(dtype=np.int64)
        return Answered(rule, rows, held + failed + idle, idle, told=tuple(mine["fields"]))

    @cached_property
    def _concluded(self) -> Conclusion:
        """What the batch rules of this kind say of the frame, judged as one scrape."""
        rules = [rule for rule in askable(catalogue().rules).get(self._kind, ()) if isinstance(rule, BatchRule)]
        judge = BatchJudge(rules, as_of=None if self._as_of is None else pd.Timestamp(self._as_of).tz_convert("UTC").tz_localize(None))
        judge.add(self._kind, self._frame)
        return judge.conclude()

    def _given(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of some columns that the frame came with."""
        return tuple(name for name in dict.fromkeys(names) if name in self._names)
