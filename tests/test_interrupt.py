"""An interrupt ends a run within a moment, with what was found until then; and what a terminal is shown meanwhile."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from pagegate.__main__ import main
from pagegate.records.read import read_all
from pagegate.run import Options, Run
from pagegate.sources.cost import Meter
from pagegate.sources.find import find

BAD = '{"symbol": "A", "price": -1.5, "change": 0.5}\n'
#: Rows that are a chunk: a run of several, each of which takes a moment.
ROWS = 2_000
#: So many of them take several seconds, however fast they are judged, and however late a busy machine sends the interrupt.
CHUNKS = 400


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two small feeds, each of one bad quote."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(BAD, encoding="utf-8")
    return tmp_path


def interrupted(folder: Path, options: Options) -> Run:
    """A run that was interrupted when one of the feeds was judged."""
    run = Run(options)
    for chunk in read_all(find([str(folder / "a.jsonl")], folder)):
        run.judge(chunk)
    run.interrupt(2)
    return run


def test_an_interrupted_run_says_what_it_found_and_how_far_it_came(folder: Path) -> None:
    findings = interrupted(folder, Options()).verdict().findings

    assert {"P017", "Q101"} <= set(findings["code"])
    assert findings.loc[findings["code"] == "P017", "message"].tolist() == ["the run was interrupted: 1 of 2 sources was judged, the last of them perhaps not to its end"]


def test_an_interrupted_run_is_no_pass_even_where_nothing_fails_a_run(folder: Path) -> None:
    assert not interrupted(folder, Options(fail_on="never", select=("W",))).verdict().passed


def test_an_interrupted_run_asks_no_rule_about_whole_scrapes(folder: Path) -> None:
    rules = interrupted(folder, Options()).verdict().rules

    batch = rules[rules["kind"] == "batch"]
    assert batch[["held", "failed", "not_applicable"]].to_numpy().sum() == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_the_program_with_130_and_what_was_found(tmp_path: Path, jobs: str) -> None:
    # Findings stream as chunks are taken, so that the first of them tells that a chunk was judged; more chunks follow than are judged in the meantime.
    (tmp_path / "feed.jsonl").write_text("".join([BAD, *(BAD.replace("-1.5", "10") for _ in range(ROWS - 1))]) * CHUNKS, encoding="utf-8")
    command = [sys.executable, "-m", "pagegate", "check", "feed.jsonl", "--no-batch", "--no-report", "--select", "Q101,P", "--format", "jsonl", "--output", "json=found.json", "--jobs", jobs, "--limit", f"chunk_rows={ROWS}"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout is not None
    first = json.loads(process.stdout.readline())

    process.send_signal(signal.SIGINT)
    rest, told = process.communicate(timeout=20)

    written = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert (process.returncode, first["code"]) == (130, "Q101")
    assert "pagegate: interrupted" in told
    assert json.loads(rest.splitlines()[-1])["code"] == "P017"
    assert (written["verdict"], written["findings"][-1]["code"], written["records"]["quotes"] < CHUNKS * ROWS) == ("fail", "P017", True)


class Interrupting:
    """Stops the reading behind two chunks, as a Ctrl-C there does."""

    def __init__(self, chunks: Iterator[object]) -> None:
        """Let two chunks through."""
        self._chunks = chunks

    def __iter__(self) -> Iterator[object]:
        """Two chunks, and the interrupt."""
        yield from islice(self._chunks, 2)
        raise KeyboardInterrupt


def test_an_interrupted_run_is_not_remembered_and_splits_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("pagegate.records.read.read_all", lambda *given, **named: iter(Interrupting(read_all(*given, **named))))

    status = main(["check", "a.jsonl", "b.jsonl", "--jobs", "1", "--limit", "chunk_rows=1", "--quarantine", "parted"])

    assert status == 130
    told = capsys.readouterr()
    assert "P017 interrupted-run" in told.out
    assert "fail; the run was interrupted" in told.out
    assert "no report was written" in told.err
    assert not (folder / "reports").exists()
    assert not (folder / "parted").exists()


def test_an_interrupt_before_anything_was_judged_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(*_: object, **__: object) -> Iterator[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr("pagegate.records.read.read_all", stopped)

    assert main(["check", "a.jsonl"]) == 130
    assert capsys.readouterr().err.strip() == "pagegate: interrupted"
    assert not (folder / "reports").exists()


def test_a_meter_counts_all_bytes_as_they_are_stored(folder: Path) -> None:
    meter = Meter()

    list(read_all(find([str(folder)], folder), meter=meter))

    assert meter.count == 2 * len(BAD)


class Terminal(io.StringIO):
    """An error stream that is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.mark.usefixtures("folder")
def test_a_terminal_is_shown_how_far_the_run_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")

    main(["check", "a.jsonl", "b.jsonl", "--no-batch", "--no-report", "-q"])

    assert "judging" in screen.getvalue()
    assert "2 records" in screen.getvalue()
    assert "100%" in screen.getvalue()
    assert "judging" not in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_what_is_no_terminal_is_shown_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "a.jsonl", "b.jsonl", "--no-batch", "--no-report", "-q"])

    assert not capsys.readouterr().err
