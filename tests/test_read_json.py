"""What is read from JSON documents: records with their places, past damage of all sorts."""

from __future__ import annotations

import pytest

from tests.readers import QUOTE, Reads, problems, rows, said


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
def test_an_empty_array_is_a_source_without_records_and_no_problem(reads: Reads, text: str) -> None:
    (chunk,) = reads("q.json", text)
    assert (rows([chunk], "record"), problems([chunk]), chunk.empty) == ([], [], ("q.json",))


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
