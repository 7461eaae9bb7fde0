"""What each reader makes of a file: records with their places, and problems for all that is no record."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pagegate.chunk import RawChunk
from pagegate.records.build import PROBLEM_COLUMNS, PROVENANCE, Shown, build
from pagegate.records.kind import fits, kind_of, score, undecided
from pagegate.records.read import read, read_all
from pagegate.sources.find import find
from pagegate.sources.stream import Limits

QUOTE = '{"symbol": "FCHI", "price": 8074.23}'
Reads = Callable[..., list[RawChunk]]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """Writes a file and reads it, into the chunks that come out."""

    def reads(name: str, content: str | bytes, **options: Any) -> list[RawChunk]:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        (source,) = find([str(tmp_path / name)], tmp_path)
        return list(read(source, **options))

    return reads


def rows(chunks: list[RawChunk], *names: str) -> list[Any]:
    """The values of some columns over all chunks, None for nulls: plain values for one column, tuples for several."""
    columns = [[None if pd.isna(value) else value for chunk in chunks for value in (chunk.raw[name] if name in chunk.raw else [None] * len(chunk.raw))] for name in names]
    return columns[0] if len(names) == 1 else list(zip(*columns, strict=True))


def problems(chunks: list[RawChunk]) -> list[tuple[str, int | None]]:
    """The name and line of each problem."""
    return [(name, None if pd.isna(line) else int(line)) for chunk in chunks for name, line in zip(chunk.problems["problem"], chunk.problems["line"], strict=True)]


def said(chunks: list[RawChunk]) -> list[str]:
    return [text for chunk in chunks for text in chunk.problems["text"]]


# Text


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


# JSON Lines


def test_each_line_of_json_lines_is_a_record_with_its_line(reads: Reads) -> None:
    (chunk,) = reads("q.jsonl", f'{QUOTE}\n\n{{"symbol": "DAX", "change": -1}}\n')
    assert chunk.kind == "quotes"
    assert rows([chunk], "symbol", "price", "change", "source", "line", "column", "page", "page_line", "record") == [
        ("FCHI", "8074.23", None, "q.jsonl", 1, 1, None, None, 0),
        ("DAX", None, "-1", "q.jsonl", 3, 1, None, None, 1),
    ]
    assert chunk.line_text("q.jsonl", None, 3) == '{"symbol": "DAX", "change": -1}'
    assert chunk.line_text("q.jsonl", None, 2) is None


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_json_lines_may_end_in_any_way_and_begin_with_a_byte_order_mark(reads: Reads, end: str, mark: str) -> None:
    assert rows(reads("q.jsonl", mark + end.join([QUOTE, QUOTE])), "price", "line") == [("8074.23", 1), ("8074.23", 2)]


def test_numbers_keep_the_digits_they_came_with(reads: Reads) -> None:
    (chunk,) = reads("q.jsonl", '{"symbol": "A", "price": 6796.290, "change": 1E2, "volume": ' + "9" * 5000 + "}")
    assert rows([chunk], "price", "change", "volume") == [("6796.290", "1E2", "9" * 5000)]
    assert type(chunk.raw["price"][0]) is Shown
    assert build("quotes", chunk.raw).frame["price.step"].tolist() == [0.001]


def test_text_that_looks_like_a_number_stays_text(reads: Reads) -> None:
    (chunk,) = reads("q.jsonl", '{"symbol": "A", "price": "1", "change": "2"}')
    assert chunk.raw["change"].dtype == "str"
    assert build("quotes", chunk.raw).frame["change.signed"].tolist() == [False]


def test_nan_and_infinity_are_values_that_nobody_can_read(reads: Reads) -> None:
    (chunk,) = reads("q.jsonl", '{"symbol": "A", "price": NaN}\n{"symbol": "B", "price": -Infinity}')
    assert rows([chunk], "price") == ["NaN", "-Infinity"]
    built = build("quotes", chunk.raw)
    assert ["unreadable-value", 1, "price"] in built.problems[["problem", "row", "field"]].to_numpy().tolist()
    assert built.frame["price"].isna().all()


def test_nested_objects_become_columns_and_lists_stay_json(reads: Reads) -> None:
    chunks = reads("q.jsonl", '{"symbol": "A", "price": 1, "meta": {"at": {"day": 2.50}, "none": {}}, "tags": ["x", 1.50, {"y": null}]}')
    assert rows(chunks, "meta.at.day", "meta.none", "tags") == [("2.50", None, '["x", 1.50, {"y": null}]')]


def test_values_of_other_types_than_a_column_has_are_no_crash(reads: Reads) -> None:
    (chunk,) = reads("a.jsonl", '{"title": 5, "body": ["a"], "author": true}\n{"title": {"text": "x"}, "body": null}\n{"title": "t", "body": "b", "read_minutes": false}')
    built = build("articles", chunk.raw)
    assert built.frame["title"].fillna("").tolist() == ["5", "", "t"]
    assert built.frame["author"].fillna("").tolist() == ["True", "", ""]


def test_a_broken_line_is_a_problem_and_the_others_are_read(reads: Reads) -> None:
    chunks = reads("q.jsonl", f'{QUOTE}\n{{"symbol": "DAX", \n[1]\n"x"\n{QUOTE}')
    assert rows(chunks, "line", "record") == [(1, 0), (5, 1)]
    assert problems(chunks) == [("unreadable-record", 2), ("unreadable-record", 3), ("unreadable-record", 4)]
    assert said(chunks)[1] == "a record must be an object, not a list: [1]"
    assert chunks[0].line_text("q.jsonl", None, 2) == '{"symbol": "DAX", '


def test_what_a_parser_says_comes_with_a_harmless_sample(reads: Reads) -> None:
    (text,) = said(reads("q.jsonl", '{"symbol": \x1b[31m' + "x" * 1000))
    assert text.startswith('Expecting value at column 12: {"symbol": \\x1b[31mxxx')
    assert len(text) <= 200


def test_several_objects_on_a_line_are_read_and_reported_once(reads: Reads) -> None:
    chunks = reads("q.jsonl", f"{QUOTE}{QUOTE} {QUOTE}\n{QUOTE}")
    assert rows(chunks, "line", "column") == [(1, 1), (1, 37), (1, 74), (2, 1)]
    assert problems(chunks) == [("joined-documents", 1)]


def test_a_name_that_stands_twice_is_a_problem_and_its_last_value_counts(reads: Reads) -> None:
    chunks = reads("q.jsonl", '{"symbol": "A", "price": 1, "price": 2, "n": {"x": 1, "x": 2}}')
    assert rows(chunks, "price", "n.x") == [("2", "2")]
    assert problems(chunks) == [("duplicate-key", 1)]
    assert said(chunks) == ["x, price stand more than once in one object; the last value is kept"]


def test_halves_of_surrogate_pairs_are_replaced(reads: Reads) -> None:
    (chunk,) = reads("q.jsonl", '{"symbol": "A\\ud800", "price": 1, "no\\udfff": 1}\n{"symbol": "\\ud83d\\ude00", "price": "\\uD800"}')
    assert rows([chunk], "symbol", "price") == [("A\ufffd", "1"), ("😀", "\ufffd")]
    assert "no\ufffd" in chunk.raw
    build("quotes", chunk.raw)


def test_nesting_without_end_is_a_problem(reads: Reads) -> None:
    assert problems(reads("q.jsonl", '{"a":' * 100_000 + "\n" + QUOTE)) == [("unreadable-record", 1)]
    assert problems(reads("q.json", "[" * 100_000)) == [("unreadable-record", 1)]


def test_a_line_too_long_is_a_problem(reads: Reads) -> None:
    chunks = reads("q.jsonl", f'{QUOTE}\n{{"symbol": "{"x" * 2_000_000}"}}\n{QUOTE}', limits=Limits(record_bytes=1_000_000))
    assert rows(chunks, "line") == [1, 3]
    assert problems(chunks) == [("unreadable-record", 2)]


def test_a_record_with_too_many_columns_is_a_problem(reads: Reads) -> None:
    chunks = reads("q.jsonl", json.dumps({f"c{i}": i for i in range(101)}) + "\n" + QUOTE, limits=Limits(columns=100))
    assert rows(chunks, "line") == [2]
    assert problems(chunks) == [("unreadable-record", 1)]


def test_columns_that_never_repeat_make_more_chunks_not_wider_ones(reads: Reads) -> None:
    lines = [json.dumps({"symbol": "A", "price": i} | {f"c{i}.{j}": 1 for j in range(50)}) for i in range(100)]
    chunks = reads("q.jsonl", "\n".join(lines), limits=Limits(chunk_cells=10_000))
    assert sum(len(chunk.raw) for chunk in chunks) == 100
    assert max(chunk.raw.size for chunk in chunks) < 20_000


def test_markup_in_place_of_json_lines_is_one_problem(reads: Reads) -> None:
    assert problems(reads("q.jsonl", "<!DOCTYPE html>\n<html>\n<p>Just a moment...</p>\n")) == [("unreadable-source", 1)]


@pytest.mark.parametrize("text", [f"[\n{QUOTE},\n{QUOTE}\n]", f"[{QUOTE},\n{QUOTE}]"])
def test_json_lines_that_are_a_json_array_are_read_as_json(reads: Reads, text: str) -> None:
    chunks = reads("q.jsonl", text)
    assert rows(chunks, "price") == ["8074.23", "8074.23"]
    assert problems(chunks) == []


def test_a_field_named_like_a_place_is_kept_under_a_name_of_its_own(reads: Reads) -> None:
    (chunk,) = reads("q.jsonl", '{"symbol": "A", "price": {"step": "x", "signed": 1}, "source": "Reuters", "line": 9, "source_": "b"}\n{"symbol": "B", "price": 1}')
    assert rows([chunk], "source", "line", "source_", "line_", "price.step_") == [("q.jsonl", 1, "b", "9", "x"), ("q.jsonl", 2, None, None, None)]
    assert rows([chunk], "source__") == ["Reuters", None]
    assert [name for name in chunk.raw if name in PROVENANCE] == list(PROVENANCE)


def test_a_feed_of_pages_numbers_them_and_knows_their_lines(reads: Reads) -> None:
    (chunk,) = reads("p.jsonl", '{"url": "u0", "text": "a\\r\\nb\\rc"}\n{"url": "u1", "html": "<p>\\nx"}')
    assert chunk.kind == "pages"
    assert rows([chunk], "url", "page", "page_line", "record", "line") == [("u0", 0, None, 0, 1), ("u1", 1, None, 1, 2)]
    assert [chunk.line_text("p.jsonl", 0, line) for line in (1, 2, 3, 4)] == ["a", "b", "c", None]
    assert chunk.line_text("p.jsonl", 1, 2) == "x"
    assert chunk.line_text("p.jsonl", 2, 1) is None
    assert chunk.line_text("p.jsonl", None, 2) == '{"url": "u1", "html": "<p>\\nx"}'


def test_the_text_of_a_line_is_bounded(reads: Reads) -> None:
    (chunk,) = reads("p.jsonl", json.dumps({"url": "u", "text": "x" * 9000}))
    assert [len(chunk.line_text("p.jsonl", page, 1) or "") for page in (None, 0)] == [2000, 2000]


# JSON


def test_the_elements_of_an_array_have_their_line_and_column(reads: Reads) -> None:
    (chunk,) = reads("q.json", f'[\n  {{\n    "symbol": "A",\n    "price": 1.50\n  }},\n  {QUOTE}, {QUOTE}\n]\n')
    assert rows([chunk], "symbol", "price", "line", "column", "record") == [("A", "1.50", 2, 3, 0), ("FCHI", "8074.23", 6, 3, 1), ("FCHI", "8074.23", 6, 41, 2)]
    assert chunk.line_text("q.json", None, 4) == '    "price": 1.50'
    assert problems([chunk]) == []


def test_one_object_is_one_record(reads: Reads) -> None:
    chunks = reads("w.json", '{"temp_c": 29.1, "daily": [{"day": 1}, {"day": 2}]}')
    assert chunks[0].kind == "weather"
    assert rows(chunks, "temp_c", "daily") == [("29.1", '[{"day": 1}, {"day": 2}]')]


@pytest.mark.parametrize(
    "around",
    ['{{"data": {}}}', '{{"status": "ok", "count": 1, "quotes": {}, "tags": [{{"t": 1}}]}}', '{{"generated": "2024", "list of all": {}}}', '{{"data": {{"total": 1, "rows": {}}}}}'],
)
def test_an_object_around_an_array_of_objects_is_an_envelope(reads: Reads, around: str) -> None:
    chunks = reads("q.json", around.format(f"[\n{QUOTE}]"))
    assert rows(chunks, "symbol", "line") == [("FCHI", 2)]
    assert problems(chunks) == []


@pytest.mark.parametrize("text", ["[]", '{"data": []}', '{"data": {"items": []}}'])
def test_an_empty_array_has_no_records_and_is_no_problem(reads: Reads, text: str) -> None:
    assert reads("q.json", text) == []


def test_joined_documents_are_one_problem_and_all_records_are_read(reads: Reads) -> None:
    chunks = reads("q.json", f"[\n{QUOTE},\n{QUOTE}\n]\n[\n{QUOTE}\n]\n{QUOTE}\n")
    assert rows(chunks, "line", "record") == [(2, 0), (3, 1), (6, 2), (8, 3)]
    assert problems(chunks) == [("joined-documents", 5)]
    assert said(chunks)[0].startswith("2 more documents follow the first")


def test_a_broken_element_is_a_problem_and_reading_goes_on_at_the_next(reads: Reads) -> None:
    chunks = reads("q.json", f'[\n{QUOTE},\n{{"symbol": "DAX, "price": 1}},\n{QUOTE},\n7,\n{QUOTE}\n]')
    assert rows(chunks, "line", "record") == [(2, 0), (4, 1), (6, 2)]
    assert problems(chunks) == [("unreadable-record", 3), ("unreadable-record", 5)]


@pytest.mark.parametrize(
    ("text", "lines", "bad"),
    [
        (f"[\n{QUOTE},\n" + '{"symbol": "DA', [2], [3]),
        (f"[\n{QUOTE}", [2], [2]),
        (f"[\n{QUOTE},\n]", [2], [3]),
        (f"[\n{QUOTE}\n{QUOTE}\n]", [2, 3], [3]),
        ('{"data": [\n' + f"{QUOTE},\n{QUOTE},\n" + '{"sym', [2, 3], [4]),
        ('{"data": [\n' + f"{QUOTE}\n]", [2], [3]),
        (f"[{QUOTE}]\n-- made by a robot\n", [1], [2]),
        ('{"symbol": "A", "price": 1', [], [1]),
        ('{"symbol": "A",\n{"symbol": "B", "price": 1}', [2], [1]),
    ],
    ids=["cut in a record", "cut behind a record", "comma at the end", "comma lost", "envelope cut", "envelope not closed", "text behind", "one object cut", "object cut before another"],
)
def test_a_damaged_json_file_gives_what_can_be_saved(reads: Reads, text: str, lines: list[int], bad: list[int]) -> None:
    chunks = reads("q.json", text)
    assert rows(chunks, "line") == lines
    assert [line for name, line in problems(chunks) if name == "unreadable-record"] == bad


@pytest.mark.parametrize("text", ["<html>\n<body>", "hello", "=cmd()"])
def test_a_json_file_that_is_no_json_is_one_problem(reads: Reads, text: str) -> None:
    assert problems(reads("q.json", text)) == [("unreadable-source", 1)]


def test_a_json_file_larger_than_the_limit_is_refused(reads: Reads) -> None:
    assert problems(reads("q.json", "[" + " " * 3_000_000 + "]", limits=Limits(whole_bytes=1 << 20))) == [("unreadable-source", None)]


# CSV


def test_csv_rows_have_the_line_they_begin_on(reads: Reads) -> None:
    (chunk,) = reads("a.csv", 'title,body,author\nOne,"first\nsecond ""line""",\n\n"Two",b,c\n')
    assert rows([chunk], "title", "body", "author", "line", "record") == [("One", 'first\nsecond "line"', None, 2, 0), ("Two", "b", "c", 5, 1)]
    assert chunk.line_text("a.csv", None, 3) == 'second ""line""",'
    assert problems([chunk]) == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_the_delimiter_is_told_by_the_rows(reads: Reads, delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(cells) for cells in (["symbol", "price", "name"], ["A", "1.5", '"a, b; c"'], ["B", '"2,5"', "d"]))
    assert rows(reads("q.csv", text), "symbol", "price", "name", "line") == [("A", "1.5", "a, b; c", 2), ("B", "2,5", "d", 3)]


def test_a_csv_with_byte_order_mark_and_spaces_in_its_header_is_read(reads: Reads) -> None:
    assert rows(reads("q.csv", "\ufeffsymbol, price\nA,1"), "symbol", "price") == [("A", "1")]


def test_empty_cells_are_null(reads: Reads) -> None:
    assert rows(reads("q.csv", 'symbol,price,name\nA,,""\n,2,x\n'), "symbol", "price", "name") == [("A", None, None), (None, "2", "x")]


def test_a_row_with_too_many_cells_is_a_problem_unless_they_are_empty(reads: Reads) -> None:
    chunks = reads("q.csv", "symbol,price\nA,1,\nB,2,3\nC\n")
    assert rows(chunks, "symbol", "price", "line") == [("A", "1", 2), ("C", None, 4)]
    assert rows(reads("s.csv", "symbol,price\nA\nB\n"), "symbol", "price") == [("A", None), ("B", None)]
    assert problems(chunks) == [("unreadable-record", 3)]
    assert said(chunks) == ["the row has 3 cells where the header has 2: B,2,3"]


def test_a_csv_that_ends_inside_a_row_is_a_problem(reads: Reads) -> None:
    chunks = reads("q.csv", "symbol,price,change\nA,1,2\nB,1")
    assert rows(chunks, "symbol") == ["A"]
    assert problems(chunks) == [("unreadable-record", 3)]


def test_a_quote_that_is_never_closed_spoils_its_own_row_only(reads: Reads) -> None:
    chunks = reads("q.csv", 'symbol,price\nA,1\n"B,2\nC,3\nD,4\n')
    assert rows(chunks, "symbol", "line") == [("A", 2), ("C", 4), ("D", 5)]
    assert problems(chunks) == [("unreadable-record", 3)]


def test_a_quote_that_is_closed_on_the_wrong_line_swallows_no_row(reads: Reads) -> None:
    chunks = reads("q.csv", 'symbol,price\n"A,1\n"B",2\nC,3\n')
    assert rows(chunks, "symbol", "line") == [("B", 3), ("C", 4)]
    assert problems(chunks) == [("unreadable-record", 2)]


def test_many_quotes_that_are_never_closed_take_no_time(reads: Reads) -> None:
    chunks = reads("q.csv", "symbol,price\n" + 'A,"1\n' * 20_001)
    assert sum(len(chunk.raw) for chunk in chunks) + len(problems(chunks)) == 20_001


def test_letters_behind_a_closing_quote_belong_to_the_cell(reads: Reads) -> None:
    assert rows(reads("q.csv", 'symbol,price\n"A"x,1\nB 5" C,2\n'), "symbol", "price") == [("Ax", "1"), ('B 5" C', "2")]


def test_a_header_with_a_name_twice_is_a_problem(reads: Reads) -> None:
    chunks = reads("q.csv", "symbol,price,price\nA,1,2\n")
    assert rows(chunks, "price") == ["2"]
    assert problems(chunks) == [("duplicate-key", 1)]


def test_columns_without_a_name_are_named_by_their_place(reads: Reads) -> None:
    assert rows(reads("q.csv", ",symbol,price\n0,A,1\n"), "column 1") == ["0"]


def test_a_nul_in_a_row_is_a_problem_of_that_row(reads: Reads) -> None:
    chunks = reads("q.csv", "symbol,price\nA\0,1\nB,2\n")
    assert rows(chunks, "symbol") == ["B"]
    assert problems(chunks) == [("unreadable-record", 2)]


def test_a_csv_with_nothing_but_a_header_has_no_records(reads: Reads) -> None:
    assert reads("q.csv", "symbol,price\n") == []


# Parquet


def parquet(table: pa.Table, **options: Any) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer, **options)
    return buffer.getvalue()


def test_parquet_keeps_native_types_and_has_no_lines(reads: Reads) -> None:
    table = pa.table({
        "symbol": ["A", None],
        "price": [1.5, 2.25],
        "volume": pa.array([2**60 + 1, None]),
        "as_of": pa.array([1, 2], pa.timestamp("us", "UTC")),
        "bid": pa.array([Decimal("1.50"), None]),
        "ex_dividend": [True, None],
        "currency": pa.array(["EUR", "EUR"]).dictionary_encode(),
        "day": pa.array([0, 1], pa.date32()),
        "raw": pa.array([b"x\xff", b"y"]),
        "nothing": pa.nulls(2),
        "meta": [{"a": 1, "b": ["x"]}, {"a": 2, "b": []}],
    })  # fmt: skip
    (chunk,) = reads("q.parquet", parquet(table))
    assert chunk.kind == "quotes"
    assert rows([chunk], "source", "line", "column", "page", "record") == [("q.parquet", None, None, None, 0), ("q.parquet", None, None, None, 1)]
    assert rows([chunk], "symbol", "price", "volume", "bid", "ex_dividend", "currency") == [("A", 1.5, 2**60 + 1, "1.50", True, "EUR"), (None, 2.25, None, None, None, "EUR")]
    assert rows([chunk], "day", "raw", "nothing", "meta.a", "meta.b") == [("1970-01-01", "x\ufffd", None, 1, '["x"]'), ("1970-01-02", "y", None, 2, "[]")]
    assert str(chunk.raw["as_of"].dtype) == "datetime64[us, UTC]"
    assert chunk.line_text("q.parquet", None, 1) is None
    assert build("quotes", chunk.raw).frame["bid.step"].tolist()[0] == 0.01


def test_parquet_comes_in_bounded_chunks(reads: Reads) -> None:
    chunks = reads("q.parquet", parquet(pa.table({"symbol": ["A"] * 100, "price": range(100)}), row_group_size=40), chunk_rows=30)
    assert max(len(chunk.raw) for chunk in chunks) <= 30
    assert rows(chunks, "price", "record") == [(n, n) for n in range(100)]


def test_compressed_parquet_and_parquet_from_standard_input_are_read(reads: Reads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = parquet(pa.table({"symbol": ["A"], "price": [1.0]}))
    assert rows(reads("q.parquet.gz", gzip.compress(content)), "symbol") == ["A"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert rows(list(read(next(find(["-"], tmp_path)))), "symbol", "source") == [("A", "-")]


@pytest.mark.parametrize("content", [b"PAR1 no parquet PAR1", parquet(pa.table({"symbol": ["A"]}))[:-20]], ids=["junk", "cut"])
def test_parquet_that_is_none_is_one_problem(reads: Reads, content: bytes) -> None:
    assert problems(reads("q.parquet", content)) == [("unreadable-source", None)]


def test_parquet_pages_are_numbered(reads: Reads) -> None:
    (chunk,) = reads("p.parquet", parquet(pa.table({"url": ["u", "v"], "text": ["a", "b\nc"]})))
    assert rows([chunk], "page", "record") == [(0, 0), (1, 1)]
    assert chunk.line_text("p.parquet", 1, 2) == "c"


# Compression, standard input, suffixes


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


# Kinds


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("symbol", "price"), "quotes"),
        (("price", "change", "name"), "quotes"),
        (("temp_c",), "weather"),
        (("humidity_pct", "location"), "weather"),
        (("title", "body", "url"), "articles"),
        (("title", "body", "html"), "articles"),
        (("url", "text"), "pages"),
        (("html",), "pages"),
        (("title", "url", "text"), "pages"),
        (("symbol",), None),
        (("name", "price", "currency", "description"), None),
        (("title", "url"), None),
        (("temp_c", "symbol", "isin"), None),
        ((), None),
    ],
)
def test_the_kind_is_told_by_the_columns(names: tuple[str, ...], kind: str | None) -> None:
    assert kind_of(names) == kind


def test_scores_say_how_strongly_columns_speak_for_a_kind() -> None:
    assert score(("symbol", "price", "change", "fetched_at")) == {"pages": 0, "quotes": 5, "weather": 0, "articles": 0}
    assert fits(("temp_c",))
    assert not fits(("price",))


def test_an_unknown_kind_is_one_problem_that_names_the_columns_and_what_to_do(reads: Reads) -> None:
    chunks = reads("q.jsonl", '{"Symbol": "A", "lastsale": 1}\n' * 3)
    assert problems(chunks) == [("unknown-kind", 1)]
    assert rows(chunks, "record") == []
    assert said(chunks)[0].startswith("the columns tell no kind: Symbol, lastsale (Symbol is near symbol); rename them, or say with --kind what they are")


def test_columns_of_two_kinds_alike_are_said_to_be_so() -> None:
    assert undecided(("temp_c", "symbol", "isin")).startswith("the columns fit quotes and weather alike: temp_c, symbol, isin")


def test_the_kind_may_be_given(reads: Reads) -> None:
    (chunk,) = reads("q.jsonl", '{"lastsale": 1}', kind="quotes")
    assert chunk.kind == "quotes"


def test_the_kind_is_told_by_more_than_the_first_record(reads: Reads) -> None:
    (chunk,) = reads("q.jsonl", f'{{"symbol": "A"}}\n{QUOTE}\n')
    assert (chunk.kind, len(chunk.raw)) == ("quotes", 2)


# Chunks


def test_chunks_are_bounded_in_rows_and_bytes_and_lose_nothing(reads: Reads) -> None:
    text = "\n".join(json.dumps({"symbol": f"S{n}", "price": n, "name": "x" * 100}) for n in range(1000))
    whole = reads("q.jsonl", text)
    for options in ({"chunk_rows": 70}, {"chunk_bytes": 10_000}):
        chunks = reads("q.jsonl", text, **options)
        assert len(chunks) > 10
        pd.testing.assert_frame_equal(pd.concat([chunk.raw for chunk in chunks], ignore_index=True), whole[0].raw)
        assert all(chunk.raw.index.equals(pd.RangeIndex(len(chunk.raw))) for chunk in chunks)
        assert chunks[3].line_text("q.jsonl", None, int(chunks[3].raw["line"][0])) is not None


def test_problems_have_their_columns_and_belong_to_no_row(reads: Reads) -> None:
    (chunk,) = reads("q.jsonl", f"{QUOTE}\n{{")
    assert tuple(chunk.problems.columns) == PROBLEM_COLUMNS
    assert chunk.problems["row"].tolist() == [-1]
    assert chunk.problems["kind"].tolist() == ["pages"]
    (empty,) = reads("e.jsonl", "")
    assert list(empty.raw.columns) == list(PROVENANCE)
    assert build(empty.kind, empty.raw).frame.empty


def test_a_folder_of_small_files_shares_chunks(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number:02}.txt").write_text(f"page {number}\nsecond line of {number}")
    (tmp_path / "10.txt").write_bytes(b"")
    (chunk,) = read_all(find([str(tmp_path)], tmp_path))
    assert len(chunk.raw) == 49
    assert chunk.raw["record"].tolist() == [0] * 49
    assert chunk.problems["source"].tolist() == ["10.txt"]
    assert chunk.line_text("42.txt", None, 2) == "second line of 42"


def test_neighbours_of_different_kinds_do_not_share_a_chunk(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(QUOTE)
    (tmp_path / "b.jsonl").write_text('{"temp_c": 1}')
    (tmp_path / "c.jsonl").write_text('{"temp_c": 2}')
    chunks = list(read_all(find([str(tmp_path)], tmp_path)))
    assert [(chunk.kind, len(chunk.raw)) for chunk in chunks] == [("quotes", 1), ("weather", 2)]
    assert rows(chunks, "record") == [0, 0, 0]


def test_a_chunk_can_be_sent_to_a_worker(reads: Reads) -> None:
    (chunk,) = reads("p.jsonl", '{"url": "u", "text": "a\\nb"}')
    sent = pickle.loads(pickle.dumps(chunk))  # noqa: S301  it was pickled in the same line
    assert sent.line_text("p.jsonl", 0, 2) == "b"
    pd.testing.assert_frame_equal(sent.raw, chunk.raw)


def test_reading_leaves_the_garbage_collector_as_it_was(reads: Reads) -> None:
    import gc

    reads("q.jsonl", QUOTE)
    assert gc.isenabled()
