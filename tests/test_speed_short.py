"""CI's short benchmark fails on a ratio that has doubled, and on no other. Nothing is measured here: the ratios are given."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
if not (ROOT / "benchmarks" / "speed").exists():
    pytest.skip("the benchmarks stand in the checkout; the suite also runs on the wheel alone", allow_module_level=True)

from benchmarks.speed import short  # noqa: E402  behind the question whether it is there

NOW = {"records": 5.0, "start": 2.0}


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    """Floors of 5 and 2."""
    file = tmp_path / "floors.toml"
    assert short.main(write=True, measures=[lambda: NOW], file=file) == 0
    return file


def each(*told: Mapping[str, float]) -> short.Measure:
    """A measurement that tells one after the other."""
    left: Iterator[Mapping[str, float]] = iter(told)
    return lambda: next(left)


def test_the_same_ratios_pass(floors: Path) -> None:
    assert short.main(write=False, measures=[each(NOW)], file=floors) == 0


@pytest.mark.parametrize("name", ["records", "start"])
def test_a_ratio_that_has_doubled_fails(floors: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    doubled = {**NOW, name: 2 * NOW[name]}
    assert short.main(write=False, measures=[each(doubled, doubled)], file=floors) == 1
    assert f"{name}: {2 * NOW[name]:g}, which is 2 times its floor of {NOW[name]:g}: it got slower" in capsys.readouterr().err


def test_a_ratio_that_has_doubled_fails_though_it_is_measured_a_tenth_low(floors: Path) -> None:
    low = {**NOW, "records": 0.9 * 2 * NOW["records"]}
    assert short.main(write=False, measures=[each(low, low)], file=floors) == 1


def test_a_busy_moment_is_measured_again_and_passes(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert short.main(write=False, measures=[each({**NOW, "start": 5.0}, NOW)], file=floors) == 0
    assert "measured again" in capsys.readouterr().out


def test_only_what_looks_slow_is_measured_again(floors: Path) -> None:
    slow = each({"records": 10.0}, {"records": 5.0})
    assert short.main(write=False, measures=[slow, each({"start": 2.0})], file=floors) == 0


def test_a_third_more_is_no_regression(floors: Path) -> None:
    assert short.main(write=False, measures=[each({"records": 6.7, "start": 2.7})], file=floors) == 0


def test_a_floor_that_nothing_is_measured_for_fails(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert short.main(write=False, measures=[each({"records": 5.0})], file=floors) == 1
    assert "start: in only one of" in capsys.readouterr().err


def test_ci_runs_it() -> None:
    assert "\npython -m benchmarks.speed short\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_what_is_measured_has_its_floors() -> None:
    assert sorted(tomllib.loads(short.FLOORS.read_text(encoding="utf-8"))) == sorted([short.RECORDS, short.TEXT, short.VERSION, short.HOOK])
