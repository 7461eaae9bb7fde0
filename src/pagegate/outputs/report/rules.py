"""The rules of a run with their counts and their pages."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pagegate.catalogue import catalogue
from pagegate.model import SEVERITIES, BatchRule, Limit, RecordKind, Rule
from pagegate.outputs.rows import RULE_COLUMNS
from pagegate.outputs.rows import rows as rows_of

if TYPE_CHECKING:
    import pandas as pd

_HEADING = re.compile(r"(What it does|Why it matters|Instead|Source|Known false alarms): *")
_SPACED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BAR = 120


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule says of itself: one line, then headings with their text. Text between backquotes is code."""

    summary: str
    parts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with its counts of records, its findings and its fate; `bar` are the widths of failed and held in a bar of 120, `threshold` is from where on it fails in this run."""

    code: str
    name: str
    kind: str
    severity: str
    held: int
    failed: int
    not_applicable: int
    found: int
    fate: str
    bar: tuple[float, float]
    threshold: str
    page: Page


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules of one fate: those that failed, those that held, those that had nothing to judge."""

    title: str
    rules: list[RuleRow]


def chapters(rules: pd.DataFrame, asked: Mapping[str, Rule], allowed: Mapping[str, str]) -> list[Chapter]:
    """All rules of the run, as `rules_with_fates` has them, by what became of them, in each the gravest first; chapters without rules are left out.

    `asked` are the rules as the run asked them, `allowed` what the configuration allows of them in words, both by code.
    """
    ordered = rules.assign(rank=rules["severity"].map(SEVERITIES.index)).sort_values(["rank", "code"], kind="stable")
    rows = [_row(rule, {**catalogue().rules, **asked}, allowed) for rule in rows_of(ordered, (*RULE_COLUMNS, "found", "fate"))]
    titles = {"failed": "Failed", "held": "Held", "idle": "Had nothing to judge"}
    found = [Chapter(title, [row for row in rows if row.fate == fate]) for fate, title in titles.items()]
    return [chapter for chapter in found if chapter.rules]


def _row(rule: dict[str, Any], asked: Mapping[str, Rule], allowed: Mapping[str, str]) -> RuleRow:
    held, failed, idle = rule["held"], rule["failed"], rule["not_applicable"]
    unit = _BAR / max(1, held + failed + idle)
    # One failure among a million shows too.
    red = max(3.0, round(failed * unit, 1)) if rule["fate"] == "failed" else 0.0
    bar = (red, round(min(held * unit, _BAR - red), 1))
    known = asked.get(rule["code"])
    told = "" if known is None else threshold(known, allowed)
    return RuleRow(rule["code"], rule["name"], rule["kind"], rule["severity"], held, failed, idle, int(rule["found"]), rule["fate"], bar, told, page(known))


def page(rule: Rule | None) -> Page:
    """The page of a rule: its module's docstring, or what its limit says. Empty if no such rule is known."""
    if rule is None or rule.code not in catalogue().modules:
        return Page("", [])
    if isinstance(rule, Limit):
        return Page(_limit_in_words(rule), [("Instead", rule.hint), ("Source", rule.source)])
    summary, *parts = _HEADING.split(inspect.cleandoc(importlib.import_module(catalogue().modules[rule.code]).__doc__ or ""))
    return Page(summary.strip(), [(heading, _begun(" ".join(text.split()))) for heading, text in zip(parts[::2], parts[1::2], strict=True)])


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _limit_in_words(limit: Limit) -> str:
    column, unit = _column_of(limit)
    if limit.required:
        return f"`{column}` must be there."
    if limit.pattern is not None:
        return f"`{column}` must be of the form `{limit.pattern}`, where it is shown."
    return f"`{column}` must be {limit.range}{f' {unit}' if unit else ''}, where it is shown." if limit.range else f"`{column}` has a limit."


def _column_of(limit: Limit) -> tuple[str, str]:
    """The column of a limit and its unit."""
    kind = cast("RecordKind", limit.kind)
    name = next(column for column, limits in catalogue().limits(kind).items() if any(one.code == limit.code for one in limits))
    unit = (catalogue().schemas[kind].columns[name].metadata or {}).get("unit", "")
    return name, str(unit) if limit.low is not None or limit.high is not None else ""


def threshold(rule: Rule, allowed: Mapping[str, str]) -> str:
    """From where on a rule fails in this run: the range of a limit, what a batch rule expects, how many failures are allowed; and its severity where that is not its own."""
    parts = []
    if isinstance(rule, Limit) and rule.range:
        column, unit = _column_of(rule)
        parts.append(f"{column} {rule.range}{f' {unit}' if unit else ''}")
    if isinstance(rule, BatchRule):
        said = ", ".join(f"{name} {value:g}" if isinstance(value, int | float) else f"{name} {value}" for name, value in rule.arguments.items())
        parts.append(f"{_SPACED.sub(' ', rule.expectation).lower()}: {said}" if said else _SPACED.sub(" ", rule.expectation).lower())
    own = catalogue().rules.get(rule.code)
    if isinstance(rule, Limit) and isinstance(own, Limit) and own.range != rule.range:
        parts.append(f"set by the configuration, {own.range} without it")
    if own is not None and own.severity != rule.severity:
        parts.append(f"{rule.severity} by the configuration, {own.severity} without it")
    if rule.code in allowed:
        parts.append(f"allowed {allowed[rule.code]}")
    return "; ".join(parts)
