"""Recalls earlier runs over the same input, and remembers this one."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from pagegate.catalogue import catalogue
from pagegate.history.learned import Alarm, Brief, accepted, chosen, families, left_out, without
from pagegate.history.model import Memory, Run
from pagegate.history.packed import packed, unpacked
from pagegate.history.problems import Problems, changes
from pagegate.history.tables import FACTS, FAILURES, RUNS
from pagegate.history.undated import undated
from pagegate.history.where import Input
from pagegate.model import RecordKind, Severity
from pagegate.version import __version__

if TYPE_CHECKING:
    import pandas as pd

    from pagegate.history.store import Store

#: Runs that the report draws, and runs that are looked at for choosing those to compare with.
SHOWN, LOOKED_AT = 60, 1000
#: Runs that are kept of an input unless the configuration says otherwise.
KEEP = 1000
#: The latest runs whose findings and whose facts are kept beside their counts, in number and in days.
_FINDINGS_OF, _FACTS_OF = 30, dt.timedelta(days=35)
#: The most sources of a run whose findings are counted one by one: those with the most.
MOST_SOURCES = 200
_FINDINGS = "findings"


@dataclass(frozen=True)
class Past:
    """What earlier runs over the same input tell: `runs` oldest first, `facts` of those to compare with by the code of the rule, the latest first, and what the last one found."""

    runs: tuple[Run, ...] = ()
    facts: tuple[Mapping[str, pd.DataFrame], ...] = ()
    last: Problems | None = None
    accepted: Mapping[Alarm, int] = field(default_factory=dict)

    def memory(self, findings: pd.DataFrame, asked: Iterable[str]) -> Memory:
        """What a verdict with these findings, over rules of these codes, remembers."""
        compared = changes(findings, self.runs[-1], self.last, set(asked)) if self.runs and self.last is not None else None
        return Memory(self.runs, compared)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A run as it is to be remembered: what `Verdict` says, `facts` by the code of the rule that wants them again, and what rules that remember found, by code, site and field."""

    started: dt.datetime
    commit: str | None
    verdict: str
    sources: int
    records: Mapping[RecordKind, int]
    counts: Mapping[Severity, int]
    rules: pd.DataFrame
    findings: pd.DataFrame
    facts: Mapping[str, pd.DataFrame]
    found: Sequence[tuple[str, str, str]]


def recall(store: Store, of: Input, now: dt.datetime) -> Past:
    """What is remembered of earlier runs over an input, as of `now`. Raises HistoryError."""
    if not store.exists:
        return Past()
    with store.reading() as connection:
        latest = rows_of(connection, of.key, LOOKED_AT, now)
        if not latest:
            return Past()
        briefs = [_brief(row) for row in latest]
        usual = accepted(briefs)
        told = chosen(briefs, now)
        data = _facts(connection, [run.id for run in told])
        last = data_of(connection, latest[0]["id"])
        shown = runs_of(connection, latest[:SHOWN])
    # A run without batch suites has no facts, and is none to compare with.
    facts = tuple(_expanded(data[run.id], list(left_out(run, usual))) for run in told if run.id in data)
    return Past(tuple(reversed(shown)), facts, last, usual)


@dataclass(frozen=True)
class Prepared:
    """A run as rows of the tables, but for its number."""

    row: Mapping[str, Any]
    failures: Mapping[tuple[str, str], int]
    data: Mapping[str, bytes]
    started: dt.datetime


def remember(store: Store, of: Input, judged: Judged, past: Past, keep: int = KEEP) -> int:
    """Write a run down, and forget the oldest of its input beyond `keep`; returns its number. Raises HistoryError."""
    return put(store, of, prepared(of, judged, past), keep)


def prepared(of: Input, judged: Judged, past: Past) -> Prepared:
    """What is written of a run: all the work that needs no lock."""
    family = families(catalogue().batch_rules())
    alarms = sorted({Alarm(family[code], site, name) for code, site, name in judged.found})
    facts = {family[code]: frame for code, frame in judged.facts.items()}
    problems = Problems.of(judged.findings)
    row = {
        "input": of.key, "label": of.label, "started": _text(judged.started), "commit_id": judged.commit, "pagegate": __version__, "verdict": judged.verdict, "sources": judged.sources,
        "records": _json(judged.records), "counts": _json(judged.counts), "failed": _json({code: int(failed) for code, failed in zip(judged.rules["code"], judged.rules["failed"], strict=True) if failed}),
        "coverage": _json(_coverage(facts, past)), "alarms": _json([_parts(alarm) for alarm in alarms]), "accepted": _json([[*_parts(alarm), begun] for alarm, begun in sorted(past.accepted.items())]),
    }
    data = {name: packed(frame) for name, frame in facts.items()} | {_FINDINGS: packed(problems.table.assign(whole=problems.whole))}
    return Prepared(row, _by_source(judged.findings), data, judged.started)


def put(store: Store, of: Input, made: Prepared, keep: int = KEEP) -> int:
    """Write the rows of a run, all or none; returns its number. Raises HistoryError."""
    with store.writing() as connection:
        key = connection.execute(sa.insert(RUNS).values(made.row)).inserted_primary_key
        number = int(key[0]) if key else 0
        if made.failures:
            connection.execute(sa.insert(FAILURES), [{"run": number, "source": source, "code": code, "findings": many} for (source, code), many in made.failures.items()])
        connection.execute(sa.insert(FACTS), [{"run": number, "name": name, "data": data} for name, data in made.data.items()])
        _forget(connection, of, made.started, keep)
    return number


def _forget(connection: sa.Connection, of: Input, now: dt.datetime, keep: int) -> None:
    mine = sa.select(RUNS.c.id).where(RUNS.c.input == of.key)
    newest = mine.order_by(RUNS.c.started.desc(), RUNS.c.id.desc())
    connection.execute(sa.delete(RUNS).where(RUNS.c.input == of.key, RUNS.c.id.not_in(newest.limit(keep))))
    old = mine.where(RUNS.c.started < _text(now - _FACTS_OF))
    connection.execute(sa.delete(FACTS).where(FACTS.c.run.in_(old), FACTS.c.name != _FINDINGS))
    connection.execute(sa.delete(FACTS).where(FACTS.c.name == _FINDINGS, FACTS.c.run.in_(mine), FACTS.c.run.not_in(newest.limit(_FINDINGS_OF))))


def rows_of(connection: sa.Connection, key: str, most: int, now: dt.datetime) -> list[dict[str, Any]]:
    """The rows of the latest runs over an input up to a moment, the latest first. A run of later, when a clock was ahead, would else be the last one until then."""
    query = sa.select(RUNS).where(RUNS.c.input == key, RUNS.c.started <= _text(now)).order_by(RUNS.c.started.desc(), RUNS.c.id.desc()).limit(most)
    return [dict(row) for row in connection.execute(query).mappings()]


def runs_of(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> list[Run]:
    """The runs in rows of their table, with their failures by source."""
    wanted = [row["id"] for row in rows]
    failures: dict[int, dict[tuple[str, str], int]] = {number: {} for number in wanted}
    for run, source, code, many in connection.execute(sa.select(FAILURES).where(FAILURES.c.run.in_(wanted)).order_by(FAILURES.c.run, FAILURES.c.source, FAILURES.c.code)):
        failures[run][source, code] = many
    return [
        Run(
            id=row["id"], started=dt.datetime.fromisoformat(row["started"]), commit=row["commit_id"], verdict=row["verdict"], sources=row["sources"],
            records=json.loads(row["records"]), counts=json.loads(row["counts"]), failed=json.loads(row["failed"]), failed_by_source=failures[row["id"]],
            coverage={(kind, name): share for kind, columns in json.loads(row["coverage"]).items() for name, share in columns.items()},
        )
        for row in rows
    ]


def data_of(connection: sa.Connection, run: int) -> Problems | None:
    """The findings of a run; None if they are no longer kept."""
    data = connection.execute(sa.select(FACTS.c.data).where(FACTS.c.run == run, FACTS.c.name == _FINDINGS)).scalar()
    if data is None:
        return None
    table = unpacked(data)
    return Problems(table.drop(columns="whole"), bool(table["whole"].all()))


def _facts(connection: sa.Connection, wanted: Sequence[int]) -> dict[int, dict[str, pd.DataFrame]]:
    told: dict[int, dict[str, pd.DataFrame]] = {}
    for run, name, data in connection.execute(sa.select(FACTS).where(FACTS.c.run.in_(wanted), FACTS.c.name != _FINDINGS)):
        told.setdefault(run, {})[name] = unpacked(data)
    return told


def _expanded(facts: Mapping[str, pd.DataFrame], alarms: Sequence[Alarm]) -> dict[str, pd.DataFrame]:
    """The facts of one run by the code of every rule that asks for them, without what it says nothing about."""
    family = families(catalogue().batch_rules())
    told = {name: without(frame, [alarm for alarm in alarms if alarm.family == name]) for name, frame in facts.items()}
    return {code: told[name] for code, name in family.items() if name in told}


def _by_source(findings: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Findings by source, without its moment, and code; of more than `MOST_SOURCES` sources, the rest are one."""
    counts: Counter[tuple[str, str]] = Counter()
    by_source: Counter[str] = Counter()
    for source, code, many in findings.groupby(["source", "code"], sort=False).agg(many=("code", "size")).reset_index().itertuples(index=False) if len(findings) else ():
        counts[undated(str(source)), str(code)] += int(many)
    for (source, _), many in counts.items():
        by_source[source] += many
    kept = set(sorted(by_source, key=lambda source: (-by_source[source], source))[:MOST_SOURCES])
    told: Counter[tuple[str, str]] = Counter()
    for (source, code), many in counts.items():
        told[source if source in kept else "", code] += many
    return dict(sorted(told.items()))


def _coverage(facts: Mapping[str, pd.DataFrame], past: Past) -> dict[str, dict[str, float]]:
    """The share of records with a value, by kind and column, of the columns that have any now or had some in the last run."""
    of = {rule.code: rule.of for rule in catalogue().batch_rules()}
    before = past.runs[-1].coverage if past.runs else {}
    told: dict[str, dict[str, float]] = {}
    for name, frame in facts.items():
        if "filled" not in frame:
            continue
        for column, filled, records in frame[frame["site"].astype("str") == ""][["field", "filled", "records"]].itertuples(index=False):
            if records and (filled or (of[name], str(column)) in before):
                told.setdefault(of[name], {})[str(column)] = round(filled / records, 6)
    return told


def _brief(row: Mapping[str, Any]) -> Brief:
    usual = {Alarm(family, site, name): begun for family, site, name, begun in json.loads(row["accepted"])}
    return Brief(row["id"], dt.datetime.fromisoformat(row["started"]), sum(json.loads(row["records"]).values()), frozenset(Alarm(*parts) for parts in json.loads(row["alarms"])), usual)


def _parts(alarm: Alarm) -> list[str]:
    return [alarm.family, alarm.site, alarm.field]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _text(moment: dt.datetime) -> str:
    """A moment as text that sorts as it does."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
