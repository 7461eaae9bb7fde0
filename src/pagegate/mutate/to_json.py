"""A mutation run as one strict JSON object; the same input, options and rules give the same bytes."""

from __future__ import annotations

from typing import Any, TextIO

from pagegate.mutate.result import Count, FaultScore, Mutation, RuleScore
from pagegate.outputs.rows import dumps
from pagegate.version import __version__

SCHEMA_VERSION = 1
#: Longer texts of a survivor are given by their beginning and their end.
_LONGEST = 2000


def write(mutation: Mutation, stream: TextIO, min_score: float | None = None) -> None:
    """Write the object: every key, fault and rule on a line of its own."""
    count = mutation.count
    head = {
        "pagegate": __version__,
        "schema_version": SCHEMA_VERSION,
        "verdict": "pass" if mutation.passes(min_score) else "fail",
        "min_score": min_score,
        "score": _score(count),
        "seed": mutation.options.seed,
        "sample": mutation.options.sample,
        "as_of": None if mutation.options.as_of is None else mutation.options.as_of.isoformat(),
        "sources": mutation.sources,
        "records": {kind: {"read": read, "passed": mutation.passed.get(kind, 0), "drawn_from": mutation.pool.get(kind, 0)} for kind, read in mutation.read.items() if kind != "pages"},
        "counts": _counts(count),
        "kinds": {kind: _counts(one) | {"score": _score(one)} for kind, one in mutation.kinds.items()},
        "cases": [{"kind": kind, "case": case, **_counts(one), "score": _score(one)} for (kind, case), one in mutation.cases.items()],
    }
    stream.write("{")
    stream.writelines(f'"{key}": {dumps(value)},\n ' for key, value in head.items())
    _write_list(stream, "faults", [_fault(score) for score in mutation.faults])
    stream.write(",\n ")
    _write_list(stream, "rules", [_rule(score) for score in mutation.rules])
    stream.write(",\n ")
    stream.write(f'"never_fired": {dumps([score.rule.code for score in mutation.silent])}}}\n')


def _fault(score: FaultScore) -> dict[str, Any]:
    fault, survivor = score.fault, score.survivor
    return {
        "kind": fault.kind, "fault": fault.name, "what": fault.what, "expected": fault.expected, "plausible": fault.plausible or None, "fits": score.fits, **_counts(score.count), "score": _score(score.count),
        "cases": [{"case": case, **_counts(count), "score": _score(count)} for case, count in score.cases.items()],
        "rules": [{"code": code, "caught": number} for code, number in score.rules],
        "survivor": None if survivor is None else {
            "source": survivor.source, "line": survivor.line, "page": survivor.page, "page_line": survivor.page_line, "record": survivor.record,
            "changes": [{"field": field, "before": _bounded(before), "after": _bounded(after)} for field, before, after in survivor.changes],
        },
    }  # fmt: skip


def _rule(score: RuleScore) -> dict[str, Any]:
    rule = score.rule
    return {"code": rule.code, "name": rule.name, "kind": rule.kind, "severity": rule.severity, "asked": score.asked, "fired": score.fired, "caught": score.caught, "alone": score.alone}


def _counts(count: Count) -> dict[str, int]:
    return {"tried": count.tried, "no_trace": count.no_trace, "caught": count.caught, "survived": count.survived}


def _score(count: Count) -> float | None:
    return None if count.percent is None else round(count.percent, 4)


def _bounded(text: str | None) -> str | None:
    return text if text is None or len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"


def _write_list(stream: TextIO, key: str, items: list[dict[str, Any]]) -> None:
    stream.write(f'"{key}": [')
    separator = "\n  "
    for item in items:
        stream.write(separator + dumps(item))
        separator = ",\n  "
    stream.write("]")
