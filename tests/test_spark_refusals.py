"""What a run on Spark cannot do is refused before anything is read; and how the input is cut, without a Spark."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pagegate.__main__ import main
from pagegate.judge.batch import BatchJudge
from pagegate.model import BatchRule
from pagegate.sources.find import Source
from pagegate.spark.shares import shares
from pagegate.spark.slots import Slot, slots
from tests.sparks import needs_spark
from tests.test_batch import RULES, frame_of, named

QUOTE = '{"symbol": "FCHI", "price": 0}\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed of one quote in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(QUOTE, encoding="utf-8")


def refused(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """What is said of wrong usage."""
    assert main(["check", "a.jsonl", *options]) == 2
    return capsys.readouterr().err


def test_without_pyspark_the_command_line_says_what_to_install(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyspark", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, name, None)

    assert "python -m pip install 'pagegate[spark]'" in refused(capsys, "--engine", "spark")


@needs_spark
def test_without_java_the_command_line_says_what_to_install(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagegate.spark.session.active", lambda: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")

    told = refused(capsys, "--engine", "spark")
    assert "there is no java on the PATH" in told
    assert "openjdk-17-jre-headless" in told


@needs_spark
def test_a_java_that_is_too_old_is_refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("pagegate.spark.session.active", lambda: None)
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text('#!/bin/sh\necho \'openjdk version "1.8.0_412"\' >&2\n', encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    assert "is Java 8: install OpenJDK 17 or 21" in refused(capsys, "--engine", "spark")


@pytest.mark.parametrize(("option", "value"), [("--quarantine", "q"), ("--history", "runs.db"), ("--data-docs", "docs"), ("--jobs", "2")])
def test_what_spark_cannot_do_is_refused(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"{option} does not go with --engine spark" in refused(capsys, "--engine", "spark", option, value)


def test_standard_input_is_no_input_of_spark(capsys: pytest.CaptureFixture[str]) -> None:
    assert "can be read here alone" in refused(capsys, "-", "--engine", "spark")


def test_overrides_do_not_go_with_batch_suites_on_spark(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pagegate.toml").write_text('[[overrides]]\npaths = "a.jsonl"\nignore = "Q2"\n', encoding="utf-8")

    assert "add --no-batch" in refused(capsys, "--engine", "spark")


def test_findings_go_to_a_path_on_spark_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert "it goes with --engine spark" in refused(capsys, "--findings", "found")


def test_shares_are_neighbouring_whole_sources_of_a_bounded_weight() -> None:
    sources = [Source(str(number), f"/{number}", ".txt", size) for number, size in enumerate([3 << 20, 3 << 20, 300 << 20, 1 << 20, 1 << 20])]

    assert [[source.name for source in share] for share in shares(sources, 1_000)] == [["0"], ["1"], ["2"], ["3", "4"]]
    assert shares([], 4) == []


def test_facts_of_one_key_go_into_one_bucket() -> None:
    facts = pd.DataFrame({"symbol": pd.Categorical([f"S{number % 5}" for number in range(50)]), "listing": np.uint64(7), "price": np.arange(50.0)})
    buckets = dict(Slot(0, ("symbol", "listing"), ()).buckets(facts, 4))

    assert sum(map(len, buckets.values())) == 50
    assert pd.concat([table[["symbol"]].astype("str").drop_duplicates() for table in buckets.values()])["symbol"].is_unique


def test_every_rule_has_one_slot() -> None:
    made = slots(BatchJudge(RULES))

    assert sorted(rule.code for slot in made for rule in slot.rules) == sorted(rule.code for rule in RULES)
    assert all(slot.apart == () for slot in made if slot.rules[0].remembers)


def _rows(table: pd.DataFrame) -> list[str]:
    """The rows of a settled table as text, in an order of their own."""
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return sorted(repr({name: float(value) if isinstance(value, int) else value for name, value in row.items()}) for row in rows)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.apart and not rule.remembers], ids=named)
def test_what_is_settled_apart_is_what_is_settled_together(rule: BatchRule) -> None:
    """Of a scrape made of all the rule's examples, each from two sources and a site of its own, and from a source that all share."""
    judge = BatchJudge([rule])
    pieces = []
    for number, example in enumerate((*rule.fails, *rule.passes, *rule.skips)):
        for source in (f"a/{number}", f"b/{number}", "all"):
            frame = frame_of(rule, example)
            renamed = {name: frame[name].str.replace(old, new, regex=False) for name, old, new in (("url", ".example", f"{number}.example"), ("symbol", "", f"{number % 3}")) if name in frame}
            pieces += list(judge.gather(rule.of, frame.assign(source=source, **renamed)).values())
    together = BatchJudge([rule])
    for piece in pieces:
        together.take({0: piece})
    whole = together.settle()[rule.code]
    facts = together._groups[0].together()  # noqa: SLF001  there is no other need for them
    parts = []
    for _, part in facts.groupby(list(rule.apart), observed=True, dropna=False):
        one = BatchJudge([rule])
        one.take({0: part})
        parts.append(one.settle()[rule.code])

    assert len(parts) > 1
    assert _rows(pd.concat([part.astype(object) for part in parts], ignore_index=True)) == _rows(whole)


def test_a_program_given_as_a_command_is_not_ended_by_what_it_imports(tmp_path: Path) -> None:
    """As pyspark 4 does where there is no gRPC: it takes a program without a file for a doctest, and ends it with status 0."""
    (tmp_path / "ends.py").write_text("import sys\nif not hasattr(sys.modules['__main__'], '__file__'):\n    sys.exit(0)\n", encoding="utf-8")
    program = "from pagegate.beside import beside_pyspark\nwith beside_pyspark():\n    import ends\nimport sys\nassert not hasattr(sys.modules['__main__'], '__file__')\nsys.exit(7)"

    assert subprocess.run([sys.executable, "-c", program], check=False, env={**os.environ, "PYTHONPATH": str(tmp_path)}).returncode == 7


def test_a_library_that_ends_the_program_makes_no_pass(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def ended(*_: object, **__: object) -> None:
        sys.exit(0)

    monkeypatch.setattr("pagegate.cli.pagegate.main", ended)

    assert main(["check", "a.jsonl"]) == 3
    assert "ended the run with status 0" in capsys.readouterr().err
