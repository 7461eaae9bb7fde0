"""Widgets in the manner of the services that most sites take them from, in their languages."""

from __future__ import annotations

import re

import pytest

from pagegate.pages import labels

from .pages import unread, widgets

PLAIN = [label for spellings in labels.LABELS.values() for label in spellings if not re.search(r"[\\\[\](){}?*+|.^$]", label)]


@pytest.mark.parametrize("label", PLAIN)
def test_a_label_is_taken_whole_and_not_for_a_shorter_one(label: str) -> None:
    found = re.match(labels.ANY_LABEL, label, re.IGNORECASE)
    assert found is not None
    assert found[0] == label


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param("4:05 PM|63°F|Mostly cloudy|RealFeel® 64°|RealFeel Shade™ 61°|Max UV Index|3 Moderate|Wind|NNW 10 mph|Indoor Humidity|45%|Humidity|52%|Pressure|↑ 30.00 in|Cloud Ceiling|30000 ft",
                     {"temp_c": 17.222222222, "condition": "Mostly cloudy", "feels_like_c": 17.777777778, "uv_index": 3.0, "wind_kmh": 16.09344, "wind_dir_deg": 337.5, "humidity_pct": 52.0, "pressure_hpa": 1015.916592102}, id="details-below"),
        pytest.param("Nov 22, 05:05pm|11°C|Feels like 10°C. Light rain. Gentle Breeze|5.0m/s SW|1009hPa|Humidity:|87%|UV:|0|Visibility:|10.0km",
                     {"temp_c": 11.0, "feels_like_c": 10.0, "wind_kmh": 18.0, "wind_dir_deg": 225.0, "pressure_hpa": 1009.0, "humidity_pct": 87.0, "uv_index": 0.0, "visibility_km": 10.0}, id="without-labels"),
        pytest.param('54 °F|Passing clouds.|Feels Like: 50 °F|Wind: 10 mph ↑ from South|Location:|Airport|Current Time:|Nov 22, 2025 at 8:12:05 pm|Pressure:|30.00 "Hg|Humidity:|82%',
                     {"temp_c": 12.222222222, "feels_like_c": 10.0, "wind_kmh": 16.09344, "wind_dir_deg": 180.0, "pressure_hpa": 1015.916592102, "humidity_pct": 82.0}, id="far-apart"),
        pytest.param("Maximum daytime temperature: 12 degrees Celsius;Minimum nighttime temperature: 7 degrees Celsius.|Sunrise: 07:33|UV|Low 1", {"temp_max_c": 12.0, "temp_min_c": 7.0, "sunrise": "07:33", "uv_index": 1.0}, id="in-words"),
        pytest.param("18|°C|°F|Precipitation: 10%|Humidity: 52%|Wind: 13 km/h", {"temp_c": 18.0, "rain_chance_pct": 10.0, "humidity_pct": 52.0, "wind_kmh": 13.0}, id="unit-button"),
        pytest.param("22° Max temp|15° Min temp|39% Rain|15km/h Wind|80% Humidity|31.7km Visibility", {"temp_max_c": 22.0, "temp_min_c": 15.0, "rain_chance_pct": 39.0, "wind_kmh": 15.0, "humidity_pct": 80.0, "visibility_km": 31.7}, id="values-first"),
        pytest.param("Temp: 22C Hum: 45% Wind: 12kph Pres: 1013mb", {"temp_c": 22.0, "humidity_pct": 45.0, "wind_kmh": 12.0, "pressure_hpa": 1013.0}, id="short"),
        pytest.param("TEMP29.1°CFEELS35.3°CHUMIDITY75%WIND24.1 KM/HUV0SUNRISE06:28 AM", {"temp_c": 29.1, "feels_like_c": 35.3, "humidity_pct": 75.0, "wind_kmh": 24.1, "uv_index": 0.0, "sunrise": "06:28"}, id="capitals"),
    ],
)
def test_a_layout_is_read(lines: str, expected: dict[str, object]) -> None:
    assert widgets(lines.replace("|", "\n")) == [expected]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param("12°|Gefühlt wie 10°|Max 14° / Min 6°|Wind: 13 km/h SW|Böen: 30 km/h|Luftfeuchtigkeit: 78 %|Luftdruck: 1.013 hPa|Regenrisiko 20 %|Niederschlag 0,2 l/m²|Sonnenaufgang 07:38 Uhr",
                     {"temp_c": 12.0, "feels_like_c": 10.0, "temp_max_c": 14.0, "temp_min_c": 6.0, "wind_kmh": 13.0, "wind_dir_deg": 225.0, "gust_kmh": 30.0, "humidity_pct": 78.0, "pressure_hpa": 1013.0, "rain_chance_pct": 20.0, "precip_mm": 0.2, "sunrise": "07:38"}, id="de"),
        pytest.param("12°|Ressenti 10°|Vent Sud-Ouest 15 km/h|Rafales 40 km/h|Humidité 78 %|Lever 08h05 Coucher 17h02", {"temp_c": 12.0, "feels_like_c": 10.0, "wind_kmh": 15.0, "wind_dir_deg": 225.0, "gust_kmh": 40.0, "humidity_pct": 78.0, "sunrise": "08:05", "sunset": "17:02"}, id="fr"),
        pytest.param("Temperatura (°C)|15,3|Humedad relativa (%)|64|Viento (km/h)|12|Dirección del viento|Noroeste|Racha máxima (km/h)|31|Presión (hPa)|1018,2", {"temp_c": 15.3, "humidity_pct": 64.0, "wind_kmh": 12.0, "wind_dir_deg": 315.0, "gust_kmh": 31.0, "pressure_hpa": 1018.2}, id="es"),
        pytest.param("18°|Percepita 17°|Umidità 64%|Vento 12 km/h NO|Pressione 1016 hPa|Tramonto 16:45|Massima 20° Minima 11°", {"temp_c": 18.0, "feels_like_c": 17.0, "humidity_pct": 64.0, "wind_kmh": 12.0, "wind_dir_deg": 315.0, "pressure_hpa": 1016.0, "sunset": "16:45", "temp_max_c": 20.0, "temp_min_c": 11.0}, id="it"),
        pytest.param("24°|Sensação 25°|Umidade 70%|Vento 11 km/h|Pôr do sol 18:30", {"temp_c": 24.0, "feels_like_c": 25.0, "humidity_pct": 70.0, "wind_kmh": 11.0, "sunset": "18:30"}, id="pt"),
        pytest.param("3°|Føles som 0°|Nedbør 0,4 mm|Vind 5 m/s fra sør|Luftfuktighet 88 %", {"temp_c": 3.0, "feels_like_c": 0.0, "precip_mm": 0.4, "wind_kmh": 18.0, "wind_dir_deg": 180.0, "humidity_pct": 88.0}, id="no"),
        pytest.param("Temperatur 2,1°|Känns som -2°|Luftfuktighet 91%|Vind 5 m/s|Byvind 10 m/s", {"temp_c": 2.1, "feels_like_c": -2.0, "humidity_pct": 91.0, "wind_kmh": 18.0, "gust_kmh": 36.0}, id="sv"),
        pytest.param("Temperatuur 11,3 °C|Gevoelstemperatuur 8 °C|Luchtvochtigheid 83 %|Windstoten 42 km/h", {"temp_c": 11.3, "feels_like_c": 8.0, "humidity_pct": 83.0, "gust_kmh": 42.0}, id="nl"),
        pytest.param("Temperatura 4°C|Odczuwalna 1°C|Wilgotność 85%|Wiatr 15 km/h", {"temp_c": 4.0, "feels_like_c": 1.0, "humidity_pct": 85.0, "wind_kmh": 15.0}, id="pl"),
        pytest.param("−5 °C|По ощущению −10 °C|Ветер 5 м/с, СЗ|Влажность 86 %|Восход 8:12", {"temp_c": -5.0, "feels_like_c": -10.0, "wind_kmh": 18.0, "wind_dir_deg": 315.0, "humidity_pct": 86.0, "sunrise": "08:12"}, id="ru"),
        pytest.param("현재 온도14.2°|체감13.5°|습도45%|서풍2.5m/s|일몰17:18", {"temp_c": 14.2, "feels_like_c": 13.5, "humidity_pct": 45.0, "wind_kmh": 9.0, "wind_dir_deg": 270.0, "sunset": "17:18"}, id="ko"),
        pytest.param("最高 18℃[+1]|最低 9℃[-2]|降水確率|10%|湿度 55%|北西の風 5m/s|日の入 16時31分", {"temp_max_c": 18.0, "temp_min_c": 9.0, "rain_chance_pct": 10.0, "humidity_pct": 55.0, "wind_kmh": 18.0, "wind_dir_deg": 315.0, "sunset": "16:31"}, id="ja"),
        pytest.param("氣溫 28°C|相對濕度 75%|紫外線指數 5|最高氣溫 30°C|日出 上午6:41", {"temp_c": 28.0, "humidity_pct": 75.0, "uv_index": 5.0, "temp_max_c": 30.0, "sunrise": "06:41"}, id="zh"),
    ],
)
def test_a_language_is_read(lines: str, expected: dict[str, object]) -> None:
    assert widgets(lines.replace("|", "\n")) == [expected]


def test_a_force_in_chinese_is_a_class_like_beaufort() -> None:
    text = "温度：12℃\n湿度：45%\n风向：东北风\n风力：3级"
    assert widgets(text) == [{"temp_c": 12.0, "humidity_pct": 45.0, "wind_dir_deg": 45.0}]
    assert unread(text) == [("inexact-weather", "3级")]


def test_a_dash_for_the_rain_means_none() -> None:
    text = "기온 14.2℃\n습도 45%\n강수량 -\n바람 2.5m/s"
    assert "precip_mm" not in widgets(text)[0]
    assert unread(text) == []


def test_the_temperature_of_an_oven_is_no_weather() -> None:
    assert widgets("Operating temperature 0 to 40 °C\nStorage temperature -20 to 60 °C\nOperating humidity 10–90 %") == []
