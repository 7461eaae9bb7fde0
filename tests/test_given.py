"""What a Python program may hand to `pagegate.check`, and what is said of what it may not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import pagegate
from pagegate.errors import UsageError
from pagegate.verdict import Verdict

QUOTES = pd.DataFrame({"symbol": ["A", "B"], "price": [1.5, 2.25]})


def check(given: Any, **options: Any) -> Verdict:
    return pagegate.check(given, no_batch=True, **options)


def values(given: Any, *names: str, kind: str = "quotes", **options: Any) -> list[list[Any]]:
    """The values of some columns of the frame that was judged."""
    return check(given, **options).frames[kind][list(names)].to_numpy().tolist()  # type: ignore[index]


@pytest.mark.parametrize("name", ["source", "line", "column", "page", "page_line", "record", "on_page", "judged_at", "field"])
def test_a_column_named_as_a_place_is_keeps_its_values_under_another_name(name: str) -> None:
    assert values(QUOTES.assign(**{name: ["x", "y"]}), "symbol", "price", f"{name}_") == [["A", 1.5, "x"], ["B", 2.25, "y"]]


@pytest.mark.parametrize("name", ["price.step", "change.signed", "as_of.zoned"])
def test_a_column_named_as_what_pagegate_adds_does_not_stand_for_it(name: str) -> None:
    assert values(QUOTES.assign(**{name: 7}), "price.step", f"{name}_") == [[0.01, 7], [0.01, 7]]


def test_two_columns_of_one_name_are_wrong_usage() -> None:
    with pytest.raises(UsageError, match="the frame has price more than once"):
        check(pd.concat([QUOTES, QUOTES[["price"]]], axis=1))


def test_an_index_with_a_name_is_a_column_and_one_without_is_not() -> None:
    assert values(QUOTES.set_index("symbol"), "symbol", "price") == [["A", 1.5], ["B", 2.25]]
    assert list(check(QUOTES.set_axis([7, 9])).frames["quotes"]["record"]) == [0, 1]


def test_the_levels_of_a_columns_name_are_joined_by_dots_and_other_labels_are_text() -> None:
    frame = pd.DataFrame([["A", 1.5, 2, 3]], columns=pd.MultiIndex.from_tuples([("symbol", ""), ("price", ""), ("meta", "rank"), (7, "")]))
    assert values(frame, "symbol", "price", "meta.rank", "7") == [["A", 1.5, 2, 3]]


def test_columns_of_any_type_are_read_or_told() -> None:
    frame = pd.DataFrame({
        "symbol": pd.Categorical(["A", "B"]), "price": pd.Categorical([1.5, 2.25]), "change": [Decimal("0.10"), Decimal("NaN")], "bid": pd.array([1, None], dtype="Int64"),
        "as_of": [pd.Timestamp("2025-01-01T12:00:00+02:00"), pd.NaT], "volume": [np.array([1]), None], "ask": [1 + 2j, 3 + 1j], "open": pd.Series([1.5, 2.5], dtype="float[pyarrow]"),
    })  # fmt: skip
    verdict = check(frame)
    quotes = verdict.frames["quotes"]
    assert quotes[["price", "change", "bid", "open"]].fillna(-1).to_numpy().tolist() == [[1.5, 0.1, 1.0, 1.5], [2.25, -1, -1, 2.5]]
    assert quotes["change.step"].tolist()[0] == 0.01
    assert quotes["as_of"].tolist()[0] == pd.Timestamp("2025-01-01T10:00:00")
    assert sorted(verdict.findings.loc[verdict.findings["code"] == "Q601", "message"]) == ["ask cannot be read: '(1+2j)'", "ask cannot be read: '(3+1j)'", "volume cannot be read: '[1]'"]


def test_mappings_are_records_with_their_digits() -> None:
    records = [{"symbol": "A", "price": Decimal("1.50"), "as_of": dt.datetime(2025, 1, 1, tzinfo=dt.UTC), "meta": {"rank": 1}}, {"symbol": "B", "price": np.float64(2.25), "change": float("nan")}]
    assert values(records, "symbol", "price", "price.step", "source") == [["A", 1.5, 0.01, "<records>"], ["B", 2.25, 0.01, "<records>"]]
    assert values(iter(records), "meta.rank")[0] == ["1"]
    assert values(records[0], "symbol", "as_of") == [["A", pd.Timestamp("2025-01-01")]]


def test_a_generator_of_records_is_gone_through_in_chunks() -> None:
    def records() -> Iterator[dict[str, Any]]:
        for number in range(45_000):
            yield {"symbol": f"S{number}", "price": number + 1}

    assert check(records(), select="Q1").records["quotes"] == 45_000


def test_dataclasses_are_records() -> None:
    @dataclass
    class Quote:
        symbol: str
        price: float

    assert values([Quote("A", 1.5)], "symbol", "price") == [["A", 1.5]]


def test_an_arrow_table_is_read_with_the_decimals_of_its_columns() -> None:
    table = pa.table({"symbol": ["A", "B"], "price": [1.5, 2.25], "page": [1, 2]})
    assert values(table, "symbol", "price", "price.step", "page_") == [["A", 1.5, 0.01, 1], ["B", 2.25, 0.01, 2]]


@pytest.mark.parametrize("given", [pd.DataFrame(), QUOTES.iloc[:0], [], iter(()), pa.table({"symbol": pa.array([], pa.string())})], ids=["frame", "columns alone", "list", "iterator", "table"])
def test_no_records_are_a_finding(given: Any) -> None:
    findings = check(given).findings
    assert findings["code"].tolist() == ["P004"]
    assert findings["message"].iloc[0].startswith("no record was read from the source <")


def test_one_element_that_is_no_record_is_a_finding_and_the_others_are_judged() -> None:
    loop: dict[str, Any] = {"symbol": "C", "price": 1}
    loop["me"] = loop
    verdict = check([{"symbol": "A", "price": 1}, 7, loop])
    assert verdict.records["quotes"] == 1
    assert verdict.findings["message"].tolist() == ["no record can be read here: record 1 is an int, not a mapping: 7", "no record can be read here: record 2 is nested too deep"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (None, "a NoneType cannot be judged: give paths"), (5, "an int cannot be judged"), (b"symbol", "a bytes cannot be judged"), (QUOTES["price"], "a Series cannot be judged"),
        ([1, 2], "a list of int cannot be judged"), ([["A", 1]], "a list of list cannot be judged"), (["a.txt", 5], "among the paths is an int"),
        ({"symbol": ["A"], "price": [1.5]}, "a mapping is one record, and this one holds lists: for columns give pandas.DataFrame"),
        ([{"a": 1}], "the columns tell no kind: a; rename them, or say with kind= what they are"), (pd.DataFrame({"a": [1]}), "the columns tell no kind: a; rename"),
        ("no/such.csv", "there is no file or folder"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_wrong_usage_and_says_what_to_give(given: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        check(given)


def test_an_open_file_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("symbol,price\nA,1\n")
    with (tmp_path / "a.csv").open() as file, pytest.raises(UsageError, match="a TextIOWrapper cannot be judged"):
        check(file)
    assert check(tmp_path / "a.csv").passed
    assert check(str(tmp_path / "*.csv")).passed
    assert check([tmp_path / "a.csv"]).passed


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kind": "x"}, "kind='x' is none of auto, pages, quotes, weather, articles"), ({"kind": "weather"}, "no column fits weather: symbol, price; they are those of quotes"),
        ({"fail_on": "x"}, "fail_on='x' is none of"), ({"as_of": "tomorrow"}, "as_of='tomorrow' is no ISO 8601 time"), ({"output": {"jso": "x"}}, "no format is called 'jso'"),
        ({"output": {"json": "no/such/folder/x.json"}}, "no/such/folder does not exist"),
    ],
)  # fmt: skip
def test_a_wrong_option_is_wrong_usage(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        check(QUOTES, **options)


def test_a_date_is_a_moment() -> None:
    assert check(QUOTES, as_of=dt.date(2026, 11, 22)).as_of == dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def test_the_frames_of_a_verdict_stay_when_the_frame_that_was_given_changes() -> None:
    given = pd.DataFrame({"symbol": ["A", "B"], "price": [1.5, 2.25], "note": ["x", "y"]})
    frame = check(given, kind="quotes").frames["quotes"]
    given.loc[0, "price"] = 99.0
    given.loc[0, "symbol"] = "Z"
    given.loc[0, "note"] = "z"
    assert frame[["symbol", "price", "note"]].to_numpy().tolist() == [["A", 1.5, "x"], ["B", 2.25, "y"]]


def test_a_frame_stays_when_that_of_the_verdict_changes() -> None:
    given = pd.DataFrame({"symbol": ["A", "B"], "price": [1.5, 2.25]})
    frame = check(given, kind="quotes").frames["quotes"]
    frame.loc[0, "price"] = 99.0
    assert given["price"].tolist() == [1.5, 2.25]
    assert frame["price.step"].tolist() == [0.01, 0.01]


def test_columns_of_one_precision_may_be_changed_apart() -> None:
    frame = check(pd.DataFrame({"symbol": ["A"], "price": [1.5], "open": [2.5]}), kind="quotes").frames["quotes"]
    frame.loc[0, "price.step"] = 7.0
    assert frame["open.step"].tolist() == [0.1]


def test_text_in_several_pieces_is_judged_like_text_in_one() -> None:
    pieces = pd.Series(pd.array(pa.chunked_array([["A", None], ["B"], ["<b>"]], pa.large_string()), dtype="str"))
    said = [check(pd.DataFrame({"symbol": symbols, "price": 1.5}), kind="quotes").findings[["code", "record"]].to_numpy().tolist() for symbols in (pieces, pd.Series(["A", None, "B", "<b>"], dtype="str"))]
    assert said[0] == said[1] == [["Q001", 1], ["Q402", 3]]


@pytest.mark.parametrize("columns", [60, 300])
def test_a_frame_of_many_columns_is_judged_without_a_word_about_their_number(columns: int) -> None:
    many = pd.DataFrame({f"number_{n}": [float(n), 2.0] for n in range(columns)})
    found = check(pd.concat([QUOTES.assign(change=[9.0, 0.1], change_pct=[1.0, 4.65]), many], axis=1), kind="quotes").findings
    assert found["code"].tolist() == ["Q103"]
