"""What a configuration does to a run: severities, limits, allowances, overrides, sources without a PATH."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import pagegate
from pagegate.__main__ import main
from pagegate.errors import UsageError

GOOD = '{"symbol": "FCHI", "price": 8074.23, "url": "https://www.example.org/fchi"}'
BAD = '{"symbol": "GDAXI", "price": -1, "url": "https://other.example.net/gdaxi"}'


def check(folder: Path, text: str, records: dict[str, list[str]] | None = None, **options: Any) -> pagegate.Verdict:
    """The verdict over files of quotes, by default one good and one bad, under a configuration."""
    (folder / "pagegate.toml").write_text(text, encoding="utf-8")
    for name, lines in (records or {"quotes.jsonl": [GOOD, BAD]}).items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return pagegate.check(sorted(folder.rglob("*.jsonl")), config=folder / "pagegate.toml", no_batch=True, **options)


def counts(verdict: pagegate.Verdict, code: str) -> tuple[int, int, int]:
    """Held, failed and not applicable of a rule."""
    row = next(row for row in verdict.to_dict()["rules"] if row["code"] == code)
    return row["held"], row["failed"], row["not_applicable"]


def codes(verdict: pagegate.Verdict) -> list[str]:
    return verdict.findings["code"].tolist()


def test_the_bad_quote_fails_a_run_that_configures_nothing(tmp_path: Path) -> None:
    verdict = check(tmp_path, "")
    assert not verdict.passed
    assert codes(verdict) == ["Q101"]


def test_a_severity_is_that_of_the_configuration_by_code_or_name(tmp_path: Path) -> None:
    for name in ("Q101", "price-not-positive"):
        verdict = check(tmp_path, f"[severity]\n{name} = 'info'\n")
        assert verdict.passed
        assert verdict.findings["severity"].tolist() == ["info"]


def test_a_limit_is_that_of_the_configuration_and_its_message_says_so(tmp_path: Path) -> None:
    line = '{"location": "Vostok", "temp_c": -70, "humidity_pct": 60, "feels_like_c": -70}'
    assert codes(check(tmp_path, "select = ['W002']", {"w.jsonl": [line]})) == []
    verdict = check(tmp_path, "select = ['W002']\n[limits.W002]\nlow = -60\n", {"w.jsonl": [line]})
    assert verdict.findings["message"].tolist() == ["temp_c -70 is outside -60..56.7, as the configuration sets it"]


def test_findings_within_their_allowance_are_told_and_fail_nothing(tmp_path: Path) -> None:
    verdict = check(tmp_path, "[allow]\nQ101 = 1\n")
    assert verdict.passed
    assert codes(verdict) == ["Q101"]
    assert verdict.to_dict()["allowed"] == [{"code": "Q101", "allowed": "1", "failed": 1, "judged": 2, "standing": "within", "key": "allow.Q101"}]
    assert not check(tmp_path, "[allow]\nQ101 = 0\n").passed


def test_a_share_of_few_records_is_not_enough_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    check(tmp_path, "[allow]\nQ101 = '10 %'\n")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "quotes.jsonl", "--no-batch", "--no-report"]) == 0
    assert "allowed Q101: 1 of 2 (50 %), not enough rows to tell about the allowed 10 %" in capsys.readouterr().out


def test_a_share_of_many_records_decides(tmp_path: Path) -> None:
    feed = {"quotes.jsonl": [GOOD] * 190 + [BAD] * 10}
    assert check(tmp_path, "[allow]\nQ101 = '5 %'\n", feed).passed
    assert not check(tmp_path, "[allow]\nQ101 = '1 %'\n", feed).passed


@pytest.mark.parametrize("part", ["site = 'example.net'", "paths = '*.jsonl'", "kind = 'quotes'"])
def test_what_a_part_of_the_input_ignores_is_not_applicable_there(tmp_path: Path, part: str) -> None:
    verdict = check(tmp_path, f"[[overrides]]\n{part}\nignore = ['Q101']\n")
    assert verdict.passed
    assert sum(counts(verdict, "Q101")) == 2
    assert counts(verdict, "Q101")[1] == 0


@pytest.mark.parametrize("part", ["site = 'example.com'", "paths = 'archive/*'", "kind = 'weather'"])
def test_other_parts_are_judged_as_ever(tmp_path: Path, part: str) -> None:
    assert counts(check(tmp_path, f"[[overrides]]\n{part}\nignore = ['Q101']\n"), "Q101") == (1, 1, 0)


def test_records_of_one_file_may_belong_to_different_parts_and_keep_their_places(tmp_path: Path) -> None:
    feed = {"quotes.jsonl": [BAD, BAD.replace("other", "www").replace("example.net", "example.org"), GOOD, BAD]}
    verdict = check(tmp_path, "[[overrides]]\nsite = 'example.org'\nseverity = { Q101 = 'info' }\n", feed)
    assert verdict.findings[["line", "record", "severity"]].to_numpy().tolist() == [[1, 0, "error"], [2, 1, "info"], [4, 3, "error"]]


def test_a_problem_of_a_record_follows_its_part(tmp_path: Path) -> None:
    feed = {"a.jsonl": ['{"symbol": "ZZZ", "price": 12, "bid": "abc"}'], "old/b.jsonl": ['{"symbol": "ZZZ", "price": 12, "bid": "abc"}']}
    verdict = check(tmp_path, "select = ['Q601']\n[[overrides]]\npaths = 'old/*'\nignore = ['Q6']\n", feed)
    assert {Path(source).name for source in verdict.findings["source"]} == {"a.jsonl"}


def test_a_later_override_goes_before_an_earlier_one(tmp_path: Path) -> None:
    text = "[[overrides]]\nkind = 'quotes'\nseverity = { Q101 = 'warning' }\n[[overrides]]\nsite = 'example.net'\nseverity = { Q101 = 'info' }\n"
    assert check(tmp_path, text).findings["severity"].tolist() == ["info"]


def test_a_batch_finding_follows_the_paths_of_its_source(tmp_path: Path) -> None:
    twice = ['{"symbol": "FCHI", "price": 8074.23, "as_of": "2026-11-20T10:00:00Z"}', '{"symbol": "FCHI", "price": 8174.23, "as_of": "2026-11-20T10:00:00Z"}']
    check(tmp_path, "", {"a.jsonl": twice, "old/b.jsonl": twice})
    (tmp_path / "pagegate.toml").write_text("select = ['B']\n[[overrides]]\npaths = 'old/*'\nignore = ['B']\n", encoding="utf-8")
    verdict = pagegate.check([tmp_path / "a.jsonl", tmp_path / "old" / "b.jsonl"], config=tmp_path / "pagegate.toml")
    assert not verdict.findings.empty
    assert {Path(source).name for source in verdict.findings["source"].dropna()} == {"a.jsonl"}


def test_without_a_path_the_sources_of_the_configuration_are_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    check(tmp_path, "no-batch = true\n[sources.quotes]\npaths = 'feeds/*.jsonl'\n", {"feeds/a.jsonl": [GOOD], "elsewhere/b.jsonl": [BAD]})
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--no-report", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["records"]["quotes"] == 1


def test_sources_that_name_nothing_are_refused_with_their_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pagegate.toml").write_text("[sources.quotes]\npaths = 'feeds/*.jsonl'\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "pagegate.toml:2: sources.quotes.paths names what is not there" in capsys.readouterr().err


def test_from_python_no_configuration_is_read_unless_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pagegate.toml").write_text("[severity]\nQ101 = 'info'\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    frame = pd.DataFrame({"symbol": ["FCHI"], "price": ["-1"]})
    assert not pagegate.check(frame, no_batch=True).passed
    assert pagegate.check(frame, no_batch=True, config="pagegate.toml").passed
    with pytest.raises(UsageError, match="cannot be read"):
        pagegate.check(frame, config="nowhere.toml")
