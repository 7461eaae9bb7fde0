"""Printed numbers, units and times are read with the digits they show."""

from __future__ import annotations

import math
import time

import pandas as pd
import pytest

from pagegate.literals.numbers import read_numbers
from pagegate.literals.times import read_clocks, read_times
from pagegate.literals.units import convert


def column(*values: str | None) -> pd.Series[str]:
    return pd.Series(values, dtype="str")


@pytest.mark.parametrize(
    ("shown", "value", "step"),
    [
        ("8,074.23", 8074.23, 0.01), ("6796.290", 6796.29, 0.001), ("$0.97", 0.97, 0.01), ("-3.96%", -3.96, 0.01), ("16.105,83", 16105.83, 0.01), ("1.234.567", 1234567.0, 1.0),
        ("1,234", 1234.0, 1.0), ("12,5 €", 12.5, 0.1), ("1 234,56", 1234.56, 0.01), ("1'234.50", 1234.5, 0.01), ("(4.2)", -4.2, 0.1), ("(+0.68%)", 0.68, 0.01), ("▼ 3", -3.0, 1.0),
        ("−0,14%", -0.14, 0.01), ("1.2M", 1.2e6, 1e5), ("3.5bn", 3.5e9, 1e8), ("1.5e-3", 0.0015, 1e-4), (".5", 0.5, 0.1), ("29.1°C", 29.1, 0.1), ("24.1 km/h", 24.1, 0.1), ("1,20,000.50", 120000.5, 0.01), ("0,549%", 0.549, 0.001), ("1,549", 1549.0, 1.0),
        ("8 206,07", 8206.07, 0.01), ("8\u00a0206,07", 8206.07, 0.01), ("8\u202f206,07", 8206.07, 0.01), ("8\u2009206,07", 8206.07, 0.01), ("1 013", 1013.0, 1.0), ("12,34,567.89", 1234567.89, 0.01),
        ("1’234.50", 1234.5, 0.01), ("1.234.567,89", 1234567.89, 0.01), ("0.000000001234", 1.234e-9, 1e-12), ("₩1,234", 1234.0, 1.0), ("(1.2)", -1.2, 0.1), ("5,50 zł", 5.5, 0.01), ("Kč 1 234", 1234.0, 1.0),
        ("１，２３４．５", 1234.5, 0.1), ("١٬٢٣٤٫٥٦", 1234.56, 0.01), ("२५", 25.0, 1.0), ("3,4 Mrd. €", 3.4e9, 1e8), ("1.2 million USD", 1.2e6, 1e5), ("[+0.5%]", 0.5, 0.1),
    ],
)
def test_a_number_is_read_with_the_worth_of_its_last_digit(shown: str, value: float, step: float) -> None:
    numbers = read_numbers(column(shown))
    assert numbers.value[0] == pytest.approx(value, rel=1e-12)
    assert numbers.step[0] == pytest.approx(step)


@pytest.mark.parametrize("shown", ["NA", "N/A", "--", "—", "", "nan", "null", None])
def test_words_for_a_missing_number_are_missing_and_readable(shown: str | None) -> None:
    numbers = read_numbers(column(shown))
    assert math.isnan(numbers.value[0])
    assert numbers.readable[0]


@pytest.mark.parametrize("shown", ["foo", "8,074.230.08", "1e400", "9" * 400, "12:30", "1_000", "1.2.3.4x", "=1+1", "<b>3</b>", "1,2,3", "1,234,56", "1234,567.89", "5 10", "1 23", "[1]", "(4.2", "1e-400", "1.2.3", "1'2"])
def test_what_is_no_number_is_unreadable(shown: str) -> None:
    numbers = read_numbers(column(shown))
    assert math.isnan(numbers.value[0])
    assert not numbers.readable[0]


def test_pence_are_a_unit_that_is_kept_and_not_converted() -> None:
    numbers = read_numbers(column("2,795p"))
    assert (numbers.value[0], numbers.unit[0]) == (2795.0, "p")


def test_a_sign_an_arrow_or_brackets_count_as_shown() -> None:
    assert read_numbers(column("+1", "-1", "▲1", "(1)", "1")).signed.tolist() == [True, True, True, True, False]


def test_a_letter_behind_a_measurement_is_a_unit_and_no_multiplier() -> None:
    assert read_numbers(column("12 m"), scaled=False).value[0] == 12.0


@pytest.mark.parametrize(
    ("shown", "unit", "value"),
    [("84.2°F", "°C", 29.0), ("10 mph", "km/h", 16.09344), ("3.5m/s", "km/h", 12.6), ("29.92 inHg", "hPa", 1013.207589), ("10 mi", "km", 16.09344), ("0.5 in", "mm", 12.7), ("300 K", "°C", 26.85), ("29.1", "°C", 29.1)],
)
def test_a_printed_unit_is_converted_to_the_columns(shown: str, unit: str, value: float) -> None:
    converted, _, known = convert(read_numbers(column(shown), scaled=False), unit)
    assert converted[0] == pytest.approx(value, rel=1e-6)
    assert known[0]


def test_a_unit_of_another_kind_is_not_converted() -> None:
    _, _, known = convert(read_numbers(column("12 km/h"), scaled=False), "°C")
    assert not known[0]


@pytest.mark.parametrize(
    ("shown", "moment", "zoned"),
    [
        ("October 23, 2025 at 09:07 PM", "2025-10-23T21:07:00", False), ("2025-10-23T21:07:00Z", "2025-10-23T21:07:00", True), ("09:31 August 20, 2019", "2019-08-20T09:31:00", False),
        ("Tue, 20 Aug 2019 10:00:00 +0900", "2019-08-20T01:00:00", True), ("Updated: Jan 5th, 2020 | 3:05 p.m. EST", "2020-01-05T20:05:00", True), ("20. August 2019, 14:05", "2019-08-20T14:05:00", False),
        ("13/04/2025", "2025-04-13T00:00:00", False), ("2019年8月20日 09:31", "2019-08-20T09:31:00", False), ("1693301400", "2023-08-29T09:30:00", True), ("2025-10-23", "2025-10-23T00:00:00", False),
    ],
)
def test_a_printed_time_is_read(shown: str, moment: str, zoned: bool) -> None:  # noqa: FBT001  a column of the table
    times = read_times(column(shown))
    assert times.value[0] == pd.Timestamp(moment)
    assert times.zoned[0] == zoned


@pytest.mark.parametrize("shown", ["03/04/2025", "June 31, 2020", "0000-01-01", "99999-01-01", "2025-13-01", "2025-10-23 25:00", "some day", "2025-10-23T21:07:00+99:00", "2025-10-23T21:07:00+05:75", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", '{"$date": 1}'])
def test_a_time_that_could_be_two_or_none_is_unreadable(shown: str) -> None:
    times = read_times(column(shown))
    assert pd.isna(times.value[0])
    assert not times.readable[0]


@pytest.mark.parametrize(("shown", "clock"), [("06:28 AM", "06:28"), ("7:09 PM", "19:09"), ("12:05 AM", "00:05"), ("12:05 PM", "12:05"), ("19:09", "19:09"), ("6.28 pm", "18:28"), ("2025-10-23T06:28:00+02:00", "06:28")])
def test_a_clock_time_is_read_on_the_24_hour_clock(shown: str, clock: str) -> None:
    values, readable = read_clocks(column(shown))
    assert values[0] == clock
    assert readable[0]


@pytest.mark.parametrize("shown", ["25:00", "12:60", "13:00 AM", "sunrise"])
def test_a_clock_time_that_no_clock_shows_is_unreadable(shown: str) -> None:
    _, readable = read_clocks(column(shown))
    assert not readable[0]


@pytest.mark.parametrize("piece", ["1,", "1.", " 1", "(", "1'", "12:", "Jan ", "-", "1e"])
def test_reading_takes_time_linear_in_hostile_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = column(piece * length)
        begun = time.process_time()
        for _ in range(3):
            read_numbers(text)
            read_times(text)
        return time.process_time() - begun

    seconds(10)
    assert seconds(40_000) < 40 * max(seconds(4_000), 0.005)


def test_clocks_of_several_sources_put_together_are_read() -> None:
    together = pd.concat([pd.Series(["06:28 AM"], dtype="str"), pd.Series(["6:09 PM"], dtype="str")], ignore_index=True)
    clocks, readable = read_clocks(together)
    assert clocks.tolist() == ["06:28", "18:09"]
    assert readable.tolist() == [True, True]
