"""Batch rules keep their examples through Great Expectations, however the scrape is cut into chunks."""

from __future__ import annotations

import pickle
import string
import subprocess
import sys
from collections import Counter
from typing import Any

import pandas as pd
import pytest

from pagegate.catalogue import catalogue
from pagegate.judge.batch import BatchJudge, Conclusion
from pagegate.model import RECORD_KINDS, BatchRule, Example
from pagegate.records.build import from_examples

RULES = catalogue().batch_rules()


def named(rule: BatchRule) -> str:
    return f"{rule.code}-{rule.name}"


def frame_of(rule: BatchRule, scrape: tuple[Example, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(scrape)) if rule.of == "rules" else from_examples(rule.of, scrape).frame


def judge(rule: BatchRule, scrape: tuple[Example, ...], chunk: int = 1_000_000) -> Conclusion:
    records = tuple({name: value for name, value in record.items() if name not in ("earlier", "judged_at")} for record in scrape)
    frame = frame_of(rule, records)
    past = pd.Series([bool(record.get("earlier")) for record in scrape])
    earlier = BatchJudge([rule])
    earlier.add(rule.of, frame[past])
    as_of = next((pd.Timestamp(str(record["judged_at"])) for record in scrape if "judged_at" in record), None)
    judge = BatchJudge([rule], [earlier.memory()] if past.any() else [], as_of)
    present = frame[~past]
    for start in range(0, len(present), chunk):
        judge.add(rule.of, present.iloc[start : start + chunk].reset_index(drop=True))
    return judge.conclude()


def outcome(conclusion: Conclusion) -> str:
    """Fails if anything failed, else holds if anything held, else skips."""
    (counts,) = conclusion.counts.values()
    return "fails" if counts.failed else "holds" if counts.held else "skips"


def examples(*names: str) -> list[Any]:
    return [
        pytest.param(rule, scrape, {"passes": "holds", "fails": "fails", "skips": "skips"}[name], id=f"{named(rule)}-{name}-{number}")
        for rule in RULES
        for name in names
        for number, scrape in enumerate(getattr(rule, name))
    ]


@pytest.mark.parametrize(("rule", "scrape", "expected"), examples("passes", "fails", "skips"))
def test_a_batch_rule_keeps_its_examples(rule: BatchRule, scrape: tuple[Example, ...], expected: str) -> None:
    assert outcome(judge(rule, scrape)) == expected


@pytest.mark.parametrize(("rule", "scrape", "expected"), examples("fails"))
@pytest.mark.parametrize("chunk", [5])
def test_chunks_do_not_change_what_a_batch_rule_finds(rule: BatchRule, scrape: tuple[Example, ...], expected: str, chunk: int) -> None:
    whole, pieces = judge(rule, scrape), judge(rule, scrape, chunk)
    assert outcome(pieces) == expected
    assert pieces.counts == whole.counts
    pd.testing.assert_frame_equal(pieces.findings, whole.findings)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_batch_rule_has_examples_of_both_answers(rule: BatchRule) -> None:
    assert rule.passes
    assert rule.fails


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_the_message_of_a_batch_rule_can_be_written(rule: BatchRule) -> None:
    for scrape in rule.fails:
        for fields in judge(rule, scrape).findings["fields"]:
            assert "nan" not in rule.message.format(**fields).replace("nance", "")
            assert {name for _, name, _, _ in string.Formatter().parse(rule.message) if name} <= set(fields)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_facts_of_a_batch_rule_can_be_merged_again_and_again(rule: BatchRule, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [judge(rule, scrape).findings for scrape in rule.fails]
    monkeypatch.setattr("pagegate.judge.batch.MANY", 2)
    for scrape, whole in zip(rule.fails, expected, strict=True):
        pd.testing.assert_frame_equal(judge(rule, scrape, chunk=3).findings, whole)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_batch_rule_can_be_sent_to_a_worker(rule: BatchRule) -> None:
    facts = BatchJudge([rule]).gather(rule.of, frame_of(rule, rule.fails[0]))
    assert pickle.loads(pickle.dumps(rule)).code == rule.code
    assert pickle.loads(pickle.dumps(facts)).keys() == facts.keys()


def test_each_kind_has_at_least_five_expectations() -> None:
    expectations = Counter(rule.of for rule in RULES)
    assert all(expectations[kind] >= 5 for kind in RECORD_KINDS)


def test_one_clean_page_gives_only_the_warning_about_its_lost_signs() -> None:
    quotes = from_examples("quotes", [{"symbol": f"S{i}", "price": f"{100 + i}.25", "change_pct": f"0.{i}1%", "page": 0} for i in range(1, 11)]).frame
    weather = from_examples("weather", [{"temp_c": "29.1°C", "feels_like_c": "35.3°C", "humidity_pct": "75%", "page": 0}]).frame
    articles = from_examples("articles", [{"title": "A headline", "body": "A sentence, and another one. " * 30, "page": 0}]).frame
    pages = from_examples("pages", [{"text": "A page with a few words.", "records": 12, "status": 200}]).frame
    judge = BatchJudge(RULES)
    for kind, frame in (("quotes", quotes), ("weather", weather), ("articles", articles), ("pages", pages)):
        judge.add(kind, frame)
    findings = judge.conclude().findings
    assert findings["code"].tolist() == ["B101"]
    assert findings["line"].tolist() == [1]


def test_facts_gathered_elsewhere_give_the_same_findings() -> None:
    rule = next(rule for rule in RULES if rule.code == "B102")
    frame = frame_of(rule, rule.fails[0])
    worker, judge_ = BatchJudge([rule]), BatchJudge([rule])
    judge_.take(pickle.loads(pickle.dumps(worker.gather("quotes", frame))))
    pd.testing.assert_frame_equal(judge_.conclude().findings, judge(rule, rule.fails[0]).findings)


def test_a_run_without_records_needs_no_great_expectations() -> None:
    conclusion = BatchJudge(RULES).conclude()
    assert len(conclusion.findings) == 0
    assert set(conclusion.counts.values()) == {(0, 0, 0)}


def test_importing_the_batch_judge_does_not_import_great_expectations() -> None:
    code = "import sys, pagegate.judge.batch; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
