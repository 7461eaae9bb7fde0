"""Judges a whole scrape: facts are gathered chunk by chunk, settled into tables, and judged by Great Expectations.

Great Expectations is imported only when there is a table to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import union_categoricals

from pagegate.judge.ask import with_columns
from pagegate.model import BatchRule

#: Where a finding stands, in the order of its columns.
PLACE = ("source", "line", "column", "page", "page_line", "record", "key")
FINDING_COLUMNS = ("code", *PLACE, "fields")
#: Facts are merged whenever a group of rules holds this many rows, and then whenever they have doubled.
MANY = 200_000

_WHOLE = ("line", "column", "page", "page_line", "record")
Merge = Callable[[pd.DataFrame], pd.DataFrame]
#: The facts of one chunk, by the number of the group of rules that asked for them. Frames of numbers, hashes and categories; they pickle.
Facts = Mapping[int, pd.DataFrame]


class Counts(NamedTuple):
    """How often a rule held, failed and did not apply, counted in what it judges: pages, places, columns, pairs of records."""

    held: int
    failed: int
    not_applicable: int


class Conclusion(NamedTuple):
    """What the batch rules found.

    `findings` has one row a finding: `code`, where it stands (`PLACE`; whole numbers are Int64, `key` is "" where a finding concerns no single record), and `fields`, a
    mapping with what the rule's message names. `counts` has the counts of every rule, by its code.
    """

    findings: pd.DataFrame
    counts: Mapping[str, Counts]


@dataclass
class _Group:
    """Rules that share their facts, and the facts gathered for them so far."""

    rules: list[BatchRule]
    pieces: list[pd.DataFrame] = field(default_factory=list)
    rows: int = 0
    merge_at: int = field(default_factory=lambda: MANY)
    kept: pd.DataFrame = field(default_factory=pd.DataFrame)
    condensed_of: int = -1

    @property
    def asks(self) -> BatchRule:
        """The rule that speaks for the group."""
        return self.rules[0]

    def take(self, facts: pd.DataFrame) -> None:
        self.pieces.append(facts)
        self.rows += len(facts)
        if self.rows >= self.merge_at:
            self.pieces = [self.together()]
            self.rows = len(self.pieces[0])
            self.merge_at = max(MANY, 2 * self.rows)

    def together(self) -> pd.DataFrame:
        """All facts so far as one frame, merged if the rules say how."""
        facts = stacked(self.pieces)
        return _packed(self.asks.merge(facts)) if self.asks.merge is not None and len(facts) else facts

    def condensed(self) -> pd.DataFrame:
        """What later runs are given of these facts."""
        if self.condensed_of != self.rows:
            facts = self.together()
            self.kept, self.condensed_of = _packed(self.asks.condense(facts)) if self.asks.condense is not None else facts, self.rows
        return self.kept


class BatchJudge:
    """Collects the facts of a run and judges them.

    For each chunk, in the order of the input, `add` (or `gather` in a worker and `take` here); then `conclude`.
    """

    def __init__(self, rules: Sequence[BatchRule], earlier: Sequence[Mapping[str, pd.DataFrame]] = (), as_of: pd.Timestamp | None = None) -> None:
        """Start with no facts.

        `earlier` are the facts of earlier runs as `memory` gave them, the latest first. `as_of` (UTC, naive) is the moment that rules about age judge against; without
        one they do not apply.
        """
        self._rules = tuple(rules)
        self._earlier = tuple(earlier)
        self._as_of = as_of
        groups: dict[object, _Group] = {}
        for rule in self._rules:
            groups.setdefault((rule.of, rule.gather, rule.merge, rule.reads, rule.may_read, rule.remembers, rule.condense), _Group([])).rules.append(rule)
        self._groups = list(groups.values())

    @property
    def groups(self) -> list[tuple[BatchRule, ...]]:
        """The rules that share their facts, each group at the number that `gather` gives these."""
        return [tuple(group.rules) for group in self._groups]

    def gather(self, kind: str, frame: pd.DataFrame) -> Facts:
        """The facts of one chunk's frame of a kind (`rules` for the run's own counts). Changes nothing here, so that a worker can do it."""
        facts: dict[int, pd.DataFrame] = {}
        if not len(frame):
            return facts
        placed = _placed(frame)
        for number, group in enumerate(self._groups):
            if group.asks.of == kind and all(name in placed for name in group.asks.reads):
                facts[number] = _packed(group.asks.gather(with_columns(placed, group.asks.may_read)))
        return facts

    def take(self, facts: Facts) -> None:
        """Keep the facts of one chunk. Chunks must be taken in the order of the input."""
        for number, found in facts.items():
            self._groups[number].take(found)

    def add(self, kind: str, frame: pd.DataFrame) -> None:
        """Gather the facts of one chunk's frame of a kind, and keep them."""
        self.take(self.gather(kind, frame))

    def memory(self) -> dict[str, pd.DataFrame]:
        """The facts that rules want to see again in later runs, by the code of the rule."""
        return {rule.code: group.condensed() for group in self._groups if group.asks.remembers and group.pieces for rule in group.rules}

    def settle(self) -> dict[str, pd.DataFrame]:
        """The tables to be judged, by the code of the rule; a rule without facts, or without the earlier runs that it remembers, has none."""
        tables: dict[str, pd.DataFrame] = {}
        for group in self._groups:
            remembered = group.asks.remembers and any(group.asks.code in found for found in self._earlier)
            if remembered or (group.pieces and not group.asks.remembers):
                facts = self._with_earlier(group).assign(judged_at=np.datetime64("NaT" if self._as_of is None else self._as_of, "us"))
                tables |= {rule.code: rule.settle(facts).reset_index(drop=True) for rule in group.rules}
        return tables

    def conclude(self) -> Conclusion:
        """Settle the facts and have Great Expectations judge them, one suite a record kind."""
        tables = self.settle()
        failed: dict[str, npt.NDArray[np.bool_]] = {}
        applies = {rule.code: applies_to(rule, tables[rule.code]) for rule in self._rules if rule.code in tables}
        for kind in dict.fromkeys(rule.of for rule in self._rules):
            asked = [rule for rule in self._rules if rule.of == kind and applies.get(rule.code, np.zeros(0, dtype=bool)).any()]
            if asked:
                from pagegate.judge.gx import failing

                masks = failing(kind, asked, [tables[rule.code][applies[rule.code]] for rule in asked])
                failed |= {rule.code: mask for rule, mask in zip(asked, masks, strict=True)}
        findings: list[pd.DataFrame] = []
        counts: dict[str, Counts] = {}
        for rule in self._rules:
            judged, bad = applies.get(rule.code, np.zeros(0, dtype=bool)), failed.get(rule.code, np.zeros(0, dtype=bool))
            counts[rule.code] = Counts(int(len(bad) - bad.sum()), int(bad.sum()), int(len(judged) - judged.sum()))
            if bad.any():
                findings.append(of_rows(rule, tables[rule.code][judged][bad]))
        return Conclusion(_all(findings), counts)

    def _with_earlier(self, group: _Group) -> pd.DataFrame:
        if not group.asks.remembers:
            return group.together()
        runs = [group.condensed().assign(run=0)] if group.pieces else []
        runs += [found[group.asks.code].assign(run=-age) for age, found in enumerate(self._earlier, start=1) if group.asks.code in found]
        return stacked([_packed(run) for run in runs])


def _placed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every column of its place: `source` a category, whole numbers float64, so that all chunks agree."""
    places = {name: pd.to_numeric(frame[name]).astype("float64") if name in frame else np.nan for name in _WHOLE}
    return frame.assign(**places, source=(frame["source"] if "source" in frame else pd.Series("", index=frame.index)).astype("str").astype("category"))


def _packed(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts with their text as categories: each word is kept once."""
    packed: dict[str, Any] = {}
    for name, column in facts.items():
        if isinstance(column.dtype, pd.CategoricalDtype):
            packed[str(name)] = column.cat.remove_unused_categories()
        elif isinstance(column.dtype, pd.StringDtype) or column.dtype == object:
            packed[str(name)] = column.astype("str").astype("category")  # of one type even where a chunk has nothing but nulls
    return facts.assign(**packed).reset_index(drop=True)


def stacked(pieces: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Facts below each other, with one set of categories a column."""
    pieces = [piece for piece in pieces if len(piece)] or list(pieces[:1])
    if len(pieces) == 1:
        return pieces[0]
    columns: dict[str, Any] = {}
    for name in pieces[0].columns:
        parts = [piece[name] for piece in pieces]
        if any(isinstance(part.dtype, pd.CategoricalDtype) for part in parts):
            columns[name] = union_categoricals([part.astype("str").astype("category") for part in parts])
        else:
            columns[name] = pd.concat(parts, ignore_index=True)
    return pd.DataFrame(columns)


def applies_to(rule: BatchRule, table: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which rows of a settled table a rule judges. bool, one a row."""
    if not len(table):
        return np.zeros(0, dtype=bool)
    return cast("npt.NDArray[np.bool_]", table[list(rule.looks_at)].notna().all(axis=1).to_numpy(dtype=bool))


def of_rows(rule: BatchRule, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a rule's settled table as what it found, with the columns of `FINDING_COLUMNS`."""
    fields = rows[[name for name in rows.columns if name not in PLACE]].astype(object)
    columns: dict[str, Any] = {"code": rule.code}
    columns["source"] = rows["source"].astype("str").fillna("") if "source" in rows else ""
    for name in _WHOLE:
        place = pd.to_numeric(rows[name]).astype("Int64") if name in rows else pd.Series(pd.NA, index=rows.index, dtype="Int64")
        columns[name] = place.where(place >= 0)
    columns["key"] = rows["key"].astype("str").fillna("") if "key" in rows else ""
    columns["fields"] = pd.Series(fields.to_dict("records"), index=rows.index, dtype=object)
    return pd.DataFrame(columns, index=rows.index, columns=list(FINDING_COLUMNS))


def _all(findings: Iterable[pd.DataFrame]) -> pd.DataFrame:
    parts = list(findings)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(FINDING_COLUMNS))
