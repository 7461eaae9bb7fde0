"""The memory of runs: what is written down, what is told of it, and what becomes of a verdict when it cannot be kept."""

from __future__ import annotations

import datetime as dt
import importlib.resources
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import sqlalchemy as sa

import pagegate
from pagegate import outputs
from pagegate.__main__ import main
from pagegate.history import tables
from pagegate.history.learned import Alarm, Brief, accepted, chosen, left_out
from pagegate.history.store import Store
from pagegate.history.where import commit, input_of

GOOD = {"symbol": "GOOD", "price": 10.5}
BAD = {"symbol": "BAD", "price": -3.5}
WORSE = {"symbol": "WORSE", "price": -9.5}
HISTORY = Path("reports/history.db")
NOON = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def feed(*records: dict[str, Any], name: str = "feed.jsonl") -> str:
    Path(name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return name


def check(*arguments: str) -> int:
    return main(["check", "--no-batch", "-q", *arguments])


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    main([*arguments, "--format", "json"])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def rows(query: str) -> list[Any]:
    with closing(sqlite3.connect(HISTORY)) as connection:
        return connection.execute(query).fetchall()


def test_a_run_that_writes_a_report_is_remembered_and_one_that_writes_none_is_not() -> None:
    check(feed(GOOD), "--no-report")
    assert not HISTORY.exists()
    check(feed(GOOD))
    assert rows("SELECT verdict, sources, json_extract(records, '$.quotes') FROM pagegate_runs") == [("pass", 1, 1)]


def test_findings_are_new_known_or_fixed_since_the_last_run(capsys: pytest.CaptureFixture[str]) -> None:
    first = told(capsys, "check", "--no-batch", feed(GOOD, BAD))
    second = told(capsys, "check", "--no-batch", feed(GOOD, {**BAD, "price": -4}, WORSE))
    third = told(capsys, "check", "--no-batch", feed(GOOD))
    assert "history" not in first
    assert {name: second["history"][name] for name in ("runs", "new", "known", "fixed", "exact")} == {"runs": 1, "new": 1, "known": 1, "fixed": 0, "exact": True}
    assert (third["history"]["fixed"], third["history"]["last"]["verdict"]) == (2, "fail")


def test_a_rule_that_is_not_asked_tells_nothing_of_its_findings(capsys: pytest.CaptureFixture[str]) -> None:
    check(feed(BAD))
    assert told(capsys, "check", "--no-batch", feed(BAD), "--select", "W")["history"]["fixed"] == 0


def test_json_with_a_history_is_what_its_published_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(importlib.resources.files("pagegate.outputs").joinpath("output.schema.json").read_text(encoding="utf-8"))
    check(feed(BAD))
    verdict = told(capsys, "check", "--no-batch", feed(BAD))
    assert "history" in verdict
    jsonschema.validate(verdict, schema)


def test_the_file_of_another_day_is_the_same_input(capsys: pytest.CaptureFixture[str]) -> None:
    check(feed(BAD, name="feed-2026-11-20.jsonl"))
    assert told(capsys, "check", "--no-batch", feed(BAD, name="feed-2026-11-21.jsonl"))["history"]["known"] == 1
    assert "history" not in told(capsys, "check", "--no-batch", feed(BAD, name="other.jsonl"))


def test_two_runs_with_the_same_history_write_the_same_bytes_in_every_format() -> None:
    check(feed(BAD))
    before = HISTORY.read_bytes()
    forms = [argument for form in outputs.names() for argument in ("--output", f"{form}=told.{form}")]
    written = []
    for _ in range(2):
        HISTORY.write_bytes(before)
        check(feed(BAD, WORSE), "--as-of", "2026-11-22", *forms)
        written.append({form: Path(f"told.{form}").read_bytes() for form in outputs.names()} | {"html": Path("reports/index.html").read_bytes()})
    assert b'"history"' in written[0]["json"]
    assert written[0] == written[1]


def test_no_text_of_a_page_is_remembered() -> None:
    body = "The minister of silence resigned on a Tuesday nobody remembers."
    check(feed({"title": "An unrepeatable headline", "body": f"{body} <p>&amp;</p>"}))
    assert rows("SELECT count(*) FROM pagegate_failures") != [(0,)]
    assert b"nobody remembers" not in HISTORY.read_bytes()
    assert b"unrepeatable headline" not in HISTORY.read_bytes()


@pytest.mark.parametrize(("record", "status"), [(GOOD, 2), (BAD, 1)])
def test_a_broken_history_costs_no_verdict(record: dict[str, Any], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    HISTORY.parent.mkdir()
    HISTORY.write_bytes(b"this is no database" * 100)
    assert main(["check", "--no-batch", feed(record)]) == status
    captured = capsys.readouterr()
    assert ("pass" in captured.out) is (status == 2)
    assert captured.err == "pagegate: the history reports/history.db cannot be read: file is not a database; the verdict stands, and this run is not remembered\n"
    assert HISTORY.read_bytes().startswith(b"this is no database")


def test_from_python_a_broken_history_is_a_warning() -> None:
    Path("history.db").write_bytes(b"this is no database" * 100)
    with pytest.warns(RuntimeWarning, match=r"history\.db cannot be read"):
        verdict = pagegate.check([GOOD], kind="quotes", no_batch=True, report="out", history="history.db")
    assert verdict.passed


def test_a_history_in_a_place_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("file").write_text("", encoding="utf-8")
    assert check(feed(GOOD), "--history", "file/history.db") == 2
    assert "the history file/history.db cannot be" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["postgresql://gate:hunter2@127.0.0.1:1/runs", "postgresql://gate:hun/ter?hunter2@127.0.0.1:1/runs", "postgresql://127.0.0.1:1/runs?user=gate&password=hunter2"])
def test_the_password_of_a_history_is_told_nowhere(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    formats = [part for name in outputs.names() for part in ("--output", f"{name}=told.{name}")]
    assert main(["check", "--no-batch", feed(BAD), "--history", url, *formats]) == 1
    main(["config", "--history", url])
    Path("pagegate.toml").write_text(f'history = "{url}"\n', encoding="utf-8")
    main(["check", "--no-batch", feed(BAD), "--report", "other"])
    main(["config", "--format", "json"])
    captured = capsys.readouterr()
    files = [path for path in Path().rglob("*") if path.is_file() and path.name != "pagegate.toml"]
    assert len(files) > len(outputs.names())
    assert [path.name for path in files if b"hunter2" in path.read_bytes()] == []
    assert "hunter2" not in captured.out + captured.err
    assert "postgresql://127.0.0.1:1/runs" in captured.out


def test_a_password_of_a_source_is_not_remembered() -> None:
    of = input_of(["https://gate:hunter2@host/feed.jsonl?key=hunter2"], "auto", Path())
    assert of.label == "https://host/feed.jsonl"


def test_a_history_of_a_newer_pagegate_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    check(feed(GOOD))
    with closing(sqlite3.connect(HISTORY)) as connection, connection:
        connection.execute("UPDATE pagegate_history SET version = 99")
    assert check(feed(GOOD)) == 2
    assert "written by a newer pagegate: its tables are of version 99" in capsys.readouterr().err
    assert rows("SELECT count(*) FROM pagegate_runs") == [(1,)]
    assert main(["history"]) == 2


def test_a_history_of_an_older_pagegate_is_brought_up(monkeypatch: pytest.MonkeyPatch) -> None:
    check(feed(GOOD))
    monkeypatch.setattr(tables, "STEPS", (lambda connection: connection.execute(sa.text("ALTER TABLE pagegate_runs ADD COLUMN mood TEXT")),))
    assert check(feed(GOOD)) == 0
    assert rows("SELECT version FROM pagegate_history") == [(2,)]
    assert rows("SELECT mood FROM pagegate_runs") == [(None,), (None,)]


def test_a_step_that_fails_leaves_the_history_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    check(feed(GOOD))

    def broken(connection: sa.Connection) -> None:
        connection.execute(sa.text("ALTER TABLE pagegate_runs ADD COLUMN mood TEXT"))
        connection.execute(sa.text("DELETE FROM pagegate_runs"))
        connection.execute(sa.text("SELECT nothing FROM nowhere"))

    monkeypatch.setattr(tables, "STEPS", (broken,))
    assert check(feed(GOOD)) == 2
    assert rows("SELECT version FROM pagegate_history") == [(1,)]
    assert "mood" not in {name for _, name, *_ in rows("PRAGMA table_info(pagegate_runs)")}
    assert rows("SELECT count(*) FROM pagegate_runs") == [(1,)]


def test_a_run_of_a_clock_that_was_ahead_is_compared_with_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    check(feed(GOOD))
    with closing(sqlite3.connect(HISTORY)) as connection, connection:
        connection.execute("UPDATE pagegate_runs SET started = '2099-01-01T00:00:00.000000+00:00'")
    assert "history" not in told(capsys, "check", "--no-batch", feed(BAD))
    assert told(capsys, "check", "--no-batch", feed(BAD))["history"]["known"] == 1


def test_the_oldest_runs_are_forgotten() -> None:
    Path("pagegate.toml").write_text("history-keep = 2\n", encoding="utf-8")
    for _ in range(3):
        check(feed(BAD))
    assert rows("SELECT id FROM pagegate_runs ORDER BY id") == [(2,), (3,)]
    assert rows("SELECT DISTINCT run FROM pagegate_failures ORDER BY run") == [(2,), (3,)]
    assert rows("SELECT DISTINCT run FROM pagegate_facts ORDER BY run") == [(2,), (3,)]


def test_runs_are_listed_within_80_columns(capsys: pytest.CaptureFixture[str]) -> None:
    check(feed(BAD, name=f"{'long-' * 12}name.jsonl"))
    check(feed(GOOD))
    capsys.readouterr()
    assert main(["history"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["run", "2", "1"]
    assert all(len(line) <= 80 for line in lines)
    assert lines[1].endswith("feed.jsonl")
    assert [run["verdict"] for run in told(capsys, "history")["runs"]] == ["pass", "fail"]


def test_two_runs_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    check(feed(BAD))
    check(feed(GOOD, BAD, WORSE))
    compared = told(capsys, "history", "compare", "1", "last")
    assert compared["findings"] == {"new": 1, "known": 1, "fixed": 0}
    assert compared["rules"] == [{"code": "Q101", "first": 1, "second": 2}]
    assert compared["records"] == [{"kind": "quotes", "first": 1, "second": 3}]
    assert main(["history", "compare", "last-1", "last"]) == 0
    assert "findings: 1 new, 1 known, 0 fixed" in capsys.readouterr().out


def test_one_run_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    check(feed(BAD))
    assert told(capsys, "history", "show", "last")["sources_failed"] == [{"source": "feed.jsonl", "code": "Q101", "findings": 1}]
    assert main(["history", "show", "1"]) == 0
    assert "failures by rule\nrule  failed\nQ101       1\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["history", "--history", "none.db"], "there is no history none.db: a run that writes a report makes it"),
        (["history", "show", "7"], "has no run 7; it has those from 1 to 1"),
        (["history", "show", "x"], "knows runs by their numbers"),
        (["history", "--history", "mysql://host/name"], "a history is a file, or a database of PostgreSQL"),
        (["check", "feed.jsonl", "--history", "oracle://name:secret@host/name"], "and not oracle"),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    check(feed(GOOD))
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "secret" not in error


def test_the_commit_is_read_without_git(folder: Path) -> None:
    sha = "0123456789abcdef0123456789abcdef01234567"
    assert commit(folder, {}) is None
    assert commit(folder, {"GITHUB_SHA": sha}) == sha
    git = folder / ".git"
    (git / "refs/heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (git / "packed-refs").write_text(f"# pack-refs\n{sha} refs/heads/main\n", encoding="utf-8")
    assert commit(folder / "below", {}) == sha
    (git / "refs/heads/main").write_text("f" * 40 + "\n", encoding="utf-8")
    assert commit(folder, {"GITHUB_SHA": sha}) == "f" * 40


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["data/2026-11-20/q.jsonl"], ["data/2026-11-21/q.jsonl"], True),
        (["./data"], ["data/"], True),
        (["data"], ["feed"], False),
        (["q1.jsonl"], ["q2.jsonl"], False),
        ([f"news/{n}-a.html" for n in "abcdefghijklmnopqrstuvwxyz"], [f"news/{n}-b.html" for n in "abcdefghijklmnopqrstuvwxyz"], True),
    ],
)
def test_the_same_paths_are_the_same_input(one: list[str], other: list[str], *, same: bool, folder: Path) -> None:
    assert (input_of(one, "auto", folder).key == input_of(other, "auto", folder).key) is same
    assert input_of(one, "auto", folder).key != input_of(one, "quotes", folder).key


ALARM = Alarm("B113", "a.example", "records")


def daily(alarmed: str) -> list[Brief]:
    """Runs of as many days as there are letters, the latest first; `!` is a run with an alarm."""
    return [Brief(number + 1, NOON - dt.timedelta(days=len(alarmed) - number), 100, frozenset([ALARM] if letter == "!" else []), {}) for number, letter in enumerate(alarmed)][::-1]


def test_nothing_is_compared_before_seven_runs_on_seven_days() -> None:
    assert chosen(daily("......"), NOON) == []
    assert len(chosen(daily("......."), NOON)) == 7
    hourly = [Brief(24 - hour, NOON - dt.timedelta(hours=hour), 100, frozenset(), {}) for hour in range(24)]
    assert chosen(hourly, NOON) == []


def test_a_run_with_an_alarm_says_nothing_about_it() -> None:
    runs = daily(".!.")
    assert [list(left_out(run, accepted(runs))) for run in runs] == [[], [ALARM], []]


def test_what_lasts_for_a_week_is_what_is_usual() -> None:
    six, seven = daily(".....!!!!!!"), daily(".....!!!!!!!")
    assert accepted(six) == {}
    assert accepted(seven) == {ALARM: 6}
    assert [run.id for run in seven if ALARM not in left_out(run, accepted(seven))] == [12, 11, 10, 9, 8, 7, 6]


def test_reading_a_history_changes_nothing() -> None:
    check(feed(GOOD))
    before = HISTORY.read_bytes()
    HISTORY.chmod(0o444)
    with Store(str(HISTORY)).reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.RUNS)).scalar() == 1
    assert HISTORY.read_bytes() == before
