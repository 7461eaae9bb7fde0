"""Reads printed times: `October 23, 2025 at 09:07 PM`, `2025-10-23T21:07:00Z`, `09:31 August 20, 2019`, `06:28 AM`.

Never guesses: a date whose day and month cannot be told apart (`03/04/2025`) is unreadable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.literals.numbers import MISSING

#: Zones that mean one thing only, in minutes east of UTC. Others (CST, IST, BST in Asia) stay unread: the time is then naive.
ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "EDT": -240, "EST": -300, "CDT": -300, "PDT": -420, "PST": -480, "MDT": -360, "MST": -420, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "JST": 540, "KST": 540, "HKT": 480, "AEST": 600, "AEDT": 660}

#: No zone is farther from UTC than Kiribati's +14:00 (tz database); no minutes of one reach 60.
_FARTHEST = 14 * 60
#: What Python's own dates can hold, in UTC.
FIRST, END = np.datetime64("0001-01-01", "us"), np.datetime64("10000-01-01", "us")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONTH = r"(?P<month>[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Za-z]{0,6}\.?"
_CLOCK = r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?P<fraction>[.,][0-9]{1,9})?)?\s*(?P<half>[AaPp]\.?\s?[Mm]\.?)?"
_ZONE = r"\s*\(?(?P<zone>Z|UTC|GMT|[A-Z]{3,4}|(?:UTC|GMT)?\s?[+-][0-9]{2}:?(?:[0-9]{2})?)?\)?"
_DAY, _YEAR = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?", r"(?P<year>[0-9]{4})"
_GAP = r"(?:,|\s|/|-|\||\bat\b|\bum\b|\bà\b|\ba las\b|–|·|•)*"
_LEAD = r"^(?i:(?:last )?(?:updated|published|posted|modified|created|date|on|by)\s?(?:on|at)?\s?[:\-]?\s*)*(?i:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_FORMS = tuple(
    _LEAD + form + r"\s*$"
    for form in (
        _YEAR + r"[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?:(?:T|\s|,)+" + _CLOCK + _ZONE + r")?",
        _MONTH + r"\s*" + _DAY + r",?\s*" + _YEAR + r"(?:" + _GAP + _CLOCK + _ZONE + r")?",
        _DAY + r"[\s-]*" + _MONTH + r",?[\s-]*" + _YEAR + r"(?:" + _GAP + _CLOCK + _ZONE + r")?",
        _CLOCK + _ZONE + _GAP + _MONTH + r"\s*" + _DAY + r",?\s*" + _YEAR,
        _CLOCK + _ZONE + _GAP + _DAY + r"\s*" + _MONTH + r",?\s*" + _YEAR,
        # 13..31 can only be a day, so these two are not guesses.
        r"(?P<day>1[3-9]|2[0-9]|3[01])[./-](?P<month>[0-9]{1,2})[./-]" + _YEAR + r"(?:(?:\s|,)+" + _CLOCK + _ZONE + r")?",
        r"(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2[0-9]|3[01])/" + _YEAR + r"(?:(?:\s|,)+" + _CLOCK + _ZONE + r")?",
        r"(?P<year>[0-9]{4})年\s?(?P<month>[0-9]{1,2})月\s?(?P<day>[0-9]{1,2})日\s*(?:" + _CLOCK + r")?",
    )
)
_EPOCH = r"^[0-9]{9,10}(\.[0-9]+)?$|^[0-9]{12,13}$"
_CLOCK_ONLY = r"^(?:.*[T ])?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?\s*(?P<half>[AaPp]\.?\s?[Mm]\.?)?(?:\s?(?:Z|[+-][0-9]{2}:?[0-9]{2}|[A-Z]{3,4}))?$"
_PARTS = ("year", "month", "day", "hour", "minute", "second")


@dataclass(frozen=True)
class Times:
    """A column of printed times, read.

    `value` datetime64[us] (UTC where `zoned`, else as shown; NaT where missing or unreadable), `zoned` bool, `readable` bool.
    """

    value: pd.Series[Any]
    zoned: npt.NDArray[np.bool_]
    readable: npt.NDArray[np.bool_]


def read_times(shown: pd.Series[Any]) -> Times:
    """Read a column of printed times (text, nulls allowed). Years 1 to 9999."""
    text = pc.utf8_trim_whitespace(pa.array(shown, type=pa.large_string(), from_pandas=True))
    missing = _missing(text)
    value = np.full(len(shown), np.datetime64("NaT", "us"))
    zoned = np.zeros(len(shown), dtype=bool)
    open_ = ~missing
    for form in _FORMS:
        if not open_.any():
            break
        rows = np.flatnonzero(open_)
        found, moment, zone = _read_form(text.take(pa.array(rows)), form)
        value[rows[found]], zoned[rows[found]] = moment[found], zone[found]
        open_[rows[found]] = False
    if open_.any():
        rows = np.flatnonzero(open_)
        epoch = text.take(pa.array(rows))
        found = _array(pc.match_substring_regex(epoch, _EPOCH))
        seconds = pd.to_numeric(pd.Series(_array(epoch)).where(found), errors="coerce").to_numpy(dtype=float)
        seconds = np.where(seconds > 1e11, seconds / 1000, seconds)[found]
        value[rows[found]] = np.round(seconds * 1e6).astype("int64").astype("datetime64[us]")
        zoned[rows[found]] = True
    readable = missing | ~np.isnat(value)
    return Times(pd.Series(value, index=shown.index), zoned, readable)


def read_clocks(shown: pd.Series[Any]) -> tuple[pd.Series[Any], npt.NDArray[np.bool_]]:
    """Read a column of clock times into text `HH:MM` on the 24-hour clock, and say which are readable."""
    text = pc.utf8_trim_whitespace(pa.array(shown, type=pa.large_string(), from_pandas=True))
    missing = _missing(text)
    parts = _split(text, _CLOCK_ONLY)
    hour, minute = _number(parts["hour"]), _number(parts["minute"])
    hour, good = _half_day(hour, parts["half"])
    good &= (minute < 60) & (hour < 24)
    hours, minutes = (pd.Series(part, index=shown.index).where(good).map("{:02.0f}".format, na_action="ignore").astype("str") for part in (hour, minute))
    return hours + ":" + minutes, missing | good


def _read_form(text: Any, form: str) -> tuple[npt.NDArray[np.bool_], npt.NDArray[Any], npt.NDArray[np.bool_]]:
    parts = _split(text, form)
    found = parts["found"]
    month = pd.Series(parts["month"]).str.title().map({name: str(i + 1) for i, name in enumerate(_MONTHS)}).fillna(pd.Series(parts["month"]))
    year, day = _number(parts["year"]), _number(parts["day"])
    months = pd.to_numeric(month, errors="coerce").to_numpy(dtype=float)
    hour, halves = _half_day(np.nan_to_num(_number(parts["hour"])), parts["half"])
    minute, second = np.nan_to_num(_number(parts["minute"])), np.nan_to_num(_number(parts["second"]))
    sane = found & halves & (year >= 1) & (months >= 1) & (months <= 12) & (day >= 1) & (day <= 31) & (hour <= 24) & (minute < 60) & (second < 61)
    whole = [np.where(sane, column, 1).astype("int64") for column in (year, months, day, hour, minute, second)]
    moment = (whole[0] - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (whole[1] - 1)
    date = moment.astype("datetime64[D]") + (whole[2] - 1)
    sane &= date.astype("datetime64[M]") == moment  # 31 June is no date
    result = date.astype("datetime64[us]") + whole[3] * np.timedelta64(3600, "s") + whole[4] * np.timedelta64(60, "s") + whole[5] * np.timedelta64(1, "s")
    minutes, zoned = _zone_minutes(parts["zone"])
    sane &= np.abs(minutes) <= _FARTHEST  # the zone of +99:00 is none
    result = result - minutes.astype("int64") * np.timedelta64(60, "s")
    sane &= (result >= FIRST) & (result < END)
    # A date that the form fits but the calendar does not stays unread, whatever later forms would make of it.
    return sane, result, zoned & (parts["hour"] != "")


def _zone_minutes(zone: npt.NDArray[Any]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    names = pd.Series(zone, dtype="str")
    offset = names.str.extract(r"([+-])([0-9]{2}):?([0-9]{2})?$")
    sign = offset[0].map({"+": 1.0, "-": -1.0}).to_numpy(dtype=float)
    over = pd.to_numeric(offset[2]).fillna(0).to_numpy(dtype=float)
    minutes = sign * (pd.to_numeric(offset[1]).to_numpy(dtype=float) * 60 + np.where(over < 60, over, 2 * _FARTHEST))
    minutes = np.where(np.isnan(minutes), names.map(ZONES).to_numpy(dtype=float), minutes)
    return np.nan_to_num(minutes), ~np.isnan(minutes)


def _half_day(hour: npt.NDArray[np.float64], half: npt.NDArray[Any]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    letter = pd.Series(half, dtype="str").str[:1].str.lower().to_numpy()
    halved = (letter == "a") | (letter == "p")
    # `19:30 PM` is printed by sites that format carelessly; it can only mean 19:30.
    turned = np.where((letter == "p") & (hour < 12), hour + 12, np.where((letter == "a") & (hour == 12), 0.0, hour))
    return turned, ~(halved & (letter == "a") & (hour > 12))


def _split(text: Any, form: str) -> dict[str, npt.NDArray[Any]]:
    parts = pc.extract_regex(text, form)
    columns = {name: np.full(len(text), "", dtype=object) for name in (*_PARTS, "half", "zone")}
    columns |= {field.name: _array(pc.fill_null(parts.field(i), "")) for i, field in enumerate(parts.type)}
    columns["found"] = _array(parts.is_valid())
    return columns


def _number(column: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    return pd.to_numeric(pd.Series(column), errors="coerce").to_numpy(dtype=float)


def _missing(text: Any) -> npt.NDArray[np.bool_]:
    return _array(pc.or_kleene(pc.is_null(text), pc.is_in(pc.utf8_lower(text), pa.array(MISSING, pa.large_string()))))


def _array(column: Any) -> npt.NDArray[Any]:
    array: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return array
