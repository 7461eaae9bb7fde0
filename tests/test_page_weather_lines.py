"""Widgets whose line breaks were lost, and pages that are one line, are read like any other."""

from __future__ import annotations

import pytest

from .pages import read, widgets

WIDGET = ("Temp29.1°C", "UV0", "Feels35.3°C", "Humidity75%", "Wind24.1 km/h", "Air QualityAQI 1", "Cloud Cover25%", "Rain74%", "Sunrise06:28 AM", "Sunset05:50 PM", "Time7:09 PM")
FIELDS = {
    "temp_c": 29.1, "uv_index": 0.0, "feels_like_c": 35.3, "humidity_pct": 75.0, "wind_kmh": 24.1, "aqi": 1.0, "cloud_cover_pct": 25.0, "rain_chance_pct": 74.0,
    "sunrise": "06:28", "sunset": "17:50", "local_time": "19:09",
}
QUOTES = ("DAXX24,049.740.42%", "ABCD87.420.26%", "EFGH9,777.080.64%")
PROSE = "The storm of Thursday night kept the fire brigade busy until the morning, and by noon most of the roads in the valley were open again, the mayor said. " * 12


@pytest.mark.parametrize("gap", ["\n", "", " ", "  ", "\t", " | ", " • ", ", "])
def test_a_widget_reads_the_same_whatever_stands_between_its_parts(gap: str) -> None:
    assert widgets(gap.join(WIDGET)) == [FIELDS]


@pytest.mark.parametrize("gap", ["", " "])
def test_a_page_that_is_one_line_has_the_widget_of_its_lines(gap: str) -> None:
    assert widgets(gap.join([*QUOTES, *WIDGET, "Storm closes the valley road", "October 23, 2025 at 09:07 PM", "3 min read", "Storm closes the valley road", PROSE])) == [FIELDS]


def test_what_stands_around_a_widget_in_one_line_is_left_to_others() -> None:
    chunk = read(" ".join([*WIDGET, "Storm closes the valley road", "October 23, 2025 at 09:07 PM", PROSE]))
    assert [len(chunk.frames[kind]) for kind in ("weather", "articles")] == [1, 1]
    assert "Humidity" not in chunk.frames["articles"]["body"][0]


def test_a_reading_in_the_midst_of_a_line_has_its_own_column() -> None:
    text = PROSE + "Temp 29.1°C Humidity 75% Wind 24.1 km/h " + PROSE
    places = read(text).places["weather"]
    assert places.loc[places["field"] == "humidity_pct", ["line", "column"]].to_numpy().tolist() == [[1, text.index("75%") + 1]]


def test_a_temperature_glued_to_a_name_is_read() -> None:
    assert widgets("London14°C Feels like12°C Humidity81% Wind12 km/h")[0]["temp_c"] == 14.0


def test_a_letter_that_begins_a_word_is_no_unit() -> None:
    assert widgets("21°Clear\nFeels like 20°Cloud Cover 10%Humidity 40%Wind 5 km/h")[0]["feels_like_c"] == 20.0


def test_minutes_of_reading_are_no_lowest_temperature() -> None:
    assert "temp_min_c" not in widgets("Temp 20°C\nHumidity 50%\nWind 10 km/h\n3 min read")[0]


def test_labels_inside_words_are_none() -> None:
    assert widgets("Highland 20°C\nOvertime 10:30\nTempest 12°C\nWindows 10%") == []


def test_a_date_and_a_place_on_the_globe_are_no_readings() -> None:
    assert widgets("48.85° N, 2.35° E\nHumidity 50%\nWind 10 km/h\n2025-10-23\nPressure 1013 hPa") == [{"humidity_pct": 50.0, "wind_kmh": 10.0, "pressure_hpa": 1013.0}]


@pytest.mark.parametrize(
    "prose",
    [
        "Temperatures of 20°C and wind of 30 km/h are expected in the north, with humidity of about 75% and a low near 12°C.",
        "It was a warm day, the humidity was 75% and winds of 20 km/h blew over Windows 10 users for 12 hours.",
        "The high today was 3 degrees above the average; the wind, 40 km/h, felt colder than the temperature of 5°C.",
        "습도는 높고 기온은 20.8도로 화창한 날씨를 보이겠으며 바람은 약하겠다.",
    ],
)
def test_prose_about_the_weather_is_neither_read_nor_reported(prose: str) -> None:
    chunk = read(prose + " " + PROSE)
    assert len(chunk.frames["weather"]) == 0
    assert chunk.problems["problem"].tolist() == []
