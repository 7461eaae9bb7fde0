"""What `pagegate history` tells: the runs that are remembered, one of them, and two held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from pagegate.errors import HistoryError
from pagegate.history.model import Run
from pagegate.history.past import data_of, runs_of
from pagegate.history.problems import Problems, moved
from pagegate.history.tables import RUNS

if TYPE_CHECKING:
    from pagegate.history.store import Store

#: Coverage that moved by less than this share is not told.
_COVERAGE = 0.01


@dataclass(frozen=True)
class Remembered:
    """A run, what it was a run of, and the version of pagegate that judged."""

    run: Run
    label: str
    pagegate: str

    def brief(self) -> dict[str, Any]:
        """The run in a few strict JSON values."""
        run = self.run
        return {
            "run": run.id, "started": run.started.isoformat(timespec="seconds"), "commit": run.commit, "verdict": run.verdict, "input": self.label, "sources": run.sources,
            "records": dict(run.records), "counts": dict(run.counts),
        }

    def whole(self) -> dict[str, Any]:
        """All that is told of the run, as strict JSON values."""
        sources = [{"source": source, "code": code, "findings": number} for (source, code), number in self.run.failed_by_source.items()]
        coverage: dict[str, dict[str, float]] = {}
        for (kind, column), share in self.run.coverage.items():
            coverage.setdefault(kind, {})[column] = share
        return {**self.brief(), "pagegate": self.pagegate, "failed": dict(self.run.failed), "sources_failed": sources, "coverage": coverage}


@dataclass(frozen=True)
class Held:
    """Two runs held against each other. The findings that are new, known and fixed in the second are None where those of one are no longer kept; `exact` says whether they are all of them."""

    first: Remembered
    second: Remembered
    findings: tuple[int, int, int] | None
    exact: bool

    def rules(self) -> list[tuple[str, int, int]]:
        """The rules whose failures moved, with both numbers, the largest change first."""
        return _moved(self.first.run.failed, self.second.run.failed)

    def sources(self) -> list[tuple[tuple[str, str], int, int]]:
        """The sources and rules whose findings moved, the largest change first."""
        return _moved(self.first.run.failed_by_source, self.second.run.failed_by_source)

    def records(self) -> list[tuple[str, int, int]]:
        """The kinds whose number of records moved."""
        return _moved(self.first.run.records, self.second.run.records)

    def coverage(self) -> list[tuple[tuple[str, str], float, float]]:
        """The columns whose coverage moved by a point or more, the largest change first."""
        one, two = self.first.run.coverage, self.second.run.coverage
        both = [(key, one.get(key, 0.0), two.get(key, 0.0)) for key in sorted({*one, *two})]
        return sorted((row for row in both if abs(row[2] - row[1]) >= _COVERAGE), key=lambda row: -abs(row[2] - row[1]))

    def whole(self) -> dict[str, Any]:
        """All of it as strict JSON values."""
        told = dict(zip(("new", "known", "fixed"), self.findings, strict=True)) if self.findings else None
        return {
            "first": self.first.brief(), "second": self.second.brief(), "same_input": self.first.label == self.second.label, "findings": told, "exact": self.exact,
            "rules": [{"code": code, "first": a, "second": b} for code, a, b in self.rules()],
            "sources": [{"source": source, "code": code, "first": a, "second": b} for (source, code), a, b in self.sources()],
            "records": [{"kind": kind, "first": a, "second": b} for kind, a, b in self.records()],
            "coverage": [{"kind": kind, "column": column, "first": a, "second": b} for (kind, column), a, b in self.coverage()],
        }


def listed(store: Store, most: int) -> tuple[list[Remembered], int]:
    """The latest runs, the latest first, and how many there are. Raises HistoryError."""
    _refuse_none(store)
    with store.reading() as connection:
        rows = [dict(row) for row in connection.execute(sa.select(RUNS).order_by(RUNS.c.started.desc(), RUNS.c.id.desc()).limit(most)).mappings()]
        number = connection.execute(sa.select(sa.func.count()).select_from(RUNS)).scalar_one()
        return _remembered(connection, rows), int(number)


def one(store: Store, name: str) -> Remembered:
    """The run with a number; `last` is the latest, `last-1` the one before it. Raises HistoryError."""
    _refuse_none(store)
    with store.reading() as connection:
        return _remembered(connection, [_row(connection, name)])[0]


def held(store: Store, first: str, second: str) -> Held:
    """Two runs by their numbers. Raises HistoryError."""
    _refuse_none(store)
    with store.reading() as connection:
        runs = _remembered(connection, [_row(connection, first), _row(connection, second)])
        kept: list[Problems | None] = [data_of(connection, run.run.id) for run in runs]
    before, after = kept
    told = None if before is None or after is None else moved(before, after)
    return Held(runs[0], runs[1], told, all(problems is not None and problems.whole for problems in kept))


def _moved(first: Mapping[Any, int], second: Mapping[Any, int]) -> list[tuple[Any, int, int]]:
    both = [(key, first.get(key, 0), second.get(key, 0)) for key in sorted({*first, *second})]
    return sorted((row for row in both if row[1] != row[2]), key=lambda row: -abs(row[2] - row[1]))


def _remembered(connection: sa.Connection, rows: list[dict[str, Any]]) -> list[Remembered]:
    return [Remembered(run, row["label"], row["pagegate"]) for run, row in zip(runs_of(connection, rows), rows, strict=True)]


def _row(connection: sa.Connection, name: str) -> dict[str, Any]:
    last, _, before = name.partition("-")
    if last == "last" and (before.isdecimal() or name == "last"):
        query = sa.select(RUNS).order_by(RUNS.c.started.desc(), RUNS.c.id.desc()).limit(1).offset(int((before or "0")[:9]))
    elif name.isdecimal():
        query = sa.select(RUNS).where(RUNS.c.id == min(int(name[:18]), 2**31 - 1))
    else:
        msg = f"knows runs by their numbers, as `pagegate history` lists them, and by `last` and `last-1`, not by {name!r}"
        raise HistoryError(msg)
    row = connection.execute(query).mappings().first()
    if row is None:
        low, high = connection.execute(sa.select(sa.func.min(RUNS.c.id), sa.func.max(RUNS.c.id))).one()
        msg = f"has no run {name}; it has no runs at all" if low is None else f"has no run {name}; it has those from {low} to {high}, without any that were forgotten"
        raise HistoryError(msg)
    return dict(row)


def _refuse_none(store: Store) -> None:
    if not store.exists:
        msg = f"there is no history {store.shown}: a run that writes a report makes it; name another with --history"
        raise HistoryError(msg)
