"""Everything the report says, in the order it says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pagegate.model import RECORD_KINDS, SEVERITIES, Severity
from pagegate.outputs.places import source_label, value_shown
from pagegate.outputs.report import charts
from pagegate.outputs.report.blame import blamed
from pagegate.outputs.report.changes import changes, standings, trends
from pagegate.outputs.report.findings import Finding, Shown, finding_id, shown
from pagegate.outputs.report.matrix import matrix
from pagegate.outputs.report.rules import chapters
from pagegate.outputs.rows import dumps, rows
from pagegate.outputs.summary import allowances, blame, changed, compared, judged, many, moment, outcome, rules_told, rules_with_fates, weighty
from pagegate.verdict import PUBLISHED

if TYPE_CHECKING:
    from pagegate.verdict import Verdict

#: So many findings are quoted at the top.
_SPEAKING = 2
#: So many columns are drawn, their names in so many characters.
_COLUMNS, _COLUMN = 30, 40
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


def contents(verdict: Verdict, tables: Sequence[str] = ()) -> dict[str, Any]:
    """What the template needs, by name. `tables` are the files beside the page that hold every finding."""
    change = changes(verdict)
    held = shown(verdict.findings, standings(verdict))
    told = blame(verdict)
    total = len(verdict.findings)
    return {
        "verdict": verdict.verdict,
        "outcome": outcome(verdict),
        "why": _why(verdict, held),
        "start": next((finding for finding in held.findings if finding.id == finding_id(told.start)), None),
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
        "as_of": moment(verdict.as_of),
        "as_of_iso": verdict.as_of.isoformat(),
        "severities": SEVERITIES,
        "counts": {severity: verdict.counts.get(severity, 0) for severity in SEVERITIES},
        "kinds": _kinds(verdict),
        "change": change,
        "changed": changed(verdict),
        "trends": trends(verdict),
        "matrix": matrix(verdict.findings, held.findings),
        "blamed": blamed(verdict),
        "pictures": _pictures(verdict),
        "coverage": _coverage(verdict),
        "groups": held.groups,
        "pieces": held.pieces,
        "total": total,
        "shown": len(held.findings),
        "held": len(held.findings) + held.packed,
        "tables": tables,
        "choices": _choices(held, told_apart=change is not None),
        "chapters": chapters(rules_with_fates(verdict), verdict.asked, _allowed(verdict)),
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


def _why(verdict: Verdict, held: Shown) -> list[Finding]:
    """The findings that decide, where they are so few that they can speak for themselves; else none."""
    if len(weighty(verdict)) > _SPEAKING:
        return []
    deciding = {finding_id(fingerprint) for fingerprint in weighty(verdict)["fingerprint"]}
    found = [finding for finding in held.findings if finding.id in deciding]
    return sorted(found, key=lambda finding: (finding.source, finding.line))


def _pictures(verdict: Verdict) -> list[charts.Chart]:
    """The pictures that rules ask for, of what there is enough of."""
    drawn = [charts.picture(code, drawing) for code, drawing in sorted(verdict.portrait.drawings.items(), reverse=True)]
    return [chart for chart in drawn if chart is not None]


def _coverage(verdict: Verdict) -> list[charts.Chart]:
    """How full the columns of each kind are that are not always filled, the fullest first."""
    made = []
    for kind in RECORD_KINDS:
        shares = verdict.portrait.coverage(kind)
        partly = sorted(((value_shown(name, _COLUMN), share) for name, share in shares.items() if share < 1), key=lambda one: (-one[1], one[0]))
        if not partly or verdict.portrait.records[kind] < charts.FEWEST:
            continue
        always = many(len(shares) - len(partly), "columns")
        left = f", and {len(partly) - _COLUMNS:,} emptier ones are not drawn" if len(partly) > _COLUMNS else ""
        caption = f"Of {verdict.portrait.records[kind]:,} records, {always} {'is' if len(shares) - len(partly) == 1 else 'are'} always filled{left}."
        made.append(charts.bars(f"coverage-{kind}", f"Coverage of {kind}", caption, dict(partly[:_COLUMNS])))
    return made


def _allowed(verdict: Verdict) -> dict[str, str]:
    """What is allowed of each rule, and where, in words."""
    allowed: dict[str, list[str]] = {}
    for one in verdict.allowed:
        allowed.setdefault(one.code, []).append(f"{one.allowance}{one.where}")
    return {code: ", ".join(told) for code, told in allowed.items()}


def _choices(held: Shown, *, told_apart: bool) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: the rules, kinds and sources of the findings that are shown, and whether they are new."""
    kinds = {group.kind for group in held.groups}
    sources = sorted({finding.source for finding in held.findings})
    return {
        "rule": [(group.code, f"{group.code} {group.name}") for group in sorted(held.groups, key=lambda group: group.code)],
        "kind": [(kind, "whole scrape" if kind == "batch" else kind) for kind in (*RECORD_KINDS, "batch") if kind in kinds],
        "source": [(source, source) for source in sources],
        "age": [("new", "new since the last run"), ("known", "known by the last run")] if told_apart else [],
    }


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}." if clause else ""
