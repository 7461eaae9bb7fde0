"""What the published feels-like formulas allow: sites differ in the formula, so only the envelope of all of them can judge."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate.frames import once

from ._columns import believable, half_step
from ._physics import apparent_temperature, dew_point, heat_index, humidex, relative_humidity, wind_chill
from ._sun import dark

#: Humid heat, in °C (80 °F) and %: here every formula but Steadman's in strong wind lies at the air temperature or above.
HOT, HUMID = 26.66, 50.0
#: Muggy air that is not hot: from here up, in °C and %.
MILD, MUGGY = 20.0, 75.0
#: Up to here, in °C, wind chill is defined; all formulas but humidex apply and lie close together.
COLD = 10.0
#: Up to here, in °C, humidity adds next to nothing; and up to here, it does not add so much that formulas run apart.
COOL, WARM = 20.0, 30.0
#: What `sunless` looks at.
SUN = ("uv_index", "local_time", "sunrise", "sunset", "observed_at", "observed_at.zoned", "timezone", "latitude", "longitude")
#: Winds to reckon with where none is shown, in km/h: an ordinary breeze, and the strongest that is not news.
BREEZE, STRONG = 18.0, 54.0
#: The most moisture to reckon with where no humidity is shown, as a dew point in °C.
_MUGGIEST = 30.0


@once
def envelope(weather: pd.DataFrame) -> pd.DataFrame:
    """The least and the most that any formula gives: float64 `low` and `high` in °C, rounding of all numbers shown included.

    Reads temp_c and feels_like_c, and humidity_pct and wind_kmh where they are believable; unknown wind is 0..54 km/h, unknown humidity 0..100 %
    (at the most a dew point of 30 °C). Null where the air temperature or the feels-like is missing or impossible.
    """
    return _bounds(weather, STRONG)


@once
def breezy_envelope(weather: pd.DataFrame) -> pd.DataFrame:
    """The same as `envelope`, with unknown wind taken as 0..18 km/h."""
    return _bounds(weather, BREEZE)


def humid_heat(weather: pd.DataFrame) -> pd.Series[Any]:
    """Where the air is at least 26.7 °C and 50 % humid; False where either is unknown or impossible."""
    return (believable(weather, "temp_c") >= HOT) & (believable(weather, "humidity_pct") >= HUMID)


def muggy(weather: pd.DataFrame) -> pd.Series[Any]:
    """Where the air is 20 to 26.7 °C and at least 75 % humid; False where either is unknown or impossible."""
    temp = believable(weather, "temp_c")
    return (temp >= MILD) & (temp < HOT) & (believable(weather, "humidity_pct") >= MUGGY)


def cold_wind(weather: pd.DataFrame) -> pd.Series[Any]:
    """Where wind chill is defined: air of 10 °C and less, wind above 4.8 km/h; False where either is unknown or impossible."""
    return (believable(weather, "temp_c") <= COLD) & (believable(weather, "wind_kmh") > 4.8)


@once
def sunless(weather: pd.DataFrame) -> pd.Series[Any]:
    """Where no sunshine can make it feel warmer: night beyond doubt, or a UV index below 2."""
    return dark(weather).fillna(value=False).astype(bool) | (believable(weather, "uv_index") < 2)


@once
def steadman(weather: pd.DataFrame) -> pd.Series[Any]:
    """The Australian apparent temperature in °C, at the humidity and wind shown; null where one of them is unknown or impossible."""
    temp, humidity, wind = (believable(weather, name) for name in ("temp_c", "humidity_pct", "wind_kmh"))
    return pd.Series(apparent_temperature(temp, humidity, wind), index=weather.index)


@once
def chilled(weather: pd.DataFrame) -> pd.Series[Any]:
    """The higher of wind chill and Australian apparent temperature in °C (the former alone where no humidity is shown); null without wind chill."""
    chill = pd.Series(wind_chill(believable(weather, "temp_c"), believable(weather, "wind_kmh")), index=weather.index)
    return chill.where(~(steadman(weather) > chill), steadman(weather))


def freezes_mirrored(weather: pd.DataFrame) -> pd.Series[Any]:
    """Where the feels-like in a cold wind is above zero, the formulas say below, and with a minus it would be what they say; False where that is unknown.

    More than 1.2 °C above all of them (1.7 where sunshine may add to it) and, with the minus, at most 1 °C outside wind chill and Australian apparent temperature.
    """
    feels, temp, wind = (believable(weather, name) for name in ("feels_like_c", "temp_c", "wind_kmh"))
    chill = pd.Series(wind_chill(temp, wind), index=weather.index)
    low = chill.where(~(steadman(weather) < chill), steadman(weather))
    high, rounding = chilled(weather), half_step(weather, "feels_like_c") + half_step(weather, "temp_c")
    above = feels > high + sunless(weather).map({True: 1.2, False: 1.7}) + rounding + 1e-9
    mirrored = (-feels >= low - 1.0 - rounding - 1e-9) & (-feels <= high + 1.0 + rounding + 1e-9)
    return cold_wind(weather) & feels.gt(0) & above & mirrored


def lowest(failing: pd.DataFrame) -> pd.DataFrame:
    """For messages: the least that any formula gives, in °C to one decimal."""
    return breezy_envelope(failing)[["low"]].round(1).rename(columns={"low": "lowest"})


def expected(failing: pd.DataFrame) -> pd.DataFrame:
    """For messages: the least and the most that any formula gives, in °C to one decimal."""
    return envelope(failing).round(1).rename(columns={"low": "lowest", "high": "highest"})


def _bounds(weather: pd.DataFrame, unknown_wind: float) -> pd.DataFrame:
    temp, humidity, wind = (believable(weather, name) for name in ("temp_c", "humidity_pct", "wind_kmh"))
    d_temp, d_humidity, d_wind = (half_step(weather, name) for name in ("temp_c", "humidity_pct", "wind_kmh"))
    shown = half_step(weather, "feels_like_c").to_numpy()
    cool, warm = (temp - d_temp).to_numpy(), (temp + d_temp).to_numpy()
    calm, windy = (wind - d_wind).clip(lower=0).fillna(0.0).to_numpy(), (wind + d_wind).fillna(unknown_wind).to_numpy()
    dry = (humidity - d_humidity).clip(lower=0).fillna(0.0).to_numpy()
    moist = (humidity + d_humidity).clip(upper=100).to_numpy()
    moist = np.where(np.isnan(moist), np.clip(relative_humidity(warm, _MUGGIEST), None, 100), moist)
    low = np.fmin.reduce([cool, heat_index(cool, dry), wind_chill(cool, windy), apparent_temperature(cool, dry, windy)])
    high = np.fmax.reduce([warm, heat_index(warm, moist), apparent_temperature(warm, moist, calm), humidex(warm, dew_point(warm, moist))])
    known = believable(weather, "feels_like_c").notna().to_numpy() & temp.notna().to_numpy()
    return pd.DataFrame({"low": np.where(known, low - shown, np.nan), "high": np.where(known, high + shown, np.nan)}, index=weather.index)
