"""Weather widgets are read out of page text, whatever their labels, units and order."""

from __future__ import annotations

from .pages import read, widgets


def test_labels_glued_to_their_values_are_read() -> None:
    text = "Temp29.1°C\nUV0\nFeels35.3°C\nHumidity75%\nWind24.1 km/h\nAir QualityAQI 1\nCloud Cover25%\nRain74%\nSunrise06:28 AM\nSunset05:50 PM\nTime7:09 PM"
    assert widgets(text) == [{
        "temp_c": 29.1, "uv_index": 0.0, "feels_like_c": 35.3, "humidity_pct": 75.0, "wind_kmh": 24.1, "aqi": 1.0, "cloud_cover_pct": 25.0,
        "rain_chance_pct": 74.0, "sunrise": "06:28", "sunset": "17:50", "local_time": "19:09",
    }]


def test_fahrenheit_miles_and_inches_become_the_columns_units() -> None:
    (widget,) = widgets("Temp 84.2°F\nRealFeel® 90°F\nHumidity: 45%\nWind: NW 10 mph | Gusts 20 mph | Pressure 30.00 inHg\nVisibility 10 mi\nDew point 59 °F")
    assert widget == {
        "temp_c": 29.0, "feels_like_c": 32.222222222, "humidity_pct": 45.0, "wind_kmh": 16.09344, "gust_kmh": 32.18688, "pressure_hpa": 1015.916592102,
        "visibility_km": 16.09344, "dew_point_c": 15.0, "wind_dir_deg": 315.0,
    }


def test_metres_per_second_become_kilometres_per_hour() -> None:
    (widget,) = widgets("17.3℃\n16° /\n28°\nPrecip\n0mm\nWind\nW 3.5m/s\nHumidity\n45%")
    assert widget == {"temp_c": 17.3, "temp_min_c": 16.0, "temp_max_c": 28.0, "precip_mm": 0.0, "wind_kmh": 12.6, "wind_dir_deg": 270.0, "humidity_pct": 45.0}


def test_values_above_their_labels_are_read() -> None:
    (widget,) = widgets("45%\nHumidity\n12 km/h\nWind\n1013 hPa\nPressure\n21°C\nFeels like\n22°C\nTemperature\n")
    assert widget == {"humidity_pct": 45.0, "wind_kmh": 12.0, "pressure_hpa": 1013.0, "feels_like_c": 21.0, "temp_c": 22.0}


def test_a_degree_sign_alone_is_in_the_widgets_own_unit() -> None:
    (widget,) = widgets("72°F\nFeels like 77°\nHumidity 40%\nHigh 86° Low 59°")
    assert [widget[name] for name in ("feels_like_c", "temp_max_c", "temp_min_c")] == [25.0, 30.0, 15.0]


def test_both_units_of_a_reading_are_kept() -> None:
    (widget,) = widgets("Temp 29.1°C (84.4°F)\nWind 24.1 km/h (15 mph)\nHumidity 75%")
    assert widget == {"temp_c": 29.1, "temp_f": 84.4, "wind_kmh": 24.1, "wind_mph": 15.0, "humidity_pct": 75.0}


def test_rain_with_a_percent_is_a_chance_and_with_millimetres_an_amount() -> None:
    assert widgets("Temp 20°C\nHumidity 50%\nRain 74%")[0]["rain_chance_pct"] == 74.0
    assert widgets("Temp 20°C\nHumidity 50%\nRain 3.2 mm")[0]["precip_mm"] == 3.2


def test_a_minus_is_no_separator() -> None:
    assert widgets("Temp-4°C\nHumidity75%\nWind-24.1 km/h") == [{"temp_c": -4.0, "humidity_pct": 75.0, "wind_kmh": -24.1}]


def test_the_words_for_the_sky_are_the_condition() -> None:
    assert widgets("Partly Sunny\n17.3°C\nHumidity 45%\nWind 12 km/h")[0]["condition"] == "Partly Sunny"


def test_a_field_that_comes_again_begins_the_next_widget() -> None:
    text = "Temp 20°C\nHumidity 50%\nWind 10 km/h\nTemp 25°C\nHumidity 40%\nWind 12 km/h"
    assert [widget["temp_c"] for widget in widgets(text)] == [20.0, 25.0]


def test_a_word_for_a_missing_reading_is_a_problem_at_its_line() -> None:
    problems = read("TempN/A\nHumidity75%\nWind24.1 km/h").problems
    assert problems[["problem", "kind", "field", "text", "line", "column"]].to_numpy().tolist() == [["placeholder", "weather", "temp_c", "N/A", 1, 5]]


def test_a_page_of_prices_with_high_and_low_is_no_weather() -> None:
    assert widgets("High 45.20\nLow 44.10\nVolume 3M\nTime 10:30") == []


def test_an_article_that_mentions_the_weather_has_no_widget() -> None:
    assert widgets("It was a warm day, the humidity was 75% and winds of 20 km/h blew over Windows 10 users for 12 hours.") == []


def test_each_reading_has_its_place() -> None:
    places = read("Temp 29.1°C\nWind: NW 12 mph | Gusts 20 mph\nHumidity\n45%").places["weather"].set_index("field")
    assert places[["line", "column"]].loc[["temp_c", "wind_kmh", "gust_kmh", "humidity_pct"]].to_numpy().tolist() == [[1, 6], [2, 10], [2, 25], [4, 1]]


def test_a_sentinel_is_read_whole() -> None:
    assert widgets("Temp-9999°C\nHumidity75%\nWind24.1 km/h") == [{"temp_c": -9999.0, "humidity_pct": 75.0, "wind_kmh": 24.1}]


def test_a_bare_temperature_glued_to_other_readings_is_read() -> None:
    words = "HomeNewsSportVideoWeatherMarketsCultureTravelOpinion" * 9
    (widget,) = widgets(words + "Partly Sunny17.3℃16°/28°Precip0mmWindW 3.5m/sHumidity45%CAIModerate80PM10GoodLatest News")
    assert [widget[name] for name in ("temp_c", "temp_min_c", "temp_max_c", "wind_kmh", "aqi")] == [17.3, 16.0, 28.0, 12.6, 80.0]
