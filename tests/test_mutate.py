"""Mutation: the score counts every fault honestly, and says what it did."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pagegate.__main__ import main
from pagegate.catalogue import catalogue
from pagegate.config.settings import Settings
from pagegate.model import RECORD_KINDS, Example, RecordKind
from pagegate.mutate import score, to_html, to_text
from pagegate.mutate.fault import faults, table
from pagegate.mutate.pool import Pool
from pagegate.mutate.result import Count
from pagegate.mutate.shown import broken, changed, with_texts
from pagegate.records.build import from_examples
from tests.mutations import ARTICLE, FROST, QUOTE, WIDGET, as_json, count, fault, ready, run
from tests.test_report import Page

DOCS = Path(__file__).parent.parent / "docs" / "mutate.md"


def test_every_fault_tells_what_it_does_and_what_ought_to_see_it() -> None:
    every = [one for kind in RECORD_KINDS for one in faults(kind)]
    assert all(one.what and one.expected and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.name) for one in every)
    assert all(one.kind == kind for kind in RECORD_KINDS for one in faults(kind))
    assert len({(one.kind, one.name) for one in every}) == len(every)
    codes = re.compile(r"\b[QWAPB]\d{3}\b")
    assert not any(codes.search(f"{one.what} {one.expected} {one.plausible}") for one in every)


@pytest.mark.parametrize(("kind", "record"), [("quotes", QUOTE), ("weather", WIDGET | FROST), ("articles", ARTICLE | {"body": ARTICLE["body"] + "\n„Gut“, sagte sie."})])
def test_every_fault_but_a_slip_of_rows_changes_a_record_on_its_own(kind: RecordKind, record: Example) -> None:
    before = ready(kind, *[record] * 20)
    for one in faults(kind):
        if "another-" in one.name or not one.way.applies(before).any():
            continue
        after = broken(kind, before, one.way.apply(before, np.random.default_rng(0)))
        assert changed(kind, before, after.records).any(), one.name


def test_what_a_fault_does_not_touch_stays_as_the_page_showed_it() -> None:
    before = ready("weather", {"temp_c": "84.4 °F", "humidity_pct": "75%"})
    after = broken("weather", before, fault("weather", "humidity-as-fraction").way.apply(before, np.random.default_rng(0))).records
    assert after["temp_c"].tolist() == before["temp_c"].tolist() == [pytest.approx(29.111111111)]
    assert after["temp_c.step"].tolist() == before["temp_c.step"].tolist() == [pytest.approx(0.1 * 5 / 9)]
    assert (after["humidity_pct"].iloc[0], after["humidity_pct.step"].iloc[0]) == (0.75, 0.01)


def test_a_text_that_cannot_be_read_any_more_is_a_problem_of_its_record() -> None:
    before = ready("quotes", QUOTE, QUOTE)
    after = broken("quotes", before, pd.DataFrame({"price": ["144.41", "144.41-1.15"]}))
    assert after.problems[["row", "field", "problem"]].to_numpy().tolist() == [[1, "price", "unreadable-value"]]
    assert after.records["price"].isna().tolist() == [False, True]


def test_a_fault_that_leaves_no_trace_is_counted_apart() -> None:
    still = {"symbol": "STILL", "price": "144.41", "change": "0.00", "change_pct": "0.00%"}
    mutation = run(still)
    assert count(mutation, "point-shifted-by-1") == Count(tried=1, no_trace=1, caught=0)
    assert count(mutation, "change-and-percent-swapped") == Count(tried=1, no_trace=1, caught=0)
    assert count(mutation, "price-zero") == Count(tried=1, no_trace=0, caught=1)
    assert mutation.count.percent is not None


def test_arithmetic_gives_every_fault_in_it_away_and_the_case_says_so() -> None:
    mutation = run(QUOTE, QUOTE | {"symbol": "B", "price": "14.44", "change": "3.17", "change_pct": "28.13%"})
    case = mutation.cases["quotes", "price, change and percent shown"]
    assert case.survived == 0
    assert case.caught > 20


@pytest.mark.parametrize(("other", "traced"), [("1.39%", True), ("1.38%", False)])
def test_a_percent_that_is_cut_off_is_a_trace_unless_another_quote_of_the_source_is_cut_off(other: str, *, traced: bool) -> None:
    rounded = {"symbol": "A", "price": "24,650.14", "change": "337.40", "change_pct": "1.39%"}  # 1.3878
    sibling = rounded | {"symbol": "B", "change_pct": other}
    before = ready("quotes", rounded, sibling)
    after = ready("quotes", rounded | {"change_pct": "1.38%"}, sibling)
    slip = fault("quotes", "digit-dropped")
    assert slip.traces is not None
    assert bool(slip.traces(before, after)[0]) is traced


def test_severities_and_limits_of_the_configuration_hold() -> None:
    assert count(run(QUOTE), "price-zero").caught == 1
    assert count(run(QUOTE, settings=Settings(severity={"Q101": "info"}), select=("Q101",)), "price-zero").caught == 0


def test_a_temperature_equal_within_rounding_leaves_no_trace_when_swapped() -> None:
    close, apart = WIDGET | {"temp_c": 12.0, "feels_like_c": 12.1, "humidity_pct": 60}, WIDGET
    swap = fault("weather", "feels-like-and-temperature-swapped")
    before = ready("weather", close, apart)
    after = broken("weather", before, swap.way.apply(before, np.random.default_rng(0))).records
    assert swap.traces is not None
    assert swap.traces(before, after).tolist() == [False, True]


def test_records_with_an_error_or_a_warning_are_not_broken() -> None:
    mutation = run(QUOTE, QUOTE | {"price": "14.41"}, QUOTE | {"price": "N/A"})
    assert (mutation.read["quotes"], mutation.passed["quotes"], mutation.pool["quotes"]) == (3, 1, 1)


def test_survivors_are_named_with_their_place_and_what_changed() -> None:
    mutation = run(QUOTE, QUOTE | {"symbol": "OTHER"})
    (slip,) = [one for one in mutation.faults if one.fault.name == "symbol-of-another-row"]
    assert (slip.count.survived, slip.count.caught) == (2, 0)
    assert slip.survivor is not None
    assert (slip.survivor.source, slip.survivor.record, slip.survivor.changes) == ("<frame>", 0, (("symbol", "ACME", "OTHER"),))
    told = io.StringIO()
    to_text.write(mutation, told)
    assert "symbol: ACME -> OTHER" in told.getvalue()
    assert "can pass for the truth: nearly always" in told.getvalue()


def test_rules_are_counted_by_what_they_caught_and_those_that_never_fired_are_told() -> None:
    mutation = run(QUOTE)
    rules = {one.rule.name: one for one in mutation.rules}
    assert rules["price-missing"].caught == sum(dict(one.rules).get(rules["price-missing"].rule.code, 0) for one in mutation.faults) >= 1
    assert rules["price-missing"].alone >= 1
    assert rules["symbol-missing"] in mutation.silent
    assert rules["price-missing"] not in mutation.silent
    assert all(one.rule.kind == "quotes" for one in mutation.rules)
    assert rules["day-range-inverted"].asked == 0


def test_only_the_chosen_rules_are_asked() -> None:
    mutation = run(QUOTE, select=("Q002",))
    assert [one.rule.code for one in mutation.rules] == ["Q002"]
    assert count(mutation, "price-zero").caught == 0
    assert count(mutation, "price-missing").caught == 1


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_draws() -> None:
    quotes = [QUOTE | {"symbol": f"S{number}", "price": f"{100 + number}.41", "change": None, "change_pct": None} for number in range(30)]
    first, again, other = (as_json(run(*quotes, sample=5, seed=seed)) for seed in (0, 0, 1))
    assert first == again
    assert json.loads(first)["faults"] != json.loads(other)["faults"]


@pytest.mark.parametrize(("kind", "record"), [("quotes", QUOTE), ("weather", WIDGET)])
def test_faults_judged_together_are_judged_as_each_would_be(kind: RecordKind, record: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    together = as_json(run(record, record, kind=kind))
    monkeypatch.setattr(score, "_TOGETHER", 1)
    assert as_json(run(record, record, kind=kind)) == together


def test_the_draw_does_not_depend_on_the_chunks() -> None:
    frame = from_examples("quotes", [QUOTE | {"symbol": f"S{number}"} for number in range(100)]).frame
    whole, parts = Pool(catalogue(), 7, 10), Pool(catalogue(), 7, 10)
    whole.add("quotes", frame)
    for start in range(0, 100, 9):
        parts.add("quotes", frame.iloc[start : start + 9])
    drawn = whole.records("quotes")
    assert len(drawn) == 10
    assert drawn["record"].is_monotonic_increasing
    pd.testing.assert_frame_equal(drawn, parts.records("quotes"))


def test_sources_with_different_columns_share_a_pool_and_keep_their_types() -> None:
    pool = Pool(catalogue(), 0, 10)
    pool.add("quotes", from_examples("quotes", [QUOTE]).frame)
    pool.add("quotes", from_examples("quotes", [{"symbol": "B", "price": 1.5, "as_of": "2024-05-31T16:00:00Z"}]).frame.assign(source="other"))
    drawn = pool.records("quotes")
    assert (drawn["as_of.zoned"].dtype, drawn["as_of.zoned"].tolist()) == (np.dtype(bool), [False, True])
    assert with_texts("quotes", drawn)["as_of.shown"].fillna("").tolist() == ["", "2024-05-31T16:00:00Z"]


def strict(printed: str) -> Any:
    """JSON without NaN and infinities."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    return json.loads(printed, parse_constant=refuse)


def test_the_json_is_strict_and_its_counts_add_up() -> None:
    told = strict(as_json(run(QUOTE, QUOTE | {"symbol": "OTHER", "name": "\u2028 <b>"}), min_score=10))
    assert (told["verdict"], told["min_score"], told["seed"], told["sample"], told["as_of"]) == ("pass", 10, 0, 200, None)
    assert told["records"]["quotes"] == {"read": 2, "passed": 2, "drawn_from": 2}
    assert all(one["tried"] == one["no_trace"] + one["caught"] + one["survived"] for one in told["faults"])
    assert told["counts"]["tried"] == sum(one["tried"] for one in told["faults"]) == told["kinds"]["quotes"]["tried"]
    assert told["score"] == pytest.approx(100 * told["counts"]["caught"] / (told["counts"]["tried"] - told["counts"]["no_trace"]), abs=1e-4)
    assert next(one for one in told["faults"] if one["fault"] == "stale-copy") | {"tried": 0, "score": None, "survivor": None} == next(one for one in told["faults"] if one["fault"] == "stale-copy")
    assert set(told["never_fired"]) == {rule["code"] for rule in told["rules"] if not rule["fired"]}


def test_the_page_is_offline_and_harmless() -> None:
    html = to_html.render(run(QUOTE | {"symbol": "<img src=x>"}, QUOTE | {"symbol": "</style><script>alert(1)</script>"}, ignore=("Q4",)), min_score=99)
    page = Page(html)
    assert {tag for tag, _ in page.elements} & {"script", "img", "link", "iframe"} == set()
    assert any("default-src 'none'" in (attributes.get("content") or "") for attributes in page.all("meta"))
    assert "<img src=x>" in page.words
    assert all(attributes["href"] is not None and attributes["href"].startswith("#") for attributes in page.all("a"))
    assert {attributes["href"][1:] for attributes in page.all("a") if attributes["href"]} <= {attributes["id"] for _, attributes in page.elements if attributes.get("id")}
    assert "not reached" in page.words


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("quotes.csv").write_text("symbol,price,change,change_pct\nACME,144.41,-1.15,-0.79%\nOTHER,14.44,3.17,28.13%\n")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_min_score_is_a_gate(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", "quotes.csv", "--no-report", "-q"]) == 0
    assert capsys.readouterr().out.startswith("score: ")
    assert main(["mutate", "quotes.csv", "--no-report", "-q", "--min-score", "50"]) == 0
    assert main(["mutate", "quotes.csv", "--no-report", "-q", "--min-score", "100"]) == 1
    assert "below 100 %" in capsys.readouterr().err
    assert main(["mutate", "quotes.csv", "--no-report", "--min-score", "101"]) == 2


@pytest.mark.usefixtures("folder")
def test_the_command_prints_json_and_writes_a_page_beside_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", "quotes.csv", "--format", "json", "--sample", "1", "--report", "out"]) == 0
    told = strict(capsys.readouterr().out)
    assert {one["tried"] for one in told["faults"]} == {0, 1}
    assert sorted(path.name for path in Path("out").iterdir()) == [".pagegate-report", "mutation.html"]


@pytest.mark.usefixtures("folder")
def test_nothing_to_break_is_said_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.csv").write_text("symbol,price\nACME,NA\n")
    assert main(["mutate", "bad.csv"]) == 1
    assert "none of the 1 record read passes" in capsys.readouterr().err
    assert not Path("reports").exists()
    Path("empty.csv").write_text("symbol,price\n")
    assert main(["mutate", "empty.csv"]) == 1
    assert "no record was read" in capsys.readouterr().err
    assert main(["mutate"]) == 2
    assert main(["mutate", "quotes.csv", "--select", "X9"]) == 2


@pytest.mark.usefixtures("folder")
def test_records_are_read_off_pages_too_and_a_survivor_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("page.txt").write_text("Temp29.1°C\nFeels35.3°C\nHumidity75%\nWind24.1 km/h\n")
    assert main(["mutate", "page.txt", "--format", "json", "--no-report"]) == 0
    told = strict(capsys.readouterr().out)
    assert told["records"]["weather"] == {"read": 1, "passed": 1, "drawn_from": 1}
    assert {one["survivor"]["line"] for one in told["faults"] if one["survivor"]} <= {1}
    assert next(one for one in told["faults"] if one["fault"] == "humidity-as-fraction")["caught"] == 1


@pytest.mark.skipif(not DOCS.exists(), reason="needs the docs folder; the wheel has none")
def test_the_guide_lists_the_faults_that_there_are() -> None:
    guide = DOCS.read_text(encoding="utf-8")
    assert all(table(kind) in guide for kind in RECORD_KINDS if faults(kind))
