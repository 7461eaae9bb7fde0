"""How scrapers break weather."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.catalogue import catalogue
from pagegate.mutate.fault import Fault, Records, Traces, Way
from pagegate.mutate.shown import decimals, text, value, with_decimals
from pagegate.mutate.texts import (
    as_fraction,
    drop_digit,
    drop_sign,
    each,
    either,
    in_all,
    in_one_of,
    instead,
    of_another_record,
    picked,
    several_digits,
    shows_any,
    swapped,
)

#: Numbers, and one draw between 0 and 1 for each record, which all its fields share: a scraper has one way of reading winds.
Formula: TypeAlias = Callable[[npt.NDArray[np.float64], npt.NDArray[np.float64]], npt.NDArray[np.float64]]

_TEMPERATURES = ("temp_c", "feels_like_c", "dew_point_c", "temp_min_c", "temp_max_c")
_WINDS = ("wind_kmh", "gust_kmh")
_CLOCKS = ("sunrise", "sunset", "local_time")
#: The readings that a widget prints large.
_LARGE = ("temp_c", "feels_like_c", "humidity_pct", "wind_kmh", "pressure_hpa")
#: Numbers that say how to read others, or where: no readings.
_NO_READINGS = ("aqi_scale", "latitude", "longitude")
_SENTINELS = ("-9999", "-999", "999.9", "9999", "-999.9", "-9999.0", "N/A", "--")
#: 999.9 hPa is an ordinary pressure.
_ELSEWHERE = {"*": _SENTINELS, "pressure_hpa": tuple(one for one in _SENTINELS if one != "999.9")}
_FAR_APART = 4.0
#: From here down a lost minus moves a temperature by more than 6 °C.
_FROST = -3.0
_MS, _MPH = 3.6, 1.609344
#: Metres a second, miles an hour, and each of them converted once too often: a third each.
_UNITS = (1 / _MS, 1 / _MS, 1 / _MPH, 1 / _MPH, _MS, _MPH)
#: Smaller than this share of the wind is a number of m/s, larger one of mph.
_BETWEEN_UNITS = (_MS * _MPH) ** -0.5
#: The lowest UV index that nobody has at night, and the highest of an ordinary noon.
_UV_BY_DAY = (3, 11)


def _fahrenheit(celsius: npt.NDArray[np.float64], _draws: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return celsius * 9 / 5 + 32


def _celsius(fahrenheit: npt.NDArray[np.float64], _draws: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return (fahrenheit - 32) * 5 / 9


def _times(*factors: float) -> Formula:
    return lambda numbers, draws: numbers * np.array(factors)[(draws * len(factors)).astype(np.intp)]


def _converted(records: Records, field: str, formula: Formula, draws: npt.NDArray[np.float64]) -> pd.Series[Any]:
    """A field in another unit, with as many decimals as before."""
    numbers = value(records, field).to_numpy(dtype=float)
    return with_decimals(formula(numbers, draws), decimals(records, field)).set_axis(records.index)


def _convert_one(fields: tuple[str, ...], formula: Formula) -> Way:
    def apply(records: Records, rng: np.random.Generator) -> pd.DataFrame:
        chosen, draws = picked(pd.DataFrame({field: text(records, field).notna() for field in fields}), rng), rng.random(len(records))
        return pd.DataFrame({field: text(records, field).where(chosen != field, _converted(records, field, formula, draws)) for field in fields})

    return Way(shows_any(*fields), apply)


def _convert_all(fields: tuple[str, ...], formula: Formula) -> Way:
    def apply(records: Records, rng: np.random.Generator) -> pd.DataFrame:
        draws = rng.random(len(records))
        return pd.DataFrame({field: _converted(records, field, formula, draws) for field in fields})

    return Way(shows_any(*fields), apply)


def _one_or_all(formula: Formula) -> Way:
    return either(_convert_one(_TEMPERATURES, formula), _convert_all(_TEMPERATURES, formula))


def _one_or_every(before: Records, after: Records) -> pd.DataFrame:
    """Whether one temperature was touched, or several."""
    touched = pd.concat([text(before, name).fillna("") != text(after, name).fillna("") for name in _TEMPERATURES], axis=1).sum(axis=1)
    return pd.DataFrame({"one temperature": touched == 1, "every temperature": touched > 1})


def _by_frost(before: Records, after: Records) -> pd.DataFrame:
    lowest = pd.concat([value(before, name).where(text(before, name).fillna("") != text(after, name).fillna("")) for name in _TEMPERATURES], axis=1).min(axis=1)
    return _one_or_every(before, after).assign(**{f"below {_FROST:g} °C": lowest < _FROST, f"{_FROST:g} to 0 °C": lowest >= _FROST})


def _by_unit(before: Records, after: Records) -> pd.DataFrame:
    ratio = value(after, "wind_kmh") / value(before, "wind_kmh")
    return pd.DataFrame({"m/s": ratio < _BETWEEN_UNITS, "mph": ratio.between(_BETWEEN_UNITS, 1, inclusive="left"), "converted twice": ratio > 1})


def _apart(one: str, other: str) -> Traces:
    """Where two fields differed by more than their rounding, before: only then does it matter which is which."""
    return lambda before, _after: (value(before, one) - value(before, other)).abs() > _coarsest(before, one, other)


def _moved(field: str) -> Traces:
    """Where a field is not what it was, by more than its rounding."""
    return lambda before, after: ~((value(before, field) - value(after, field)).abs() <= pd.concat([_coarsest(before, field), _coarsest(after, field)], axis=1).max(axis=1))


def _coarsest(records: Records, *fields: str) -> pd.Series[Any]:
    """The coarsest last digit of some fields."""
    steps = [records[f"{field}.step"] if f"{field}.step" in records else pd.Series(0.0, index=records.index) for field in fields]
    return pd.concat(steps, axis=1).max(axis=1).fillna(0.0) + 1e-9


def _by_gap(before: Records, _after: Records) -> pd.DataFrame:
    gap = (value(before, "temp_c") - value(before, "feels_like_c")).abs()
    return pd.DataFrame({f"more than {_FAR_APART:g} °C apart": gap > _FAR_APART, f"at most {_FAR_APART:g} °C apart": gap <= _FAR_APART})


def _half_lost(one: str, _rng: np.random.Generator) -> str:
    """`18:20`, shown as `06:20 PM`, stored as `06:20`."""
    return f"{(int(one[:2]) - 1) % 12 + 1:02}{one[2:]}"


def _readings() -> tuple[str, ...]:
    """Every number that a record of weather may hold, but those that are no readings."""
    columns = catalogue().schemas["weather"].columns
    return tuple(name for name, column in columns.items() if str(column.dtype) == "float64" and name not in _NO_READINGS)


def _sentinel(records: Records, rng: np.random.Generator) -> pd.DataFrame:
    fields = _readings()
    chosen = picked(pd.DataFrame({field: text(records, field).notna() for field in fields}), rng)
    return pd.DataFrame({field: text(records, field).where(chosen != field, each(text(records, field), rng, instead(_ELSEWHERE, field))) for field in fields})


def _minutes(records: Records, field: str) -> pd.Series[Any]:
    """A clock in minutes of the day: float64, NaN where it is not shown."""
    clock = text(records, field)
    return pd.to_numeric(clock.str[:2]).astype("float64") * 60 + pd.to_numeric(clock.str[3:5]).astype("float64")


def _at_night(records: Records) -> pd.Series[Any]:
    """Records whose clock is more than an hour outside the day they show, and who show a UV index."""
    now, rise, down = (_minutes(records, field) for field in ("local_time", "sunrise", "sunset"))
    if "observed_at" in records:
        moment = records["observed_at"].where(~records["observed_at.zoned"]) if "observed_at.zoned" in records else records["observed_at"]
        now = now.fillna(moment.dt.hour * 60.0 + moment.dt.minute)
    return text(records, "uv_index").notna() & (rise < down) & ((now < rise - 60) | (now > down + 60))


def _ultraviolet(records: Records, rng: np.random.Generator) -> pd.DataFrame:
    index = rng.integers(*_UV_BY_DAY, endpoint=True, size=len(records)).astype(float)
    return pd.DataFrame({"uv_index": with_decimals(index, np.minimum(decimals(records, "uv_index"), 1)).set_axis(records.index)})


def _minus(one: str) -> bool:
    return one.startswith("-")


_fault = partial(Fault, kind="weather")


_TEMPERATURE = "feels-like against the formulas, moisture against what air can hold, the extremes ever measured"
_AIR = "moisture against what air can hold, sky against clouds"

FAULTS = (
    _fault(
        name="fahrenheit-stored-as-celsius", what="one temperature, or every one, is the Fahrenheit number", way=_one_or_all(_fahrenheit), expected=_TEMPERATURE,
        plausible="in cold weather, where the numbers are those of a warm day", cases=_one_or_every,
    ),
    _fault(
        name="celsius-read-as-fahrenheit", what="one Celsius temperature, or every one, is converted as if it were Fahrenheit", way=_one_or_all(_celsius), expected=_TEMPERATURE,
        plausible="often, if all are: the numbers are those of a winter's day", cases=_one_or_every,
    ),
    _fault(
        name="feels-like-of-another-row", what="feels-like is another observation's", way=of_another_record("feels_like_c"), expected=_TEMPERATURE,
        plausible="where the other place is about as warm", traces=_moved("feels_like_c"),
    ),
    _fault(
        name="feels-like-and-temperature-swapped", what="feels-like and temperature stand in each other's place", way=swapped("temp_c", "feels_like_c"), expected=_TEMPERATURE,
        plausible="where the two are close", traces=_apart("temp_c", "feels_like_c"), cases=_by_gap,
    ),
    _fault(name="humidity-as-fraction", what="75 % is stored as 0.75", way=in_all(("humidity_pct",), as_fraction), expected="no air is that dry"),
    _fault(
        name="humidity-and-cloud-swapped", what="humidity and cloud cover stand in each other's place", way=swapped("humidity_pct", "cloud_cover_pct"), expected=_AIR,
        plausible="often: both are percents, and most of one fit the other", traces=_apart("humidity_pct", "cloud_cover_pct"),
    ),
    _fault(
        name="wind-in-another-unit", what="the wind is the number of m/s or mph, or converted to km/h twice", way=_convert_all(("wind_kmh",), _times(*_UNITS)),
        expected="gust against wind, feels-like against the wind, storms under a calm sky", plausible="nearly always: one record rarely tells the unit of its wind; a whole scrape does",
        traces=_moved("wind_kmh"), cases=_by_unit,
    ),
    _fault(name="gust-and-wind-swapped", what="gust and wind stand in each other's place", way=swapped(*_WINDS), expected="a gust is no weaker than the wind", traces=_apart(*_WINDS)),
    _fault(name="sunrise-and-sunset-swapped", what="sunrise and sunset stand in each other's place", way=swapped("sunrise", "sunset"), expected="the sun rises before it sets"),
    _fault(
        name="am-pm-lost", what="every clock of the record loses its AM or PM", way=in_all(_CLOCKS, _half_lost, lambda one: not 1 <= int(one[:2]) <= 12),
        expected="sunrise before sunset, both about as far from noon; the clock against the time of observation", plausible="where only the local time is shown",
    ),
    _fault(
        name="sentinel-leaked", what="a number or word that stands for a missing value is stored as a reading", way=Way(shows_any(*_readings()), _sentinel),
        expected="sentinels, ranges, and words where a number should be",
    ),
    _fault(
        name="minus-lost", what="one temperature, or every one, loses its minus", way=either(in_one_of(_TEMPERATURES, drop_sign, _minus), in_all(_TEMPERATURES, drop_sign, _minus)),
        expected=_TEMPERATURE, plausible="near zero, and where all readings are mirrored alike", cases=_by_frost,
    ),
    _fault(
        name="digit-dropped", what="one digit of temperature, feels-like, humidity, wind or pressure is lost", way=in_one_of(_LARGE, drop_digit, several_digits),
        expected=f"ranges; {_TEMPERATURE}", plausible="where the last digit goes, or any number fits, as in humidity and wind",
    ),
    _fault(name="uv-at-night", what="the UV index of noon stands beside a clock at night", way=Way(_at_night, _ultraviolet), expected="there is no ultraviolet light at night"),
)
