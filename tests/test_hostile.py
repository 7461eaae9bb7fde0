"""Whatever a source holds: no exception, no record lost, the same answer twice, and outputs that do no harm."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pagegate.errors import UsageError
from pagegate.records.read import read
from pagegate.run import Options, Run
from pagegate.sources.find import find
from pagegate.sources.stream import Limits
from tests.readers import Reads, problems, rows, said

if not Path("benchmarks/hostile").is_dir():
    pytest.skip("the benchmarks stand in the checkout; the suite also runs on the wheel alone", allow_module_level=True)

from benchmarks.hostile.mutants import NASTY, mutated
from benchmarks.hostile.seeds import seeds

NOW = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)
SEEDS = seeds()
#: Bounded, and the same examples each time.
BOUNDED = settings(max_examples=4, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from([piece.decode("utf-8", "replace") for piece in NASTY]), st.lists(st.integers(), max_size=2))
RECORDS = st.lists(st.dictionaries(st.sampled_from(["symbol", "price", "change", "as_of", "page", "source", "field", "x.y", ""]), VALUES, max_size=5).map(lambda one: {"symbol": "A", "price": 1} | one), min_size=1, max_size=5)


def taken(folder: Path, name: str, content: bytes) -> tuple[int, int, str]:
    """How many records are judged, how many pieces are told as unreadable, and all that is said."""
    (folder / name).write_bytes(content)
    run = Run(Options(as_of=NOW, batch=False))
    judged = troubles = 0
    pieces = []
    for raw in read(next(find([str(folder / name)], folder))):
        chunk = run.judging.frames(raw)
        assert len(chunk.frames[raw.kind]) == len(raw.raw)
        judged += len(raw.raw)
        troubles += int((raw.problems["row"] < 0).sum())
        pieces += [frame.to_json(orient="split", date_format="iso") for frame in chunk.frames.values()] + [chunk.problems.to_json()]
    return judged, troubles, "\n".join(str(piece) for piece in pieces)


@pytest.mark.parametrize("suffix", SEEDS)
@BOUNDED
@given(draw=st.integers(0, 10_000))
def test_a_mutated_source_gives_records_or_problems_and_the_same_twice(tmp_path: Path, suffix: str, draw: int) -> None:
    content = mutated(SEEDS[suffix], random.Random(draw))  # noqa: S311  mutations are no secrets
    assert taken(tmp_path, f"a{suffix}", content) == taken(tmp_path, f"a{suffix}", content)


@pytest.mark.parametrize("suffix", SEEDS)
@BOUNDED
@given(content=st.binary(max_size=300))
def test_any_bytes_give_records_or_problems(tmp_path: Path, suffix: str, content: bytes) -> None:
    records, troubles, _ = taken(tmp_path, f"a{suffix}", content)
    assert records + troubles > 0 or len(content) < 300


@BOUNDED
@given(records=RECORDS)
def test_every_line_of_json_lines_is_a_record_that_is_judged(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    assert taken(tmp_path, "a.jsonl", "\n".join(json.dumps(record) for record in records).encode())[:2] == (len(records), 0)


@settings(BOUNDED, max_examples=5)
@given(records=RECORDS)
def test_what_is_judged_can_be_told_as_strict_json(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(record) for record in records))
    run = Run(Options(as_of=NOW, batch=False))
    for chunk in read(next(find([str(tmp_path / "a.jsonl")], tmp_path))):
        run.judge(chunk)
    verdict = run.verdict()
    assert verdict.records["quotes"] == len(records)
    json.dumps(verdict.to_dict(), allow_nan=False).encode()


def test_a_source_that_takes_too_long_is_read_no_further_and_told(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(1_000_000))
    monkeypatch.setattr("pagegate.sources.cost.perf_counter", lambda: next(ticks))
    chunks = reads("q.jsonl", '{"symbol": "A", "price": 1}\n' * 500, limits=Limits(seconds=100))
    assert 0 < len(rows(chunks, "record")) < 500
    assert [name for name, _ in problems(chunks)] == ["unreadable-source"]
    assert "takes more than 100 s to read: read no further (--limit seconds=...)" in said(chunks)[0]


def test_a_source_that_takes_too_much_memory_is_read_no_further_and_told(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    held = iter([1 << 30, *[8 << 30] * 100])
    monkeypatch.setattr("pagegate.sources.cost.resident", lambda: next(held))
    chunks = reads("q.jsonl", '{"symbol": "A", "price": 1}\n')
    assert rows(chunks, "record") == []
    assert "takes more than 6 GiB of memory to read" in said(chunks)[0]


def test_a_source_that_is_broken_in_too_many_places_is_read_no_further_and_told(reads: Reads) -> None:
    chunks = reads("q.jsonl", '{"symbol": "A", "price": 1}\n' + "{\n" * 500, limits=Limits(troubles=100))
    assert len(rows(chunks, "record")) == 1
    assert [name for name, _ in problems(chunks)] == ["unreadable-record"] * 100 + ["unreadable-source"]
    assert said(chunks)[-1].endswith("100 pieces of it could not be read: read no further (--limit troubles=...)")


def test_limits_are_given_by_name_and_a_wrong_one_is_wrong_usage() -> None:
    assert Limits.named({"seconds": 2.5, "columns": 7}) == Limits(seconds=2.5, columns=7)
    with pytest.raises(UsageError, match="no limit is called 'secs'; there are chunk_rows"):
        Limits.named({"secs": 1})
    with pytest.raises(UsageError, match="the limit seconds must be a number that is 1 or more, not 0"):
        Limits.named({"seconds": 0})
