"""A run judges pages and records, counts what every rule said, and decides."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest

import pagegate
from pagegate.errors import UsageError
from pagegate.model import RECORD_KINDS
from pagegate.run import Options, Run
from pagegate.verdict import Verdict

from .pages import page_chunk

EXAMPLES = Path(__file__).parent.parent / "examples"
NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def judge(*pages: str, **options: object) -> Verdict:
    run = Run(Options(now=NOW, batch=False, **options))  # type: ignore[arg-type]
    run.judge(page_chunk(*pages))
    return run.verdict()


def found(verdict: Verdict) -> list[tuple[str, int, int]]:
    """code, line and column of every finding."""
    return list(verdict.findings[["code", "line", "column"]].itertuples(index=False, name=None))


WIDGET = "Temp29.1°C\nFeels35.3°C\nHumidity75%\nWind24.1 km/h"


def test_a_clean_page_passes() -> None:
    verdict = judge(WIDGET)
    assert verdict.passed
    assert verdict.records == {"pages": 1, "quotes": 0, "weather": 1, "articles": 0}


def test_a_finding_points_at_the_line_and_column_of_the_field() -> None:
    assert found(judge(WIDGET.replace("35.3", "25.0"))) == [("W201", 2, 6)]


def test_a_finding_says_the_values_as_they_were_shown() -> None:
    message = judge(WIDGET.replace("35.3", "25.0")).findings["message"][0]
    assert "25.0" in message
    assert "29.1" in message
    assert "75 %" in message


def test_every_rule_counts_every_record_of_its_kind_once() -> None:
    verdict = judge(WIDGET, "FCHI8,074.230.08%\nDJIN/A0.48%", WIDGET.replace("29.1", "291"))
    for rule in verdict.rules.to_dict("records"):
        if rule["kind"] in RECORD_KINDS:
            assert (rule["code"], rule["held"] + rule["failed"] + rule["not_applicable"]) == (rule["code"], verdict.records[rule["kind"]])


def test_counts_are_the_counts_of_findings() -> None:
    verdict = judge(WIDGET.replace("75%", "175%"), "DJIN/A0.48%")
    assert verdict.counts["error"] == (verdict.findings["severity"] == "error").sum() > 0


def test_a_page_of_a_feed_keeps_the_feeds_line_and_adds_its_own(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text("\n".join(json.dumps({"url": f"https://example.org/{i}", "text": text}) for i, text in enumerate([WIDGET, WIDGET.replace("35.3", "25.0")])), encoding="utf-8")
    verdict = pagegate.check(feed, no_batch=True)
    assert verdict.findings[["code", "line", "page", "page_line"]].to_numpy().tolist() == [["W201", 2, 1, 2]]


def test_a_record_and_a_page_that_say_the_same_get_the_same_findings(tmp_path: Path) -> None:
    page, feed = tmp_path / "page.txt", tmp_path / "feed.jsonl"
    page.write_text("Temp29.1°C\nFeels25.0°C\nHumidity175%\nWind24.1 km/h\nSunrise05:50 PM\nSunset06:28 AM\n", encoding="utf-8")
    feed.write_text(json.dumps({"temp_c": 29.1, "feels_like_c": 25.0, "humidity_pct": 175, "wind_kmh": 24.1, "sunrise": "17:50", "sunset": "06:28"}), encoding="utf-8")
    by_page, by_record = (pagegate.check(path, no_batch=True).findings for path in (page, feed))
    assert sorted(by_page["code"]) == sorted(by_record["code"])
    assert by_page.set_index("code")["fields"].to_dict() == by_record.set_index("code")["fields"].to_dict()


def test_a_fingerprint_survives_a_changed_value_and_is_unique() -> None:
    first, second = (judge(WIDGET.replace("75%", wrong), WIDGET.replace("75%", wrong)).findings["fingerprint"] for wrong in ("175%", "180%"))
    assert first.tolist() == second.tolist()
    assert first.is_unique


@pytest.mark.parametrize(("fail_on", "passed"), [("error", False), ("warning", False), ("never", True)])
def test_fail_on_decides_what_fails(fail_on: str, passed: bool) -> None:  # noqa: FBT001  a column of the table
    assert judge(WIDGET.replace("75%", "175%"), fail_on=fail_on).passed is passed


def test_select_and_ignore_choose_rules_by_prefix() -> None:
    broken = WIDGET.replace("75%", "175%").replace("29.1", "291")
    assert {code for code, _, _ in found(judge(broken, select=("W0",), ignore=("W002",)))} == {"W006"}


def test_a_code_that_no_rule_has_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="X9"):
        Run(Options(select=("X9",)))


def test_a_run_that_reads_nothing_fails_unless_told_otherwise() -> None:
    assert not judge("nothing to see").passed
    assert judge("nothing to see", allow_empty=True).passed


def test_a_frame_is_judged_as_it_is() -> None:
    frame = pd.DataFrame({"symbol": ["AEX", "FTSE"], "price": [971.05, 0.0], "mine": ["a", "b"]})
    verdict = pagegate.check(frame, no_batch=True)
    assert verdict.findings["key"].tolist() == ["FTSE"]
    assert verdict.frames["quotes"]["mine"].tolist() == ["a", "b"]


def test_a_verdict_as_plain_data_is_strict_json() -> None:
    verdict = judge("DJIN/A0.48%", WIDGET.replace("29.1", "-9999"))
    assert json.loads(json.dumps(verdict.to_dict(), allow_nan=False))["verdict"] == "fail"


def test_dates_are_judged_against_as_of() -> None:
    page = "A title of some words\nOctober 23, 2025\n3 min read\nA title of some words\n" + "A sentence of a dozen words that says nothing much at all. " * 50
    early = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    assert "article" in " ".join(judge(page, as_of=early).findings["kind"])
    assert judge(page, as_of=NOW, select=("A4",)).passed


@pytest.mark.parametrize("name", ["pages/good.txt", "records/quotes_good.jsonl", "records/weather_good.csv", "records/articles_good.jsonl"])
def test_good_examples_have_no_error(name: str) -> None:
    assert pagegate.check(EXAMPLES / name, as_of=NOW).counts["error"] == 0


@pytest.mark.parametrize(
    ("name", "codes"),
    [("pages/bad.txt", {"Q002", "W201"}), ("records/quotes_bad.jsonl", {"Q002"}), ("records/weather_bad.csv", {"W201", "W301", "W401"}), ("records/articles_bad.jsonl", set())],
)
def test_bad_examples_fail(name: str, codes: set[str]) -> None:
    verdict = pagegate.check(EXAMPLES / name, as_of=NOW)
    assert not verdict.passed
    assert codes <= set(verdict.findings["code"])


def test_a_check_of_many_fields_points_at_the_one_that_failed() -> None:
    findings = judge("Temp29.1°C\nHumidity75%\nWind24.1 km/h\nUV-999").findings.set_index("code")
    assert list(findings.loc["W701", ["line", "column"]]) == [4, 3]


def test_a_null_of_a_file_is_missing_and_a_word_that_sites_print_is_a_placeholder(tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text("temp_c,humidity_pct,wind_kmh\n21.5,NA,\n21.5,--,10\n", encoding="utf-8")
    findings = pagegate.check(feed, no_batch=True).findings
    assert findings[["line", "fields"]].to_numpy().tolist() == [[3, {"humidity_pct": "--"}]]


def test_what_cannot_be_true_is_not_also_called_unlikely() -> None:
    assert [code for code, _, _ in found(judge("Temp29.1°C\nHumidity75%\nUV99"))] == ["W013"]


def test_a_rule_that_never_applied_to_a_large_scrape_is_told() -> None:
    frame = pd.DataFrame({"temp_c": [10.0] * 1200, "feels_like_c": [9.0] * 1200, "humidity_pct": [60.0] * 1200})
    findings = pagegate.check(frame, select=["W201", "B408"]).findings
    assert [(finding["code"], finding["fields"]["judged"]) for finding in findings.to_dict("records")] == [("B408", "W201")]


def test_a_kind_that_was_not_read_has_an_empty_frame() -> None:
    frames = pagegate.check(pd.DataFrame({"symbol": ["AEX"], "price": [971.05]}), no_batch=True).frames
    assert {kind: len(frame) for kind, frame in frames.items()} == {"pages": 0, "quotes": 1, "weather": 0, "articles": 0}
    assert "body" in frames["articles"]


def test_codes_may_be_one_text_with_commas() -> None:
    frame = pd.DataFrame({"symbol": ["AEX"], "price": [0.0]})
    assert pagegate.check(frame, no_batch=True, select="Q1,W").findings["code"].tolist() == ["Q101"]
