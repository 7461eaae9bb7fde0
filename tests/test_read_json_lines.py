"""What is read from JSON Lines: records with their lines, and problems for all that is no record."""

from __future__ import annotations

import json

import pytest

from pagegate.records.build import PROVENANCE, build
from pagegate.records.values import Shown
from pagegate.sources.stream import Limits
from tests.readers import QUOTE, Reads, problems, rows, said


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
