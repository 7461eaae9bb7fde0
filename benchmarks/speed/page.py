"""Makes docs/performance.md: the words are performance.md's, beside this file; the figures are those of results.json, each beside its goal."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .figures import BENCHMARKS
from .goals import Goal
from .peers import table as peers
from .results import ROOT

PAGE = ROOT / "docs" / "performance.md"
WORDS = Path(__file__).with_name("performance.md")
#: By benchmark and figure: why a goal is missed, by hand.
MISSES = Path(__file__).with_name("misses.toml")
_MARK = re.compile(r"^<!-- (?P<what>summary|goals|figures|setting|spans|rules)(?: of (?P<name>\w+))? -->$", re.MULTILINE)
_NOTICE = "<!-- Written by `python -m benchmarks.speed page` from benchmarks/speed/performance.md (the words) and results.json (the figures): edit those. -->"


def render(results: Mapping[str, Any], words: str, misses: Mapping[str, Mapping[str, str]]) -> str:
    """The whole page, in Markdown. Raises KeyError for a mark in the words that names no benchmark."""
    def filled(mark: re.Match[str]) -> str:
        name = mark["name"] or ""
        if mark["what"] == "summary":
            return summary(results)
        if mark["what"] == "goals":
            return "\n".join(_goals(results, misses))
        result, goals = results.get(name), BENCHMARKS[name].goals
        if result is None:
            return "Not measured yet." if mark["what"] == "figures" else ""
        if mark["what"] == "setting":
            return _setting(result)
        shown = {"figures": lambda: _figures(result, goals), "spans": lambda: peers.shown(result["raw"]), "rules": lambda: peers.said(result["raw"])}
        return "\n".join(shown[mark["what"]]())

    head, _, rest = words.partition("\n")
    return f"{head}\n\n{_NOTICE}\n{_MARK.sub(filled, rest)}"


def present(results: Mapping[str, Any]) -> str:
    """The page of these results, with the words and reasons beside this file."""
    return render(results, WORDS.read_text(encoding="utf-8"), misses())


def misses() -> dict[str, dict[str, str]]:
    """The reasons, by benchmark and figure."""
    return tomllib.loads(MISSES.read_text(encoding="utf-8"))


def unexplained(results: Mapping[str, Any], reasons: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Missed goals that nobody has given a reason for, as `text: memory, MiB`."""
    return [f"{name}: {figure}" for name, figure, _, value in _with_goals(results) if value is not None and not BENCHMARKS[name].goals[figure].met(value) and not reasons.get(name, {}).get(figure)]


def summary(results: Mapping[str, Any]) -> str:
    """How many goals are met, missed and not measured."""
    told = [(goal.met(value) if value is not None else None) for _, _, goal, value in _with_goals(results)]
    unknown = f", {told.count(None)} not measured" if None in told else ""
    return f"Of {len(told)} goals {told.count(True)} are met, {told.count(False)} missed{unknown}."


def _with_goals(results: Mapping[str, Any]) -> list[tuple[str, str, Goal, float | None]]:
    return [(name, figure, goal, results.get(name, {}).get("figures", {}).get(figure)) for name, benchmark in BENCHMARKS.items() for figure, goal in benchmark.goals.items()]


def _goals(results: Mapping[str, Any], reasons: Mapping[str, Mapping[str, str]]) -> list[str]:
    rows = ["| benchmark | figure | measured | goal | | why |", "|---|---|---:|---|---|---|"]
    for name, figure, goal, value in _with_goals(results):
        if value is None:
            failed = results.get(name, {}).get("failed", {})
            rows.append(f"| {name} | {figure} | | {goal} | not measured | {failed.get(figure, '')} |")
        else:
            met = goal.met(value)
            rows.append(f"| {name} | {figure} | {_shown(value)} | {goal} | {'met' if met else '**missed**'} | {'' if met else reasons.get(name, {}).get(figure, '')} |")
    return rows


def _figures(result: Mapping[str, Any], goals: Mapping[str, Goal]) -> list[str]:
    rows = ["| figure | measured | goal |", "|---|---:|---|"]
    for figure, value in result["figures"].items():
        goal = goals.get(figure)
        rows.append(f"| {figure} | {_shown(value)} | {f'{goal}: ' + ('met' if goal.met(value) else '**missed**') if goal else ''} |")
    return [*rows, *(f"\nNot measured: {what}: {why}" for what, why in result["failed"].items())]


def _setting(result: Mapping[str, Any]) -> str:
    machine, versions = result["machine"], result["versions"]
    told = ", ".join(f"{name} {version}" for name, version in versions.items())
    runs = f"medians of {result['runs']} runs" if result["runs"] > 1 else "one run each"
    return f"Measured on {result['date']} at {result['commit']}, {runs}: {machine['processor']}, {machine['cores']} cores, {machine['memory']}, {machine['system']}, Python {machine['python']}; {told}."


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.3g}"
