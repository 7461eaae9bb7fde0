"""The figures of the comparison, and the tables that the page shows of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.speed.goals import Goal
from benchmarks.speed.measure import Measured

from . import environment
from .compare import MASKS, MODULES, OURS, Spans, compared, here
from .facts import RULES

#: Which pagegate is to come near, and which it is to leave behind.
_NEAR = (MASKS, "dataframely")
_BEHIND = tuple(name for name in MODULES if name not in {OURS, *_NEAR})
GOALS = {
    **{f"{name} / pagegate, stage": Goal("at least", 5) for name in _BEHIND},
    **{f"pagegate / {name}, stage": Goal("at most", 3) for name in _NEAR},
}
_SPANS = {"stage": "stage", "whole run": "process"}


def table(folder: Path, runs: int, rows: int) -> Measured:
    """The figures of all of them; where their environment cannot be made, of pagegate and the masks."""
    interpreters, failed, versions = here(), {}, {}
    try:
        python = environment.python(folder)
        versions = environment.versions(python)
        interpreters |= {name: python for name in MODULES if name not in interpreters}
    except RuntimeError as broken:
        failed = {"the peers' environment": str(broken)}
    done = compared(folder, runs, rows, interpreters)
    return Measured(_figures(done.spans), done.raw(), {**failed, **done.failed}, {f"the peers' {name}" if name in {"pandas", "pandera", "pyarrow", "great-expectations"} else name: version for name, version in versions.items()})


def _figures(spans: Mapping[str, Spans]) -> dict[str, float]:
    if OURS not in spans:
        return {}
    figures: dict[str, float] = {}
    for words, span in _SPANS.items():
        ours = spans[OURS].per_million(span)
        figures |= {f"{name} / pagegate, {words}": spans[name].per_million(span) / ours for name in _BEHIND if name in spans}
        figures |= {f"pagegate / {name}, {words}": ours / spans[name].per_million(span) for name in _NEAR if name in spans}
    return figures


def shown(raw: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """A row for each of them: what a million quotes take."""
    rows = ["| | quotes | rules | stage, s | by the clock, s | whole run, s | by the clock, s | memory, MiB |", "|---|---:|---:|---:|---:|---:|---:|---:|"]
    for name, kept in raw.items():
        one = Spans(**kept)
        times = (one.per_million(span, clock) for span in ("stage", "process") for clock in ("processor", "clock"))
        rows.append(f"| {name} | {one.rows:,} | {len(one.says)} | {' | '.join(f'{seconds:,.3g}' for seconds in times)} | {one.memory():,.0f} |")
    return rows


def said(raw: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """A row for each rule: how each of them says it."""
    names = [name for name in raw if name not in {OURS, MASKS}]
    rows = [f"| rule | asks that | {' | '.join(names)} |", f"|---|---|{'---|' * len(names)}"]
    return rows + [f"| {code} | {asks} | {' | '.join(raw[name]['says'].get(code, 'cannot') for name in names)} |" for code, asks in RULES.items()]
