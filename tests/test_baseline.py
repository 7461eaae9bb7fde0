"""The baseline: known findings pass, new ones fail, fixed ones are told, and a broken file is an error."""

from __future__ import annotations

import importlib.resources
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import pagegate
from pagegate import outputs
from pagegate.__main__ import main

GOOD = {"symbol": "GOOD", "price": 10.5}
BAD = {"symbol": "BAD", "price": -3.5}
WORSE = {"symbol": "WORSE", "price": -9.5}
FILE = "known.json"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def feed(*records: dict[str, Any], name: str = "feed.jsonl") -> str:
    Path(name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return name


def baseline(verb: str, *arguments: str) -> int:
    return main(["baseline", verb, "--no-batch", "--baseline", FILE, *arguments])


def check(*arguments: str) -> int:
    return main(["check", "--no-batch", "--no-report", "--baseline", FILE, *arguments])


def entries() -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = json.loads(Path(FILE).read_text(encoding="utf-8"))["entries"]
    return held


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    check("--format", "json", *arguments)
    whole: dict[str, Any] = json.loads(capsys.readouterr().out)
    return whole


def test_what_is_known_passes_and_what_is_new_fails() -> None:
    assert baseline("write", feed(GOOD, BAD)) == 0
    assert check(feed(GOOD, BAD)) == 0
    assert check(feed(GOOD, BAD, WORSE)) == 1


def test_an_entry_is_source_entity_rule_and_field_with_its_day() -> None:
    baseline("write", "--as-of", "2026-11-22", feed(GOOD, BAD))
    assert {"source": "feed.jsonl", "entity": "BAD", "code": "Q101", "field": "price", "added": "2026-11-22", "expires": None} in entries()


@pytest.mark.parametrize(
    "changed",
    [
        [GOOD, BAD | {"price": -4.25}],
        [BAD, GOOD],
        [GOOD, BAD, BAD | {"price": -5.5}],
        [GOOD, BAD | {"as_of": "2026-11-20T10:00:00Z"}],
    ],
    ids=["another value", "another line", "twice", "another moment"],
)
def test_a_finding_is_known_whatever_its_value_line_number_and_moment(changed: list[dict[str, Any]]) -> None:
    baseline("write", feed(GOOD, BAD))
    assert check(feed(*changed)) == 0


def test_findings_are_new_known_or_fixed(capsys: pytest.CaptureFixture[str]) -> None:
    baseline("write", feed(GOOD, BAD))
    whole = told(capsys, feed(GOOD, BAD, WORSE))
    assert {(one["key"], one["status"]) for one in whole["findings"]} == {("BAD", "known"), ("WORSE", "new")}
    whole = told(capsys, feed(GOOD))
    assert (whole["verdict"], whole["baseline"]["new"], whole["baseline"]["known"]) == ("pass", 0, 0)
    assert {(one["key"], one["status"]) for one in whole["baseline"]["fixed"]} == {("BAD", "fixed")}


def test_json_with_a_baseline_is_what_its_published_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(importlib.resources.files("pagegate.outputs").joinpath("output.schema.json").read_text(encoding="utf-8"))
    baseline("write", feed(GOOD, BAD))
    whole = told(capsys, feed(GOOD, WORSE))
    jsonschema.validate(whole, schema)
    del whole["configuration"]  # the command line alone reads one unasked
    assert whole == pagegate.check("feed.jsonl", baseline=FILE, no_batch=True, as_of=whole["as_of"]).to_dict()


@pytest.mark.parametrize("form", outputs.names())
def test_every_format_tells_new_from_known(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    baseline("write", feed(GOOD, BAD))
    feed(GOOD, WORSE)
    capsys.readouterr()
    assert check("--format", form, "feed.jsonl") == 1
    text = capsys.readouterr().out
    assert "WORSE" in text
    if form != "gitlab":  # GitLab finds out itself, by the fingerprints
        assert "fixed" in text
    feed(GOOD, BAD)
    assert check("--format", form, "feed.jsonl") == 0
    text = capsys.readouterr().out
    assert "known" in text or "unchanged" in text


def test_the_report_marks_what_is_known_and_lists_what_is_fixed() -> None:
    baseline("write", feed(GOOD, BAD, WORSE))
    main(["check", "--no-batch", "--report", "out", "--baseline", FILE, feed(GOOD, BAD)])
    page = Path("out/index.html").read_text(encoding="utf-8")
    assert "known, in the baseline" in page
    assert "no longer found in price of WORSE" in page


def test_what_was_not_looked_at_is_not_fixed(capsys: pytest.CaptureFixture[str]) -> None:
    feed(BAD, name="other.jsonl")
    baseline("write", feed(BAD), "other.jsonl")
    whole = told(capsys, feed(GOOD))
    assert {one["source"] for one in whole["baseline"]["fixed"]} == {"feed.jsonl"}
    assert whole["baseline"]["unseen"] > 0
    assert told(capsys, "--select", "W", feed(GOOD))["baseline"]["fixed"] == []


def test_update_only_shrinks() -> None:
    baseline("write", feed(GOOD, BAD, WORSE))
    feed(WORSE, {"symbol": "NEW", "price": -1.5})
    assert baseline("update", "feed.jsonl") == 0
    assert {entry["entity"] for entry in entries()} == {"WORSE"}


def test_update_grows_when_told_to() -> None:
    baseline("write", "--as-of", "2026-11-01", feed(GOOD, BAD))
    feed(BAD, WORSE)
    baseline("update", "--grow", "--as-of", "2026-11-22", "--expires", "2026-12-01", "feed.jsonl")
    assert {(entry["entity"], entry["added"], entry["expires"]) for entry in entries()} == {("BAD", "2026-11-01", None), ("WORSE", "2026-11-22", "2026-12-01")}


def test_update_leaves_what_it_did_not_look_at() -> None:
    feed(BAD, name="other.jsonl")
    baseline("write", feed(BAD), "other.jsonl")
    baseline("update", feed(GOOD))
    assert {entry["source"] for entry in entries()} == {"other.jsonl"}


def test_writing_again_keeps_the_days_of_what_is_still_found() -> None:
    baseline("write", "--as-of", "2026-11-01", feed(BAD))
    baseline("write", "--as-of", "2026-11-22", feed(BAD, WORSE))
    assert {(entry["entity"], entry["added"]) for entry in entries()} == {("BAD", "2026-11-01"), ("WORSE", "2026-11-22")}


def test_a_source_that_was_renamed_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("old").mkdir()
    baseline("write", feed(BAD, name="old/feed.jsonl"))
    Path("old").rename("new")
    capsys.readouterr()
    assert check("-q", "new/feed.jsonl") == 1
    assert "whose old/feed.jsonl was not read and fits what is new in new/feed.jsonl" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["./feed.jsonl", "old/../feed.jsonl", "absolute"])
def test_a_source_is_the_same_however_the_call_names_it(name: str) -> None:
    Path("old").mkdir()
    baseline("write", feed(BAD))
    assert check("-q", str(Path("feed.jsonl").absolute()) if name == "absolute" else name) == 0


def test_an_expired_entry_accepts_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    baseline("write", "--as-of", "2026-11-01", "--expires", "2026-11-10", feed(BAD))
    assert check("--as-of", "2026-11-09", "feed.jsonl") == 0
    assert check("--as-of", "2026-11-10", "feed.jsonl") == 1
    assert told(capsys, "--as-of", "2026-11-10", "feed.jsonl")["baseline"]["expired"] > 0


def test_show_lists_entries_and_with_a_path_their_standing(capsys: pytest.CaptureFixture[str]) -> None:
    baseline("write", "--as-of", "2026-11-22", feed(BAD, WORSE))
    capsys.readouterr()
    assert baseline("show") == 0
    assert "feed.jsonl  Q101 price of BAD  since 2026-11-22\n" in capsys.readouterr().out
    assert baseline("show", "--format", "json", feed(BAD)) == 0
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(one["entity"], one["status"]) for one in shown} == {("BAD", "known"), ("WORSE", "fixed")}


def test_nothing_is_accepted_where_nothing_was_read() -> None:
    Path("empty.txt").write_text("", encoding="utf-8")
    assert baseline("write", "empty.txt") == 2
    assert not Path(FILE).exists()


GOOD_ENTRY = {"source": "feed.jsonl", "entity": "BAD", "code": "Q101", "field": "price", "added": "2026-11-22", "expires": None}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is not JSON"),
        ('{"pagegate_baseline": 1, "entries": [', "is not JSON"),
        ('{"pagegate_baseline": 1,\n<<<<<<< HEAD\n', "merge conflict"),
        ("[]", "is no baseline"),
        ('{"pagegate_baseline": 1, "entries": {}}', "is no baseline"),
        ('{"pagegate_baseline": 2, "entries": []}', "of version 2"),
        (json.dumps({"pagegate_baseline": 1, "entries": [5]}), "entry 1 is no object"),
        (json.dumps({"pagegate_baseline": 1, "entries": [GOOD_ENTRY, GOOD_ENTRY]}), "entry 2 says the same as entry 1"),
        (json.dumps({"pagegate_baseline": 1, "entries": [GOOD_ENTRY | {"code": "Q999"}]}), "no rule has the code 'Q999'"),
        (json.dumps({"pagegate_baseline": 1, "entries": [GOOD_ENTRY | {"added": "yesterday"}]}), "added is 'yesterday'"),
        (json.dumps({"pagegate_baseline": 1, "entries": [GOOD_ENTRY | {"entity": 5}]}), "entity is no text"),
        (json.dumps({"pagegate_baseline": 1, "entries": [GOOD_ENTRY | {"feild": "x"}]}), "unknown key 'feild'; the nearest is field"),
        (json.dumps({"pagegate_baseline": 1, "entries": [{"source": "feed.jsonl"}]}), "lacks entity"),
    ],
)
def test_a_stale_or_broken_baseline_is_a_clear_error(text: str, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(FILE).write_text(text, encoding="utf-8")
    assert check(feed(BAD)) == 2
    told = capsys.readouterr().err
    assert FILE in told
    assert reason in told


def test_a_missing_baseline_is_a_clear_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(feed(BAD)) == 2
    assert "baseline write" in capsys.readouterr().err
