"""Runs as they are remembered, and what has changed since the last one: plain data, without a database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from pagegate.model import RecordKind, Severity

#: The most fingerprints, and the most groups of fixed findings, that `Changes` names; its numbers count all of them.
MOST_NAMED = 10_000


@dataclass(frozen=True, kw_only=True)
class Run:
    """One remembered run.

    `started` is in UTC with its zone. `commit` is the commit of the working directory, None where there is none. `records` are counted by kind, `counts` are findings by severity.
    `failed` is the number of failures by the code of the rule, without the rules that never failed, and `failed_by_source` the number of findings by source and code: the moment in a
    source's name stands as `#`, so that `quotes-2026-11-20.jsonl` and the file of the next day are one; of more than a few hundred sources, the rest are one source named "".
    `coverage` is the share of a kind's records, 0 to 1, that have a value in a column.
    """

    id: int
    started: dt.datetime
    commit: str | None
    verdict: str
    sources: int
    records: Mapping[RecordKind, int]
    counts: Mapping[Severity, int]
    failed: Mapping[str, int]
    failed_by_source: Mapping[tuple[str, str], int]
    coverage: Mapping[tuple[RecordKind, str], float]


@dataclass(frozen=True)
class Fixed:
    """Findings of the last run that are gone: their source (its moment as `#`), rule and field, and how many there were."""

    source: str
    code: str
    field: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Changes:
    """This run against the one before it over the same input.

    A finding is known if the last run had one of the same rule and field, about the same thing (symbol, place, address), in the same source, whatever its moment. That is not the
    baseline's word: a baseline holds what somebody accepted, and a known finding of a history was merely there before.

    `new` and `known` count the findings of this run, together all of them; `fixed` those of the last run that this one has not. With `exact` false the numbers are estimates from
    100,000 findings. `new_findings` are fingerprints of new findings, at most `MOST_NAMED`, and `fixed_groups` say where those that are gone were, the largest first.
    """

    last: Run
    new: int
    known: int
    fixed: int
    exact: bool
    new_findings: frozenset[str]
    fixed_groups: tuple[Fixed, ...]


@dataclass(frozen=True)
class Memory:
    """What is remembered of earlier runs over the same input: `runs`, oldest first and without this one, and what has changed since the last of them (None if there is none).

    A first run, and a run without a history, has an empty one.
    """

    runs: tuple[Run, ...] = ()
    changes: Changes | None = field(default=None)
