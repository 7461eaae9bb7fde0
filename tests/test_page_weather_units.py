"""Readings have the unit that a careful reader of the page gives them; what nobody can tell stays unread and is reported."""

from __future__ import annotations

import pytest

from .pages import unread, widgets

REST = "Humidity 45%\n"


@pytest.mark.parametrize("unit", ["Wind 5 mph\nPressure 29.92 inHg", "Precipitation 0.1 in", "Feels like 62°F", "Visibility 10 mi\nPressure 30.01 in"])
def test_degrees_on_a_page_of_inches_are_fahrenheit(unit: str) -> None:
    assert widgets(f"Temp 59°\n{REST}{unit}")[0]["temp_c"] == 15.0


@pytest.mark.parametrize("unit", ["Wind 5 km/h", "Pressure 1013 hPa", "Feels like 20°C", "Precip 3 mm"])
def test_degrees_on_a_page_of_metres_are_celsius(unit: str) -> None:
    assert widgets(f"Temp 21°\n{REST}{unit}")[0]["temp_c"] == 21.0


def test_another_temperature_of_the_page_tells_the_degrees() -> None:
    assert widgets(f"Temp 59°\n{REST}Feels like 59°\nTomorrow up to 70°F")[0]["temp_c"] == 15.0


def test_degrees_too_hot_for_celsius_are_fahrenheit() -> None:
    assert widgets(f"Temp 68°\n{REST}Feels like 68°")[0]["temp_c"] == 20.0


def test_with_miles_alone_degrees_are_fahrenheit_if_no_british_day_is_so_hot() -> None:
    assert widgets(f"Temp 50°\n{REST}Wind 5 mph")[0]["temp_c"] == 10.0


def test_with_miles_alone_the_country_tells_the_degrees() -> None:
    assert widgets(f"Met Office\nTemp 14°\n{REST}Wind 5 mph")[0]["temp_c"] == 14.0
    assert widgets(f"Boston, MA\nTemp 14°\n{REST}Wind 5 mph")[0]["temp_c"] == -10.0


def test_degrees_that_may_be_either_stay_unread_and_are_reported() -> None:
    text = f"Temp 31°\n{REST}Feels like 24°\nWind 10 mph"
    assert widgets(text) == [{"humidity_pct": 45.0, "wind_kmh": 16.09344}]
    assert unread(text) == [("temperature-without-unit", "31°"), ("temperature-without-unit", "24°")]


def test_without_any_unit_ordinary_degrees_are_celsius() -> None:
    assert widgets(f"Temp 21°\n{REST}Feels like 20°")[0]["temp_c"] == 21.0


def test_a_speed_without_a_unit_is_in_that_of_the_other_speed() -> None:
    assert widgets(f"Temp 59°F\n{REST}Wind 10, gusts 20 mph")[0]["wind_kmh"] == 16.09344


def test_the_unit_of_a_label_is_its_values() -> None:
    assert widgets("Temp (°F): 59\nHumidity (%): 45\nWind (m/s): 5") == [{"temp_c": 15.0, "humidity_pct": 45.0, "wind_kmh": 18.0}]


def test_units_on_lines_of_their_own_are_their_numbers() -> None:
    assert widgets("14\n°\nC\nHumidity\n45\n%\nWind\n12\nkm/h\nNW") == [{"temp_c": 14.0, "humidity_pct": 45.0, "wind_kmh": 12.0, "wind_dir_deg": 315.0}]


@pytest.mark.parametrize(
    ("shown", "field", "value"),
    [
        ("Temp –5°C", "temp_c", -5.0), ("Temp −5 °C", "temp_c", -5.0), ("Temp minus 5°C", "temp_c", -5.0), ("Temp 273.15 K", "temp_c", 0.0), ("Temp 29° Feels like", "temp_c", 29.0), ("Temp 29C", "temp_c", 29.0), ("Temp: -5°C", "temp_c", -5.0), ("Temp - 5°C", "temp_c", 5.0),
        ("Pressure 1 013 hPa", "pressure_hpa", 1013.0), ("Pressure 1\u202f013 hPa", "pressure_hpa", 1013.0), ("Pressure 1,013.2 hPa", "pressure_hpa", 1013.2), ("Luftdruck 1.013 hPa", "pressure_hpa", 1013.0),
        ("Pressure 29,92 inHg", "pressure_hpa", 1013.20748119), ("Pressure 752 mm Hg", "pressure_hpa", 1002.584353361), ("Pressure 30.00 in", "pressure_hpa", 1015.916592102),
        ("Visibility 10+ km", "visibility_km", 10.0), ("UV Index 5 of 11", "uv_index", 5.0), ("UV index: Moderate (5)", "uv_index", 5.0), ("UV Low 1", "uv_index", 1.0), ("UV Index\n0 of 11", "uv_index", 0.0),
        ("AQI 42 - Good", "aqi", 42.0), ("Air quality: Moderate 80", "aqi", 80.0), ("PM2.5 12 µg/m³", "pm25", 12.0), ("PM1020 µg/m³", "pm10", 20.0), ("Precipitation 0.1 in", "precip_mm", 2.54), ("Precip .02 in", "precip_mm", 0.508),
        ("Precipitation Trace", "precip_mm", 0.0), ("Rain 24h: 3 mm", "precip_mm", 3.0), ("Chance of rain 20 percent", "rain_chance_pct", 20.0), ("Sunset 17h50", "sunset", "17:50"), ("Sunset 17.50 Uhr", "sunset", "17:50"),
    ],
)
def test_a_reading_is_understood_as_sites_print_it(shown: str, field: str, value: object) -> None:
    assert widgets(f"Feels like 12°C\nHumidity 80%\nDew point 2°C\nWind 5 km/h\n{shown}")[0][field] == value


def test_a_broken_number_is_reported_and_not_guessed() -> None:
    text = "Temp 14°C\nHumidity7 5%\nWind 12 km/h"
    assert widgets(text) == [{"temp_c": 14.0, "wind_kmh": 12.0}]
    assert unread(text) == [("unreadable-value", "7 5%")]
