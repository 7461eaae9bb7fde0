"""What values look like in a weather widget, which quantity each measures, and how the records are given it.

A value is a number with its unit (`24.1 km/h`, `−5°`, `1 013 hPa`), a clock time, a spread (`16–28°C`) or a word for a missing one (`--`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.pages import labels
from pagegate.pages.arrow import Strings, matches, numpy, strings, take

#: What a value measures. `plain`: a number without a unit. `force`: Beaufort, which is a range of speeds. `unbounded`: "unlimited". `duration`: `24h`, said of another value.
QUANTITIES = ("plain", "degree", "percent", "speed", "force", "pressure", "depth", "inches", "distance", "density", "clock", "missing", "calm", "trace", "unbounded", "duration")
QUANTITY = {name: code for code, name in enumerate(QUANTITIES)}

_GAP = "[\\s\u00a0\u2007\u2009\u202f]"
#: (quantity, how it is written for the reader of numbers, RE2 for how sites print it); the first that fits wins.
UNITS = (
    ("degree", "°C", r"[°º˚]" + _GAP + r"?[Cc]|℃|(?i:degrees?|deg\.?|grad|degrés?|grados|gradi|graus)" + _GAP + r"?(?i:celsius|c\b)"),
    ("degree", "°F", r"[°º˚]" + _GAP + r"?[Ff]|℉|(?i:degrees?|deg\.?)" + _GAP + r"?(?i:fahrenheit|f\b)"),
    ("degree", "°", r"[°º˚]|(?i:degrees?|grad\b|degrés?|grados|gradi|graus)|度|도"),
    ("percent", "%", r"[%％]|(?i:per ?cent|pct\b)"),
    ("speed", "km/h", r"(?i:km" + _GAP + "?/" + _GAP + r"?(?:hour|hr?|u|t|sa(?:at)?)|kmh|kph|kmph|km/std|км/ч)|公里/小時|公里/小时"),
    ("speed", "mph", r"(?i:mph|mi/h|miles per hour)"),
    ("speed", "m/s", r"(?i:m" + _GAP + "?/" + _GAP + r"?s(?:ec)?|mps|м/с)|米/秒"),
    ("speed", "kn", r"(?i:kts?|kn|knots?|узл\w*)\b"),
    ("force", "bft", r"(?i:bft|beaufort)|[級级급]"),
    ("pressure", "inHg", r"(?i:in\.?" + _GAP + "?hg|inches of mercury)"),
    ("pressure", "mmHg", r"(?i:mm" + _GAP + "?hg|мм" + _GAP + r"?рт\.?" + _GAP + r"?ст\.?)"),
    ("pressure", "hPa", r"(?i:hpa|mbars?|millibars?|mb|гпа)|百帕"),
    ("pressure", "kPa", r"(?i:kpa)"),
    ("density", "µg/m³", r"(?:[µμuм]g|мкг)" + _GAP + "?/" + _GAP + "?[mм][³3]|㎍/㎥|μg/㎥"),
    ("depth", "mm", r"(?i:mm|l/m[²2]|мм)|毫米|公厘|㎜"),
    ("depth", "cm", r"(?i:cm|см)"),
    ("inches", "in", r"(?i:inch(?:es)?|in)\b\.?|[\"″]"),
    ("distance", "km", r"(?i:km|км)|公里|㎞"),
    ("distance", "mi", r"(?i:miles?|mi)\b\.?"),
    ("distance", "ft", r"(?i:ft|feet)\b"),
    ("distance", "m", r"(?i:met(?:er|re)s?|m|м)\b|米"),
    ("degree", "°C", r"C\b"),
    ("degree", "°F", r"F\b"),
    ("degree", "K", r"K\b"),
)
UNIT = "(?:" + "|".join(pattern for _, _, pattern in UNITS) + ")"
_DIGITS = "(?:[1-9][0-9]{0,2}(?:[\u00a0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*)"
_SIGN = "(?:[+\\-\u2212\u2013\ufe63\uff0d]|\u2212" + _GAP + "|(?i:minus|moins|menos|meno)" + _GAP + "|영하" + _GAP + "?|零下)"
_BOUND = "(?:[<>≤≥~≈]" + _GAP + "?)"
_TO = _GAP + "?(?:[-\u2013\u2014~～〜]|\\.\\.\\.?|(?i:to|bis|à|до)" + _GAP + ")" + _GAP + "?"
#: An index out of its scale, `5 of 11`: the scale is not the value.
_OUT_OF = "(?:" + _GAP + "?(?:of|out of|von|sur)" + _GAP + "?1[0-9]\\b|" + _GAP + "?/" + _GAP + "?1[01]\\b)"
_SPREAD = rf"{_SIGN}?{_DIGITS}{_GAP}?(?:[°º˚][CF]?|℃|℉)?{_TO}{_SIGN}?{_DIGITS}{_GAP}?{UNIT}?"
_NUMBER = rf"{_BOUND}?{_SIGN}?{_DIGITS}(?:{_OUT_OF}|\+?(?:{_GAP}?{UNIT})?)|\.[0-9]{{1,3}}{_GAP}?(?:in\b|[\"″])"
#: Thousands apart by an ordinary blank are told by their unit alone.
_SPACED = rf"1 [0-9]{{3}}(?:[.,][0-9]{{1,2}})?{_GAP}?(?:hPa|hpa|mbar|mb)"
_HALF = _GAP + r"?(?:[AaPp]\.?" + _GAP + r"?[Mm]\.?)"
CLOCK = (
    rf"[\-–]?(?:(?:上午|下午|午前|午後|오전|오후){_GAP}?)?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:{_HALF}|{_GAP}?Uhr)?|[0-9]{{1,2}}\.[0-9]{{2}}(?:{_HALF}|{_GAP}?Uhr)|[0-9]{{1,2}}{_GAP}?[hH]{_GAP}?[0-9]{{2}}|[0-9]{{1,2}}[時时시]{_GAP}?[0-9]{{1,2}}[分분]|(?:1[0-2]|0?[1-9]){_HALF}"
)
#: Neither a reading nor a range: dates and coordinates.
NO_VALUE = r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{1,3}(?:\.[0-9]+)?°" + _GAP + r"?[0-9]{1,2}[.0-9]*['′’]|[0-9]{1,3}\.[0-9]{2,}" + _GAP + r"?°(?:" + _GAP + r"?[NSEW]\b)?|[0-9]{1,3}(?:\.[0-9]+)?" + _GAP + r"?°" + _GAP + r"?[NS]\b,?" + _GAP + r"?[0-9]{1,3}(?:\.[0-9]+)?" + _GAP + r"?°" + _GAP + r"?[EWO]\b"
_WORDS_MISSING = r"(?:[Nn]/[Aa]|#N/A|NaN|nan|null|None|undefined)"
MISSING = rf"(?:-{{1,2}}:-{{1,2}}|—|–:–|-{{2,3}}|{_WORDS_MISSING})(?:{_GAP}?(?:[°º˚][CF]?|%|km/h|mph|m/s|hPa|mb|inHg|mm|km|mi)\b?)?"
_DURATION = "[0-9]{1,2}" + _GAP + r"?(?:(?i:h(?:rs?|ours?)?|std\.?)\b|시간|時間|小时|小時)"
#: A value; clock times before numbers, so that 06:28 is not 06.
VALUE = rf"(?:{NO_VALUE}|{CLOCK}|{_DURATION}|{_SPACED}|{_SPREAD}|{_NUMBER}|{MISSING})"
_PARTS = rf"^{_BOUND}?(?P<sign>{_SIGN}?)(?P<number>{_DIGITS}|1 [0-9]{{3}}(?:[.,][0-9]+)?|\.[0-9]+)\+?{_GAP}?(?P<unit>{UNIT}?)(?:{_OUT_OF})?$"
_SPREAD_PARTS = rf"^(?P<sign>{_SIGN}?)(?P<number>{_DIGITS}){_GAP}?(?P<first>(?:[°º˚][CF]?|℃|℉)?){_TO}(?P<sign2>{_SIGN}?)(?P<number2>{_DIGITS}){_GAP}?(?P<unit>{UNIT}?)$"


#: The names of units, in the order of their codes; 0 is none.
UNIT_NAMES = ("", *dict.fromkeys(name for _, name, _ in UNITS))
UNIT_CODE = {name: code for code, name in enumerate(UNIT_NAMES)}
#: Most numbers; none of them is a date, a clock time or a coordinate, and the expressions above take each apart in one way only.
_ORDINARY = r"^[+\-]?[0-9]+(?:[.,][0-9]+)?(?:[% +]|°[CF]|° [CF])?$"
#: And what looks like a spread between two, as a price and its change do: `1.98-0.02`.
_ORDINARY_SPREAD = r"^(?:[0-9]+ ?-[0-9]+|[0-9]+[.,][0-9]+ ?-[0-9]+[.,][0-9]+) ?$"
#: Clock times that are written as the reader of times takes them.
_ORDINARY_CLOCK = r"^[0-9]{1,2}:[0-9]{2}(?: [AaPp][Mm])?$"


@dataclass(frozen=True)
class Values:
    """Values as printed, understood; parallel arrays.

    `quantity` (a code of `QUANTITIES`, -1 for what is no value), `number` (sign and digits as the reader of numbers takes them, or the clock time), `high` (the upper
    end of a spread, else ""), `unit` (a code of `UNIT_NAMES`, 0 if none).
    """

    quantity: npt.NDArray[np.int64]
    number: npt.NDArray[Any]
    high: npt.NDArray[Any]
    unit: npt.NDArray[np.int64]


def values(texts: Strings) -> Values:
    """Understand values as printed, each on its own."""
    ordinary, spread = matches(texts, _ORDINARY), matches(texts, _ORDINARY_SPREAD)
    lanes = ((ordinary, _ordinary), (spread, _ordinary_spreads), (~(ordinary | spread), _others))
    read = [(rows, reader(take(texts, rows))) for rows, reader in lanes if rows.any()]
    result = Values(np.empty(len(texts), dtype=np.int64), np.empty(len(texts), dtype=object), np.empty(len(texts), dtype=object), np.empty(len(texts), dtype=np.int64))
    for rows, some in read:
        for name, column in vars(result).items():
            column[rows] = getattr(some, name)
    return result


def _ordinary(texts: Strings) -> Values:
    """Numbers with a point or a comma at the most, and behind them a percent or degrees of a kind, or nothing."""
    count = len(texts)
    percent, celsius, fahrenheit = (numpy(pc.ends_with(texts, mark)).astype(bool) for mark in ("%", "C", "F"))
    quantity, unit = np.full(count, QUANTITY["plain"], dtype=np.int64), np.zeros(count, dtype=np.int64)
    for mask, measured, name in ((percent, "percent", "%"), (celsius, "degree", "°C"), (fahrenheit, "degree", "°F")):
        quantity[mask], unit[mask] = QUANTITY[measured], UNIT_CODE[name]
    number = pc.utf8_rtrim(pc.ascii_ltrim(texts, "+"), "%°CF +")
    return Values(quantity, numpy(number), np.full(count, "", dtype=object), unit)


def _ordinary_spreads(texts: Strings) -> Values:
    """Two numbers of one kind with a dash between them, and no unit."""
    ends = [text.split("-") for text in texts.to_pylist()]  # pyarrow gives lists of parts, which cost more than the texts themselves
    low, high = (np.array([end[place].rstrip(" ") for end in ends], dtype=object) for place in (0, 1))
    count = len(ends)
    return Values(np.full(count, QUANTITY["plain"], dtype=np.int64), low, high, np.zeros(count, dtype=np.int64))


def _others(texts: Strings) -> Values:
    count = len(texts)
    quantity = np.full(count, -1, dtype=np.int64)
    number, high = (np.full(count, "", dtype=object) for _ in range(2))
    unit = np.zeros(count, dtype=np.int64)
    nothing, clock, missing, lasting, ranged, single = (matches(texts, pattern) for pattern in (f"^(?:{NO_VALUE})$", f"^(?:{CLOCK})$", f"^(?:{MISSING})$", f"^(?:{_DURATION})$", _SPREAD_PARTS, _PARTS))
    clock &= ~nothing
    ranged &= ~nothing & ~clock
    single &= ~nothing & ~clock & ~ranged
    # What is taken apart has been matched before: groups cost many times what a match does.
    for rows, pattern in ((single, _PARTS), (ranged, _SPREAD_PARTS)):
        if not rows.any():
            continue
        parts = pc.extract_regex(take(texts, rows), pattern)
        part = {field.name: pc.fill_null(parts.field(place), "") for place, field in enumerate(parts.type)}
        number[rows] = _signed(part["sign"], part["number"])
        shown = part["unit"] if "first" not in part else pc.if_else(pc.equal(part["unit"], ""), part["first"], part["unit"])
        quantity[rows], unit[rows] = units(shown)
        if "number2" in part:
            high[rows] = _signed(part["sign2"], part["number2"])
    quantity[clock] = QUANTITY["clock"]
    if clock.any():
        number[clock] = clocks(take(texts, clock))
    lasting &= ~clock
    quantity[lasting] = QUANTITY["duration"]
    gone = missing & ~single & ~ranged & ~nothing
    quantity[gone] = QUANTITY["missing"]
    if gone.any():
        number[gone] = numpy(take(texts, gone))
    return Values(quantity, number, high, unit)


def amounts(numbers: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """The worth of numbers as in `Values`, NaN for what is none, or is a clock time."""
    return pd.to_numeric(pd.Series(numpy(pc.replace_substring(strings(numbers), ",", "."))), errors="coerce").to_numpy(dtype=float)


def units(shown: Strings) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The quantity that each unit measures, and its code in `UNIT_NAMES`; plain and 0 for an empty text."""
    distinct = pc.dictionary_encode(shown)
    open_ = numpy(pc.not_equal(distinct.dictionary, "")).astype(bool)
    quantities, names = np.full(len(open_), QUANTITY["plain"], dtype=np.int64), np.zeros(len(open_), dtype=np.int64)
    for measured, canonical, pattern in UNITS:
        if not open_.any():
            break
        hit = open_ & matches(distinct.dictionary, f"^(?:{pattern})$")
        quantities[hit], names[hit] = QUANTITY[measured], UNIT_CODE[canonical]
        open_ &= ~hit
    codes = numpy(distinct.indices).astype(np.int64)
    return quantities[codes], names[codes]


def _signed(sign: Strings, number: Strings) -> npt.NDArray[Any]:
    """Sign and digits: every minus as `-`, no plus, no blanks among the digits."""
    minus = pc.if_else(pc.is_in(pc.utf8_trim_whitespace(sign), pa.array(["", "+"], pa.large_string())), "", "-").cast(pa.large_string())
    digits = pc.replace_substring_regex(number, "[\\s\u00a0\u2009\u202f]", "")
    zero = pc.if_else(pc.starts_with(digits, "."), "0", "").cast(pa.large_string())
    return numpy(pc.binary_join_element_wise(minus, zero, digits, pa.scalar("", pa.large_string())))


def clocks(texts: Strings) -> npt.NDArray[Any]:
    """Clock times as the reader of times takes them: `6h28`, `下午5:50` and `7 PM` become `6:28`, `5:50 PM` and `7:00 PM`."""
    result = numpy(texts)
    odd = ~matches(texts, _ORDINARY_CLOCK)
    if odd.any():
        result = result.copy()
        result[odd] = _turned(pd.Series(result[odd], dtype="str"))
    return result


def _turned(shown: pd.Series[str]) -> npt.NDArray[Any]:
    half = shown.str.extract(r"(上午|午前|오전)|(下午|午後|오후)", expand=True)
    text = shown.str.lstrip("-–").str.replace(r"上午|午前|오전|下午|午後|오후|분|分|Uhr", "", regex=True).str.strip()
    text = text.str.replace(r"\s?[hH時时시]\s?(?=[0-9])", ":", regex=True).str.replace(r"^([0-9]{1,2})(?=\s?[AaPp]\.?\s?[Mm])", r"\1:00", regex=True)
    text = text.str.replace(r":([0-9])$", r":0\1", regex=True)
    text = text + half[1].notna().map({True: " PM", False: ""}) + half[0].notna().map({True: " AM", False: ""})
    return text.to_numpy(dtype=object)


def _fits() -> npt.NDArray[np.int64]:
    """How well a quantity fits a field: 2 if it is the field's own, 1 if it may be, -1 if it contradicts it."""
    own: dict[str, tuple[str, ...]] = {
        **dict.fromkeys((*labels.TEMPERATURES, "wind_dir_deg"), ("degree",)), **dict.fromkeys(("humidity_pct", "cloud_cover_pct", "rain_chance_pct"), ("percent",)),
        "precip_mm": ("depth", "inches", "trace"), "wind_kmh": ("speed", "calm"), "gust_kmh": ("speed", "calm"), "pressure_hpa": ("pressure",), "visibility_km": ("distance", "unbounded"),
        "uv_index": ("plain",), "aqi": ("plain",), "pm25": ("density",), "pm10": ("density",), **dict.fromkeys(labels.CLOCKS, ("clock",)), labels.OTHER: (),
    }
    possible = {"precip_mm": ("percent",), "rain_chance_pct": ("depth", "inches"), "wind_kmh": ("force",), "gust_kmh": ("force",), "pressure_hpa": ("inches",), labels.OTHER: QUANTITIES}
    table = np.full((len(FIELDS), len(QUANTITIES)), -1, dtype=np.int64)
    for row, name in enumerate(FIELDS):
        for likely in ("missing", *possible.get(name, ()), *(() if name in labels.CLOCKS else ("plain",))):
            table[row, QUANTITY[likely]] = 1
        for sure in own[name]:
            table[row, QUANTITY[sure]] = 2
    return table


#: The fields that labels mean, in the order of their codes.
FIELDS = tuple(labels.LABELS)
#: These, and behind them the fields that other things than labels tell.
ALL_FIELDS = (*FIELDS, *labels.OTHER_UNIT.values(), "location", "condition")
FIELD = {name: code for code, name in enumerate(ALL_FIELDS)}
FITS = _fits()
