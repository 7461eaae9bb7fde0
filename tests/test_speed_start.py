"""The start of pagegate is measured against what it cannot do without, each beside the other."""

from __future__ import annotations

from pathlib import Path

import pytest

if not (Path(__file__).parent.parent / "benchmarks" / "speed").exists():
    pytest.skip("the benchmarks stand in the checkout; the suite also runs on the wheel alone", allow_module_level=True)

from benchmarks.speed import start
from benchmarks.speed.measure import Cost


def spent(*seconds: float) -> list[Cost]:
    return [Cost(processor=one, clock=2 * one, memory=10) for one in seconds]


def test_a_ratio_is_of_medians() -> None:
    costs = {name: spent(0.02, 0.03, 9) for name in start.WAYS} | {way.against: spent(0.01) for way in start.WAYS.values()}
    figures = start.figures(costs)
    assert figures["pagegate --version / pass"] == pytest.approx(3)
    assert figures["pagegate --version / pass, by the clock"] == pytest.approx(3)
    assert figures["pagegate --version, ms"] == pytest.approx(30)
    assert set(start.GOALS) <= set(figures)


def test_both_sides_take_turns_and_no_full_check_finds_the_report_of_another(tmp_path: Path) -> None:
    programs, home = tmp_path / "bin", tmp_path / "home"
    for folder in (programs, home):
        folder.mkdir()
    (programs / "python").write_text('#!/bin/sh\necho "python $*" >> told\n', encoding="utf-8")
    (programs / "pagegate").write_text('#!/bin/sh\nmkdir reports || exit 5\necho "pagegate $*" >> told\n', encoding="utf-8")
    for name in ("python", "pagegate"):
        (programs / name).chmod(0o755)
    measured = start.measured(programs, home, 1)
    told = (home / "told").read_text(encoding="utf-8").splitlines()
    assert told[:3] == ["pagegate --version", "python -c pass", "pagegate --version"]
    assert told[-2:] == ["pagegate check page.txt", "python -c import great_expectations, pandera.pandas"]
    assert [len(measured.raw[name]) for name in ("pagegate --version", "the hook on one page", "a full check of one page")] == [5, 2, 1]
