"""What is read from CSV and Parquet."""

from __future__ import annotations

import gzip
import io
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from pagegate.records.build import build
from pagegate.records.read import read
from pagegate.sources.find import find
from tests.readers import Reads, parquet, problems, rows, said


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
    (chunk,) = reads("q.csv", "symbol,price\n")
    assert (rows([chunk], "record"), problems([chunk]), chunk.empty) == ([], [], ("q.csv",))


def test_text_in_a_damaged_parquet_file_that_is_no_utf8_is_replaced(reads: Reads) -> None:
    damaged = parquet(pa.table({"symbol": ["FCHI"], "price": [1.0]}), compression="none", use_dictionary=False, write_statistics=False).replace(b"FCHI", b"FC\xff\xfe")
    (chunk,) = reads("q.parquet", damaged)
    assert rows([chunk], "symbol") == ["FC\ufffd\ufffd"]
    assert build("quotes", chunk.raw).frame["symbol"].str.contains("FC").all()


def test_the_decimals_of_a_parquet_column_are_told_by_the_whole_file(reads: Reads) -> None:
    table = pa.table({"symbol": ["A"] * 4, "price": [1.0, 2.5, 3.0, 4.25], "bid": pa.array([8074.23, 8074.2, 1.0, 2.0], pa.float32())})
    chunks = reads("q.parquet", parquet(table), chunk_rows=1)
    steps = [build("quotes", chunk.raw).frame[["price.step", "bid.step"]].to_numpy().tolist() for chunk in chunks]
    assert steps == [[[0.01, 0.01]]] * 4


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
