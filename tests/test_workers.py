"""Several processes find what one finds, in the same order; a worker that dies loses nothing."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pagegate import spawning, workers
from pagegate.__main__ import main
from pagegate.chunk import LineText, RawChunk
from pagegate.judging import Judging, Options
from pagegate.records.read import read_all
from pagegate.run import Run
from pagegate.sources.find import Source, find

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Quotes of two feeds, every tenth of which costs nothing, and a page with an impossible widget."""
    for name in ("a.jsonl", "b.jsonl"):
        lines = [json.dumps({"symbol": f"{name[0].upper()}{number}", "price": 0 if number % 10 == 0 else 10 + number, "change": 0.5}) for number in range(40)]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "page.txt").write_text("Paris\n29.1°C\nFeels like 25.0°\nHumidity: 75%\nWind: 10.8 km/h\n", encoding="utf-8")
    return tmp_path


def chunks(folder: Path) -> Iterator[RawChunk]:
    """The folder in chunks that cut through its feeds."""
    return read_all(find([str(folder)], folder), chunk_rows=7)


def told(folder: Path, jobs: int) -> str:
    """All that a run says, batch rules and all."""
    run = Run(Options(as_of=NOW))
    for judged in workers.judged(chunks(folder), run.judging, jobs):
        run.take(judged)
    return json.dumps(run.verdict().to_dict())


def test_two_processes_say_byte_for_byte_what_one_says(folder: Path) -> None:
    alone = told(folder, 1)

    assert told(folder, 2) == alone
    assert {(row["source"], row["record"]) for row in json.loads(alone)["findings"] if row["code"] == "Q101"} == {(name, number) for name in ("a.jsonl", "b.jsonl") for number in (0, 10, 20, 30)}


@pytest.mark.parametrize("part", ["paths = 'a.jsonl'", "site = 'a.example.org'"])
def test_what_a_part_ignores_of_the_whole_scrape_is_ignored_by_several_processes_too(folder: Path, part: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        twice = [json.dumps({"symbol": "FCHI", "price": price, "as_of": "2026-11-20T10:00:00Z", "url": f"https://{name}.example.org/{price}"}) for price in (8074, 8075, 8076, 8174)]
        (folder / f"{name}.jsonl").write_text("\n".join(twice), encoding="utf-8")
    (folder / "pagegate.toml").write_text(f"[[overrides]]\n{part}\nignore = ['B']\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    told = []
    for jobs in ("1", "2"):
        main(["check", "a.jsonl", "b.jsonl", "--select", "B102", "--format", "json", "--no-report", "--jobs", jobs, "--limit", "chunk_rows=3", "--as-of", "2026-11-20T12:00:00Z"])
        told.append(json.loads(capsys.readouterr().out))

    assert {finding["source"] for finding in told[0]["findings"]} == {"b.jsonl"}
    assert told[0]["findings"] == told[1]["findings"]


class Deadly:
    """A source's lines, which end the process that takes them out of their parcel unless it is the one that wrapped them."""

    def __init__(self, line_text: LineText) -> None:
        """Wrap it."""
        self._line_text = line_text

    def __call__(self, source: str, page: int | None, line: int) -> str | None:
        """The line."""
        return self._line_text(source, page, line)

    def __reduce__(self) -> tuple[object, ...]:
        """What a worker does to unwrap it."""
        return os._exit, (9,)


def test_the_chunks_of_a_worker_that_dies_are_judged_all_the_same(folder: Path) -> None:
    judging = Judging(Options(as_of=NOW, batch=False))
    deadly = (RawChunk(raw.kind, raw.raw, raw.problems, Deadly(raw.line_text), raw.empty) for raw in chunks(folder))

    judged = [sum(one.records["quotes"].values()) for one in workers.judged(deadly, judging, 2) if "quotes" in one.records]

    assert judged == [7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 3]


def test_workers_end_when_nobody_wants_more(folder: Path) -> None:
    before = set(multiprocessing.active_children())
    with closing(workers.judged(chunks(folder), Judging(Options(as_of=NOW, batch=False)), 2)) as coming:
        next(coming)
        begun = set(multiprocessing.active_children()) - before
        assert begun

    for worker in begun:
        worker.join(10)
    assert not [worker for worker in begun if worker.is_alive()]


@pytest.mark.skipif("forkserver" not in multiprocessing.get_all_start_methods(), reason="workers come from no server here")
def test_the_server_of_workers_begins_early_where_there_is_more_than_one_chunk_for_more_than_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    from multiprocessing import forkserver

    begun: list[bool] = []
    monkeypatch.setattr(forkserver, "ensure_running", lambda: begun.append(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])))
    feeds = [Source("a.html", "/a.html", ".html", 600), Source("b.html", "/b.html", ".html", 500), Source("-", "-", "", None)]

    spawning.prepare(feeds, 1_000, 1)
    spawning.prepare(feeds, 1_100, 2)
    assert begun == []

    spawning.prepare(feeds, 1_000, 2)
    assert begun == [True]  # an interrupt does not reach it while it imports
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
