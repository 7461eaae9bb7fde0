"""What every rule must do, whatever it asks: its own examples, its page, its message."""

from __future__ import annotations

import importlib
import pickle
import string
from typing import Any

import pandas as pd
import pytest

from pagegate.catalogue import catalogue
from pagegate.judge.ask import ask
from pagegate.model import RECORD_KINDS, Check, Limit, Rule
from pagegate.records.build import build, from_examples
from pagegate.schema import within

HEADINGS = ("What it does:", "Why it matters:", "Instead:", "Source:", "Known false alarms:")
RULES = list(catalogue().rules.values())
CHECKS = [rule for rule in RULES if isinstance(rule, Check) and rule.holds]
LIMITS = [(kind, column, limit) for kind in RECORD_KINDS for column, limits in catalogue().limits(kind).items() for limit in limits]


def named(rule: Rule) -> str:
    return f"{rule.code}-{rule.name}"


def answers(check: Check, examples: tuple[Any, ...]) -> list[Any]:
    if not examples:
        return []
    assert check.kind != "batch"
    return ask(check, from_examples(check.kind, examples).frame).tolist()


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_a_check_passes_its_passing_examples(check: Check) -> None:
    assert answers(check, check.passes) == [True] * len(check.passes)


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_a_check_fails_its_failing_examples(check: Check) -> None:
    assert answers(check, check.fails) == [False] * len(check.fails)


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_a_check_does_not_apply_to_its_skipped_examples(check: Check) -> None:
    assert answers(check, check.skips) == [pd.NA] * len(check.skips)


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_a_check_answers_each_example_alone_as_it_does_among_others(check: Check) -> None:
    together = answers(check, check.passes + check.fails + check.skips)
    alone = [answers(check, (example,))[0] for example in check.passes + check.fails + check.skips]
    assert together == alone


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_a_check_has_examples_of_both_answers(check: Check) -> None:
    assert check.passes
    assert check.fails


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_a_check_leaves_its_frame_as_it_was(check: Check) -> None:
    assert check.kind != "batch"
    frame = from_examples(check.kind, check.passes + check.fails).frame
    before = frame.copy(deep=True)
    ask(check, frame)
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_a_check_answers_an_empty_frame(check: Check) -> None:
    assert check.kind != "batch"
    frame = from_examples(check.kind, check.fails).frame.iloc[:0]
    assert ask(check, frame).tolist() == []


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_a_check_can_be_sent_to_a_worker(check: Check) -> None:
    assert pickle.loads(pickle.dumps(check)).code == check.code  # noqa: S301  its own bytes


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_the_message_of_a_check_names_only_what_a_finding_knows(check: Check) -> None:
    assert check.kind != "batch"
    frame = from_examples(check.kind, check.fails).frame
    failing = frame.assign(**{name: None for name in check.may_read if name not in frame})
    known = set(check.reads) | set(check.may_read)
    if check.explain is not None:
        known |= set(check.explain(failing).columns)
    used = {name.partition(".")[0].partition("[")[0] for _, name, _, _ in string.Formatter().parse(check.message) if name}
    assert used <= known


@pytest.mark.parametrize("rule", [rule for rule in RULES if not isinstance(rule, Limit)], ids=named)
def test_the_page_of_a_rule_has_every_heading(rule: Rule) -> None:
    page = importlib.import_module(catalogue().modules[rule.code]).__doc__ or ""
    assert [heading for heading in HEADINGS if heading not in page] == []


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_says_what_is_wrong_and_what_to_do(rule: Rule) -> None:
    assert rule.message
    assert rule.hint


@pytest.mark.parametrize(("kind", "column", "limit"), LIMITS, ids=lambda value: value.code if isinstance(value, Limit) else None)
def test_a_limit_keeps_its_examples_apart(kind: Any, column: str, limit: Limit) -> None:
    values = [*limit.passes, *limit.fails]
    frame = build(kind, pd.DataFrame({column: pd.Series([None if v is None else str(v) for v in values], dtype=object)})).frame
    assert within(limit, frame[column]).tolist() == [True] * len(limit.passes) + [False] * len(limit.fails)


PROBLEMS = [rule for rule in RULES if isinstance(rule, Check) and rule.problem in {"unreadable-value", "unreadable-time", "placeholder"}]


@pytest.mark.parametrize("rule", PROBLEMS, ids=named)
def test_a_rule_about_unreadable_values_tells_its_examples_apart(rule: Check) -> None:
    assert rule.kind != "batch"
    own = {rule.problem} | ({"unreadable-time"} if (rule.kind, "unreadable-time") not in catalogue().problems() else set())

    def reported(example: Any) -> bool:
        return bool(own & set(from_examples(rule.kind, [example]).problems["problem"]))  # type: ignore[arg-type]

    assert [reported(example) for example in (*rule.passes, *rule.fails)] == [False] * len(rule.passes) + [True] * len(rule.fails)
