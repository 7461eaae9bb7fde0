"""JSON that is larger than what is held of it: the same records at the same places, through a window."""

from __future__ import annotations

import json

import pytest

from pagegate.sources.stream import Limits
from tests.readers import Reads, problems, rows, said

RECORDS = [{"symbol": f"S{number}", "price": number + 0.5, "name": "é" * (number % 7)} for number in range(40)]
LINES = ",\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS)
#: Far less than a document below, and more than a record.
WINDOW = Limits(record_bytes=200)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files come in blocks of 64 bytes."""
    monkeypatch.setattr("pagegate.sources.stream.BLOCK", 64)


@pytest.mark.parametrize(
    "text",
    [
        f"[{LINES}]",
        f"[{LINES}]".replace("\n", "\r\n"),
        f"\n\n[\n{LINES}\n]\n",
        f"[{LINES}" + ",\n" + '{"symbol": "B", "price": ',
        f"[{LINES}]".replace('"S20"', '"S20'),
        f"[{LINES}]".replace('"S20"', '"S20""'),
        f"[{LINES}]".replace("},\n", "}\n", 1),
        f"[{LINES},]",
        f"[{LINES}",
        f"[{LINES}]\n[{LINES}]",
        f"[{LINES}]\n-- made by a robot",
        f'{{"status": "ok", "data": [{LINES}]}}',
        f'{{"response": {{"items": [{LINES}], "count": 40}}}}',
    ],
    ids=["array", "CRLF", "white space", "cut", "quote lost", "quote doubled", "comma lost", "comma at the end", "not closed", "joined", "text behind", "envelope", "envelope in an envelope"],
)
def test_a_window_shows_the_same_records_at_the_same_places(reads: Reads, text: str) -> None:
    whole, window = reads("whole.json", text), reads("window.json", text, limits=WINDOW)
    for column in ("symbol", "price", "name", "line", "column"):
        assert rows(window, column) == rows(whole, column)
    assert problems(window) == problems(whole)


def test_an_envelope_that_goes_on_behind_its_list_is_read_to_its_end(reads: Reads) -> None:
    chunks = reads("q.json", f'{{"meta": {{"a": [1, {{"b": null}}]}}, "data": [{LINES}], "next": null}}', limits=WINDOW)
    assert rows(chunks, "symbol") == [record["symbol"] for record in RECORDS]
    assert problems(chunks) == []


def test_an_envelope_that_is_broken_behind_its_list_is_told(reads: Reads) -> None:
    chunks = reads("q.json", f'{{"data": [{LINES}], next: null}}', limits=WINDOW)
    assert len(rows(chunks, "symbol")) == len(RECORDS)
    assert problems(chunks) == [("unreadable-record", 40)]


def test_a_record_that_is_longer_than_the_window_is_told_and_the_next_is_read(reads: Reads) -> None:
    long = json.dumps({"symbol": "LONG", "name": "x" * 2_000})
    chunks = reads("q.json", f"[{LINES},\n{long},\n{LINES}]", limits=WINDOW)
    assert len(rows(chunks, "symbol")) == 2 * len(RECORDS)
    assert problems(chunks) == [("unreadable-record", 41)]
    assert "is longer than 200 characters" in said(chunks)[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_window_reads_what_the_file_is_encoded_in(reads: Reads, encoding: str) -> None:
    chunks = reads("q.json", f"[{LINES}]".encode(encoding), limits=WINDOW)
    assert rows(chunks, "name")[6] == "é" * 6
    assert problems(chunks) == []


def test_a_file_of_one_unended_text_is_told(reads: Reads) -> None:
    chunks = reads("q.json", '[{"symbol": "' + "A" * 5_000, limits=WINDOW)
    assert rows(chunks, "line") == []
    assert problems(chunks) == [("unreadable-record", 1)]
