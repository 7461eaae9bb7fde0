"""The findings that the report shows, ready to be printed: bounded, harmless, grouped by rule."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pagegate.model import SEVERITIES
from pagegate.outputs.places import Line, excerpt, known, page_place, place, source_label, value_shown
from pagegate.outputs.rows import rows
from pagegate.outputs.sample import in_reading_order, sample
from pagegate.verdict import PRIVATE, PUBLISHED

if TYPE_CHECKING:
    import pandas as pd

#: So many findings of a rule are shown, and so many in all; the totals stay exact.
MOST_PER_RULE, MOST = 50, 600
#: What the findings may weigh together, in bytes of HTML.
WEIGHT = 1_300_000
_FRAME = 1_400
_MESSAGE, _VALUE, _NAME, _FIELDS, _AROUND, _WIDTH = 600, 200, 60, 12, 3, 220


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as the report shows it; `fields` are names and values, `lines` the page around it."""

    id: str
    code: str
    severity: str
    kind: str
    source: str
    line: int
    place: str
    inside: str
    message: str
    hint: str
    text: str
    lines: list[Line]
    fields: list[tuple[str, str]]
    more_fields: int
    known: bool

    @property
    def weight(self) -> int:
        """About how many bytes it takes in the report; what has to be escaped takes more than it looks."""
        texts = [self.place, self.source, self.source, self.message, self.hint, self.text, *(part for field in self.fields for part in field)]
        texts += [part for line in self.lines for part in (line.before, line.marked, line.after)]
        return _FRAME + 60 * len(self.lines) + 50 * len(self.fields) + sum(len(text.encode()) + 4 * sum(map(text.count, "<>&'\"")) for text in texts)


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule: those shown, and how many there are in all and in how many sources."""

    code: str
    name: str
    severity: str
    kind: str
    total: int
    sources: int
    findings: list[Finding]

    @property
    def hint(self) -> str:
        """What to do about all of them, where several say the same."""
        hints = {finding.hint for finding in self.findings}
        return hints.pop() if len(hints) == 1 and len(self.findings) > 1 else ""


def groups(findings: pd.DataFrame) -> list[Group]:
    """All findings by rule, the gravest and most frequent rule first, in each the chosen ones in reading order."""
    if findings.empty:
        return []
    views: dict[str, list[Finding]] = {}
    for finding in _chosen(findings):
        views.setdefault(finding.code, []).append(finding)
    rules = findings.groupby("code", sort=True).agg(
        rule=("rule", "first"), severity=("severity", "first"), kind=("kind", "first"), total=("code", "size"), sources=("source", "nunique")
    )
    rules["rank"] = rules["severity"].map(SEVERITIES.index)
    ordered = rules.sort_values(["rank", "total"], ascending=[True, False], kind="stable")
    return [
        Group(str(code), row["rule"], row["severity"], row["kind"], int(row["total"]), int(row["sources"]), views.get(str(code), []))
        for code, row in ordered.iterrows()
    ]


def _chosen(findings: pd.DataFrame) -> list[Finding]:
    """The findings to show, in reading order: a fair sample, as many as the report may weigh."""
    fair = sample(in_reading_order(findings), MOST_PER_RULE, MOST)
    views = [_view(finding) for finding in rows(fair, (*PUBLISHED, *PRIVATE, *(name for name in ("status",) if name in fair)))]
    weights = itertools.accumulate(view.weight for view in views)
    kept = [(at, view) for at, view, weight in zip(fair.index, views, weights, strict=True) if weight <= WEIGHT]
    return [view for _, view in sorted(kept, key=lambda pair: pair[0])]


def _view(finding: Mapping[str, Any]) -> Finding:
    fields = finding["fields"] if isinstance(finding["fields"], Mapping) else {}
    named = [name for name in fields if known(name)]
    names = named[:_FIELDS]
    lines = excerpt(finding, _AROUND, _WIDTH)
    return Finding(
        id=finding_id(finding["fingerprint"]),
        code=finding["code"],
        severity=finding["severity"],
        kind=finding["kind"],
        source=source_label(finding["source"]),
        line=int(finding["line"]) if known(finding["line"]) else 0,
        place=value_shown(place(finding), _MESSAGE),
        inside=page_place(finding),
        message=value_shown(finding["message"], _MESSAGE),
        hint=value_shown(finding["hint"], _MESSAGE) if known(finding["hint"]) else "",
        text="" if _is_told(finding, lines) else value_shown(finding["text"], _VALUE),
        lines=lines,
        fields=[(value_shown(name, _NAME), value_shown(fields[name], _VALUE)) for name in names],
        more_fields=len(named) - len(names),
        known=finding.get("status") == "known",
    )


def finding_id(fingerprint: str) -> str:
    """The anchor of a finding in the report."""
    return f"finding-{value_shown(fingerprint, _VALUE)}"


def _is_told(finding: Mapping[str, Any], lines: Iterable[Line]) -> bool:
    """Whether the offending text needs no line of its own: there is none, it is marked in the page, or the message has it."""
    return not known(finding["text"]) or any(line.marked for line in lines) or str(finding["text"]) in str(finding["message"])
