"""What a run decides, as plain data that every output reads."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pagegate.model import RecordKind, Severity

SCHEMA_VERSION = 1
#: The columns of `Verdict.findings` that outputs publish, in their order.
PUBLISHED = (
    "code", "rule", "severity", "kind", "source", "line", "column", "page", "page_line", "record", "key", "fields", "message", "fingerprint",
)
#: Columns that only outputs for people use: `hint`, `text` (the offending text as shown, "" if unknown) and `excerpt` (a tuple of
#: (line number, text) around the finding, bounded; empty if the source has no lines).
PRIVATE = ("hint", "text", "excerpt")


@dataclass(frozen=True)
class Verdict:
    """The verdict of a run.

    `findings` has one row a finding, with the columns of `PUBLISHED` and `PRIVATE`; `rules` one row a rule, with `code`, `name`, `kind`, `severity`, `held`,
    `failed`, `not_applicable`. `frames` holds the records by kind, when the run was asked to keep them.
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

    @property
    def verdict(self) -> str:
        """`pass` or `fail`."""
        return "pass" if self.passed else "fail"

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
            "rules": [plain(row) for row in self.rules.to_dict("records")],
            "findings": [plain(row) for row in self.findings[list(PUBLISHED)].to_dict("records")],
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
