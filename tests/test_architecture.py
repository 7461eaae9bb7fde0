"""The rooms keep to themselves: what import-linter cannot see because checks and schemas are mapped into the package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(not (ROOT / "src").exists(), reason="needs the source folders; the wheel has none")


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports by name; relative imports begin with a dot."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def test_the_engine_names_no_check_and_no_schema() -> None:
    named = [(path.name, name) for path in files("src") for name in imported(path) if name.startswith(("pagegate.checks", "pagegate.schemas", "checks", "schemas"))]
    assert named == []


def test_checks_and_schemas_import_pagegate_or_their_own_folder() -> None:
    strangers = [(path.name, name) for path in files("checks", "schemas") for name in imported(path) if name.startswith(("..", "pagegate.checks", "pagegate.schemas", "checks", "schemas"))]
    assert strangers == []


def test_great_expectations_is_imported_where_it_judges_and_where_its_users_import_pagegate() -> None:
    places = {path.relative_to(ROOT).as_posix() for path in files("src", "checks", "schemas") if any(name.startswith("great_expectations") for name in imported(path))}
    assert {place for place in places if not place.startswith("src/pagegate/gx/")} == {"src/pagegate/judge/gx.py"}


def test_modules_stay_small() -> None:
    long = [path.relative_to(ROOT).as_posix() for path in files("src", "checks", "schemas") if len(path.read_text(encoding="utf-8").splitlines()) > 330]
    assert [path for path in long if not path.startswith("schemas/")] == []
