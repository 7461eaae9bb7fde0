"""Batch rules keep their examples through Great Expectations, however the scrape is cut into chunks."""

from __future__ import annotations

import pickle
import string
import subprocess
import sys
from collections import Counter
from functools import cache
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


def prepared(rule: BatchRule, scrape: tuple[Example, ...], chunks: int = 1) -> BatchJudge:
    """A judge who has seen a scrape, and what the scrape says of an earlier run and of the moment of judging."""
    told: dict[int, list[Example]] = {}
    for record in scrape:
        told.setdefault(int(str(record.get("earlier", 0))), []).append({name: value for name, value in record.items() if name not in ("earlier", "judged_at")})
    present = frame_of(rule, tuple(told.pop(0, [])))
    memories: list[dict[str, pd.DataFrame]] = []
    for run in range(1, max(told, default=0) + 1):
        if run > 1 and told[run] == told[run - 1]:
            memories.append(memories[-1])
            continue
        earlier = BatchJudge([rule])
        earlier.add(rule.of, frame_of(rule, tuple(told[run])))
        memories.append(earlier.memory())
    as_of = next((pd.Timestamp(str(record["judged_at"])) for record in scrape if "judged_at" in record), None)
    judge = BatchJudge([rule], memories, as_of)
    chunk = -(-len(present) // chunks) if len(present) else 1
    for start in range(0, len(present), chunk):
        judge.add(rule.of, present.iloc[start : start + chunk].reset_index(drop=True))
    return judge


@cache
def judged(code: str, examples: str, number: int) -> Conclusion:
    rule = catalogue().rules[code]
    assert isinstance(rule, BatchRule)
    return prepared(rule, getattr(rule, examples)[number]).conclude()


def outcome(conclusion: Conclusion) -> str:
    """Fails if anything failed, else holds if anything held, else skips."""
    (counts,) = conclusion.counts.values()
    return "fails" if counts.failed else "holds" if counts.held else "skips"


def sent(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301  the test's own pickle


def examples(*names: str) -> list[Any]:
    return [
        pytest.param(rule, name, number, id=f"{named(rule)}-{name}-{number}")
        for rule in RULES
        for name in names
        for number in range(len(getattr(rule, name)))
    ]


@pytest.mark.parametrize(("rule", "name", "number"), examples("passes", "fails", "skips"))
def test_a_batch_rule_keeps_its_examples(rule: BatchRule, name: str, number: int) -> None:
    assert outcome(judged(rule.code, name, number)) == {"passes": "holds", "fails": "fails", "skips": "skips"}[name]


@pytest.mark.parametrize(("rule", "name", "number"), examples("passes", "fails"))
def test_chunks_do_not_change_what_is_judged(rule: BatchRule, name: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    scrape = getattr(rule, name)[number]
    whole = prepared(rule, scrape).settle()
    # Merge the facts at every turn.
    monkeypatch.setattr("pagegate.judge.batch.MANY", 2)
    pieces = prepared(rule, scrape, chunks=4).settle()
    pd.testing.assert_frame_equal(pieces[rule.code], whole[rule.code], check_categorical=False)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_batch_rule_has_examples_of_both_answers(rule: BatchRule) -> None:
    assert rule.passes
    assert rule.fails


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_the_message_of_a_batch_rule_can_be_written(rule: BatchRule) -> None:
    for number in range(len(rule.fails)):
        for fields in judged(rule.code, "fails", number).findings["fields"]:
            named_fields = {name for _, name, _, _ in string.Formatter().parse(rule.message) if name}
            assert named_fields <= set(fields)
            assert not any(pd.isna(fields[name]) for name in named_fields)
            assert rule.message.format(**fields)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_batch_rule_can_be_sent_to_a_worker(rule: BatchRule) -> None:
    facts = BatchJudge([rule]).gather(rule.of, frame_of(rule, rule.fails[0]))
    assert sent(rule).code == rule.code
    assert sent(facts).keys() == facts.keys()


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
    worker, judge = BatchJudge([rule]), BatchJudge([rule])
    judge.take(sent(worker.gather("quotes", frame)))
    pd.testing.assert_frame_equal(judge.conclude().findings, judged("B102", "fails", 0).findings)


def test_a_run_without_records_needs_no_great_expectations() -> None:
    conclusion = BatchJudge(RULES).conclude()
    assert len(conclusion.findings) == 0
    assert set(conclusion.counts.values()) == {(0, 0, 0)}


def test_importing_the_batch_judge_does_not_import_great_expectations() -> None:
    code = "import sys, pagegate.judge.batch; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_near_copy_is_found_among_texts_that_share_half_of_their_words_with_each_other() -> None:
    common = [f"common{i}" for i in range(150)]
    bodies = [" ".join([*common, *(f"own{n}x{i}" for i in range(100))]) for n in range(30)]
    copy = bodies[3] + " Updated today."
    records = [{"title": f"Headline {n}", "body": body, "url": f"https://news.example/{n}"} for n, body in enumerate([*bodies, copy])]
    rule = catalogue().rules["B302"]
    assert isinstance(rule, BatchRule)
    table = prepared(rule, tuple(records)).settle()["B302"]
    alike = table[table["shared"] >= 24]
    assert alike["record"].tolist() == [30]
    assert alike["first_line"].tolist() == [4]
