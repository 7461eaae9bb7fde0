"""How the kind of records is told, and how records are gathered into chunks."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pandas as pd
import pytest

from pagegate.records.build import PROBLEM_COLUMNS, PROVENANCE, build
from pagegate.records.kind import fits, kind_of, score, undecided
from pagegate.records.read import read_all
from pagegate.sources.find import find
from tests.readers import QUOTE, Reads, problems, rows, said


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
    (chunk,) = reads("q.jsonl", '{"symbol": "A"}', kind="quotes")
    assert chunk.kind == "quotes"


def test_a_kind_that_no_column_fits_is_a_problem_that_names_the_columns_and_the_right_kind(reads: Reads) -> None:
    chunks = reads("q.jsonl", QUOTE, kind="weather")
    assert problems(chunks) == [("unknown-kind", 1)]
    assert said(chunks) == ["no column fits weather: symbol, price; they are those of quotes. None of its records is judged"]
    assert said(reads("q.jsonl", '{"lastsale": 1}', kind="quotes")) == ["no column fits quotes: lastsale; a record of quotes has symbol, price and the like. None of its records is judged"]


def test_the_kind_is_told_by_more_than_the_first_record(reads: Reads) -> None:
    (chunk,) = reads("q.jsonl", f'{{"symbol": "A"}}\n{QUOTE}\n')
    assert (chunk.kind, len(chunk.raw)) == ("quotes", 2)


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
