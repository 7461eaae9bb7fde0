"""What looks like weather and cannot be read is reported; what claims nothing of the kind is not."""

from __future__ import annotations

import pytest

from pagegate.catalogue import catalogue
from pagegate.judge.records import judge_records

from .pages import read, unread, widgets


@pytest.mark.parametrize("text", ["Temp ??°C\nHumidity ??%\nWind ?? km/h", "Temp {{temp}}°C\nHumidity {{hum}}%\nWind {{wind}}", "Temp °C\nHumidity %\nWind km/h"])
def test_a_widget_without_values_is_one_problem(text: str) -> None:
    assert [problem for problem, _ in unread(text)] == ["unreadable-weather"]


def test_a_damaged_value_in_a_widget_is_a_problem_at_its_place() -> None:
    problems = read("Temp 14°C\nHumidity 7x5%\nWind 12 km/h\nPressure 1013 hPa").problems
    assert problems[["problem", "kind", "text", "line", "column"]].to_numpy().tolist() == [["unreadable-weather", "pages", "Humidity 7x5%", 2, 1]]


@pytest.mark.parametrize("text", ["Layers\nTemperature\nWind\nRain\nClouds\nPressure\nHumidity", "Temperature (°C)\nPrecipitation (mm)\nWind (km/h)", "Home\nWeather\nHumidity 20\nTravel", "High 45.20\nLow 44.10\nVolume 3M\nTime 10:30"])
def test_a_menu_a_legend_and_a_price_are_no_weather(text: str) -> None:
    assert widgets(text) == []
    assert unread(text) == []


def test_a_temperature_in_the_head_of_a_page_makes_no_weather_of_prices() -> None:
    assert widgets("New York 63°F\nOpen 45.20\nHigh 46.10\nLow 44.90\nVolume 3.4M") == []


def test_of_two_temperatures_in_one_line_without_labels_none_is_taken() -> None:
    assert "temp_c" not in widgets("Berlin 14°C Paris 16°C\nHumidity 45%\nWind 5 km/h\nPressure 1013 hPa")[0]


@pytest.mark.parametrize("word", ["--", "—", "N/A", "--:--", "-"])
def test_a_placeholder_at_a_clock_is_told_like_one_at_a_number(word: str) -> None:
    assert [problem for problem, _ in unread(f"Temp 14°C\nHumidity 80%\nWind 12 km/h\nSunrise\n{word}\nSunset\n17:50")] == ["placeholder"]


@pytest.mark.parametrize(("text", "codes"), [
    ("High 20°C\nLow 10°C\nRain 20%\nHumidity 50%", []),
    ("AQI 42\nPM2.5 12 µg/m³\nPM10 20 µg/m³\nHigh 20°C\nSunrise 06:28", []),
    ("Feels like 20°C\nHumidity 50%\nWind 12 km/h", ["W001"]),
    ("Feels like 24°\nTemp 31°\nHumidity 50%\nWind 12 mph", []),
])
def test_a_temperature_is_missed_only_where_the_widget_should_show_one(text: str, codes: list[str]) -> None:
    frame = read(text).frames["weather"].assign(judged_at="2025-10-23")
    assert [answer.rule.code for answer in judge_records("weather", frame, catalogue().chosen(("W001",))) if answer.failed.any()] == codes
