"""The pages of rules: one text per rule, the same in the terminal, in docs/rules and in the report.

A rule's page is its module's docstring under its name; a limit's page is made of its fields. Examples are run live.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pandas as pd

from pagegate.catalogue import Catalogue
from pagegate.catalogue import catalogue as everything
from pagegate.judge.ask import ask
from pagegate.model import BatchRule, Check, Limit, RecordKind, Rule
from pagegate.records.build import build, from_examples
from pagegate.schema import within

FAMILIES: Mapping[str, str] = {
    "Q0": "Columns of a quote", "Q1": "Price and change", "Q2": "Ranges", "Q3": "Volume and market value", "Q4": "Identity", "Q5": "Times", "Q6": "Reading",
    "W0": "Columns of an observation", "W1": "Wind and single readings", "W2": "Feels-like", "W3": "Moisture, pressure and units", "W4": "Sun and ultraviolet", "W5": "Sky against numbers", "W6": "Times", "W7": "Sentinels and second witnesses",
    "A0": "Columns of an article", "A1": "Truncation, by the end of the text", "A2": "Truncation, by other evidence", "A3": "Damaged text", "A4": "Titles and dates", "A5": "Reading",
    "P0": "Reading", "P1": "What came instead of the page",
    "B1": "Quotes of a scrape", "B2": "Weather of a scrape", "B3": "Articles of a scrape", "B4": "Pages and runs",
}


@dataclass(frozen=True)
class Shown:
    """One example of a rule: what was given, what the rule ought to say, and what it says now."""

    given: str
    expected: str
    answer: str


@dataclass(frozen=True)
class Page:
    """A rule's page: `summary` is its first sentence, `sections` heading to text."""

    rule: Rule
    summary: str
    sections: Mapping[str, str]
    examples: tuple[Shown, ...]


def family(code: str) -> str:
    """What the rules of a code's family are about."""
    return FAMILIES[code[:2]]


def page(code: str, catalogue: Catalogue, *, run: bool = True) -> Page:
    """The page of a rule; with `run`, its examples are judged now."""
    rule = catalogue.rules[code]
    if isinstance(rule, Limit):
        column = next(name for kind in catalogue.schemas for name, limits in catalogue.limits(kind).items() if rule in limits)
        sections = {"What it does": f"holds the column `{column}` to its limit: {_bounds(rule)}.", "Instead": rule.hint, "Source": rule.source}
        return Page(rule, rule.name.replace("-", " ").capitalize() + ".", sections, tuple(_of_limit(rule, column)) if run else ())
    text = importlib.import_module(catalogue.modules[code]).__doc__ or ""
    summary, _, rest = text.strip().partition("\n")
    return Page(rule, summary, _sections(rest), tuple(_of_check(rule)) if run and isinstance(rule, Check) and rule.holds else ())


def _sections(text: str) -> dict[str, str]:
    """The headed paragraphs of a docstring."""
    sections: dict[str, str] = {}
    heading = ""
    for line in text.splitlines():
        start, colon, rest = line.partition(":")
        if colon and start in ("What it does", "Why it matters", "Instead", "Source", "Known false alarms"):
            heading = start
            sections[heading] = rest.strip()
        elif heading and line.strip():
            sections[heading] += f" {line.strip()}"
    return sections


def _bounds(limit: Limit) -> str:
    if limit.required:
        return "it must be there"
    if limit.pattern is not None:
        return f"it must match `{limit.pattern}`"
    return limit.range


def _of_limit(limit: Limit, column: str) -> Iterator[Shown]:
    values = [*limit.passes, *limit.fails]
    kind = cast("RecordKind", limit.kind)  # limits are of record kinds
    frame = build(kind, pd.DataFrame({column: pd.Series([None if value is None else str(value) for value in values], dtype=object)})).frame
    for at, (value, holds) in enumerate(zip(values, within(limit, frame[column]), strict=True)):
        yield Shown(json.dumps({column: value}, ensure_ascii=False), "held" if at < len(limit.passes) else "failed", "held" if holds else "failed")


def _of_check(check: Check) -> Iterator[Shown]:
    kind = cast("RecordKind", check.kind)  # checks are of record kinds
    given = [*((example, "held") for example in check.passes), *((example, "failed") for example in check.fails), *((example, "not applicable") for example in check.skips)]
    answers = ask(check, from_examples(kind, [example for example, _ in given]).frame)
    for (example, expected), answer in zip(given, answers, strict=True):
        yield Shown(shown(example), expected, "not applicable" if answer is pd.NA else "held" if answer else "failed")


def shown(example: Any) -> str:
    """An example as the JSON line that a reader would meet, long texts cut."""
    cut = {name: value if not isinstance(value, str) or len(value) <= 160 else f"{value[:60]} … {value[-80:]}" for name, value in example.items()}
    return json.dumps(cut, ensure_ascii=False)


def examples_of(rule: Rule) -> list[tuple[str, str]]:
    """Examples that cannot be run one by one (batches, reading): what is given, and what the rule says of it."""
    if isinstance(rule, BatchRule):
        groups = (("held", rule.passes), ("failed", rule.fails), ("not applicable", rule.skips))
        return [(f"{len(records)} records, from {shown(records[0])} to {shown(records[-1])}", expected) for expected, scrapes in groups for records in scrapes if records]
    if isinstance(rule, Check) and rule.problem:
        return [(shown(example), expected) for expected, group in (("held", rule.passes), ("failed", rule.fails)) for example in group]
    return []


def markdown(shown: Page) -> str:
    """A rule's page as a file of docs/rules."""
    rule = shown.rule
    lines = [f"# {rule.code} {rule.name}", "", f"{rule.severity} · {rule.kind} · {family(rule.code)}", "", shown.summary]
    for title, text in shown.sections.items():
        lines += ["", f"**{title}.** {text[:1].upper()}{text[1:]}"]
    lines += ["", "**It says.**", "", "```text", rule.message, "```"]
    told = [(example.given, example.expected) for example in shown.examples] or examples_of(rule)
    if told:
        lines += ["", "**Examples.**", "", "```text", *(f"{answer:<15}{given}" for given, answer in told), "```"]
    return "\n".join(lines) + "\n"


def contents(catalogue: Catalogue) -> str:
    """The list of rules as docs/rules/README.md."""
    lines = ["# Rules", "", f"{len(catalogue.rules)} rules, made from the code by `python -m pagegate.rulebook docs/rules`. A code is stable for ever."]
    heading = ""
    for rule in catalogue.rules.values():
        if heading != f"{rule.kind}: {family(rule.code)}":
            heading = f"{rule.kind}: {family(rule.code)}"
            lines += ["", f"## {heading[:1].upper()}{heading[1:]}", "", "| code | severity | name | what it flags |", "|---|---|---|---|"]
        summary = page(rule.code, catalogue, run=False).summary.replace("|", "\\|")
        lines.append(f"| [{rule.code}]({rule.code}.md) | {rule.severity} | {rule.name} | {summary} |")
    return "\n".join(lines) + "\n"


def files(catalogue: Catalogue) -> dict[str, str]:
    """Every file of docs/rules: name to content."""
    return {"README.md": contents(catalogue)} | {f"{code}.md": markdown(page(code, catalogue)) for code in catalogue.rules}


def write(folder: Path) -> None:
    """Make docs/rules anew: every page, and no page of a rule that is gone."""
    folder.mkdir(parents=True, exist_ok=True)
    made = files(everything())
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
