"""Pages that cost too much are told, and the others beside them are judged."""

from __future__ import annotations

import dataclasses
import json
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

import pagegate
from pagegate.__main__ import main
from pagegate.chunk import Chunk, RawChunk
from pagegate.config.keys import ROOT, Key, Table
from pagegate.errors import UsageError
from pagegate.pages import bounded
from pagegate.pages.read import read_pages
from pagegate.sources.alarm import TooLongError, ringing
from pagegate.sources.stream import Limits

QUOTE = "FCHI8,074.230.08%"


def feed(folder: Path, *texts: str) -> Path:
    file = folder / "pages.jsonl"
    file.write_text("".join(json.dumps({"url": f"https://example.org/{number}", "text": text}) + "\n" for number, text in enumerate(texts)), encoding="utf-8")
    return file


def found(verdict: pagegate.Verdict, code: str) -> list[tuple[int, str]]:
    rows = verdict.findings[verdict.findings["code"] == code]
    return list(zip(rows["line"], rows["message"], strict=True))


def test_a_page_that_is_too_long_is_told_at_its_line_and_the_others_are_judged(tmp_path: Path) -> None:
    verdict = pagegate.check(feed(tmp_path, QUOTE, QUOTE + "x" * 100, QUOTE), no_batch=True, limit={"page_characters": 50})
    assert found(verdict, "P002") == [(2, "no record can be read here: the page has more than 50 characters (--limit page_characters=...)")]
    assert verdict.records["pages"] == verdict.records["quotes"] == 2


def test_a_page_that_takes_too_long_is_told_at_its_line_and_the_others_are_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(raw: RawChunk) -> Chunk:
        if raw.raw["text"].str.contains("slow").any():
            raise TooLongError
        return read_pages(raw)

    monkeypatch.setattr(bounded, "read_pages", slowly)
    verdict = pagegate.check(feed(tmp_path, QUOTE, "slow", QUOTE), no_batch=True)
    assert found(verdict, "P002") == [(2, "no record can be read here: the page takes more than 60 s to read (--limit seconds=...)")]
    assert verdict.records["pages"] == verdict.records["quotes"] == 2


def work_that_goes_on_after_any_error() -> None:
    while True:
        try:
            time.sleep(0.001)
        except Exception:  # noqa: BLE001, S112  what libraries do
            continue


def test_work_that_goes_on_for_ever_is_rung_out_of_even_where_it_goes_on_after_errors() -> None:
    with pytest.raises(TooLongError), ringing(0.01):
        work_that_goes_on_after_any_error()


def test_what_ends_in_time_is_left_alone() -> None:
    with ringing(0.01):
        done = True
    time.sleep(0.02)
    assert done


@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), "60", True])
def test_a_limit_that_is_no_number_from_1_on_is_wrong_usage(value: Any) -> None:
    with pytest.raises(UsageError, match="the limit columns must be a number that is 1 or more"):
        pagegate.check([{"symbol": "A", "price": 1}], limit={"columns": value})


def test_a_limit_is_the_configurations_and_the_calls_goes_before_it(tmp_path: Path) -> None:
    (tmp_path / "pagegate.toml").write_text("limit = { page_characters = 5 }\n", encoding="utf-8")
    file = feed(tmp_path, QUOTE)
    assert pagegate.check(file, no_batch=True, config=tmp_path / "pagegate.toml").records["pages"] == 0
    assert pagegate.check(file, no_batch=True, config=tmp_path / "pagegate.toml", limit={"page_characters": 500}).records["pages"] == 1


def test_the_command_line_goes_before_the_configuration_and_both_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pagegate.toml").write_text("limit = { seconds = 300, columns = 5 }\n", encoding="utf-8")
    assert main(["config", "--limit", "seconds=30"]) == 0
    said = capsys.readouterr().out
    assert "limit.seconds = 30.0  # command line" in said
    assert "limit.columns = 5.0  # pagegate.toml:1" in said
    assert "limit.seconds = 300" not in said


def test_every_limit_is_a_key_of_the_configuration() -> None:
    table = ROOT.keys["limit"]
    assert isinstance(table, Table)
    assert {name: key.default for name, key in table.keys.items() if isinstance(key, Key)} == dataclasses.asdict(Limits())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX's")
def test_a_pipe_into_which_nobody_writes_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "q.jsonl")
    verdict = pagegate.check(tmp_path / "q.jsonl", no_batch=True, limit={"seconds": 1})
    assert "nobody wrote into this pipe for 1 s" in verdict.findings["message"].iloc[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX's")
def test_a_pipe_is_read_as_a_file_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "q.jsonl")
    writer = threading.Thread(target=(tmp_path / "q.jsonl").write_text, args=('{"symbol": "A", "price": 1.5}\n' * 3,))
    writer.start()
    verdict = pagegate.check(tmp_path / "q.jsonl", no_batch=True)
    writer.join()
    assert verdict.records["quotes"] == 3
