"""The weather formulas against published tables, and the weather rules against one real-looking page, whole and broken."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pagegate.catalogue import catalogue
from pagegate.judge.ask import ask
from pagegate.records.build import from_examples
from pagegate.schema import within

physics = importlib.import_module("pagegate.checks.weather._physics")
sun = importlib.import_module("pagegate.checks.weather._sun")
moments = importlib.import_module("pagegate.checks.weather._moments")

# NWS heat index chart: °F by humidity in % (rows) and air in °F (columns).
HEAT_AIR = (80, 82, 84, 86, 88, 90, 92, 94, 96, 98, 100)
HEAT_INDEX = {
    40: (80, 81, 83, 85, 88, 91, 94, 97, 101, 105, 109),
    45: (80, 82, 84, 87, 89, 93, 96, 100, 104, 109, 114),
    50: (81, 83, 85, 88, 91, 95, 99, 103, 108, 113, 118),
    55: (81, 84, 86, 89, 93, 97, 101, 106, 112, 117, 124),
    60: (82, 84, 88, 91, 95, 100, 105, 110, 116, 123, 129),
    65: (82, 85, 89, 93, 98, 103, 108, 114, 121, 128, 136),
    70: (83, 86, 90, 95, 100, 105, 112, 119, 126, 134, None),
    75: (84, 88, 92, 97, 103, 109, 116, 124, 132, None, None),
    80: (84, 89, 94, 100, 106, 113, 121, 129, None, None, None),
    85: (85, 90, 96, 102, 110, 117, 126, None, None, None, None),
    90: (86, 91, 98, 105, 113, 122, 131, None, None, None, None),
    95: (86, 93, 100, 108, 117, 127, None, None, None, None, None),
    100: (87, 95, 103, 112, 121, 132, None, None, None, None, None),
}
# Environment Canada wind chill chart: by wind in km/h (rows) and air in °C (columns).
CHILL_AIR = (5, 0, -5, -10, -15, -20, -25, -30, -35, -40, -45, -50)
CHILL = {
    5: (4, -2, -7, -13, -19, -24, -30, -36, -41, -47, -53, -58),
    10: (3, -3, -9, -15, -21, -27, -33, -39, -45, -51, -57, -63),
    20: (1, -5, -12, -18, -24, -30, -37, -43, -49, -56, -62, -68),
    30: (0, -6, -13, -20, -26, -33, -39, -46, -52, -59, -65, -72),
    40: (-1, -7, -14, -21, -27, -34, -41, -48, -54, -61, -68, -74),
    50: (-1, -8, -15, -22, -29, -35, -42, -49, -56, -63, -69, -76),
    80: (-3, -10, -17, -24, -31, -38, -45, -52, -60, -67, -74, -81),
}
# NWS wind chill chart: °F by wind in mph (rows) and air in °F (columns).
NWS_CHILL_AIR = (35, 30, 25, 20, 15, 10, 5, 0, -5, -10, -15, -20, -25, -30, -35, -40, -45)
NWS_CHILL = {
    5: (31, 25, 19, 13, 7, 1, -5, -11, -16, -22, -28, -34, -40, -46, -52, -57, -63),
    15: (25, 19, 13, 6, 0, -7, -13, -19, -26, -32, -39, -45, -51, -58, -64, -71, -77),
    30: (22, 15, 8, 1, -5, -12, -19, -26, -33, -39, -46, -53, -60, -67, -73, -80, -87),
    55: (18, 11, 4, -3, -11, -18, -25, -32, -39, -46, -54, -61, -68, -75, -82, -89, -97),
}

PAGE: dict[str, object] = {
    "temp_c": "29.1°C", "uv_index": "0", "feels_like_c": "35.3°C", "humidity_pct": "75%", "wind_kmh": "24.1 km/h", "aqi": "1", "cloud_cover_pct": "25%",
    "rain_chance_pct": "74%", "sunrise": "06:28 AM", "sunset": "05:50 PM", "local_time": "7:09 PM",
}  # fmt: skip


@pytest.mark.parametrize("humidity", HEAT_INDEX)
def test_the_heat_index_is_that_of_the_nws_chart(humidity: int) -> None:
    chart = np.array([np.nan if value is None else value for value in HEAT_INDEX[humidity]])
    computed = physics.fahrenheit(physics.heat_index(physics.celsius(HEAT_AIR), humidity))
    # The chart is drawn without the adjustment for very humid air, which the NWS states beside it.
    adjustment = max(humidity - 85, 0) / 10 * np.clip(87 - np.array(HEAT_AIR), 0, None) / 5
    assert np.nanmax(np.abs(computed - adjustment - chart)) <= 1.0


def test_the_heat_index_takes_points_off_in_very_dry_air() -> None:
    adjusted = physics.fahrenheit(physics.heat_index(physics.celsius(95.0), 9.0))
    regression = physics.fahrenheit(physics.heat_index(physics.celsius(95.0), 13.0))
    assert adjusted == pytest.approx(regression - 1.0, abs=1.2)
    assert adjusted < 95


def test_the_heat_index_of_cool_air_is_the_simple_formula_and_of_cold_air_the_air() -> None:
    assert physics.fahrenheit(physics.heat_index(physics.celsius(70.0), 50.0)) == pytest.approx(69.525)
    assert physics.heat_index(-5.0, 50.0) == pytest.approx(-5.0)


def test_the_heat_index_leaps_by_no_more_than_the_nws_accepts_where_the_formulas_meet() -> None:
    air = np.linspace(20, 32, 1201)
    for humidity in (10.0, 40.0, 75.0, 100.0):
        assert np.abs(np.diff(physics.heat_index(air, humidity))).max() < 2.5


@pytest.mark.parametrize("wind", CHILL)
def test_the_wind_chill_is_that_of_the_canadian_chart(wind: int) -> None:
    assert np.abs(physics.wind_chill(CHILL_AIR, wind) - CHILL[wind]).max() <= 0.51


@pytest.mark.parametrize("wind", NWS_CHILL)
def test_the_wind_chill_is_that_of_the_nws_chart(wind: int) -> None:
    computed = physics.fahrenheit(physics.wind_chill(physics.celsius(NWS_CHILL_AIR), wind * 1.609344))
    assert np.abs(computed - NWS_CHILL[wind]).max() <= 0.7


def test_the_wind_chill_has_no_value_outside_its_range() -> None:
    assert np.isnan(physics.wind_chill([10.1, 0.0, np.nan], [20.0, 4.8, 20.0])).all()
    assert np.isfinite(physics.wind_chill([10.0, 0.0], [20.0, 4.9])).all()


def test_the_apparent_temperature_is_that_of_the_bureau_of_meteorology() -> None:
    # 25 °C, 30 % and 0.1 m/s are 24.1 °C; a metre a second more takes off 0.7 °C.
    assert physics.apparent_temperature(25.0, 30.0, 0.36) == pytest.approx(24.1, abs=0.05)
    assert physics.apparent_temperature(25.0, 30.0, 3.96) == pytest.approx(23.4, abs=0.05)
    # Dry calm air: 4 °C below.
    assert physics.apparent_temperature(20.0, 0.0, 0.0) == pytest.approx(16.0)


@pytest.mark.parametrize(("air", "dew", "humidex"), [(30, 15, 34), (30, 25, 42), (30, 21, 38.4)])
def test_the_humidex_is_that_of_environment_canada(air: float, dew: float, humidex: float) -> None:
    assert physics.humidex(air, dew) == pytest.approx(humidex, abs=0.5)


@pytest.mark.parametrize(("air", "humidity", "humidex"), [(30, 70, 41), (30, 80, 43)])
def test_the_humidex_by_humidity_is_that_of_the_canadian_chart(air: float, humidity: float, humidex: float) -> None:
    assert physics.humidex(air, physics.dew_point(air, humidity)) == pytest.approx(humidex, abs=0.7)


def test_the_humidex_has_no_value_in_cool_air() -> None:
    assert np.isnan(physics.humidex(19.9, 15.0))


@pytest.mark.parametrize(("temp", "pressure"), [(-20.0, 1.254), (0.0, 6.112), (20.0, 23.37), (40.0, 73.77)])
def test_the_saturation_pressure_over_water_is_that_of_the_tables(temp: float, pressure: float) -> None:
    assert physics.saturation_pressure(temp) == pytest.approx(pressure, rel=0.006)


@pytest.mark.parametrize(("temp", "pressure"), [(-40.0, 0.1284), (-20.0, 1.032), (0.0, 6.112)])
def test_the_saturation_pressure_over_ice_is_that_of_the_tables(temp: float, pressure: float) -> None:
    assert physics.saturation_pressure(temp, over_ice=True) == pytest.approx(pressure, rel=0.006)


def test_dew_point_and_humidity_are_each_other_s_inverse() -> None:
    temp, humidity = np.meshgrid(np.linspace(-40, 50, 19), np.linspace(1, 100, 12))
    assert np.allclose(physics.relative_humidity(temp, physics.dew_point(temp, humidity)), humidity)
    assert physics.dew_point(20.0, 100.0) == pytest.approx(20.0)
    assert np.isnan(physics.dew_point(20.0, 0.0))


@pytest.mark.parametrize("name", ["heat_index", "apparent_temperature", "wind_chill", "humidex", "dew_point", "relative_humidity"])
def test_a_formula_gives_nothing_for_nothing_and_never_warns(name: str) -> None:
    formula = getattr(physics, name)
    last = (10.0,) if name == "apparent_temperature" else ()
    with np.errstate(all="raise"):
        assert np.isnan(formula(np.nan, 50.0, *last))
        assert np.isnan(formula(20.0 if name != "wind_chill" else 0.0, np.nan, *last))
        formula(np.array([-9999.0, -300.0, 0.0, 9999.0]), np.array([50.0, 50.0, 50.0, 50.0]), *last)


def moment(text: str) -> pd.Series[Any]:
    return pd.Series(pd.to_datetime([text])).astype("datetime64[us]")


@pytest.mark.parametrize(
    ("place", "latitude", "date", "minutes"),
    [
        ("London, midsummer", 51.51, "2024-06-20", 16 * 60 + 38),
        ("London, midwinter", 51.51, "2024-12-21", 7 * 60 + 50),
        ("Sydney, midsummer", -33.87, "2024-12-21", 14 * 60 + 25),
        ("Reykjavik, midwinter", 64.15, "2024-12-21", 4 * 60 + 7),
        ("Singapore, March", 1.29, "2024-03-20", 12 * 60 + 6),
    ],
)
def test_day_lengths_are_those_of_the_almanac(place: str, latitude: float, date: str, minutes: int) -> None:
    assert sun.day_length(latitude, moment(f"{date} 12:00"))[0] == pytest.approx(minutes, abs=5), place


def test_the_polar_day_and_night_have_no_length() -> None:
    assert np.isnan(sun.day_length(78.2, moment("2024-06-20 12:00"))[0])
    assert np.isnan(sun.day_length(78.2, moment("2024-12-21 12:00"))[0])
    assert np.isnan(sun.day_length(48.2, pd.Series([pd.NaT], dtype="datetime64[us]"))[0])


@pytest.mark.parametrize(
    ("latitude", "longitude", "when", "height"),
    [(51.48, 0.0, "2024-03-20 12:07", 38.6), (51.48, 0.0, "2024-06-20 12:02", 61.96), (-33.87, 151.21, "2024-12-21 01:53", 79.6), (0.0, 0.0, "2024-03-20 00:07", -90.0)],
)
def test_the_sun_stands_where_the_almanac_puts_it(latitude: float, longitude: float, when: str, height: float) -> None:
    assert sun.sun_height(latitude, longitude, moment(when))[0] == pytest.approx(height, abs=0.6)


def test_a_time_without_a_zone_may_be_any_of_26_hours_of_utc_and_one_with_a_zone_is_one() -> None:
    frame = from_examples(
        "weather",
        [
            {"observed_at": "2025-10-23 12:00"},
            {"observed_at": "2025-10-23T12:00:00+02:00"},
            {"observed_at": "2025-10-23 12:00", "timezone": "Europe/Vienna"},
            {"observed_at": "2025-10-23 12:00", "timezone": "Nowhere/Land"},
        ],
    ).frame
    earliest, latest = moments.utc_bounds(frame, "observed_at")
    assert ((latest - earliest) / pd.Timedelta(hours=1)).tolist() == [26, 0, 0, 26]
    assert latest[1] == latest[2] == pd.Timestamp("2025-10-23 10:00")


def fired(record: dict[str, object], severities: tuple[str, ...] = ("error", "warning", "info")) -> dict[str, str]:
    """The rules that a record breaks, and the field that each points at; what a reader could not read counts as one."""
    built = from_examples("weather", [record])
    found = {f"{problem} {field}": field for problem, field in zip(built.problems["problem"], built.problems["field"], strict=True)}
    for column, limits in catalogue().limits("weather").items():
        if column in built.frame:
            found |= {limit.code: column for limit in limits if limit.severity in severities and not within(limit, built.frame[column]).all()}
    for check in catalogue().checks("weather"):
        if check.severity in severities and (ask(check, built.frame) == False).fillna(value=False).any():  # noqa: E712  NA is not False
            found[check.code] = check.place
    return found


def test_a_sound_page_breaks_no_rule() -> None:
    assert fired(PAGE) == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("feels_like_c", "25.0°C"),
        ("feels_like_c", "95.5"),
        ("humidity_pct", "175%"),
        ("humidity_pct", "0.75"),
        ("temp_c", "291°C"),
        ("temp_c", "-9999"),
        ("wind_kmh", "-24.1 km/h"),
        ("cloud_cover_pct", "250%"),
        ("rain_chance_pct", "740%"),
        ("uv_index", "-1"),
        ("aqi", "-1"),
        ("humidity_pct", "N/A"),
        ("temp_c", "--"),
        ("sunrise", "27:09"),
    ],
)
def test_breaking_a_value_is_an_error_at_that_field(field: str, value: str) -> None:
    assert field in fired({**PAGE, field: value}, ("error",)).values()


def test_swapping_sunrise_and_sunset_is_an_error() -> None:
    assert fired({**PAGE, "sunrise": PAGE["sunset"], "sunset": PAGE["sunrise"]}, ("error",)) == {"W401": "sunrise"}


def test_an_impossible_value_is_not_held_against_the_fields_beside_it() -> None:
    assert set(fired({**PAGE, "humidity_pct": "175%"}).values()) == {"humidity_pct"}
    assert set(fired({**PAGE, "wind_kmh": "-24.1 km/h"}).values()) == {"wind_kmh"}
    assert set(fired({**PAGE, "temp_c": "291°C"}).values()) == {"temp_c"}


def test_the_rule_of_humid_heat_keeps_its_contract() -> None:
    rule = catalogue().rules["W201"]
    assert (rule.name, rule.severity) == ("humid-heat-feels-colder", "error")
    assert fired({"temp_c": 29.1, "feels_like_c": 25.0, "humidity_pct": 75}, ("error",)) == {"W201": "feels_like_c"}
    assert fired({"temp_c": 18.0, "feels_like_c": 15.0, "humidity_pct": 75}) == {}
