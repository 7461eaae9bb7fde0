"""Odd values in records: each is read, or told; none is taken for nothing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import pagegate
from pagegate.verdict import Verdict

NOW = "2026-11-22T08:00:00Z"


def judged(folder: Path, line: str, name: str = "q.jsonl") -> Verdict:
    (folder / name).write_bytes(line.encode("utf-8", "surrogatepass"))
    return pagegate.check(folder / name, no_batch=True, as_of=NOW)


def told(verdict: Verdict) -> list[tuple[str, str]]:
    """The code and the message of each finding."""
    return list(zip(verdict.findings["code"], verdict.findings["message"], strict=True))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("[1]", "[1]"), ('["1.50"]', '["1.50"]'), ('{"raw": 1.50}', '{"raw": 1.50}'), ("{}", "{}"), ("[]", "[]"), ("true", "True"), ('"1,2,3"', "1,2,3"), ("1e400", "1e400"), ("-1e-400", "-1e-400"),
        ("Infinity", "Infinity"), ('"12\\u0000"', "12\x00"),
    ],
)  # fmt: skip
def test_a_number_that_is_none_is_unreadable_and_shown(tmp_path: Path, value: str, shown: str) -> None:
    verdict = judged(tmp_path, f'{{"symbol": "A", "price": 1.5, "change": {value}}}')
    assert told(verdict) == [("Q601", f"change cannot be read: {shown!r}")]
    assert verdict.frames["quotes"]["change"].isna().all()


@pytest.mark.parametrize("value", ["8,07x", "12 abc", "12 px", "45O"])
def test_a_price_with_letters_that_name_no_money_is_unreadable(tmp_path: Path, value: str) -> None:
    verdict = judged(tmp_path, json.dumps({"symbol": "A", "price": 1.5, "bid": value}))
    assert told(verdict) == [("Q601", f"bid cannot be read: {value!r}")]


@pytest.mark.parametrize("value", ["8.07 USD", "8.07p", "8.07 GBX", "8.07 kr.", "8.07 Kč", "8,07 €", "8.07s", "8.07 BTC", "8.07 pts", "8.07 Rs.", "8.07 руб.", "8.07 AED"])
def test_a_price_with_what_it_is_counted_in_is_read(tmp_path: Path, value: str) -> None:
    verdict = judged(tmp_path, json.dumps({"symbol": "A", "price": value}))
    assert told(verdict) == []
    assert verdict.frames["quotes"]["price"].tolist() == [8.07]


def test_a_number_of_four_hundred_digits_is_unreadable(tmp_path: Path) -> None:
    assert [code for code, _ in told(judged(tmp_path, '{"symbol": "A", "price": 1.5, "volume": ' + "9" * 400 + "}"))] == ["Q601"]


@pytest.mark.parametrize("value", ["null", "NaN", '""', '"NA"'])
def test_a_null_of_a_file_is_a_missing_value(tmp_path: Path, value: str) -> None:
    assert told(judged(tmp_path, f'{{"symbol": "A", "price": 1.5, "change": {value}}}')) == []


@pytest.mark.parametrize("value", ['{"$date": "2024-05-02"}', '["2024-05-02"]', '"0000-01-01"', '"99999-01-01"', '"2024-05-02T10:00:00+99:00"', "true", '"2024-02-30"'])
def test_a_time_that_is_none_is_unreadable(tmp_path: Path, value: str) -> None:
    verdict = judged(tmp_path, f'{{"symbol": "A", "price": 1.5, "as_of": {value}}}')
    assert [code for code, _ in told(verdict)] == ["Q602"]
    assert verdict.frames["quotes"]["as_of"].isna().all()


@pytest.mark.parametrize("value", ['{"text": "ACME"}', '["ACME"]'])
def test_a_symbol_that_is_a_list_or_an_object_is_unreadable_and_missing(tmp_path: Path, value: str) -> None:
    codes = [code for code, _ in told(judged(tmp_path, f'{{"symbol": {value}, "price": 1.5}}'))]
    assert codes == ["Q001", "Q601"]


def test_a_list_or_an_object_where_any_text_goes_is_no_problem(tmp_path: Path) -> None:
    verdict = judged(tmp_path, '{"symbol": "A", "price": 1.5, "name": {"short": "Acme"}, "exchange": ["X", "Y"]}')
    assert told(verdict) == []
    assert verdict.frames["quotes"][["name.short", "exchange"]].iloc[0].tolist() == ["Acme", '["X", "Y"]']


def test_halves_of_surrogate_pairs_and_nul_characters_break_no_output(tmp_path: Path) -> None:
    verdict = judged(tmp_path, '{"symbol": "A\\ud800\\u0000", "price": "-"}\n')
    assert [code for code, _ in told(verdict)] == ["Q402", "Q002"] or [code for code, _ in told(verdict)] == ["Q002", "Q402"]
    json.dumps(verdict.to_dict(), allow_nan=False).encode()


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_byte_order_marks_and_mixed_line_ends_lose_no_record(tmp_path: Path, end: str) -> None:
    lines = "\ufeff" + '{"symbol": "A", "price": 1}\n{"symbol": "B", "price": 2}\r\n{"symbol": "C", "price": 3}\r' + f'{{"symbol": "D", "price": 4}}{end}'
    assert judged(tmp_path, lines).frames["quotes"][["symbol", "line"]].to_numpy().tolist() == [["A", 1], ["B", 2], ["C", 3], ["D", 4]]


def test_a_byte_order_mark_inside_a_file_is_told(tmp_path: Path) -> None:
    verdict = judged(tmp_path, '{"symbol": "A", "price": 1}\n\ufeff{"symbol": "B", "price": 2}\n')
    assert len(verdict.frames["quotes"]) + len(verdict.findings) == 2


@pytest.mark.parametrize("moment", [dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31)])  # noqa: DTZ001  naive, as frames have them
def test_native_times_at_the_ends_of_the_calendar_are_no_crash(moment: dt.datetime) -> None:
    frame = pd.DataFrame({"symbol": ["A"], "price": [1.0], "as_of": pd.Series([moment], dtype="datetime64[us]")})
    verdict = pagegate.check(frame, no_batch=True)
    assert json.dumps(verdict.to_dict())
    assert verdict.frames["quotes"]["as_of"].notna().all()


def test_a_native_time_beyond_the_calendar_is_unreadable() -> None:
    years: Any = pd.Series(pd.to_datetime(["2024-01-01", "2024-01-02"]).astype("datetime64[s]"))
    years[1] = pd.Timestamp(years[1]) + pd.Timedelta(days=1)
    far = years.to_numpy().astype("datetime64[s]").copy()
    far[1] = far[1] + 400_000_000_000
    verdict = pagegate.check(pd.DataFrame({"symbol": ["A", "B"], "price": [1.0, 2.0], "as_of": far}), no_batch=True, as_of=NOW)
    assert [code for code, _ in told(verdict)] == ["Q602"]


@pytest.mark.parametrize("url", ["", "news/today", "mailto:desk@example.org", "https:///today", "//", "http://[::1", "data:text/html,hi"])
def test_an_address_without_a_host_is_compared_with_no_title(url: str) -> None:
    verdict = pagegate.check([{"title": "Today", "body": "word " * 60, "url": url}], kind="articles", select="A401")
    assert told(verdict) == []
