"""Tables of weather are read row by row, whatever parts their cells."""

from __future__ import annotations

import pytest

from .pages import unread, widgets

ROWS = [{"location": "London", "temp_c": 14.0, "humidity_pct": 81.0, "wind_kmh": 12.0}, {"location": "San José", "temp_c": 24.0, "humidity_pct": 40.0, "wind_kmh": 8.0}]
CELLS = (("City", "Temp", "Humidity", "Wind"), ("London", "14°C", "81%", "12 km/h"), ("San José", "24°C", "40%", "8 km/h"))


@pytest.mark.parametrize("gap", ["\t", "    ", " | ", "|", " ", "\n"])
def test_a_table_reads_the_same_whatever_parts_its_cells(gap: str) -> None:
    assert widgets("\n".join(gap.join(row) for row in CELLS)) == ROWS


def test_a_drawn_table_is_read() -> None:
    assert widgets("| City | Temp | Humidity | Wind |\n|---|---:|---|---|\n| London | 14°C | 81% | 12 km/h |\n| San José | 24°C | 40% | 8 km/h |") == ROWS


def test_units_in_the_header_are_the_columns() -> None:
    assert widgets("City\tTemp (°F)\tHumidity (%)\tWind (mph)\nBoston\t59\t81\t10") == [{"location": "Boston", "temp_c": 15.0, "humidity_pct": 81.0, "wind_kmh": 16.09344}]


def test_columns_that_are_not_weather_are_passed_over() -> None:
    text = "City\tUpdated\tTemp\tSky\tHumidity\tVisitors\nLondon\tMon\t14°C\tCloudy\t81%\t900"
    assert widgets(text) == [{"location": "London", "temp_c": 14.0, "condition": "Cloudy", "humidity_pct": 81.0}]


def test_an_empty_cell_leaves_its_field_empty() -> None:
    text = "City\tTemp\tHumidity\tWind\nLondon\t14°C\t\t12 km/h\nParis\t16°C\t70%\t8 km/h"
    assert [row.get("humidity_pct") for row in widgets(text)] == [None, 70.0]


def test_a_placeholder_in_a_cell_is_reported() -> None:
    assert unread("City\tTemp\tHumidity\tWind\nLondon\t14°C\t--\t12 km/h\nParis\t16°C\t70%\t8 km/h") == [("placeholder", "--")]


def test_an_hourly_forecast_has_a_time_and_no_place() -> None:
    rows = widgets("Time\tTemp\tRain\tWind\n10:00\t14°C\t20%\t12 km/h\n11:00\t15°C\t10%\t13 km/h")
    assert [(row["local_time"], row["temp_c"], row["rain_chance_pct"]) for row in rows] == [("10:00", 14.0, 20.0), ("11:00", 15.0, 10.0)]
    assert all("location" not in row for row in rows)


def test_a_day_is_no_place() -> None:
    rows = widgets("Day\tHigh\tLow\tPrecip\nMon\t68°F\t50°F\t20%\nToday\t77°F\t59°F\t0%")
    assert rows == [{"temp_max_c": 20.0, "temp_min_c": 10.0, "rain_chance_pct": 20.0}, {"temp_max_c": 25.0, "temp_min_c": 15.0, "rain_chance_pct": 0.0}]


@pytest.mark.parametrize("shown", ["High / Low\n68°/50°", "High/Low 68°/50°", "High / Low: 68° / 50°", "Low / High\n50°/68°", "H:68° L:50°", "Day 68° • Night 50°", "High\n68°\nLow\n50°", "68°\nHigh\n50°\nLow", "68°/50°", "50° - 68°", "68 | 50 °F", "Hi 68° Lo 50°", "50–68°F"])
def test_the_order_of_the_labels_tells_the_highest_from_the_lowest(shown: str) -> None:
    (widget,) = widgets(f"{shown}\nHumidity 45%\nPressure 29.92 inHg")
    assert (widget["temp_min_c"], widget["temp_max_c"]) == (10.0, 20.0)


def test_hours_side_by_side_are_observations_of_their_own() -> None:
    rows = widgets("\t10:00\t11:00\nTemp\t14°C\t15°C\nRain\t20%\t10%\nWind\t12 km/h\t13 km/h")
    assert rows == [{"temp_c": 14.0, "rain_chance_pct": 20.0, "wind_kmh": 12.0}, {"temp_c": 15.0, "rain_chance_pct": 10.0, "wind_kmh": 13.0}]


def test_two_units_side_by_side_are_one_observation() -> None:
    assert len(widgets("Temp\t57°F\t14°C\nWind\t7 mph\t12 km/h\nDew point\t50°F\t10°C")) == 1


def test_days_below_each_other_are_observations_of_their_own() -> None:
    rows = widgets("Monday\nSunny\n68° / 50°\nHumidity 40%\nWind 5 mph\nTuesday\nRain\n64° / 50°F\nHumidity 55%\nWind 9 mph")
    assert [(row["condition"], row["humidity_pct"], row["temp_min_c"]) for row in rows] == [("Sunny", 40.0, 10.0), ("Rain", 55.0, 10.0)]


def test_a_reading_told_twice_alike_begins_no_second_observation() -> None:
    assert len(widgets("Day 68° • Night 50°\nFeels like 63°F\nDetails\nHigh / Low\n68°/50°\nHumidity\n45%\nWind\n12 mph")) == 1


def test_a_table_of_prices_is_no_weather() -> None:
    assert widgets("Oven up to 200°C\nName\tHigh\tLow\tVolume\nAcme\t45.20\t44.10\t3M\nBolt\t12.00\t11.50\t1M") == []
