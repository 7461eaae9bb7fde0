"""What a run decides, as plain data that every output reads."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pagegate.config.allowed import Allowed
from pagegate.config.in_force import InForce
from pagegate.history.model import Memory
from pagegate.model import RecordKind, Rule, Severity
from pagegate.portrait import Portrait

SCHEMA_VERSION = 1
#: The columns of `Verdict.findings` that outputs publish, in their order.
PUBLISHED = (
    "code", "rule", "severity", "kind", "source", "line", "column", "page", "page_line", "record", "key", "fields", "message", "fingerprint",
)
#: Columns that only outputs for people use: `hint`, `text` (the offending text as shown, "" if unknown) and `excerpt` (a tuple of
#: (line number, text) around the finding, bounded; empty if the source has no lines) and `expected` (what the value should have been, "" if the rule names no range).
PRIVATE = ("hint", "text", "excerpt", "expected")


@dataclass(frozen=True)
class Comparison:
    """A run against a baseline.

    `file` is where the baseline is from. `fixed` has the columns of findings, one row an entry that was looked for and is no longer found. `expired` is the number of entries that
    are found and accepted no more, `unseen` the number of those whose source or rule this run did not look at. `moved` are the sources of such entries that fit new findings in all but the source, each
    with the source where they are found now.
    """

    file: str
    fixed: pd.DataFrame
    expired: int
    unseen: int
    moved: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """The verdict of a run.

    `findings` has one row a finding, with the columns of `PUBLISHED` and `PRIVATE`; `rules` one row a rule, with `code`, `name`, `kind`, `severity`, `held`,
    `failed`, `not_applicable`. `frames` holds the records by kind, when the run was asked to keep them. With a `baseline`, findings have one more column, `status`: new or known.
    Where the configuration allows rules some findings, findings have `allowance` (what is allowed where they stand, or None) and `standing`, how that allowance stands: only what
    is under none, or under one that is exceeded, fails the run. `allowed` says the same of each allowance. `configuration` is what was in force, `memory` what is remembered of earlier runs.
    `asked` are the rules as they were asked, by code: with the limits and severities of the configuration. `portrait` is what the records look like in brief.
    An `interrupted` run tells what was found until then, and never passes.
    """

    passed: bool
    fail_on: Severity | str
    as_of: dt.datetime
    sources: int
    records: Mapping[RecordKind, int]
    counts: Mapping[Severity, int]
    rules: pd.DataFrame
    findings: pd.DataFrame
    frames: Mapping[RecordKind, pd.DataFrame] = field(default_factory=dict)
    baseline: Comparison | None = None
    allowed: tuple[Allowed, ...] = ()
    configuration: tuple[InForce, ...] = ()
    memory: Memory = field(default_factory=Memory)
    asked: Mapping[str, Rule] = field(default_factory=dict)
    portrait: Portrait = field(default_factory=Portrait)
    interrupted: bool = False

    @property
    def verdict(self) -> str:
        """`pass` or `fail`."""
        return "pass" if self.passed else "fail"

    @property
    def published(self) -> tuple[str, ...]:
        """The columns of findings that outputs publish, in their order."""
        return (*PUBLISHED, *(() if self.baseline is None else ("status",)), *(("allowance", "standing") if "allowance" in self.findings else ()))

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from pagegate.notebook import table

        return table(self)

    def compared(self) -> dict[str, Any] | None:
        """What the run says of its baseline, as strict JSON values; None without one."""
        if self.baseline is None:
            return None
        counts = {status: int((self.findings["status"] == status).sum()) for status in ("new", "known")}
        fixed = [plain(row) for row in self.baseline.fixed[[*PUBLISHED, "status"]].to_dict("records")]
        return {"file": self.baseline.file, **counts, "expired": self.baseline.expired, "unseen": self.baseline.unseen, "fixed": fixed}

    def told_of_history(self) -> dict[str, Any] | None:
        """What has changed since the last run over the same input, as strict JSON values; None for a first run, and without a history."""
        compared = self.memory.changes
        if compared is None:
            return None
        last = {"started": compared.last.started.isoformat(), "commit": compared.last.commit, "verdict": compared.last.verdict}
        return {"runs": len(self.memory.runs), "last": last, "new": compared.new, "known": compared.known, "fixed": compared.fixed, "exact": compared.exact}

    def told_of_configuration(self) -> dict[str, Any]:
        """What was in force, and what came of allowances, as strict JSON values; nothing of what there is none of."""
        allowed = {"allowed": [one.to_dict() for one in self.allowed]} if self.allowed else {}
        return {**allowed, "configuration": [one.to_dict() for one in self.configuration]} if self.configuration else allowed

    def to_dict(self) -> dict[str, Any]:
        """The object that `--format json` prints: strict JSON values only."""
        from pagegate.version import __version__

        return {
            "pagegate": __version__,
            "verdict": self.verdict,
            "fail_on": self.fail_on,
            "as_of": self.as_of.isoformat(),
            "schema_version": SCHEMA_VERSION,
            "sources": self.sources,
            "records": dict(self.records),
            "counts": dict(self.counts),
            **({"baseline": self.compared()} if self.baseline is not None else {}),
            **({"history": self.told_of_history()} if self.memory.changes is not None else {}),
            **self.told_of_configuration(),
            "rules": [plain(row) for row in self.rules.to_dict("records")],
            "findings": [plain(row) for row in self.findings[list(self.published)].to_dict("records")],
        }


def plain(value: Any) -> Any:
    """A value as strict JSON has it: NaN, NaT and NA become null, times ISO text, NumPy numbers Python's."""
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
