"""The page of speed is what its words, reasons and measured figures make, and one benchmark is measured again without the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

if not (Path(__file__).parent.parent / "benchmarks" / "speed").exists():
    pytest.skip("the benchmarks stand in the checkout; the suite also runs on the wheel alone", allow_module_level=True)

from benchmarks.speed import __main__, page, pages, results
from benchmarks.speed.figures import BENCHMARKS, Benchmark
from benchmarks.speed.goals import Goal
from benchmarks.speed.measure import Measured

GOALS = {"pages a second": Goal("at least", 100), "memory, MiB": Goal("at most", 600)}


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One benchmark of two goals, which measures 250 pages a second and 700 MiB, and one that breaks; a page of a table alone."""
    (words := tmp_path / "words.md").write_text("# Speed\n<!-- goals -->\n", encoding="utf-8")
    monkeypatch.setattr(page, "WORDS", words)
    def broken(_asked: object) -> Measured:
        msg = "no network"
        raise OSError(msg)

    monkeypatch.setattr(page, "BENCHMARKS", (table := {"fast": Benchmark(lambda _: {"pages a second": 250.0, "memory, MiB": 700.0}, GOALS), "broken": Benchmark(broken, {})}))
    monkeypatch.setattr(__main__, "BENCHMARKS", table)


def test_the_page_is_what_the_generator_makes_of_the_results() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.present(results.read()), "`python -m benchmarks.speed page` writes it"


def test_every_benchmark_has_its_figures_and_its_setting_in_the_words() -> None:
    words = page.WORDS.read_text(encoding="utf-8")
    assert [mark for name in BENCHMARKS for mark in (f"<!-- figures of {name} -->", f"<!-- setting of {name} -->") if mark not in words] == []


def test_reasons_are_given_for_figures_that_have_a_goal() -> None:
    assert [(name, figure) for name, reasons in page.misses().items() for figure in reasons if figure not in BENCHMARKS[name].goals] == []


@pytest.mark.usefixtures("fast")
def test_a_goal_is_met_or_missed_and_a_miss_has_its_reason() -> None:
    shown = page.render({"fast": {"figures": {"pages a second": 250.0, "memory, MiB": 700.0}}}, "# Speed\n<!-- summary -->\n<!-- goals -->\n", {"fast": {"memory, MiB": "pages are kept"}})
    assert "Of 2 goals 1 are met, 1 missed." in shown
    assert "| fast | pages a second | 250 | at least 100 | met |  |" in shown
    assert "| fast | memory, MiB | 700 | at most 600 | **missed** | pages are kept |" in shown


@pytest.mark.usefixtures("fast")
def test_a_miss_without_a_reason_is_named() -> None:
    assert page.unexplained({"fast": {"figures": {"pages a second": 250.0, "memory, MiB": 700.0}}}, {}) == ["fast: memory, MiB"]


@pytest.mark.usefixtures("fast")
def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    assert "| fast | memory, MiB | | at most 600 | not measured |" in page.render({}, "# Speed\n<!-- goals -->\n", {})


@pytest.mark.usefixtures("fast")
def test_measuring_one_keeps_what_was_measured_of_the_others(tmp_path: Path) -> None:
    kept = tmp_path / "results.json"
    kept.write_text('{"slow": {"figures": {"hours": 3.0}}}', encoding="utf-8")
    assert __main__.main(["fast", "--runs", "1", "--results", str(kept), "--page", str(tmp_path / "page.md")]) == 0
    told = json.loads(kept.read_text(encoding="utf-8"))
    assert told["slow"] == {"figures": {"hours": 3.0}}
    assert told["fast"]["figures"] == {"pages a second": 250.0, "memory, MiB": 700.0}


@pytest.mark.usefixtures("fast")
def test_a_benchmark_that_breaks_leaves_the_others_their_turn_and_the_status_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "results.json"
    assert __main__.main(["all", "--runs", "1", "--results", str(kept), "--page", str(tmp_path / "page.md")]) == 1
    assert list(json.loads(kept.read_text(encoding="utf-8"))) == ["fast"]
    assert "OSError: no network" in capsys.readouterr().out


def test_what_was_measured_at_this_commit_is_fresh_and_nothing_else_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "results.json"
    monkeypatch.setattr(results, "commit", lambda: "abc")
    results.keep("fast", Measured({"pages a second": 250.0}), 5, kept)
    results.keep("half", Measured({"pages a second": 250.0}, failed={"memory": "no room"}), 5, kept)
    assert [results.fresh(name, 5, kept) for name in ("fast", "half", "slow")] == [True, False, False]
    assert not results.fresh("fast", 7, kept)
    monkeypatch.setattr(results, "commit", lambda: "def")
    assert not results.fresh("fast", 5, kept)


def test_many_pages_are_the_few_over_and_over_each_with_its_own_address(tmp_path: Path) -> None:
    pages.write_pages(tmp_path / "few.jsonl", 3)
    pages.write_again(tmp_path / "many.jsonl", tmp_path / "few.jsonl", 4)
    told = [json.loads(line) for line in (tmp_path / "many.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len({page["url"] for page in told}) == 12
    assert len({page["text"] for page in told}) == 3
