"""What is compared in speed finds the same rows: those that were planted. Whoever does not gets no figure."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

if not (Path(__file__).parent.parent / "benchmarks" / "speed").exists():
    pytest.skip("the benchmarks stand in the checkout; the suite also runs on the wheel alone", allow_module_level=True)

import pagegate
from benchmarks.speed import quotes
from benchmarks.speed.measure import cost
from benchmarks.speed.peers import compare, environment, table
from benchmarks.speed.peers.facts import RULES
from benchmarks.speed.peers.pandas_rules import masks

ROWS = 2_800


@pytest.fixture(scope="module")
def drawn() -> tuple[pd.DataFrame, dict[str, quotes.Rows]]:
    """2,800 quotes, five with each fault, and the rows that break each rule."""
    return quotes.drawn(ROWS)


def test_one_quote_in_twenty_is_bad_and_each_rule_is_broken(drawn: tuple[pd.DataFrame, dict[str, quotes.Rows]]) -> None:
    assert len(np.unique(np.concatenate(list(drawn[1].values())))) == ROWS / 20
    assert set(drawn[1]) == set(RULES)


def test_masks_find_the_planted_rows_and_no_other(drawn: tuple[pd.DataFrame, dict[str, quotes.Rows]]) -> None:
    frame, truth = drawn
    found = masks(frame, ["EUR", "GBP", "JPY", "USD"])
    assert {code: np.flatnonzero(mask).tolist() for code, mask in found.items()} == {code: rows.tolist() for code, rows in truth.items()}


def test_pagegate_finds_the_planted_rows_and_no_other(drawn: tuple[pd.DataFrame, dict[str, quotes.Rows]]) -> None:
    frame, truth = drawn
    findings = pagegate.check(frame, kind="quotes", no_batch=True).findings
    assert {code: sorted(part["record"]) for code, part in findings.groupby("code")} == {code: rows.tolist() for code, rows in truth.items()}


def test_a_row_too_many_or_too_few_is_no_agreement() -> None:
    truth = {"Q101": np.array([3, 7]), "Q102": np.array([5])}
    compare.agree({"Q101": np.array([3, 7])}, truth)
    with pytest.raises(compare.DisagreementError, match=r"Q101: 3 rows found, 2 planted; wrongly found \[9\], missed \[\]"):
        compare.agree({"Q101": np.array([3, 7, 9])}, truth)
    with pytest.raises(compare.DisagreementError, match=r"Q102: 0 rows found, 1 planted; wrongly found \[\], missed \[5\]"):
        compare.agree({"Q102": np.array([], dtype=np.int64)}, truth)


def test_who_disagrees_gets_no_figure_and_the_others_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stage(name: str, *_: object) -> dict[str, object]:
        if name == "pandera":
            msg = "Q101: 0 rows found, 1 planted"
            raise compare.DisagreementError(msg)
        return {"processor": 2.0, "clock": 2.0, "says": {}}

    monkeypatch.setattr(compare, "_stage", stage)
    monkeypatch.setattr(compare, "_process", lambda *_: {"processor": 3.0, "clock": 3.0, "memory": 100.0})
    done = compare.compared(tmp_path, 2, 1_000, {"pagegate": "python", "pandera": "python"})
    assert {name: len(one.stage) for name, one in done.spans.items()} == {"pagegate": 2}
    assert done.failed == {"pandera": "DisagreementError: Q101: 0 rows found, 1 planted"}


def test_without_an_environment_for_the_peers_pagegate_and_the_masks_are_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_folder: Path) -> Path:
        msg = "pip: no network"
        raise RuntimeError(msg)

    one = compare.Spans(1_000_000, [{"processor": 6.0, "clock": 6.0}], [{"processor": 8.0, "clock": 8.0, "memory": 100.0}])
    two = compare.Spans(1_000_000, [{"processor": 2.0, "clock": 2.0}], [{"processor": 4.0, "clock": 4.0, "memory": 100.0}])
    monkeypatch.setattr(environment, "python", broken)
    monkeypatch.setattr(table, "compared", lambda *_: compare.Compared({"pagegate": one, "bare masks": two}, {}))
    told = table.table(tmp_path, 1, 1_000)
    assert told.figures == {"pagegate / bare masks, stage": 3.0, "pagegate / bare masks, whole run": 2.0}
    assert told.failed == {"the peers' environment": "pip: no network"}


def test_what_was_measured_at_this_commit_is_not_measured_again(tmp_path: Path) -> None:
    compare.Journal(tmp_path / "measured.jsonl", "abc").once(["pagegate", 1], lambda: {"seconds": 1.0})
    assert compare.Journal(tmp_path / "measured.jsonl", "abc").once(["pagegate", 1], lambda: {"seconds": 2.0}) == {"seconds": 1.0}
    assert compare.Journal(tmp_path / "measured.jsonl", "def").once(["pagegate", 1], lambda: {"seconds": 3.0}) == {"seconds": 3.0}


def test_half_a_line_of_a_run_that_was_broken_off_harms_no_other(tmp_path: Path) -> None:
    file = tmp_path / "measured.jsonl"
    file.write_text('["abc", ["pagegate", 1], {"sec', encoding="utf-8")
    compare.Journal(file, "abc").once(["pagegate", 1], lambda: {"seconds": 1.0})
    assert compare.Journal(file, "abc").once(["pagegate", 1], lambda: {"seconds": 2.0}) == {"seconds": 1.0}


def test_what_was_measured_of_changed_files_is_measured_again(tmp_path: Path) -> None:
    compare.Journal(tmp_path / "measured.jsonl", "abc+").once(["pagegate", 1], lambda: {"seconds": 1.0})
    assert compare.Journal(tmp_path / "measured.jsonl", "abc+").once(["pagegate", 1], lambda: {"seconds": 2.0}) == {"seconds": 2.0}


def test_a_process_costs_its_own_memory_not_that_of_whoever_measures_it(tmp_path: Path) -> None:
    held = bytearray(300 << 20)
    assert cost([sys.executable, "-I", "-S", "-c", "pass"], tmp_path).memory < len(held) >> 21


def test_a_command_that_breaks_is_no_cost(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        cost([sys.executable, "-I", "-S", "-c", "raise SystemExit(3)"], tmp_path)


def test_a_peer_that_judged_fewer_is_charged_its_start_once() -> None:
    one = compare.Spans(20_000, [{"processor": 2.0, "clock": 2.0}], [{"processor": 5.0, "clock": 5.0, "memory": 100.0}])
    assert one.per_million("stage") == 100.0
    assert one.per_million("process") == 5.0 + 2.0 * 49
