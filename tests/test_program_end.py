"""How the program ends when its streams are closed, full or not read, and what it writes through links, pipes and devices."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import pytest

import pagegate

PAGE = "FCHI8,074.230.08%\nGDAXI24,049.740.42%\n"
CHECK = ("check", "page.txt", "--no-batch", "--no-report", "--jobs", "1")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and devices as POSIX has them")


@pytest.fixture(autouse=True)
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of two quotes, in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(PAGE, encoding="utf-8")


def ended(redirected: str, *arguments: str) -> tuple[int, str]:
    """The status of the program with its streams redirected by a shell, and what it said to standard error."""
    done = subprocess.run(["bash", "-c", f'set -o pipefail; "$@" {redirected}', "bash", sys.executable, "-m", "pagegate", *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize("arguments", [(*CHECK, "--format", "jsonl", "--fail-on", "warning", "--as-of", "2026-11-20T12:00:00Z"), CHECK, (*CHECK, "--format", "sarif"), ("rule",), ("--help",)], ids=lambda one: one[0] + one[-1])
def test_a_reader_that_went_away_ends_the_program_without_a_word(arguments: tuple[str, ...]) -> None:
    status, said = ended("| true", *arguments)
    assert status in {0, 1, 141}  # what was written before the reader went is in the pipe
    assert said == ""


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [CHECK, ("rule",), ("--version",)], ids=lambda one: one[0])
def test_a_full_disk_is_told_in_one_line(arguments: tuple[str, ...]) -> None:
    status, said = ended("> /dev/full", *arguments)
    assert status == 2
    assert said.startswith("pagegate: cannot write the output: No space left on device")
    assert said.count("\n") == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_cost_no_verdict(closed: str) -> None:
    assert ended(closed, *CHECK)[0] == 0
    Path("page.txt").write_text("FCHI0.000.08%\n", encoding="utf-8")
    assert ended(closed, *CHECK)[0] == 1


def test_output_goes_through_a_pipe_and_leaves_it_there() -> None:
    os.mkfifo("pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_text(encoding="utf-8")))
    reader.start()
    status, _ = ended("", *CHECK, "-q", "--output", "json=pipe")
    reader.join(timeout=60)
    assert (status, Path("pipe").is_fifo(), json.loads(read[0])["verdict"]) == (0, True, "pass")


def test_output_goes_where_a_link_leads() -> None:
    Path("real.json").write_text("old", encoding="utf-8")
    Path("link.json").symlink_to("real.json")
    assert ended("", *CHECK, "-q", "--output", "json=link.json")[0] == 0
    assert Path("link.json").is_symlink()
    assert json.loads(Path("real.json").read_text(encoding="utf-8"))["verdict"] == "pass"


def test_half_a_surrogate_pair_in_a_frame_is_replaced() -> None:
    frame = pd.DataFrame({"url": ["a"], "text": pd.Series(["\ud800\n" + PAGE], dtype=object)})
    assert pagegate.check(frame, kind="pages", no_batch=True).records["quotes"] == 2


def test_records_of_a_chunk_that_lacks_a_column_count_where_others_have_it() -> None:
    lines = [json.dumps({"location": f"Town {number}", "temp_c": 20.5, "observed_at": "2026-11-20T10:00:00Z"} | ({"humidity_pct": 50} if number < 40 else {})) for number in range(80)]
    Path("w.jsonl").write_text("\n".join(lines), encoding="utf-8")
    told = [pagegate.check("w.jsonl", as_of="2026-11-20T12:00:00Z", limit={"chunk_rows": rows}).to_dict() for rows in (1000, 10)]
    assert any("40 of 80 observations have no humidity_pct" in finding["message"] for finding in told[0]["findings"])
    assert told[0]["findings"] == told[1]["findings"]
    assert told[0]["rules"] == told[1]["rules"]
