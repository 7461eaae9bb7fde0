"""Finds the rules: every module of `pagegate.checks` with a `CHECK` or `BATCH`, every schema of `pagegate.schemas`.

No check is imported by name anywhere; adding a file adds a rule.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from pagegate.errors import UsageError
from pagegate.model import RECORD_KINDS, BatchRule, Check, Limit, RecordKind, Rule

if TYPE_CHECKING:
    import pandera.pandas as pa


@dataclass(frozen=True)
class Catalogue:
    """All rules, in the order of their codes, and one pandera schema per kind.

    `modules` says in which module each rule stands; its docstring is the rule's page.
    """

    schemas: Mapping[RecordKind, pa.DataFrameSchema]
    rules: Mapping[str, Rule]
    modules: Mapping[str, str]

    def limits(self, kind: RecordKind) -> dict[str, tuple[Limit, ...]]:
        """The limits of a kind's schema, by column."""
        limits = {name: tuple(rule for limit in (column.metadata or {}).get("limits", ()) if isinstance(rule := self.rules.get(limit.code), Limit)) for name, column in self.schemas[kind].columns.items()}
        return {name: found for name, found in limits.items() if found}

    def find(self, wanted: str) -> Rule:
        """The rule of a code or a name, in any case. Raises UsageError, with the nearest one, if there is none."""
        for rule in self.rules.values():
            if wanted.upper() == rule.code or wanted.lower() == rule.name:
                return rule
        from difflib import get_close_matches

        near = get_close_matches(wanted.upper(), self.rules, 1) or get_close_matches(wanted.lower(), [rule.name for rule in self.rules.values()], 1)
        msg = f"no rule is called {wanted!r}{f'; the nearest is {near[0]}' if near else ''}; `pagegate rule` lists them"
        raise UsageError(msg)

    def chosen(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Catalogue:
        """The catalogue with only the rules whose code begins with one of `select` (all, if empty) and with none of `ignore`.

        Raises UsageError for a code or prefix that no rule has.
        """
        for prefix in (*select, *ignore):
            if not any(code.startswith(prefix.upper()) for code in self.rules):
                msg = f"no rule's code begins with {prefix!r}; `pagegate rule` lists them"
                raise UsageError(msg)
        chosen, ignored = tuple(p.upper() for p in select) or ("",), tuple(p.upper() for p in ignore)
        rules = {code: rule for code, rule in self.rules.items() if code.startswith(chosen) and not (ignored and code.startswith(ignored))}
        return Catalogue(self.schemas, rules, self.modules)

    def with_rules(self, changed: Mapping[str, Rule]) -> Catalogue:
        """The catalogue with other rules in the place of those of the same code; itself without any."""
        return Catalogue(self.schemas, {code: changed.get(code, rule) for code, rule in self.rules.items()}, self.modules) if changed else self

    def checks(self, kind: RecordKind) -> list[Check]:
        """The checks that ask about one record of a kind."""
        return [rule for rule in self.rules.values() if isinstance(rule, Check) and rule.kind == kind and rule.holds]

    def problems(self) -> dict[tuple[str, str], Check]:
        """The rules about reading, by kind and the problem they stand for."""
        return {(rule.kind, rule.problem): rule for rule in self.rules.values() if isinstance(rule, Check) and rule.problem}

    def batch_rules(self) -> list[BatchRule]:
        """The rules about a whole scrape."""
        return [rule for rule in self.rules.values() if isinstance(rule, BatchRule)]


@cache
def catalogue() -> Catalogue:
    """Read every module below `pagegate.checks` and `pagegate.schemas`, once.

    Raises ValueError if two rules share a code or a name, or a rule stands in another kind's folder.
    """
    found: dict[str, Rule] = {}
    modules: dict[str, str] = {}
    schemas: dict[RecordKind, pa.DataFrameSchema] = {}
    for kind in RECORD_KINDS:
        name = f"pagegate.schemas.{kind}"
        schemas[kind] = importlib.import_module(name).SCHEMA
        for column in schemas[kind].columns.values():
            for limit in (column.metadata or {}).get("limits", ()):
                _add(found, modules, limit, name)
    for module in _modules("pagegate.checks"):
        for rule in (getattr(module, "CHECK", None), getattr(module, "BATCH", None)):
            if rule is not None:
                _add(found, modules, rule, module.__name__)
    names = {rule.name for rule in found.values()}
    if len(names) != len(found):
        twice = sorted(n for n in names if sum(r.name == n for r in found.values()) > 1)
        msg = f"two rules share the name {twice[0]!r}"
        raise ValueError(msg)
    return Catalogue(schemas, dict(sorted(found.items())), modules)


def about_source(problem: str) -> Check:
    """The rule that stands for a problem of whole sources, without the other rules, which import pandas.

    Raises RuntimeError if the module of that name has no such rule.
    """
    module = f"pagegate.checks.pages.{problem.replace('-', '_')}"
    rule = getattr(importlib.import_module(module), "CHECK", None)
    if not isinstance(rule, Check) or rule.problem != problem:
        msg = f"{module} has no rule for {problem!r}"
        raise RuntimeError(msg)
    return rule


def _modules(package: str) -> Iterator[ModuleType]:
    root = importlib.import_module(package)
    for info in pkgutil.walk_packages(root.__path__, prefix=f"{package}."):
        if not info.name.rpartition(".")[2].startswith("_"):
            yield importlib.import_module(info.name)


def _add(found: dict[str, Rule], modules: dict[str, str], rule: Rule, module: str) -> None:
    if rule.code in found:
        msg = f"{rule.code} stands twice: in {modules[rule.code]} and in {module}"
        raise ValueError(msg)
    if f".{rule.kind}" not in module:
        msg = f"{rule.code} is a rule of {rule.kind} but stands in {module}"
        raise ValueError(msg)
    found[rule.code] = rule
    modules[rule.code] = module
