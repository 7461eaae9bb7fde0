"""Counts what every rule said over a whole run, and gathers the findings with their fingerprints."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.baseline import NEW, Baseline
from pagegate.judge.findings import merge
from pagegate.model import SEVERITIES, RecordKind, Rule, Severity

#: Columns of text of which many findings have the same.
_SHARED = ("rule", "severity", "kind", "source", "hint")


class Tally:
    """What a run has said so far: counts per rule, records per kind, findings in the order of the input."""

    def __init__(self, rules: Iterable[Rule], baseline: Baseline | None = None) -> None:
        """Count for these rules. With a baseline, findings have a `status`: known where it accepts them, else new."""
        self.rules = list(rules)
        self._baseline = baseline
        self.records: dict[RecordKind, int] = {"pages": 0, "quotes": 0, "weather": 0, "articles": 0}
        self._counts: dict[str, list[int]] = {rule.code: [0, 0, 0] for rule in self.rules}
        self._readable: Counter[str] = Counter()
        self._tables: list[pd.DataFrame] = []
        self._seen: dict[bytes, int] = {}

    def count(self, code: str, held: int, failed: int, not_applicable: int, readable: int = 0) -> None:
        """Add what a rule said of some records, and how many of them had the columns it reads."""
        self._readable[code] += readable
        counts = self._counts[code]
        counts[0] += held
        counts[1] += failed
        counts[2] += not_applicable

    def add(self, tables: list[pd.DataFrame], sources: Iterable[str] = ()) -> pd.DataFrame:
        """Add the findings of a chunk; returns them in order, that of its `sources` first, with fingerprints."""
        found = merge(tables)
        if not len(found):
            return found
        found = found.take(_in_order(found, sources)).reset_index(drop=True)
        found["fingerprint"] = pd.array(self._fingerprints(found), dtype="str")
        if self._baseline is not None:
            found["status"] = self._baseline.statuses(found)
        if self._tables:
            self._tables[-1] = _packed(self._tables[-1])
        self._tables.append(found)
        return found

    def _fingerprints(self, found: pd.DataFrame) -> list[str]:
        """Source, key, code and field, and their ordinal where those repeat; never a value, so that it survives a changed price."""
        parts = [["" if part is None else str(part) for part in found[name].to_numpy(dtype=object).tolist()] for name in ("source", "key", "code", "field")]
        seen, prints = self._seen, []
        # A hash is made of one text. What was seen is remembered by the hash of its first: the text of each takes several times the memory.
        for identity in map("\x1f".join, zip(*parts, strict=True)):
            first = _hash(identity, 1)
            seen[first] = ordinal = seen.get(first, 0) + 1
            prints.append((first if ordinal == 1 else _hash(identity, ordinal)).hex())
        return prints

    def forget(self) -> None:
        """Let go of the findings so far, which somebody else keeps; their fingerprints go on being counted."""
        self._tables.clear()

    def findings(self) -> pd.DataFrame:
        """All findings."""
        found = merge([_unpacked(table) for table in self._tables])
        self._tables = [found] if len(found) else []
        return found.assign(status=found["status"] if len(found) else "") if self._baseline is not None else found

    def counts(self) -> dict[Severity, int]:
        """Findings by severity."""
        return _by_severity(self._tables)

    def counts_of_new(self, holding: Collection[str] = ()) -> dict[Severity, int]:
        """Findings that no baseline knows, by severity, without those under an allowance that holds: one of the keys `holding`."""
        return _by_severity([table[~table["allowed_by"].isin(list(holding))] for table in self._new()] if holding else self._new())

    def new_by_allowance(self) -> Counter[str]:
        """Findings that no baseline knows, by the key of the allowance that they are under, "" for none."""
        return Counter(key for table in self._new() if "allowed_by" in table for key in table["allowed_by"])

    def _new(self) -> list[pd.DataFrame]:
        return self._tables if self._baseline is None else [table[table["status"] == NEW] for table in self._tables]

    def about_records(self) -> pd.DataFrame:
        """The table of the rules about single records, with `readable`: what the batch rule about vacuous rules looks at."""
        rules = self.table()
        return rules.assign(readable=rules["code"].map(self._readable).fillna(0))[(rules["kind"] != "batch").to_numpy()].reset_index(drop=True)

    def table(self) -> pd.DataFrame:
        """One row a rule: code, name, kind, severity, held, failed, not_applicable."""
        rows = [(rule.code, rule.name, rule.kind, rule.severity, *self._counts[rule.code]) for rule in self.rules]
        return pd.DataFrame(rows, columns=["code", "name", "kind", "severity", "held", "failed", "not_applicable"])


def identity_of(parts: Iterable[Any]) -> str:
    """What a finding is about, of its source, key, code and field; never a value, so that it survives a changed price."""
    return "\x1f".join("" if part is None else str(part) for part in parts)


def fingerprint(identity: str, ordinal: int) -> str:
    """The fingerprint of the finding that is the `ordinal`-th of an identity, from 1."""
    return _hash(identity, ordinal).hex()


def _hash(identity: str, ordinal: int) -> bytes:
    return hashlib.sha256(f"{identity}\x1f{ordinal}".encode()).digest()[:10]


def _in_order(found: pd.DataFrame, sources: Iterable[str]) -> npt.NDArray[np.int64]:
    """The order of a chunk's findings: source by source, as a reader meets them, so that it is the same wherever chunks are cut. What is said of no line or record stands last in its source."""
    line, page, page_line, column, record = (_numbers(found[name]) for name in ("line", "page", "page_line", "column", "record"))
    at, names = pd.factorize(found["source"])
    rank = {name: place for place, name in enumerate(dict.fromkeys([*sources, *names]))}
    source = np.append([rank[name] for name in names], len(rank))[at]  # those of no source behind all others
    code, _ = pd.factorize(found["code"], sort=True)
    return np.lexsort((code, record, column, page_line, page, line, source))


def _numbers(column: pd.Series[Any]) -> npt.NDArray[np.float64]:
    """Places as numbers, behind all others where there is none."""
    there = column.notna().to_numpy(dtype=bool)
    numbers = np.full(len(column), np.inf)
    numbers[there] = column.to_numpy(dtype=object)[there].astype(float)
    return numbers


def _packed(found: pd.DataFrame) -> pd.DataFrame:
    """Findings with the longer texts that many of them share held once: of what a run of many chunks keeps, a fifth is that."""
    return found.astype(dict.fromkeys((name for name in _SHARED if found[name].dtype == "str"), "category"))


def _unpacked(found: pd.DataFrame) -> pd.DataFrame:
    return found.astype(dict.fromkeys((name for name in _SHARED if found[name].dtype == "category"), "str"))


def _by_severity(tables: Iterable[pd.DataFrame]) -> dict[Severity, int]:
    found = Counter[str]()
    for table in tables:
        found.update({str(severity): int(number) for severity, number in table["severity"].value_counts().items()})
    return {severity: found[severity] for severity in SEVERITIES}
