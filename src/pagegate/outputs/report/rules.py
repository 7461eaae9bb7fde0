"""The rules of a run with their counts and their pages."""

from __future__ import annotations

import importlib
import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pagegate.catalogue import catalogue
from pagegate.model import SEVERITIES, Limit, RecordKind
from pagegate.outputs.rows import RULE_COLUMNS
from pagegate.outputs.rows import rows as rows_of

if TYPE_CHECKING:
    import pandas as pd

_HEADING = re.compile(r"(What it does|Why it matters|Instead|Source|Known false alarms): *")
_BAR = 120


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule says of itself: one line, then headings with their text. Text between backquotes is code."""

    summary: str
    parts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with its counts of records, its findings and its fate; `bar` are the widths of failed and held in a bar of 120."""

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
    page: Page


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules of one fate: those that failed, those that held, those that had nothing to judge."""

    title: str
    rules: list[RuleRow]


def chapters(rules: pd.DataFrame) -> list[Chapter]:
    """All rules of the run, as `rules_with_fates` has them, by what became of them, in each the gravest first; chapters without rules are left out."""
    ordered = rules.assign(rank=rules["severity"].map(SEVERITIES.index)).sort_values(["rank", "code"], kind="stable")
    rows = [_row(rule) for rule in rows_of(ordered, (*RULE_COLUMNS, "found", "fate"))]
    titles = {"failed": "Failed", "held": "Held", "idle": "Had nothing to judge"}
    found = [Chapter(title, [row for row in rows if row.fate == fate]) for fate, title in titles.items()]
    return [chapter for chapter in found if chapter.rules]


def _row(rule: dict[str, Any]) -> RuleRow:
    held, failed, idle = rule["held"], rule["failed"], rule["not_applicable"]
    unit = _BAR / max(1, held + failed + idle)
    # One failure among a million shows too.
    red = max(3.0, round(failed * unit, 1)) if rule["fate"] == "failed" else 0.0
    bar = (red, round(min(held * unit, _BAR - red), 1))
    return RuleRow(rule["code"], rule["name"], rule["kind"], rule["severity"], held, failed, idle, int(rule["found"]), rule["fate"], bar, page(rule["code"]))


def page(code: str) -> Page:
    """The page of a rule: its module's docstring, or what its limit says. Empty if no such rule is known."""
    rule = catalogue().rules.get(code)
    if rule is None:
        return Page("", [])
    if isinstance(rule, Limit):
        return Page(_limit_in_words(rule), [("Instead", rule.hint), ("Source", rule.source)])
    summary, *parts = _HEADING.split(inspect.cleandoc(importlib.import_module(catalogue().modules[code]).__doc__ or ""))
    return Page(summary.strip(), [(heading, _begun(" ".join(text.split()))) for heading, text in zip(parts[::2], parts[1::2], strict=True)])


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _limit_in_words(limit: Limit) -> str:
    kind = cast("RecordKind", limit.kind)
    name = next(column for column, limits in catalogue().limits(kind).items() if limit in limits)
    unit = (catalogue().schemas[kind].columns[name].metadata or {}).get("unit", "")
    column = f"`{name}`"
    if limit.required:
        return f"{column} must be there."
    words = []
    if limit.low is not None and limit.high is not None:
        words.append(f"between {limit.low:g} and {limit.high:g} {unit}".strip())
    elif limit.low is not None:
        words.append(f"{'above' if limit.exclusive else 'at least'} {limit.low:g} {unit}".strip())
    elif limit.high is not None:
        words.append(f"{'below' if limit.exclusive else 'at most'} {limit.high:g} {unit}".strip())
    if limit.whole:
        words.append("a whole number")
    if limit.pattern is not None:
        words.append(f"of the form `{limit.pattern}`")
    return f"{column} must be {' and '.join(words)}, where it is shown." if words else f"{column} has a limit."
