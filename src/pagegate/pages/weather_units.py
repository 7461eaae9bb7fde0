"""Gives readings the unit that their page leaves unsaid, and writes them as the reader of numbers takes them.

`63°` is 63 °F on a page of miles and inches. Where nothing on the page tells which degrees are meant, a temperature stays unread and is reported.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages import labels
from pagegate.pages.arrow import matches, take
from pagegate.pages.compass import POINTED, degrees
from pagegate.pages.segments import Segments
from pagegate.pages.weather_pairs import BROKEN, HIGH
from pagegate.pages.weather_tokens import Tokens
from pagegate.pages.weather_values import FIELD, QUANTITY, UNIT_CODE, UNIT_NAMES

Mask = npt.NDArray[np.bool_]
_NAMES = np.array(UNIT_NAMES, dtype=object)
_TEMPERATURES = [FIELD[name] for name in labels.TEMPERATURES]
_SPEEDS = [FIELD["wind_kmh"], FIELD["gust_kmh"]]

#: Units of countries that measure in Fahrenheit, and of those that do not. Miles and miles an hour say neither: Britain has them with degrees Celsius.
_FAHRENHEIT_UNITS = ("inHg", "in")
_CELSIUS_UNITS = ("km/h", "m/s", "mm", "cm", "km", "kPa", "mmHg", "hPa")
_BRITISH_OR_AMERICAN = ("mph", "mi", "ft")
#: °C above which a number is none: with miles, the highest ever measured in Britain (40.3 °C, Coningsby, 19 July 2022, Met Office); and above which the world knows hardly any.
_HOTTEST_IN_BRITAIN, _HARDLY_EVER = 40.5, 50.0
#: Degrees that may be either are taken as °C up to here where no unit of the page speaks of miles: most of the world has them, and so warm it is only in F.
_ORDINARY = 40.0
_BRITAIN = r"(?i)\bmet office\b|\bbbc\b|\bu\.?k\b|\.co\.uk|united kingdom|\bbritain|\bengland\b|\bscotland\b|\bwales\b|\blondon\b|celsius|£"
_AMERICA = (
    r"(?i:national weather service|\bnoaa\b|\busa?\b|u\.s\.|united states|fahrenheit)|, (?:AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY)\b|\bE[SD]T\b|\b[CMP][SD]T\b"
)


def settle_units(hits: pd.DataFrame, tokens: Tokens, found: Segments) -> npt.NDArray[np.bool_]:
    """Fill the column `unit` of readings (`row`, `field`, `value`, `unit`, `number`) where their page tells it; says which temperatures it leaves open."""
    page = tokens.page[hits["value"].to_numpy(dtype=np.int64)]
    temperature = np.isin(hits["field"].to_numpy(dtype=np.int64), _TEMPERATURES) & np.isin(tokens.quantity[hits["value"]], (QUANTITY["degree"], QUANTITY["plain"]))
    unsaid = temperature & _in(hits["unit"], ("°", ""))
    bare = _bare_speeds(hits)
    if not (unsaid.any() or bare.any()):
        return unsaid
    fahrenheit, open_ = _degrees_of(hits, temperature, unsaid, page, tokens, found)
    hits.loc[unsaid & fahrenheit, "unit"] = "°F"
    _wind(hits, bare, fahrenheit)
    return open_


def _degrees_of(hits: pd.DataFrame, temperature: Mask, unsaid: Mask, page: npt.NDArray[np.int64], tokens: Tokens, found: Segments) -> tuple[Mask, Mask]:  # noqa: PLR0913, PLR0917  what is known of the readings
    """For each reading whether degrees without a letter are °F, and whether they may be either."""
    row, pages = hits["row"].to_numpy(dtype=np.int64), int(found.page[-1]) + 1
    undecided = np.ones(len(hits), dtype=bool)
    fahrenheit = np.zeros(len(hits), dtype=bool)
    for ours, theirs in ((("°F",), ("°C",)), (_FAHRENHEIT_UNITS, _CELSIUS_UNITS)):
        mine = [_any(_in(hits["unit"], units), row)[row] for units in (ours, theirs)]
        whole = [_any(np.isin(tokens.unit, [UNIT_CODE[name] for name in units]), tokens.page, pages)[page] for units in (ours, theirs)]
        for first, second in (mine, whole):
            tells = undecided & (first != second)
            fahrenheit |= tells & first
            undecided &= ~tells
            # Where a widget or page shows both, as some do side by side, it is one that has °C.
            undecided &= ~(first & second)
    value = tokens.amount(hits["value"].to_numpy(dtype=np.int64))
    hottest = pd.Series(np.where(temperature & unsaid, value, np.nan)).groupby(row).transform("max").fillna(0).to_numpy(dtype=float)
    miles = _any(np.isin(tokens.unit, [UNIT_CODE[name] for name in _BRITISH_OR_AMERICAN]), tokens.page, pages)[page]
    hot = undecided & (hottest > np.where(miles, _HOTTEST_IN_BRITAIN, _HARDLY_EVER))
    fahrenheit |= hot
    undecided &= ~hot & (miles | (hottest > _ORDINARY))
    if (undecided & unsaid).any():
        british, american = _country(undecided & unsaid, page, found)
        fahrenheit |= undecided & american & ~british
        undecided &= british == american
    return fahrenheit, unsaid & undecided


def _country(rows: Mask, page: npt.NDArray[np.int64], found: Segments) -> tuple[Mask, Mask]:
    """Which pages speak of Britain, and which of the United States; only those of the given rows are looked at."""
    asked = np.flatnonzero(np.isin(found.page, np.unique(page[rows])))
    texts = take(found.text, asked)
    return tuple(_any(matches(texts, pattern), found.page[asked], int(found.page[-1]) + 1)[page] for pattern in (_BRITAIN, _AMERICA))  # type: ignore[return-value]  # two patterns, two masks


def _in(texts: Any, wanted: tuple[str, ...]) -> Mask:
    """Which texts are among some."""
    result: Mask = pd.Series(texts).isin(wanted).to_numpy(dtype=bool)
    return result


def _any(mask: npt.NDArray[Any], of: npt.NDArray[np.int64], count: int = 0) -> Mask:
    """For each number of `of` whether the mask holds anywhere there."""
    result: Mask = np.bincount(of, weights=mask, minlength=count) > 0
    return result


def _bare_speeds(hits: pd.DataFrame) -> pd.Series[bool]:
    """Which readings are speeds without a unit."""
    bare = hits["field"].isin(_SPEEDS) & (hits["unit"] == "")
    return bare & hits["number"].str.contains(r"^-?[0-9]", regex=True) if bare.any() else bare


def _wind(hits: pd.DataFrame, bare: pd.Series[bool], fahrenheit: Mask) -> None:
    """A speed without a unit is in that of the widget's other speed; else in miles where its degrees are °F."""
    speed = hits["field"].isin(_SPEEDS)
    said = hits["unit"].where(speed & (hits["unit"] != "")).groupby(hits["row"]).transform("first")
    unit = said.where(said.notna(), pd.Series(np.where(fahrenheit, "mph", ""), index=hits.index))
    hits.loc[bare, "unit"] = unit[bare]


def written(hits: pd.DataFrame, tokens: Tokens) -> pd.Series[Any]:
    """The readings (`field`, `value`, `label`, `number`, `unit`) as text for the reader of numbers and times."""
    quantity = tokens.quantity[hits["value"].to_numpy(dtype=np.int64)]
    number, unit = hits["number"].astype("str"), hits["unit"].astype("str")
    # In Europe 1.013 hPa has a thousand: no place has a pressure of one.
    thousand = (hits["field"] == FIELD["pressure_hpa"]) & unit.isin(("hPa", "")) & number.str.contains(r"^1\.[0-9]{3}$", regex=True)
    number = number.where(~thousand, number.str.replace(".", "", regex=False))
    text = number + unit.where(unit.isin(("", "%", "°", "°C", "°F")), " " + unit)
    text = text.where(~np.isin(quantity, (QUANTITY["clock"], QUANTITY["calm"], QUANTITY["trace"])), number)
    gone = quantity == QUANTITY["missing"]
    if gone.any():
        word = pd.Series(tokens.texts(hits["value"].to_numpy(dtype=np.int64)), index=hits.index, dtype="str").str.extract(r"^(--|—|–|-|[A-Za-z/#]+)", expand=False).fillna("--")
        # A dash means that there was no rain, or no gust; elsewhere it means that there is no reading.
        nothing = hits["field"].isin([FIELD[name] for name in ("precip_mm", "gust_kmh", "rain_chance_pct")]) & word.isin(("-", "–", "—"))
        text = text.where(~gone, word.where(~nothing))
    return text


def as_numbers(hits: pd.DataFrame, tokens: Tokens) -> None:
    """Fill `number` and `unit` from the tokens; a value without a unit has that of its label, `Temp (°C)`; `end` says which end of a spread is meant."""
    value, label = (hits[name].to_numpy(dtype=np.int64) for name in ("value", "label"))
    hits["number"], hits["unit"] = tokens.number(value), _NAMES[tokens.unit[value]]
    high = hits["end"].eq(HIGH).to_numpy(dtype=bool)
    hits.loc[high, "number"] = tokens.high(value[high])
    named = (label >= 0) & (hits["unit"] == "").to_numpy(dtype=bool) & (tokens.quantity[value] == QUANTITY["plain"])
    hits.loc[named, "unit"] = _NAMES[tokens.unit[label[named]]]
    split = hits["end"].eq(BROKEN).to_numpy(dtype=bool)
    hits.loc[split, "number"] = hits.loc[split, "number"] + " " + tokens.number(value[split] + 1)
    hits.loc[split, "unit"] = _NAMES[tokens.unit[value[split] + 1]]


def winds(hits: pd.DataFrame, tokens: Tokens) -> pd.DataFrame:
    """Where the wind of each observation comes from, as readings of `wind_dir_deg`."""
    spoken = (hits["field"] == FIELD["wind_dir_deg"]) & (hits["value"] == hits["label"])
    numbered = hits.loc[(hits["field"] == FIELD["wind_dir_deg"]) & ~spoken, "row"]
    blowing = pd.concat([hits[spoken], hits[hits["field"].isin([FIELD["wind_kmh"], FIELD["wind_mph"]])]]).drop_duplicates("row", ignore_index=True)
    blowing = blowing[~blowing["row"].isin(numbered)]
    label = np.maximum(blowing["label"].to_numpy(dtype=np.int64), 0)
    name = pd.Series(tokens.texts(label), dtype="str").where(blowing["label"].to_numpy() >= 0, "")
    value = blowing["value"].to_numpy(dtype=np.int64)
    # In `3.6 m/s (13 km/h) NW` the direction stands behind the second unit.
    second = np.minimum(value + 1, len(tokens) - 1)
    second = np.where((tokens.quantity[second] == QUANTITY["speed"]) & (tokens.segment[second] == tokens.segment[value]), second, value)
    behind, last, before = (pd.Series(tokens.said.winds[tokens.wind[at]], dtype="str") for at in (value, second, label))
    behind = behind.where(behind != "", last)
    said = behind.where(behind != "", before.where(name != "", ""))
    # `서풍` and `北西の風` are labels that say it themselves.
    said = said.where(said != "", name.str.extract(POINTED, expand=False).fillna(""))
    degree = np.full(len(said), np.nan)
    told = (said != "").to_numpy(dtype=bool)
    if told.any():
        degree[told] = degrees(said[told], name[told])
    known = np.isfinite(degree)
    result: pd.DataFrame = blowing[known].assign(field=FIELD["wind_dir_deg"], shown=pd.Series(degree[known], index=blowing.index[known]).map("{:g}".format), text=said[known].to_numpy())
    return result
