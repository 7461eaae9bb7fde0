"""Which records a verdict condemns: those with a finding that is not known and reaches `--fail-on`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pagegate.catalogue import catalogue
from pagegate.outputs.places import known
from pagegate.outputs.ranked import grave
from pagegate.outputs.rows import rows
from pagegate.verdict import PUBLISHED, Verdict

#: Problems of a whole source: none of it, or not all of it, was judged.
_WHOLE = frozenset(("unreadable-source", "empty-source", "no-reader", "unknown-kind"))
#: A problem of the whole run: all that was looked at is suspect.
_RUN = "no-records"

Reason = Mapping[str, Any]


@dataclass
class Condemned:
    """The reasons against one source: against all of it, against what stands on a line, and against its n-th record (or page, in a feed of pages).

    `loose` are findings about the source that name no record of it: they condemn a page, which is a file, and no record of a feed.
    """

    whole: list[Reason] = field(default_factory=list)
    lines: dict[int, list[Reason]] = field(default_factory=dict)
    records: dict[int, list[Reason]] = field(default_factory=dict)
    loose: list[Reason] = field(default_factory=list)

    @property
    def all(self) -> list[Reason]:
        """Every reason, those of the whole source first, then down the lines."""
        placed = [reason for number in sorted(self.lines) for reason in self.lines[number]]
        unplaced = [reason for number in sorted(self.records) for reason in self.records[number] if reason not in placed]
        return [*self.whole, *self.loose, *placed, *unplaced]


def condemned(verdict: Verdict) -> tuple[dict[str, Condemned], list[Reason]]:
    """The reasons against each source, by its name, and those against all sources."""
    findings = verdict.findings[grave(verdict, verdict.findings)]
    problems = {rule.code: rule.problem for rule in catalogue().problems().values()}
    by_source: dict[str, Condemned] = {}
    everything: list[Reason] = []
    # One mapping a finding: a finding is what is written down.
    for finding in rows(findings, PUBLISHED):
        problem = problems.get(finding["code"])
        if problem == _RUN:
            everything.append(finding)
        elif known(finding["source"]):
            _add(by_source.setdefault(str(finding["source"]), Condemned()), finding, problem)
    return by_source, everything


def _add(against: Condemned, finding: Reason, problem: str | None) -> None:
    ordinal = finding["record"] if finding["page"] is None else finding["page"]
    if problem in _WHOLE or (problem is not None and finding["line"] is None and ordinal is None):
        against.whole.append(finding)
        return
    if finding["line"] is not None:
        against.lines.setdefault(finding["line"], []).append(finding)
    if ordinal is not None:
        against.records.setdefault(ordinal, []).append(finding)
    if finding["line"] is None and ordinal is None:
        against.loose.append(finding)


def why(reasons: list[Reason], *, line: int | None = None, record: int | None = None) -> dict[str, Any]:
    """A line of the file that says why: where the record stood in the input, and what condemns it."""
    told = [{name: reason[name] for name in ("code", "rule", "severity", "message", "fingerprint")} for reason in reasons]
    return {"line": line, "record": record, "codes": sorted({reason["code"] for reason in reasons}), "findings": told}
