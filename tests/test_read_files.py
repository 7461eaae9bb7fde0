"""What every reader does alike: text pages, empty and binary files, compression, and telling a format by its content."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from pagegate.records.read import read
from pagegate.sources.find import find
from tests.readers import QUOTE, Reads, problems, rows, said


def test_a_text_file_is_one_page(reads: Reads) -> None:
    (chunk,) = reads("page.txt", "Temp 29.1 °C\r\nHumidity 75%\r")
    assert chunk.kind == "pages"
    assert rows([chunk], "text", "encoding", "media_type", "source", "line", "column", "page", "page_line", "record") == [
        ("Temp 29.1 °C\r\nHumidity 75%\r", "utf-8", "text/plain", "page.txt", 1, 1, None, None, 0)
    ]
    assert problems([chunk]) == []
    assert chunk.line_text("page.txt", None, 2) == "Humidity 75%"
    assert chunk.line_text("page.txt", None, 9) is None
    assert chunk.line_text("other.txt", None, 1) is None


def test_a_text_file_says_which_encoding_it_was_in(reads: Reads) -> None:
    assert rows(reads("page.txt", b"\xef\xbb\xbf17 \xc2\xb0C"), "text", "encoding") == [("17 °C", "utf-8-sig")]
    assert rows(reads("page.txt", "It is 17 °C".encode("cp1252")), "text", "encoding") == [("It is 17 °C", "cp1252")]
    assert rows(reads("page.txt", "It is 17 °C".encode("utf-16")), "text", "encoding") == [("It is 17 °C", "utf-16")]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.csv", "a.parquet", "a.txt.gz", "a.dat"])
def test_an_empty_file_is_a_problem(reads: Reads, name: str) -> None:
    assert problems(reads(name, "")) == [("empty-source", 1)]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.csv"])
def test_a_file_of_white_space_is_empty(reads: Reads, name: str) -> None:
    assert problems(reads(name, " \r\n\n")) == [("empty-source", 1)]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.csv"])
def test_a_binary_file_is_a_problem(reads: Reads, name: str) -> None:
    assert problems(reads(name, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00" + bytes(range(256)))) == [("unreadable-source", 1)]


def test_a_text_file_with_a_nul_is_a_problem_on_its_line(reads: Reads) -> None:
    assert problems(reads("a.txt", "one\ntwo\0\n")) == [("unreadable-source", 2)]


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "gone.jsonl").symlink_to("nowhere")
    chunks = list(read(next(find([str(tmp_path / "gone.jsonl")], tmp_path))))
    assert problems(chunks) == [("unreadable-source", None)]
    assert said(chunks) == ["cannot be opened: No such file or directory"]


def test_compressed_feeds_are_read_under_their_own_name(reads: Reads) -> None:
    assert rows(reads("q.jsonl.gz", gzip.compress(QUOTE.encode())), "symbol", "source", "line") == [("FCHI", "q.jsonl.gz", 1)]


def test_a_cut_gzip_is_one_problem_and_the_records_before_the_cut_are_read(reads: Reads) -> None:
    lines = "\n".join(f'{{"symbol": "S{n * 7919 % 10007}", "price": {n}}}' for n in range(10_000))
    chunks = reads("q.jsonl.gz", gzip.compress(lines.encode())[:40_000])
    got = rows(chunks, "record")
    assert 1000 < len(got) < 10_000
    assert problems(chunks) == [("unreadable-source", len(got))]
    assert "ended before the end-of-stream marker" in said(chunks)[0]


def test_a_cut_gzip_of_a_json_array_is_one_problem_too(reads: Reads) -> None:
    array = "[" + ",\n".join(f'{{"symbol": "S{n * 7919 % 10007}", "price": {n}}}' for n in range(10_000)) + "]"
    chunks = reads("q.json.gz", gzip.compress(array.encode())[:40_000])
    assert len(rows(chunks, "record")) > 1000
    assert [name for name, _ in problems(chunks)] == ["unreadable-source"]


def test_a_page_that_was_cut_in_its_packing_is_no_page(reads: Reads) -> None:
    chunks = reads("p.txt.gz", gzip.compress(b"Temp 29.1\n" * 1000)[:-10])
    assert rows(chunks, "text") == []
    assert [name for name, _ in problems(chunks)] == ["unreadable-source"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (f"{QUOTE}\n{QUOTE}\n", "quotes"),
        (f"[{QUOTE}]", "quotes"),
        ("symbol;price\nA;1\n", "quotes"),
        ("FCHI8,074.230.08%\nTemp, Feels, Wind\n", "pages"),
    ],
    ids=["JSON Lines", "JSON", "CSV", "text"],
)
def test_standard_input_and_unknown_suffixes_are_told_by_their_content(reads: Reads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, kind: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    for chunks in (list(read(next(find(["-"], tmp_path)))), reads("a.dat", content)):
        assert [chunk.kind for chunk in chunks] == [kind]
        assert problems(chunks) == []


def test_a_file_that_no_reader_knows_is_a_problem(reads: Reads) -> None:
    chunks = reads("a.dat", bytes(range(256)))
    assert problems(chunks) == [("no-reader", 1)]
    assert said(chunks)[0].startswith("no reader knows files that end in .dat")
