"""The pytest plug-in, run by the real pytest in scratch projects."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from pagegate.pytest_plugin import Gate

CLEAN = "Temp29.1°C\nFeels35.3°C\nHumidity75%\nWind24.1 km/h\n"
BROKEN = CLEAN.replace("75%", "175%")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "fixtures" / "deep").mkdir(parents=True)
    (tmp_path / "fixtures" / "good.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "fixtures" / "deep" / "bad.txt").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "fixtures" / "notes.md").write_text("no page", encoding="utf-8")
    (tmp_path / "test_own.py").write_text("def test_own():\n    pass\n", encoding="utf-8")
    return tmp_path


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--color=no", "-rA", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, encoding="utf-8")


def outcomes(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines of pytest's own summary that name a test, without the reason."""
    return sorted(line.partition(" - ")[0] for line in done.stdout.splitlines() if line.startswith(("PASSED ", "FAILED ", "ERROR ")))


def test_saved_pages_become_tests_beside_the_projects_own(project: Path) -> None:
    done = run(project, "--pagegate", "fixtures")
    assert outcomes(done) == ["FAILED fixtures/deep/bad.txt::pagegate", "PASSED fixtures/good.txt::pagegate", "PASSED test_own.py::test_own"]
    assert done.returncode == 1


def test_a_page_that_fails_says_what_pagegate_says(project: Path) -> None:
    told = run(project, "--pagegate", "fixtures").stdout
    assert "fixtures/deep/bad.txt:3:9  error W006" in told
    assert "Traceback" not in told


def test_only_the_pages_are_tested_where_only_they_are_asked_for(project: Path) -> None:
    assert outcomes(run(project, "--pagegate", "fixtures", "fixtures")) == ["FAILED fixtures/deep/bad.txt::pagegate", "PASSED fixtures/good.txt::pagegate"]
    assert outcomes(run(project, "--pagegate", "fixtures/good.txt", "test_own.py")) == ["PASSED fixtures/good.txt::pagegate", "PASSED test_own.py::test_own"]


def test_rules_and_severity_are_chosen_as_on_the_command_line(project: Path) -> None:
    assert run(project, "--pagegate", "fixtures", "--pagegate-ignore", "W0").returncode == 0
    assert run(project, "--pagegate", "fixtures", "--pagegate-fail-on", "never").returncode == 0


def test_without_the_option_pages_are_no_tests(project: Path) -> None:
    assert outcomes(run(project)) == ["PASSED test_own.py::test_own"]


def test_a_path_that_does_not_exist_is_wrong_usage(project: Path) -> None:
    done = run(project, "--pagegate", "fixtuers")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "fixtures" in done.stderr


def test_the_fixture_fails_a_test_whose_items_fail(project: Path) -> None:
    (project / "test_own.py").write_text(
        "def test_good(pagegate):\n    assert pagegate({'symbol': 'A', 'price': 1.5}).records['quotes'] == 1\n"
        "def test_bad(pagegate):\n    pagegate([{'symbol': 'A', 'price': -1.5}])\n",
        encoding="utf-8",
    )
    done = run(project)
    assert outcomes(done) == ["FAILED test_own.py::test_bad", "PASSED test_own.py::test_good"]
    assert "Q101 price-not-positive" in done.stdout


def test_the_plug_in_imports_nothing_heavy(project: Path) -> None:
    (project / "test_own.py").write_text("import sys\ndef test_own():\n    assert not {'pandas', 'pandera', 'great_expectations'} & set(sys.modules)\n", encoding="utf-8")
    assert run(project).returncode == 0


def test_the_gate_takes_paths_frames_and_items(project: Path, pagegate: Gate) -> None:
    assert not pagegate.check(project / "fixtures").passed
    assert not pagegate.check([project / "fixtures" / "good.txt", project / "fixtures" / "deep" / "bad.txt"]).passed
    assert not pagegate.check(pd.DataFrame({"symbol": ["A"], "price": [-1.5]})).passed
    assert not pagegate.check({"symbol": "A", "price": -1.5}).passed
    assert pagegate.check({"symbol": "A", "price": -1.5}, fail_on="never").passed
