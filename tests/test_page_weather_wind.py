"""Wind is read with where it comes from, before or behind its speed."""

from __future__ import annotations

import pytest

from .pages import unread, widgets

REST = "Temp 14°C\nHumidity 80%\n"


@pytest.mark.parametrize(
    "shown",
    ["Wind\n14 km/h NW", "Wind\nNW 14 km/h", "Wind NW 14 km/h", "WindNW 14 km/h", "Wind: 14 km/h (NW)", "Wind\nNW\n14 km/h", "Wind\n14 km/h\nNW", "Wind from the north-west at 14 km/h", "Wind northwest 14 km/h", "Wind 14 km/h (8.7 kn) NW", "Wind direction NW\nWind 14 km/h", "Wind speed 14 km/h\nWind direction 315°"],
)
def test_speed_and_direction_are_told_apart(shown: str) -> None:
    assert widgets(REST + shown) == [{"temp_c": 14.0, "humidity_pct": 80.0, "wind_kmh": 14.0, "wind_dir_deg": 315.0}]


@pytest.mark.parametrize(("shown", "degrees"), [("N", 0.0), ("NNE", 22.5), ("E", 90.0), ("SSW", 202.5), ("WNW", 292.5), ("south-southwest", 202.5), ("Westerly", 270.0)])
def test_each_point_of_the_compass_has_its_degrees(shown: str, degrees: float) -> None:
    assert widgets(f"{REST}Wind {shown} 12 km/h")[0]["wind_dir_deg"] == degrees


def test_o_is_the_east_in_german_and_the_west_in_spanish() -> None:
    assert widgets("Temperatur 14°C\nLuftfeuchte 80%\nWind NO 12 km/h")[0]["wind_dir_deg"] == 45.0
    assert widgets("Temperatura 14°C\nHumedad 80%\nViento NO 12 km/h")[0]["wind_dir_deg"] == 315.0


@pytest.mark.parametrize("shown", ["Wind calm", "Wind\nCalm", "Wind: Calm"])
def test_calm_is_no_wind(shown: str) -> None:
    assert widgets(REST + shown)[0]["wind_kmh"] == 0.0


@pytest.mark.parametrize(("shown", "text"), [("Wind 3 Bft", "3 Bft"), ("Wind NW 10 to 15 mph", "10 to 15 mph"), ("Wind\n10-15 km/h", "10-15 km/h"), ("Visibility Unlimited", "Unlimited")])
def test_a_class_or_a_range_is_no_number_and_is_told(shown: str, text: str) -> None:
    assert not {"wind_kmh", "visibility_km"} & set(widgets(REST + shown)[0])
    assert unread(REST + shown) == [("inexact-weather", text)]
