"""Every rule has a page: in the terminal, and in docs/rules, which is never stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from pagegate.__main__ import main
from pagegate.catalogue import catalogue
from pagegate.rulebook import FAMILIES, files

DOCS = Path(__file__).parent.parent / "docs" / "rules"


def test_the_pages_in_docs_are_those_of_the_code() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
    assert written == files(catalogue()), "run: python -m pagegate.rulebook docs/rules"


def test_every_code_belongs_to_a_family_that_is_named() -> None:
    assert {code[:2] for code in catalogue().rules} <= set(FAMILIES)


def test_rule_lists_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    told = capsys.readouterr().out
    assert [code for code in catalogue().rules if code not in told] == []


def test_rule_shows_a_page_with_its_examples_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "W201"]) == 0
    told = capsys.readouterr().out
    for part in ("W201 humid-heat-feels-colder", "What it does", "Source", "Known false alarms", "Examples, judged now", "failed"):
        assert part in told


def test_rule_finds_a_rule_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "humid-heat-feels-colder"]) == 0
    assert "W201" in capsys.readouterr().out


def test_rule_names_the_nearest_code_for_one_that_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "W2O1"]) == 2
    assert "nearest is W2" in capsys.readouterr().err
