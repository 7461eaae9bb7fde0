"""The same input gives the same findings, wherever chunks are cut."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from pagegate import workers
from pagegate.records import collect
from pagegate.records.read import read_all
from pagegate.run import Options, Run, judge_all
from pagegate.sources.find import find
from tests.readers import parquet

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
#: What is wrong with some of the quotes.
_WRONG: dict[int, dict[str, Any]] = {2: {"change": -1.25}, 3: {"price": 0.0}, 5: {"as_of": "03/04/2025"}, 8: {"volume": -1}, 11: {"symbol": None}}


def quotes() -> list[dict[str, Any]]:
    """Sixteen quotes, some of them wrong, some repeated, some unreadable."""
    records: list[dict[str, Any]] = []
    for number in range(16):
        price = 100 + number * 1.25
        record: dict[str, Any] = {"symbol": f"S{number % 7}", "price": price, "change": 1.25, "change_pct": round(100 * 1.25 / (price - 1.25), 2), "as_of": (NOW - timedelta(hours=number % 4)).isoformat()}
        record |= _WRONG.get(number, {})
        records.append(record)
    return records


def weather() -> list[dict[str, Any]]:
    """Eighteen observations of three places, with a jump and air that feels too cold."""
    start = NOW - timedelta(days=2)
    return [
        {"location": f"Town {number % 3}", "temp_c": 29.1 + (20 if number == 12 else 0), "feels_like_c": 25.0 if number % 9 == 0 else 33.5, "humidity_pct": 75 if number % 5 else "N/A", "wind_kmh": 10, "observed_at": (start + timedelta(hours=number // 3)).isoformat()}
        for number in range(18)
    ]  # fmt: skip


def pages() -> list[dict[str, Any]]:
    """Six pages of quotes and weather, two of them alike."""
    return [{"url": f"https://example.org/{number // 2}", "text": f"FCHI8,0{number:02}.230.08%\nGDAXI24,049.740.42%\nTemp29.1°C\nFeels{23 + number}.5°C\nHumidity72%\nWind8.0 km/h\n", "fetched_at": NOW.isoformat()} for number in range(6)]


def _lines(records: list[dict[str, Any]]) -> bytes:
    broken = [json.dumps(record) for record in records]
    broken.insert(4, '{"symbol": ')
    broken.insert(2, broken[2] + broken[3])
    return "\n".join(broken).encode()


def _csv(records: list[dict[str, Any]]) -> bytes:
    names = list(dict.fromkeys(name for record in records for name in record))
    rows = [",".join(str(record.get(name) or "") for name in names) for record in records]
    rows.insert(5, 'x,"never closed')
    return "\n".join([",".join(names), *rows]).encode()


def _parquet(records: list[dict[str, Any]]) -> bytes:
    names = dict.fromkeys(name for record in records for name in record)
    columns = {name: [record.get(name) for record in records] for name in names}
    return parquet(pa.table({name: [None if value is None else str(value) for value in column] if any(isinstance(value, str) for value in column) else column for name, column in columns.items()}))


def _html(records: list[dict[str, Any]]) -> bytes:
    return b"<!doctype html><html><body>" + b"".join(b"<p>" + str(record["text"]).replace("\n", "</p><p>").encode() + b"</p>" for record in records) + b"</body></html>"


def documents() -> list[str]:
    """Eight pages of HTML: articles with what they declare, one of them cut, one copied, and pages of quotes whose signs are drawn."""
    told = []
    for number in range(8):
        title, story = f"Harbour works enter week {number}", number % 6
        paragraphs = "".join(f"<p>On day {day} of week {story}, the crews moved {day * 7 + story} stones from the lower wall to the quay before the tide came back.</p>\n" for day in range(1, 7))
        declared = json.dumps({"@type": "NewsArticle", "headline": title, "datePublished": f"2026-11-{10 + number}T08:00:00Z", "wordCount": 150 if number == 3 else 130})
        article = f"<article><h1>{title}</h1><time>November {10 + number}, 2026</time>\n{paragraphs}</article>"
        quotes_ = f"<ul><li>CAC 40 <b>8,0{number}2.11</b> <span class='down'>0.{number + 1}8%</span></li><li>DAX <b>0.00</b> <span class='up'>0.42%</span></li></ul>"
        page = f"<!DOCTYPE html>\n<html lang='en'><head><title>{title} | Post</title>\n<script type='application/ld+json'>{declared}</script></head>\n<body>{quotes_ if number % 3 == 1 else article}</body></html>\n"
        told.append(page[:-400] if number == 5 else page)
    return told


def _har(records: list[dict[str, Any]]) -> bytes:
    entries = [{"startedDateTime": record["fetched_at"], "request": {"url": record["url"]}, "response": {"status": 200, "content": {"mimeType": "text/plain", "text": record["text"]}}} for record in records]
    return json.dumps({"log": {"version": "1.2", "entries": entries}}).encode()


def _warc(records: list[dict[str, Any]]) -> bytes:
    pieces = []
    for record in records:
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + record["text"].encode()
        pieces.append(f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {record['url']}\r\nWARC-Date: 2026-11-22T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n")
    return b"".join(pieces)


def _json(records: list[dict[str, Any]]) -> bytes:
    return json.dumps(records, indent=1).replace('"S5"', '"S5', 1).encode() + b"\n[]\n"


SOURCES: dict[str, Callable[[], bytes]] = {
    "q.jsonl": lambda: _lines(quotes()), "q.json": lambda: _json(quotes()), "q.csv": lambda: _csv(quotes()), "q.parquet": lambda: _parquet(quotes()), "w.jsonl.gz": lambda: gzip.compress(_lines(weather()), mtime=0),
    "w.csv": lambda: _csv(weather()), "w.parquet": lambda: _parquet(weather()), "p.jsonl": lambda: _lines(pages()), "p.html": lambda: _html(pages()), "p.har": lambda: _har(pages()), "p.warc": lambda: _warc(pages()),
    "p.txt": lambda: "\n".join(str(page["text"]) for page in pages()).encode(),
}  # fmt: skip


def read_in(folder: Path, rows: int) -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]]]:
    """The records of a folder by kind, as they are judged, and the problems, read in chunks of so many rows."""
    run = Run(Options(as_of=NOW, batch=False, keep_frames=True))
    problems: list[dict[str, Any]] = []
    for raw in read_all(find([str(folder)], folder), chunk_rows=rows):
        problems += [{name: value for name, value in row.items() if name != "row"} for row in _rows(run.judging.frames(raw).problems)]
        run.judge(raw)
    records = {str(kind): _rows(frame) for kind, frame in run.verdict().frames.items() if len(frame)}
    return records, sorted(problems, key=str)


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows without their missing values: a chunk may lack a column that is null in all of it."""
    return [{str(name): value for name, value in row.items() if pd.notna(value)} for row in frame.astype(object).to_dict("records")]


def judged(folder: Path, rows: int) -> dict[str, Any]:
    """What a run over a folder prints."""
    return judge_all(read_all(find([str(folder)], folder), chunk_rows=rows), Options(as_of=NOW)).to_dict()


@pytest.mark.parametrize("name", SOURCES)
def test_records_and_problems_do_not_depend_on_where_chunks_are_cut(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(SOURCES[name]())
    records, problems = read_in(tmp_path, 1000)
    assert len(next(iter(records.values()))) >= (1 if name in {"p.html", "p.txt"} else 6)
    for rows in (1, 7):
        assert (records, problems) == read_in(tmp_path, rows)


def test_findings_do_not_depend_on_where_chunks_are_cut(tmp_path: Path) -> None:
    names = ["p.jsonl", "q.jsonl", "q.parquet", "w.csv"]
    for name in names:
        (tmp_path / name).write_bytes(SOURCES[name]())
    whole = judged(tmp_path, 1000)
    assert {finding["source"] for finding in whole["findings"]} >= set(names)
    assert json.dumps(whole) == json.dumps(judged(tmp_path, 7))


def test_findings_of_html_do_not_depend_on_where_chunks_are_cut_and_not_on_the_number_of_processes(tmp_path: Path) -> None:
    for number, page in enumerate(documents()):
        (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
    told = {}
    for size, jobs in ((1 << 24, 1), (3_000, 1), (3_000, 2)):
        run = Run(Options(as_of=NOW, batch=False))
        for judged_chunk in workers.judged(read_all(find([str(tmp_path)], tmp_path), chunk_bytes=size), run.judging, jobs):
            run.take(judged_chunk)
        told[size, jobs] = run.verdict().to_dict()
    whole, cut = told[1 << 24, 1], told[3_000, 1]
    assert {"quotes", "articles", "pages"} == {finding["kind"] for finding in whole["findings"]}
    assert json.dumps(told[3_000, 2]) == json.dumps(cut)
    assert json.dumps(whole) == json.dumps(cut)


def test_chunks_are_no_larger_than_what_is_left_for_each_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect, "_LEAST", 50)
    (tmp_path / "q.jsonl").write_bytes("\n".join(json.dumps(record) for record in quotes()).encode())
    sizes = [[len(chunk.raw) for chunk in read_all(find([str(tmp_path)], tmp_path), share=share)] for share in (None, lambda: 300, lambda: 0)]
    assert sizes[0] == [16]
    assert max(sizes[1]) in range(2, 6)
    assert sizes[2] == [1] * 16
