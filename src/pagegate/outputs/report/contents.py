"""Everything the report says, in the order it says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pagegate.model import RECORD_KINDS, SEVERITIES, Severity
from pagegate.outputs.places import source_label, value_shown
from pagegate.outputs.report.findings import Finding, Group, finding_id, groups
from pagegate.outputs.report.matrix import matrix
from pagegate.outputs.report.rules import chapters
from pagegate.outputs.rows import dumps, rows
from pagegate.outputs.summary import allowances, blame, compared, judged, outcome, rules_told, rules_with_fates, weighty
from pagegate.verdict import PUBLISHED

if TYPE_CHECKING:
    import datetime as dt

    from pagegate.verdict import Verdict

#: So many findings are quoted at the top.
_SPEAKING = 2
#: So many fixed findings are listed, each in so many characters.
_FIXED, _LINE = 50, 400


@dataclass(frozen=True, slots=True)
class KindRow:
    """What became of one kind: its records (None for the whole scrape), its findings by severity, its rules by fate."""

    name: str
    records: int | None
    counts: dict[Severity, int]
    failed: int
    held: int
    idle: int


def contents(verdict: Verdict) -> dict[str, Any]:
    """What the template needs, by name."""
    shown = groups(verdict.findings)
    told = blame(verdict)
    total = len(verdict.findings)
    return {
        "verdict": verdict.verdict,
        "outcome": outcome(verdict),
        "why": _why(verdict, shown),
        "start": next((finding for group in shown for finding in group.findings if finding.id == finding_id(told.start)), None),
        "where": _sentence(told.where),
        "advice": _sentence(told.advice),
        "judged": judged(verdict),
        "rules_told": rules_told(verdict),
        "compared": compared(verdict),
        "fixed": _fixed(verdict),
        "fixed_total": 0 if verdict.baseline is None else len(verdict.baseline.fixed),
        "allowed": [str(one) for one in allowances(verdict)],
        "configuration": [(one.key, value_shown(dumps(one.value), _LINE), one.origin) for one in verdict.configuration],
        "fail_on": verdict.fail_on,
        "as_of": _moment(verdict.as_of),
        "as_of_iso": verdict.as_of.isoformat(),
        "severities": SEVERITIES,
        "counts": {severity: verdict.counts.get(severity, 0) for severity in SEVERITIES},
        "kinds": _kinds(verdict),
        "matrix": matrix(verdict.findings, [finding for group in shown for finding in group.findings]),
        "groups": shown,
        "total": total,
        "shown": sum(len(group.findings) for group in shown),
        "choices": _choices(shown),
        "chapters": chapters(rules_with_fates(verdict)),
    }


def _fixed(verdict: Verdict) -> list[str]:
    """The first of the baseline's findings that are no longer found, a line each."""
    if verdict.baseline is None:
        return []
    first = rows(verdict.baseline.fixed.head(_FIXED), PUBLISHED)
    return [value_shown(f"{source_label(one['source'])}: {one['code']} {one['rule']}, {one['message']}", _LINE) for one in first]


def _kinds(verdict: Verdict) -> list[KindRow]:
    rows = []
    every = rules_with_fates(verdict)
    for kind in (*RECORD_KINDS, "batch"):
        fates = every.loc[every["kind"] == kind, "fate"].value_counts()
        found = verdict.findings.loc[verdict.findings["kind"] == kind, "severity"].value_counts()
        counts = {severity: int(found.get(severity, 0)) for severity in SEVERITIES}
        records = None if kind == "batch" else int(verdict.records.get(kind, 0))  # type: ignore[call-overload]
        rows.append(KindRow("whole scrape" if kind == "batch" else kind, records, counts, *(int(fates.get(fate, 0)) for fate in ("failed", "held", "idle"))))
    return rows


def _why(verdict: Verdict, shown: list[Group]) -> list[Finding]:
    """The findings that decide, where they are so few that they can speak for themselves; else none."""
    if len(weighty(verdict)) > _SPEAKING:
        return []
    deciding = {finding_id(fingerprint) for fingerprint in weighty(verdict)["fingerprint"]}
    found = [finding for group in shown for finding in group.findings if finding.id in deciding]
    return sorted(found, key=lambda finding: (finding.source, finding.line))


def _choices(shown: list[Group]) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: the rules, kinds and sources of the findings that are shown."""
    kinds = {group.kind for group in shown}
    sources = sorted({finding.source for group in shown for finding in group.findings})
    return {
        "rule": [(group.code, f"{group.code} {group.name}") for group in sorted(shown, key=lambda group: group.code)],
        "kind": [(kind, "whole scrape" if kind == "batch" else kind) for kind in (*RECORD_KINDS, "batch") if kind in kinds],
        "source": [(source, source) for source in sources],
    }


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}." if clause else ""


def _moment(moment: dt.datetime) -> str:
    zone = f" {moment.tzname()}" if moment.tzinfo else ""
    return f"{moment.day} {moment:%B %Y, %H:%M}{zone}"
