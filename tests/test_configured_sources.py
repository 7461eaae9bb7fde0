"""What a configured source makes of a feed's columns: names, units, locale, zone, defaults."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import pagegate
from pagegate.errors import UsageError
from pagegate.model import RecordKind

EXAMPLES = Path(__file__).parents[1] / "examples" / "configurations"


def read(folder: Path, name: str, content: str | bytes, table: str, kind: RecordKind = "weather") -> pd.DataFrame:
    """The frame of a file of the source `feed` with this table."""
    verdict = judge(folder, name, content, table)
    return verdict.frames[kind]


def judge(folder: Path, name: str, content: str | bytes, table: str) -> pagegate.Verdict:
    """The verdict over a file of the source `feed` with this table."""
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    (folder / "pagegate.toml").write_text(f"[sources.feed]\npaths = '{name}'\n{table}\n", encoding="utf-8")
    return pagegate.check(folder / name, config=folder / "pagegate.toml", no_batch=True)


def test_a_column_comes_from_the_scrapers_own_and_others_ride_along(tmp_path: Path) -> None:
    frame = read(tmp_path, "a.jsonl", '{"ticker": "FCHI", "last": "8,074.23", "desk": "Paris"}\n', "fields = { symbol = 'ticker', price = 'last' }", "quotes")
    assert frame[["symbol", "price", "price.step", "desk"]].to_numpy().tolist() == [["FCHI", 8074.23, 0.01, "Paris"]]
    assert not {"ticker", "last"} & set(frame)


def test_dots_lead_into_nested_objects(tmp_path: Path) -> None:
    frame = read(tmp_path, "a.jsonl", '{"instrument": {"code": "FCHI"}, "last": {"price": {"raw": 8074.230}}}\n', "fields = { symbol = 'instrument.code', price = 'last.price.raw' }", "quotes")
    assert frame[["symbol", "price", "price.step"]].to_numpy().tolist() == [["FCHI", 8074.23, 0.001]]


def test_of_several_names_the_first_with_a_value_is_taken_record_by_record(tmp_path: Path) -> None:
    lines = '{"symbol": "A", "price": 10, "change_abs": 0.5, "change": 5.26}\n{"symbol": "B", "price": 10, "change": 0.25, "change_pct": 2.56}\n'
    frame = read(tmp_path, "a.jsonl", lines, "fields = { change = ['change_abs', 'change'], change_pct = ['change_pct', 'change'] }", "quotes")
    assert frame[["change", "change_pct"]].to_numpy().tolist() == [[0.5, 5.26], [0.25, 2.56]]


def test_a_column_whose_name_pagegate_keeps_can_be_mapped(tmp_path: Path) -> None:
    frame = read(tmp_path, "a.jsonl", '{"title": "Rain again", "body": "It rained.", "source": "The Post"}\n', "fields = { site = 'source' }", "articles")
    assert frame["site"].tolist() == ["The Post"]


@pytest.mark.parametrize(
    ("column", "unit", "shown", "value", "step"),
    [
        ("temp_c", "F", "84.2", 29.0, 0.1 * 5 / 9),
        ("temp_c", "K", "273.15", 0.0, 0.01),
        ("wind_kmh", "mph", "10", 16.09344, 1.609344),
        ("wind_kmh", "m/s", "2.5", 9.0, 0.36),
        ("wind_kmh", "kn", "10", 18.52, 1.852),
        ("pressure_hpa", "inHg", "29.92", 1013.207481, 0.3386388640341),
        ("pressure_hpa", "mmHg", "760", 1013.250144, 1.33322387415),
        ("pressure_hpa", "kPa", "101.3", 1013.0, 1.0),
        ("precip_mm", "in", "0.1", 2.54, 2.54),
        ("visibility_km", "mi", "10", 16.09344, 1.609344),
        ("humidity_pct", "fraction", "0.75", 75.0, 1.0),
    ],
)
def test_a_unit_converts_value_and_displayed_precision_together(tmp_path: Path, column: str, unit: str, shown: str, value: float, step: float) -> None:  # noqa: PLR0917  a table
    for name, content in (("a.csv", f"place,reading\nOslo,{shown}\n"), ("a.jsonl", f'{{"place": "Oslo", "reading": {shown}}}\n')):
        frame = read(tmp_path, name, content, f"kind = 'weather'\nfields = {{ {column} = 'reading', location = 'place' }}\nunits = {{ {column} = '{unit}' }}")
        assert frame[column].tolist() == [pytest.approx(value, abs=5e-7)]
        assert frame[f"{column}.step"].tolist() == [pytest.approx(step)]


def test_binary_numbers_convert_with_the_most_decimals_of_their_column(tmp_path: Path) -> None:
    pd.DataFrame({"location": ["Oslo", "Bergen", "Voss"], "temp_c": [84.2, 50.0, None]}).to_parquet(tmp_path / "a.parquet")
    frame = read(tmp_path, "a.parquet", (tmp_path / "a.parquet").read_bytes(), "kind = 'weather'\nunits = { temp = 'F' }")
    assert frame["temp_c"].tolist()[:2] == [29.0, 10.0]
    assert frame["temp_c"].isna().tolist() == [False, False, True]
    assert frame["temp_c.step"].tolist()[:2] == pytest.approx([0.1 * 5 / 9] * 2)


def test_a_unit_that_is_shown_goes_before_the_configured_one(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "location,temp_c\nOslo,20 °C\nBergen,68\n", "kind = 'weather'\nunits = { temp = 'F' }")["temp_c"].tolist() == [20.0, 20.0]


def test_a_percent_as_fraction_keeps_that_a_plain_number_shows_no_plus(tmp_path: Path) -> None:
    frame = read(tmp_path, "a.jsonl", '{"symbol": "FCHI", "price": 100, "change_pct": 0.0125}\n', "units = { change_pct = 'fraction' }", "quotes")
    assert frame["change_pct"].tolist() == [1.25]
    assert frame["change_pct.signed"].isna().all()


@pytest.mark.parametrize(
    ("decimal", "shown", "value", "step"),
    [(",", "1.234", 1234.0, 1.0), (",", "1.234,50", 1234.5, 0.01), (",", "1,234", 1.234, 0.001), (".", "1,234", 1234.0, 1.0), (".", "1.234", 1.234, 0.001), (",", "12.345.678 €", 12345678.0, 1.0)],
)
def test_the_decimal_mark_is_the_configured_one(tmp_path: Path, decimal: str, shown: str, value: float, step: float) -> None:
    frame = read(tmp_path, "a.jsonl", json.dumps({"symbol": "FCHI", "price": shown}) + "\n", f"decimal = '{decimal}'", "quotes")
    assert frame[["price", "price.step"]].to_numpy().tolist() == [[value, step]]


def test_numbers_of_json_have_a_point_whatever_the_locale(tmp_path: Path) -> None:
    assert read(tmp_path, "a.jsonl", '{"symbol": "FCHI", "price": 1.234}\n', "decimal = ','", "quotes")["price"].tolist() == [1.234]


@pytest.mark.parametrize(("dates", "moment"), [("day-first", "2025-04-03T10:30"), ("month-first", "2025-03-04T10:30")])
def test_day_and_month_stand_in_the_configured_order(tmp_path: Path, dates: str, moment: str) -> None:
    frame = read(tmp_path, "a.csv", "location,temp_c,humidity_pct,observed_at\nOslo,20,50,03/04/2025 10:30\n", f"dates = '{dates}'")
    assert frame["observed_at"].tolist() == [pd.Timestamp(moment)]
    assert not frame["observed_at.zoned"].any()


def test_without_an_order_such_a_date_is_unreadable(tmp_path: Path) -> None:
    assert "W107" not in set(judge(tmp_path, "a.csv", "location,temp_c,humidity_pct,observed_at\nOslo,20,50,03/04/2025 10:30\n", "dates = 'day-first'").findings["rule"])
    assert "unreadable-observation-time" in set(judge(tmp_path, "a.csv", "location,temp_c,humidity_pct,observed_at\nOslo,20,50,03/04/2025 10:30\n", "").findings["rule"])


def test_a_time_without_a_zone_gets_the_configured_one(tmp_path: Path) -> None:
    rows = ["2025-07-01 12:00", "2025-07-01T12:00:00Z", "2025-10-26 02:30", "2025-07-01"]  # the clocks of Oslo show 02:30 twice on that night
    frame = read(tmp_path, "a.csv", "location,temp_c,humidity_pct,observed_at\n" + "".join(f"Oslo,20,50,{row}\n" for row in rows), "timezone = 'Europe/Oslo'")
    assert frame["observed_at"].astype(str).tolist() == ["2025-07-01 10:00:00", "2025-07-01 12:00:00", "2025-10-26 02:30:00", "2025-07-01 00:00:00"]
    assert frame["observed_at.zoned"].tolist() == [True, True, False, False]


def test_defaults_fill_what_records_leave_out(tmp_path: Path) -> None:
    frame = read(tmp_path, "a.jsonl", '{"symbol": "A", "price": 1}\n{"symbol": "B", "price": 2, "currency": "EUR"}\n', "defaults = { currency = 'USD', volume = 10 }", "quotes")
    assert frame[["currency", "volume"]].to_numpy().tolist() == [["USD", 10.0], ["EUR", 10.0]]


def test_words_for_no_value_are_nothing(tmp_path: Path) -> None:
    frame = read(tmp_path, "a.csv", "place,sky,temp_c,humidity_pct\nOslo,NA,20,50\n", "missing = 'NA'\nfields = { condition = 'sky', location = 'place' }")
    assert frame["condition"].isna().tolist() == [True]


def test_a_mapped_column_that_no_record_has_is_a_finding_with_the_nearest_name(tmp_path: Path) -> None:
    verdict = judge(tmp_path, "a.jsonl", '{"symbol": "FCHI", "lastsale": 8074.23}\n', "kind = 'quotes'\nfields = { price = 'last_sale' }")
    found = verdict.findings[verdict.findings["rule"] == "absent-column"]
    assert found["message"].tolist() == ["a configured column is absent: no record has last_sale, which sources.feed.fields.price names; did you mean lastsale?"]


def test_a_column_that_only_some_records_have_is_no_finding(tmp_path: Path) -> None:
    verdict = judge(tmp_path, "a.jsonl", '{"symbol": "A", "price": 1}\n{"symbol": "B", "price": 2, "cur": "EUR"}\n', "fields = { currency = 'cur' }")
    assert "absent-column" not in set(verdict.findings["rule"])


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_a_compressed_feed_is_mapped_alike(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    frame = read(tmp_path, f"a.csv{suffix}", pack(b"ticker,last\nFCHI,8074.23\n"), "fields = { symbol = 'ticker', price = 'last' }", "quotes")
    assert frame["price"].tolist() == [8074.23]


#: Of each example configuration: the name of a file that it is for, two records of its shape, and what becomes of some columns.
SHAPES: list[tuple[str, str, list[dict[str, Any]], RecordKind, dict[str, list[Any]]]] = [
    ("us_symbols", "us_symbols_a.json", [{"symbol": "ZZZ", "lastsale": "$2.50", "netchange": "-0.50", "pctchange": "-16.667%", "marketCap": "50.00"}], "quotes", {"price": [2.5], "change_pct": [-16.667], "market_cap": [50.0]}),
    ("inflexion", "inflexion_quotes.jsonl", [
        {"symbol": "ZZZ", "price": 102.0, "change": 2.0, "change_abs": 2.00, "prev_close": 100.0, "high": 103, "low": 99, "updated": "2026-02-14T01:00:11Z"},
        {"ticker": "YYY", "price": 4.0, "change": 1.5, "changePct": 60.0},
    ], "quotes", {"symbol": ["ZZZ", "YYY"], "change": [2.0, 1.5], "change_pct": [2.0, 60.0]}),
    ("gwr", "gwr_a.csv", [{"temperature_celsius": "20.5", "temperature_fahrenheit": "68.9", "feels_like_celsius": "20.0", "feels_like_fahrenheit": "68.0", "air_quality_us-epa-index": "2", "air_quality_PM2.5": "7.9", "humidity": "50"}], "weather",
     {"temp_c": [20.5], "aqi": [2.0], "aqi_scale": [6.0], "pm25": [7.9]}),
    ("weathdash", "weathdash.csv", [{"temp": "68.0", "feels_like": "68.0", "humidity": "50", "wind_speed_mph": "10.0"}], "weather", {"temp_c": [20.0], "wind_kmh": [16.09344]}),
    ("nycflights13", "nycflights13_a.csv", [{"origin": "ZZZ", "temp": "32", "dewp": "14", "humid": "46.9", "wind_gust": "NA", "precip": "0.1", "visib": "10"}], "weather", {"temp_c": [0.0], "dew_point_c": [-10.0], "precip_mm": [2.54], "visibility_km": [16.09344]}),
    ("items", "items_books_a.jl", [{"title": "A book", "description": "All of it."}], "articles", {"body": ["All of it."]}),
    ("newsapi", "newsapi_a.jsonl", [{"source": "The Post", "title": "Rain", "content": "It rained.", "publishedAt": "2022-01-07T14:59:36Z"}], "articles", {"body": ["It rained."], "site": ["The Post"]}),
]


@pytest.mark.parametrize(("example", "name", "records", "kind", "expected"), SHAPES)
def test_the_example_configurations_map_feeds_of_their_shape(tmp_path: Path, example: str, name: str, records: list[dict[str, Any]], kind: RecordKind, expected: dict[str, list[Any]]) -> None:  # noqa: PLR0917  a table
    config = tmp_path / "pagegate.toml"
    config.write_text((EXAMPLES / f"{example}.toml").read_text(encoding="utf-8"), encoding="utf-8")
    if name.endswith(".csv"):
        pd.DataFrame(records).to_csv(tmp_path / name, index=False)
    else:
        (tmp_path / name).write_text(json.dumps(records) if name.endswith(".json") else "\n".join(map(json.dumps, records)), encoding="utf-8")
    frame = pagegate.check(tmp_path / name, config=config, no_batch=True).frames[kind]
    assert {column: frame[column].tolist() for column in expected} == expected


def test_every_example_configuration_has_a_shape() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.toml")} == {shape[0] for shape in SHAPES}


@pytest.mark.parametrize("encoding", ["iso8859-2", "koi8-r", "utf-16-le"])
def test_text_is_read_in_the_encoding_that_is_said(tmp_path: Path, encoding: str) -> None:
    city = {"iso8859-2": "Łódź", "koi8-r": "Омск", "utf-16-le": "Ōsaka"}[encoding]
    frame = read(tmp_path, "w.csv", f"location,temp_c\n{city},4.5\n".encode(encoding), f'encoding = "{encoding}"')
    assert frame["location"].tolist() == [city]


def test_a_byte_order_mark_goes_before_the_encoding_that_is_said(tmp_path: Path) -> None:
    assert read(tmp_path, "w.csv", "location,temp_c\nŁódź,4.5\n".encode("utf-8-sig"), 'encoding = "cp1250"')["location"].tolist() == ["Łódź"]


def test_what_is_not_in_the_encoding_that_is_said_is_told_and_read_no_further(tmp_path: Path) -> None:
    verdict = judge(tmp_path, "w.csv", b"location,temp_c\nA,4.5\nB\xff,4.5\n", 'encoding = "utf-8"')
    assert verdict.findings["code"].tolist() == ["P001"]
    assert "is not in the encoding that the configuration says: 'utf-8' codec can't decode byte 0xff" in verdict.findings["message"].iloc[0]


@pytest.mark.parametrize("name", ["hex", "klingon-8", 8])
def test_an_encoding_that_there_is_none_of_is_refused(tmp_path: Path, name: object) -> None:
    with pytest.raises(UsageError, match=r"sources\.feed\.encoding takes an encoding that Python knows"):
        judge(tmp_path, "w.csv", "location,temp_c\n", f"encoding = {json.dumps(name)}")
