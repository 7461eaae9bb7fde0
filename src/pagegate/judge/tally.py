"""Counts what every rule said over a whole run, and gathers the findings with their fingerprints."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

from pagegate.baseline import NEW, Baseline
from pagegate.judge.findings import merge
from pagegate.model import SEVERITIES, RecordKind, Rule, Severity

#: Findings are sorted within a chunk as a reader meets them; a finding without a line stands first in its source.
_ORDER = ["source", "_line", "_column", "code", "_record"]


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
        self._seen: Counter[str] = Counter()

    def count(self, code: str, held: int, failed: int, not_applicable: int, readable: int = 0) -> None:
        """Add what a rule said of some records, and how many of them had the columns it reads."""
        self._readable[code] += readable
        counts = self._counts[code]
        counts[0] += held
        counts[1] += failed
        counts[2] += not_applicable

    def add(self, tables: list[pd.DataFrame]) -> pd.DataFrame:
        """Add the findings of a chunk; returns them in order, with fingerprints."""
        found = merge(tables)
        if not len(found):
            return found
        for name, plain in (("_line", "line"), ("_column", "column"), ("_record", "record")):
            found[name] = pd.to_numeric(found[plain]).fillna(-1)
        if found["page"].notna().any():
            found["_line"] += pd.to_numeric(found["page_line"]).fillna(0) / 1e9
        order = list(dict.fromkeys(found["source"]))
        found["source"] = pd.Categorical(found["source"], categories=order, ordered=True)
        found = found.sort_values(_ORDER, kind="stable", ignore_index=True).drop(columns=["_line", "_column", "_record"])
        found["source"] = found["source"].astype("str")
        found["fingerprint"] = [self._fingerprint(row) for row in zip(found["source"], found["key"], found["code"], found["field"], strict=True)]
        if self._baseline is not None:
            found["status"] = self._baseline.statuses(found)
        self._tables.append(found)
        return found

    def _fingerprint(self, parts: tuple[Any, ...]) -> str:
        identity = identity_of(parts)
        self._seen[identity] += 1
        return fingerprint(identity, self._seen[identity])

    def forget(self) -> None:
        """Let go of the findings so far, which somebody else keeps; their fingerprints go on being counted."""
        self._tables.clear()

    def findings(self) -> pd.DataFrame:
        """All findings."""
        found = merge(self._tables)
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
    return hashlib.sha256(f"{identity}\x1f{ordinal}".encode()).hexdigest()[:20]


def _by_severity(tables: Iterable[pd.DataFrame]) -> dict[Severity, int]:
    found = Counter(severity for table in tables for severity in table["severity"])
    return {severity: found[severity] for severity in SEVERITIES}
