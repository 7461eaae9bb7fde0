"""The folder of a quarantine: no name leads out of it, none meets another, and what stands in it is not lost."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import pagegate
from pagegate.__main__ import main
from pagegate.errors import UsageError
from pagegate.quarantine.names import distinct, name_of

from .parted import BAD, GOOD, check, half, put


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_same_name_in_different_folders_does_not_collide() -> None:
    check(put("a/feed.jsonl", f"{GOOD}\n"), put("b/feed.jsonl", f"{GOOD}\n{GOOD}\n"))
    assert (half("good", "a/feed.jsonl").decode(), half("good", "b/feed.jsonl").decode()) == (f"{GOOD}\n", f"{GOOD}\n{GOOD}\n")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("feeds/a b.jsonl", "feeds/a b.jsonl"), ("../a.jsonl", "@up/a.jsonl"), ("../../etc/a.jsonl", "@up/@up/etc/a.jsonl"), ("/data/a.jsonl", "@root/data/a.jsonl"), ("-", "stdin.jsonl"),
        ("https://example.org/../a/b.jsonl?x=../../y", "@web/https/example.org/..%2Fa%2Fb.jsonl%3Fx%3D..%2F..%2Fy"), ("s3://bucket", "@web/s3/bucket/-"),
    ],
)
def test_no_name_leads_out_of_the_folder(source: str, name: str) -> None:
    assert name_of(source, ".jsonl") == name


def test_a_name_that_is_too_long_for_a_file_is_cut_and_stays_its_own() -> None:
    long = [name_of(f"https://example.org/{'a' * 300}{end}.jsonl") for end in "xy"]
    assert long[0] != long[1]
    assert all(len(part.encode()) <= 255 - len(".why.jsonl") for name in long for part in name.split("/"))


def test_a_file_outside_of_the_working_directory_stays_inside_the_quarantine(monkeypatch: pytest.MonkeyPatch) -> None:
    put("feeds/a.jsonl", f"{GOOD}\n")
    put("work/x", "")
    monkeypatch.chdir("work")
    check("../feeds/a.jsonl")
    assert half("good", "@up/feeds/a.jsonl").decode() == f"{GOOD}\n"


def test_two_sources_for_one_place_are_refused() -> None:
    with pytest.raises(UsageError, match="both be written to"):
        distinct([("a", "x"), ("b", "x")])
    assert check(put("a.jsonl", f"{GOOD}\n"), put("a.jsonl.why.jsonl", f"{GOOD}\n")) == 2


def test_what_came_through_a_pipe_is_parted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{GOOD}\n{BAD}\n".encode())))
    check("-")
    assert (half("good", "stdin.jsonl").decode(), half("bad", "stdin.jsonl").decode()) == (f"{GOOD}\n", f"{BAD}\n")


def test_other_files_of_an_earlier_run_stay_and_those_judged_again_are_replaced() -> None:
    check(put("a.jsonl", f"{BAD}\n"), put("b.jsonl", f"{GOOD}\n{BAD}\n"))
    check(put("a.jsonl", f"{GOOD}\n"))
    assert half("good", "a.jsonl").decode() == f"{GOOD}\n"
    assert half("bad", "a.jsonl") + half("bad", "a.jsonl.why.jsonl") == b""
    assert (half("good", "b.jsonl").decode(), half("bad", "b.jsonl").decode()) == (f"{GOOD}\n", f"{BAD}\n")


def test_a_folder_that_holds_other_things_is_refused_before_anything_is_judged() -> None:
    put("q/mine.txt", "mine")
    assert check(put("feed.jsonl", f"{GOOD}\n")) == 2
    assert os.listdir("q") == ["mine.txt"]  # noqa: PTH208  names are all that is asked
    put("file", "")
    assert main(["check", "--no-batch", "--no-report", "--quarantine", "file", "feed.jsonl"]) == 2


def test_the_quarantine_is_no_input_and_leaves_nothing_beside_it() -> None:
    put("feed.jsonl", f"{GOOD}\n{BAD}\n")
    check(".")
    check(".")
    assert sorted(path.relative_to("q").as_posix() for path in Path("q").rglob("*.jsonl")) == ["bad/feed.jsonl", "bad/feed.jsonl.why.jsonl", "good/feed.jsonl"]
    assert sorted(path.name for path in Path().iterdir()) == ["feed.jsonl", "q"]


def test_without_an_exchange_of_folders_it_works_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagegate.quarantine.folder._exchanged", lambda *_: False)
    check(put("a.jsonl", f"{GOOD}\n"))
    check(put("b.jsonl", f"{GOOD}\n{BAD}\n"))
    assert half("good", "a.jsonl") + half("bad", "b.jsonl") == f"{GOOD}\n{BAD}\n".encode()
    Path("q").rename(".q.pagegate-0.old")  # as a run leaves it that dies between two renames
    check("b.jsonl")
    assert half("good", "a.jsonl").decode() == f"{GOOD}\n"


def test_a_source_that_changes_meanwhile_is_not_split(monkeypatch: pytest.MonkeyPatch) -> None:
    put("feed.jsonl", f"{GOOD}\n")
    from pagegate.run import Run

    verdict = Run.verdict

    def slow(run: Run) -> Any:
        put("feed.jsonl", f"{GOOD}\n{GOOD}\n")
        return verdict(run)

    monkeypatch.setattr(Run, "verdict", slow)
    assert check("feed.jsonl") == 2
    assert not Path("q").exists()


def test_from_python_files_are_parted_and_a_frame_is_refused() -> None:
    pagegate.check(put("feed.jsonl", f"{GOOD}\n{BAD}\n"), quarantine="q", no_batch=True)
    assert half("bad", "feed.jsonl").decode() == f"{BAD}\n"
    with pytest.raises(UsageError, match="splits files"):
        pagegate.check(pd.DataFrame({"symbol": ["A"], "price": [1.5]}), quarantine="q", no_batch=True)
