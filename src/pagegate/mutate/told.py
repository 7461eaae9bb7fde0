"""What all outputs of a mutation run say in the same words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pagegate.model import RECORD_KINDS
from pagegate.mutate.result import Count, FaultScore, Mutation, RuleScore, Survivor
from pagegate.outputs.places import page_place, place
from pagegate.outputs.summary import joined, many
from pagegate.outputs.visible import visible

#: What is shown of a text on either side of a change.
_BEFORE, _CHANGED = 40, 80
_RULES = 3


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after a fault, cut around the first difference, and harmless to show."""

    field: str
    before: str
    after: str


def percent(count: Count) -> str:
    """Caught of those with a trace: `93.7 %`, rounded down, so that 100 is all of them; a dash where none has one."""
    return "–" if count.percent is None else f"{math.floor(count.percent * 10 + 1e-9) / 10:.1f} %"


def outcome(mutation: Mutation) -> str:
    """The score in one sentence."""
    count = mutation.count
    if count.percent is None:
        return "nothing could be broken so that it leaves a trace"
    kinds = [f"{kind} {percent(one)}" for kind, one in mutation.kinds.items()]
    spread = f" ({', '.join(kinds)})" if len(kinds) > 1 else ""
    apart = f"; {count.no_trace:,} without a trace are counted apart" if count.no_trace else ""
    return f"{percent(count)} of {many(count.traced, 'broken records')} caught{spread}{apart}"


def drawn(mutation: Mutation) -> str:
    """What was broken: the records that pass, and how many of them the faults were drawn from."""
    kinds = [kind for kind in RECORD_KINDS if mutation.pool.get(kind)]
    parts = [f"{mutation.pool[kind]:,} of {mutation.passed[kind]:,} {kind} that pass ({mutation.read[kind]:,} read)" for kind in kinds]
    faults = sum(1 for score in mutation.faults if score.count.tried)
    return f"{many(faults, 'faults')} in up to {many(mutation.options.sample, 'records')} each, drawn by seed {mutation.options.seed} from {joined(parts)}"


def nothing(mutation: Mutation) -> str:
    """Why there was nothing to break."""
    read = sum(count for kind, count in mutation.read.items() if kind != "pages")
    if not read:
        return "no record was read, so there is nothing to break; pagegate check says why"
    return f"none of the {many(read, 'records')} read passes, so there is nothing to break; mend what pagegate check finds first"


def shown_cases(score: FaultScore) -> list[tuple[str, Count]]:
    """The cases that say more than the fault's own line."""
    return [(case, count) for case, count in score.cases.items() if count != score.count]


def by_rules(score: FaultScore) -> str:
    """The rules that caught most: `Q103 112, Q109 3`, and how many more rules did."""
    rest = len(score.rules) - _RULES
    return ", ".join(f"{code} {number:,}" for code, number in score.rules[:_RULES]) + (f" and {rest:,} more" if rest > 0 else "")


def survived(score: FaultScore) -> str:
    """How many survived: `12 of 200`."""
    return f"{score.count.survived:,} of {score.count.traced:,}"


def standing(survivor: Survivor) -> str:
    """Where the record stands that survived."""
    where = {"source": survivor.source, "line": survivor.line, "column": None, "page": survivor.page, "page_line": survivor.page_line}
    inside = page_place(where)
    return place(where) + (f" ({inside})" if inside else "") + ("" if survivor.line is not None else f" (record {survivor.record:,})")


def changes(survivor: Survivor) -> list[Change]:
    """What the fault changed in a record that survived."""
    return [Change(field, *_excerpts(before, after)) for field, before, after in survivor.changes]


def _excerpts(before: str | None, after: str | None) -> tuple[str, str]:
    """Two texts from shortly before their first difference on."""
    if before is None or after is None:
        return _part(before, 0), _part(after, 0)
    same = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), min(len(before), len(after)))
    start = max(0, same - _BEFORE)
    return _part(before, start), _part(after, start)


def _part(whole: str | None, start: int) -> str:
    if whole is None:
        return "nothing"
    end = start + _BEFORE + _CHANGED
    shown = whole[start:end] if len(whole) > end else whole[start:]
    return f"{'…' if start else ''}{visible(shown)}{'…' if len(whole) > end else ''}"


def silent(mutation: Mutation) -> tuple[list[RuleScore], list[RuleScore]]:
    """The rules that never fired: those that were asked about some broken record, and those that had nothing to judge."""
    return [rule for rule in mutation.silent if rule.asked], [rule for rule in mutation.silent if not rule.asked]
