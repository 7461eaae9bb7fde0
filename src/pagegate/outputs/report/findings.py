"""The findings that the report shows, ready to be printed: bounded, harmless, grouped by rule."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pagegate.model import SEVERITIES
from pagegate.outputs.places import Line, excerpt, known, page_place, place, source_label, value_shown
from pagegate.outputs.report.rest import MOST as MOST_PACKED
from pagegate.outputs.report.rest import pack
from pagegate.outputs.rows import rows
from pagegate.outputs.sample import in_reading_order, sample
from pagegate.outputs.summary import standing_of
from pagegate.verdict import PRIVATE, PUBLISHED

if TYPE_CHECKING:
    import pandas as pd

#: So many findings of a rule are shown, and so many in all; the totals stay exact.
MOST_PER_RULE, MOST = 50, 500
#: What the findings that are shown may weigh together, in bytes of HTML.
WEIGHT = 800_000
#: What those that are packed may weigh: of up to `FEW` findings in all, and of more.
PACKED_FEW, PACKED, FEW = 450_000, 3_000_000, 10_000
_FRAME = 1_400
_MESSAGE, _VALUE, _NAME, _FIELDS, _AROUND, _WIDTH = 600, 200, 60, 12, 3, 220


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as the report shows it; `fields` are names and values, `lines` the page around it. `standing` says why it fails nothing, `age` whether it is new since the last run."""

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
    expected: str
    standing: str
    age: str

    @property
    def weight(self) -> int:
        """About how many bytes it takes in the report; what has to be escaped takes more than it looks."""
        texts = [self.place, self.source, self.source, self.message, self.hint, self.text, self.expected, *(part for field in self.fields for part in field)]
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


@dataclass(frozen=True, slots=True)
class Shown:
    """What the report holds of all findings: `groups`, with those shown in full, and `pieces`, the other ones packed; `packed` is how many those are."""

    groups: list[Group]
    pieces: list[str]
    packed: int

    @property
    def findings(self) -> list[Finding]:
        """Those shown in full, in the order of their groups."""
        return [finding for group in self.groups for finding in group.findings]


def shown(findings: pd.DataFrame, standings: Mapping[str, str] | None = None) -> Shown:
    """All findings by rule, the gravest and most frequent rule first, in each the chosen ones in reading order.

    `standings` says, by fingerprint, which findings are new or known by a run before; findings that it does not name are the other.
    """
    if findings.empty:
        return Shown([], [], 0)
    fair = in_reading_order(sample(findings, len(findings), MOST + MOST_PACKED))
    chosen = sample(fair, MOST_PER_RULE, MOST)
    views = {at: _view(finding, standings or {}) for at, finding in zip(chosen.index, rows(chosen, (*PUBLISHED, *PRIVATE, *_extra(chosen))), strict=True)}
    weights = itertools.accumulate(view.weight for view in views.values())
    kept = [at for at, weight in zip(views, weights, strict=True) if weight <= WEIGHT]
    by_rule: dict[str, list[Finding]] = {}
    for at in sorted(kept):
        by_rule.setdefault(views[at].code, []).append(views[at])
    # What comes first in the fair order is packed first, if not all can be.
    others = sample(fair.drop(index=kept), len(fair), None)
    known = frozenset(fingerprint for fingerprint, standing in (standings or {}).items() if standing != "new")
    pieces, packed = pack(others, known, PACKED_FEW if len(findings) <= FEW else PACKED)
    return Shown(_groups(findings, by_rule), pieces, packed)


def _groups(findings: pd.DataFrame, views: Mapping[str, list[Finding]]) -> list[Group]:
    rules = findings.groupby("code", sort=True).agg(
        rule=("rule", "first"), severity=("severity", "first"), kind=("kind", "first"), total=("code", "size"), sources=("source", "nunique")
    )
    rules["rank"] = rules["severity"].map(SEVERITIES.index)
    ordered = rules.sort_values(["rank", "total"], ascending=[True, False], kind="stable")
    return [
        Group(str(code), row["rule"], row["severity"], row["kind"], int(row["total"]), int(row["sources"]), views.get(str(code), []))
        for code, row in ordered.iterrows()
    ]


def _extra(findings: pd.DataFrame) -> tuple[str, ...]:
    return tuple(name for name in ("status", "standing", "field") if name in findings)


def _view(finding: Mapping[str, Any], standings: Mapping[str, str]) -> Finding:
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
        expected=value_shown(finding["expected"], _VALUE) if known(finding["expected"]) else "",
        standing={"known": "known, in the baseline", "allowed": "allowed by the configuration"}.get(standing_of(finding), standing_of(finding)),
        age=standings.get(finding["fingerprint"], ""),
    )


def finding_id(fingerprint: str) -> str:
    """The anchor of a finding in the report."""
    return f"finding-{value_shown(fingerprint, _VALUE)}"


def _is_told(finding: Mapping[str, Any], lines: Iterable[Line]) -> bool:
    """Whether the offending text needs no line of its own: there is none, it is marked in the page, or the message has it."""
    return not known(finding["text"]) or any(line.marked for line in lines) or str(finding["text"]) in str(finding["message"])
