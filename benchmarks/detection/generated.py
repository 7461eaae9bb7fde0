"""Clean quotes and observations of pagegate's own: drawn by a seed, with arithmetic and physics that hold. Every value is text as a page would show it.

Sources of the formulas: NOAA Global Monitoring Laboratory, "General Solar Position Calculations"; WMO-No. 8 (2018), volume I, annex 4.B; NWS Weather
Prediction Center, "The Heat Index Equation"; Environment Canada, "Wind Chill: the science and equations" (2001).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
SEED = 20260311
#: When the quotes are taken: a Wednesday, with the exchanges of New York open.
TAKEN, FETCHED = "2026-03-11T15:30:00Z", "2026-03-11T15:31:00Z"
_CONDITIONS = (8, 60, 90)
_WET = 82


def quotes(rows: int, seed: int) -> pd.DataFrame:
    """Quotes of shares with everything a page may show about them."""
    rng = np.random.default_rng([seed, 1])
    decimals = np.where(rng.random(rows) < 0.8, 2, 4)
    worth = 10.0**-decimals
    # Whole numbers of the last digit, so that price - change is the price before to the last digit.
    before = np.maximum(np.round(np.exp(rng.normal(3.5, 1.3, rows)) / worth), 200)
    price = np.maximum(np.round(before * (1 + np.clip(rng.normal(0, 0.025, rows), -0.12, 0.12))), 100)
    opened = np.round(before * (1 + rng.normal(0, 0.005, rows)))
    low = np.round(np.minimum(np.minimum(price, opened) * (1 - np.abs(rng.normal(0, 0.004, rows))), np.minimum(price, opened)))
    high = np.round(np.maximum(np.maximum(price, opened) * (1 + np.abs(rng.normal(0, 0.004, rows))), np.maximum(price, opened)))
    spread = 1 + rng.integers(0, 3, rows)
    shares = np.round(np.exp(rng.normal(18, 1.5, rows)))
    percent = 100 * (price - before) / before

    def shown(ticks: Floats, sign: str = "") -> list[str]:
        return [f"{tick * one:{sign},.{places}f}" for tick, one, places in zip(ticks, worth, decimals, strict=True)]

    return pd.DataFrame({
        "symbol": [f"{letters}{number}" for number, letters in enumerate(map("".join, rng.choice(list("ABCDEFGHKLMNPRSTVW"), (rows, 3)).tolist()))],
        "price": [f"${text}" for text in shown(price)], "change": shown(price - before, "+"), "change_pct": [f"{one:+.2f}%" for one in percent], "currency": "USD",
        "quote_type": "equity", "exchange": "NYSE", "previous_close": shown(before), "open": shown(opened), "day_low": shown(low), "day_high": shown(high),
        "week52_low": shown(np.floor(low * rng.uniform(0.5, 0.98, rows))), "week52_high": shown(np.ceil(high * rng.uniform(1.02, 1.8, rows))),
        "bid": shown(price - spread), "ask": shown(price + spread), "volume": [f"{one:,.0f}" for one in np.exp(rng.normal(13, 2, rows)) + 100],
        "shares_outstanding": [f"{one:,.0f}" for one in shares], "market_cap": [_abbreviated(one) for one in price * worth * shares],
        "as_of": TAKEN, "fetched_at": FETCHED,
    }, dtype=object)


def _abbreviated(number: float) -> str:
    """`42.32B`."""
    for letter, power in (("T", 12), ("B", 9), ("M", 6)):
        if number >= 10**power:
            return f"{number / 10**power:.2f}{letter}"
    return f"{number:,.0f}"


def weather(rows: int, seed: int) -> pd.DataFrame:
    """Observations from everywhere between 60° south and 60° north, at any hour of the year 2025."""
    rng = np.random.default_rng([seed, 2])
    latitude, longitude = rng.uniform(-60, 60, rows), rng.uniform(-179, 179, rows)
    minute = rng.integers(0, 365 * 1440, rows)
    moment = pd.Series(np.datetime64("2025-01-01T00:00", "m") + minute)
    sun = _sun(latitude, longitude, minute)
    temp = _temperature(rng, latitude, minute, sun["height"])
    dew = np.minimum(np.minimum(temp - rng.gamma(1.5, 4.0, rows), 27.0), temp)
    dew = np.maximum(dew, temp - 30)
    humidity = np.asarray(np.clip(np.round(100 * _vapour(dew) / _vapour(temp)), 1, 100), dtype=np.float64)
    wind = np.asarray(np.round(np.minimum(14 * rng.weibull(1.8, rows), 70), 1), dtype=np.float64)
    cloud = np.asarray(np.round(np.where(humidity > _WET, rng.uniform(40, 100, rows), rng.uniform(0, 100, rows))), dtype=np.float64)
    rising = (sun["height"] > 0.02) & (rng.random(rows) < 0.9)
    condition = _condition(cloud, humidity, temp, sun["height"] > 0, rng)
    aqi = np.round(np.clip(np.exp(rng.normal(3.6, 0.6, rows)), 3, 300))
    return pd.DataFrame({
        "location": [f"Place {number}" for number in range(rows)], "latitude": _text(latitude, 2), "longitude": _text(longitude, 2),
        "observed_at": moment.dt.strftime("%Y-%m-%dT%H:%M:00Z"), "local_time": _clock(sun["now"]), "sunrise": _clock(sun["rise"]), "sunset": _clock(sun["down"]),
        "temp_c": _text(temp, 1, "°C"), "feels_like_c": _text(_feels_like(temp, humidity, wind), 1, "°C"), "humidity_pct": _text(humidity, 0, "%"), "dew_point_c": _text(dew, 1, "°C"),
        "wind_kmh": _text(wind, 1, " km/h"), "gust_kmh": _text(wind * rng.uniform(1.2, 1.9, rows), 1, " km/h"), "wind_dir_deg": _text(rng.uniform(0, 359, rows), 0, "°"),
        "pressure_hpa": _text(np.clip(rng.normal(1014, 9, rows), 975, 1043), 0, " hPa"), "visibility_km": _text(np.where(humidity > 95, 5.0, 10.0), 0, " km"),
        "uv_index": _text(np.where(rising, 11 * np.clip(sun["height"], 0, 1) ** 1.3 * (1 - 0.006 * cloud), 0), 0), "aqi": _text(aqi, 0), "aqi_scale": "500",
        "cloud_cover_pct": _text(cloud, 0, "%"), "rain_chance_pct": _text(np.where(cloud > 70, rng.uniform(10, 95, rows), rng.uniform(0, 15, rows)), 0, "%"), "condition": condition,
    }, dtype=object)


def _sun(latitude: Floats, longitude: Floats, minute: npt.NDArray[np.int64]) -> dict[str, Floats]:
    """Sunrise, sunset and now in minutes of the day by a clock set to the nearest hour of the place's sun, and the sine of the sun's height."""
    year = 2 * np.pi * minute / (365 * 1440)
    declination = 6.918e-3 - 0.399912 * np.cos(year) + 0.070257 * np.sin(year) - 6.758e-3 * np.cos(2 * year) + 9.07e-4 * np.sin(2 * year)
    equation = 229.18 * (7.5e-5 + 1.868e-3 * np.cos(year) - 0.032077 * np.sin(year) - 0.014615 * np.cos(2 * year) - 0.040849 * np.sin(2 * year))
    lat = np.radians(latitude)
    half = 4 * np.degrees(np.arccos(np.cos(np.radians(90.833)) / (np.cos(lat) * np.cos(declination)) - np.tan(lat) * np.tan(declination)))
    noon = 720 - 4 * longitude - equation + 60 * np.round(longitude / 15)
    now = (minute + 60 * np.round(longitude / 15)) % 1440
    angle = np.radians((now - noon) / 4)
    return {"rise": noon - half, "down": noon + half, "now": now, "height": np.sin(lat) * np.sin(declination) + np.cos(lat) * np.cos(declination) * np.cos(angle)}


def _temperature(rng: np.random.Generator, latitude: Floats, minute: npt.NDArray[np.int64], height: Floats) -> Floats:
    """Warm near the equator and in summer, warmer by day than by night."""
    season = np.cos(2 * np.pi * (minute / 1440 - 200) / 365) * np.sign(latitude)
    usual = 29 - 0.009 * latitude**2 + 0.22 * np.abs(latitude) * season + 5 * height
    return np.asarray(np.round(np.clip(usual + rng.normal(0, 3.5, len(latitude)), -42, 44), 1))


def _vapour(temp: Floats) -> Floats:
    """Saturation pressure over water in hPa, of a temperature in °C."""
    return np.asarray(6.112 * np.exp(17.62 * temp / (243.12 + temp)))


def _feels_like(temp: Floats, humidity: Floats, wind: Floats) -> Floats:
    """What the US National Weather Service shows: the heat index from 26.7 °C up, the wind chill at and below 10 °C, the air between them."""
    f = temp * 1.8 + 32
    simple = 0.5 * (f + 61 + (f - 68) * 1.2 + humidity * 0.094)
    full = (
        -42.379 + 2.04901523 * f + 10.14333127 * humidity - 0.22475541 * f * humidity - 6.83783e-3 * f**2 - 5.481717e-2 * humidity**2
        + 1.22874e-3 * f**2 * humidity + 8.5282e-4 * f * humidity**2 - 1.99e-6 * f**2 * humidity**2
    )
    hot = (np.where((simple + f) / 2 < 80, simple, full) - 32) / 1.8
    breeze = np.maximum(wind, 4.8) ** 0.16
    cold = 13.12 + 0.6215 * temp - 11.37 * breeze + 0.3965 * temp * breeze
    return np.where(temp >= 26.7, hot, np.where((temp <= 10) & (wind > 4.8), np.minimum(cold, temp), temp))


def _condition(cloud: Floats, humidity: Floats, temp: Floats, by_day: npt.NDArray[np.bool_], rng: np.random.Generator) -> npt.NDArray[Any]:
    """The words for a sky, which rain or snow falls from only where it is covered and the air moist."""
    clear, broken, covered = _CONDITIONS
    dry = np.select([cloud < clear, cloud < broken, cloud < covered], [np.where(by_day, "Sunny", "Clear"), "Partly cloudy", "Cloudy"], "Overcast")
    wet = (cloud > covered) & (humidity > _WET) & (rng.random(len(cloud)) < 0.6)
    return np.where(wet & (temp > 5), "Light rain", np.where(wet & (temp < -1), "Light snow", dry)).astype(object)


def _text(values: Floats, decimals: int, unit: str = "") -> list[str]:
    # Adding 0.0 makes 0 of -0.
    return [f"{one:.{decimals}f}{unit}" for one in np.round(values, decimals) + 0.0]


def _clock(minutes: Floats) -> list[str]:
    """`06:28 AM`."""
    whole = np.round(minutes).astype(int) % 1440
    return [f"{(one // 60 - 1) % 12 + 1:02}:{one % 60:02} {'AM' if one < 720 else 'PM'}" for one in whole.tolist()]
