"""What changed since the last run over the same input, and how rules went over the runs before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pagegate.model import RECORD_KINDS
from pagegate.outputs.places import source_label, value_shown
from pagegate.outputs.report.charts import Chart, percent, trend
from pagegate.outputs.summary import many, moment, rules_with_fates
from pagegate.outputs.visible import visible

if TYPE_CHECKING:
    from pagegate.history.model import Run
    from pagegate.verdict import Verdict

#: So many runs are looked back on, so many rules have their trend drawn, so many fixed groups and emptied columns are named.
RUNS, TRENDS, NAMED = 30, 12, 12
#: A column that is emptier by so much, in shares of records, is told.
_FELL = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """This run against the last: the counts, and in words what was fixed and which columns became emptier."""

    last: str
    commit: str
    verdict: str
    new: int
    known: int
    fixed: int
    exact: bool
    fixed_where: list[str]
    more_fixed: int
    emptier: list[str]


def changes(verdict: Verdict) -> Change | None:
    """What changed since the last run; None without one."""
    told = verdict.memory.changes
    if told is None:
        return None
    groups = told.fixed_groups[:NAMED]
    where = [f"{many(group.number, 'findings')} of {group.code} in {source_label(group.source) if group.source else 'other sources'}{f', {value_shown(group.field, 60)}' if group.field else ''}" for group in groups]
    more = told.fixed - sum(group.number for group in groups)
    commit = visible(told.last.commit)[:12] if told.last.commit else ""
    return Change(moment(told.last.started), commit, told.last.verdict, told.new, told.known, told.fixed, told.exact, where, max(0, more), _emptier(verdict, told.last))


def standings(verdict: Verdict) -> dict[str, str]:
    """Which findings are new since the last run and which are not, by fingerprint; nothing where there was no run before, or where the memory names not all that are new."""
    told = verdict.memory.changes
    if told is None or not told.exact or len(told.new_findings) != told.new:
        return {}
    return {fingerprint: "new" if fingerprint in told.new_findings else "known" for fingerprint in verdict.findings["fingerprint"]}


def trends(verdict: Verdict) -> list[Chart]:
    """How often rules failed over the last runs and in this one, those that fail most now first; none of rules that failed as often in every run, and nothing before a second run."""
    runs = verdict.memory.runs[-(RUNS - 1) :]
    if not runs:
        return []
    rules = rules_with_fates(verdict).set_index("code")
    names = rules["name"].to_dict()
    now = rules["failed"].where(rules["failed"] > 0, rules["found"])
    seen = {str(code): [run.failed.get(str(code), 0) for run in runs] + [int(number)] for code, number in now.items()}
    moved = [code for code, numbers in seen.items() if len(set(numbers)) > 1]
    worst = sorted(moved, key=lambda code: (-seen[code][-1], -max(seen[code]), code))[:TRENDS]
    ends = (f"{runs[0].started.day} {runs[0].started:%b}", "now")
    return [
        trend(f"trend-{code}", f"{code} {names[code]}", f"{many(seen[code][-1], 'failures')} now, {seen[code][-2]:,} in the last run, {min(seen[code]):,} to {max(seen[code]):,} in {len(seen[code])} runs", seen[code], ends)
        for code in worst
    ]


def _emptier(verdict: Verdict, last: Run) -> list[str]:
    """Columns that hold less than in the last run, by more than a twentieth of the records."""
    fell = []
    for kind in RECORD_KINDS:
        now = verdict.portrait.coverage(kind)
        before = {name: share for (of, name), share in last.coverage.items() if of == kind} if verdict.portrait.records[kind] else {}
        fell += [(share - now.get(name, 0.0), f"{kind}.{value_shown(name, 60)} from {percent(share)} to {percent(now.get(name, 0.0))}") for name, share in before.items()]
    worst = sorted((one for one in fell if one[0] > _FELL), key=lambda one: (-one[0], one[1]))
    named = [told for _, told in worst[:NAMED]]
    return [*named, many(len(worst) - NAMED, "more")] if len(worst) > NAMED else named
