"""Reads printed times: `October 23, 2025 at 09:07 PM`, `2025-10-23T21:07:00Z`, `23 octobre 2025 à 21h07`, `2 hours ago`, `06:28 AM`.

Never guesses: a date whose day and month cannot be told apart (`03/04/2025`) is unreadable unless something else tells the order. A date in points is
day first, as in every locale of Unicode CLDR that ends it with the year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.literals.foreign_times import ENGLISH, in_english
from pagegate.literals.numbers import MISSING
from pagegate.literals.relative_times import ages, moments

#: Zones that mean one thing only, in minutes east of UTC. Others (CST, IST, BST, AST) stay unread: the time is then naive.
ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "SAST": 120, "PKT": 300, "NPT": 345, "ICT": 420, "WIB": 420, "SGT": 480, "HKT": 480,
    "PHT": 480, "AWST": 480, "JST": 540, "KST": 540, "ACST": 570, "AEST": 600, "ACDT": 630, "AEDT": 660, "NZST": 720, "NZDT": 780, "NDT": -150, "BRT": -180, "EDT": -240, "EST": -300, "CDT": -300, "MDT": -360, "MST": -420, "PDT": -420,
    "PST": -480, "AKDT": -480, "AKST": -540, "HST": -600,
}
#: What American pages print all year; the date says whether daylight saving time is meant.
_AMERICAN = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}

#: No zone is farther from UTC than Kiribati's +14:00 (tz database); no minutes of one reach 60.
_FARTHEST = 14 * 60
#: What Python's own dates can hold, in UTC.
FIRST, END = np.datetime64("0001-01-01", "us"), np.datetime64("10000-01-01", "us")
_NEVER = np.datetime64("NaT", "us")
_MONTH = r"(?P<month>[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Za-z]{0,6}\.?"
_CLOCK = r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?P<fraction>[.,][0-9]{1,9})?)?\s*(?P<half>[AaPp]\.?\s?[Mm]\.?)?"
_ZONE = r"\s*\(?(?P<zone>Z|UTC|GMT|[A-Z]{2,5}|(?:UTC|GMT)?\s?[+-][0-9]{2}:?(?:[0-9]{2})?)?\)?"
_DAY, _YEAR = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?", r"(?P<year>[0-9]{4})"
_GAP = r"(?:,|\s|/|-|\||\bat\b|\bum\b|\bà\b|\ba las\b|–|·|•)*"
_THEN = r"(?:T|\s|,|\||-|–|·|•)+(?:at )?"
_LEAD = r"^(?i:(?:(?:last|first) )?(?:updated|published|posted|modified|created|date|on|by)\s?(?:on|at)?\s?[:\-]?\s*)*(?i:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_FORMS = tuple(
    _LEAD + form + r"\s*$"
    for form in (
        _YEAR + r"[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?:" + _THEN + _CLOCK + _ZONE + r")?",
        _MONTH + r"\s*" + _DAY + r",?\s*" + _YEAR + r"(?:" + _GAP + _CLOCK + _ZONE + r")?",
        _DAY + r"[\s-]*" + _MONTH + r",?[\s-]*" + _YEAR + r"(?:" + _GAP + _CLOCK + _ZONE + r")?",
        _CLOCK + _ZONE + _GAP + _MONTH + r"\s*" + _DAY + r",?\s*" + _YEAR,
        _CLOCK + _ZONE + _GAP + _DAY + r"\s*" + _MONTH + r",?\s*" + _YEAR,
        # 13..31 can only be a day, so these are not guesses.
        r"(?P<day>1[3-9]|2[0-9]|3[01])[./-]\s?(?P<month>[0-9]{1,2})[./-]\s?" + _YEAR + r"(?:" + _THEN + _CLOCK + _ZONE + r")?",
        r"(?P<day>[0-9]{1,2})\.\s?(?P<month>0?[1-9]|1[0-2])\.\s?" + _YEAR + r"(?:" + _THEN + _CLOCK + _ZONE + r")?",
        r"(?P<month>0?[1-9]|1[0-2])[./-](?P<day>1[3-9]|2[0-9]|3[01])[./-]" + _YEAR + r"(?:" + _THEN + _CLOCK + _ZONE + r")?",
        _CLOCK + _ZONE + _GAP + r"(?P<day>1[3-9]|2[0-9]|3[01])[./-](?P<month>[0-9]{1,2})[./-]" + _YEAR,
        _CLOCK + _ZONE + _GAP + r"(?P<day>[0-9]{1,2})\.(?P<month>0?[1-9]|1[0-2])\." + _YEAR,
        r"(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9])",
    )
)
#: Day and month of such a date cannot be told apart; one that stands with it may say which comes first.
_EITHER = _LEAD + r"(?P<one>0?[1-9]|1[0-2])(?P<mark>[/-])(?P<two>0?[1-9]|1[0-2])[/-]" + _YEAR + r"(?:" + _THEN + _CLOCK + _ZONE + r")?\s*$"
#: A date that tells the order.
_DAY_FIRST, _MONTH_FIRST = r"(?:^|[^0-9/-])(?:1[3-9]|2[0-9]|3[01])[/-](?:0?[1-9]|1[0-2])[/-][0-9]{4}(?:$|[^0-9])", r"(?:^|[^0-9/-])(?:0?[1-9]|1[0-2])[/-](?:1[3-9]|2[0-9]|3[01])[/-][0-9]{4}(?:$|[^0-9])"
_EPOCH = r"^[0-9]{9,10}(\.[0-9]+)?$|^[0-9]{12,13}$"
_CLOCK_ONLY = r"^(?:.*[T ])?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?\s*(?P<half>[AaPp]\.?\s?[Mm]\.?)?(?:\s?(?:Z|[+-][0-9]{2}:?[0-9]{2}|[A-Z]{3,4}))?$"
_ENGLISH = pa.array([name.lower() for name in ENGLISH], pa.large_string())
_PARTS = ("year", "month", "day", "hour", "minute", "second")


@dataclass(frozen=True)
class Times:
    """A column of printed times, read.

    `value` datetime64[us] (UTC where `zoned`, else as shown; NaT where missing or unreadable), `zoned` bool, `readable` bool.
    """

    value: pd.Series[Any]
    zoned: npt.NDArray[np.bool_]
    readable: npt.NDArray[np.bool_]


def read_times(shown: pd.Series[Any], at: pd.Series[Any] | None = None, source: pd.Series[Any] | None = None) -> Times:
    """Read a column of printed times (text, nulls allowed). Years 1 to 9999.

    `at` (datetime64, nulls allowed) is when each row was fetched: `2 hours ago` is counted from there, and readable but empty where it is not known. Dates like
    `03/04/2025` are read where another row of the same `source` tells whether day or month comes first, and none contradicts it.
    """
    text = pc.utf8_trim_whitespace(pa.array(shown, type=pa.large_string(), from_pandas=True))
    if isinstance(text, pa.ChunkedArray):
        text = text.combine_chunks()
    missing = _missing(text)
    different = pc.dictionary_encode(pc.fill_null(text, ""))
    code = _array(different.indices)
    read, zones = _read_absolute(different.dictionary)
    value, zoned = read[code], zones[code]
    value[missing], zoned[missing] = _NEVER, False
    unread = np.flatnonzero(np.isnat(value) & ~missing)
    counted = np.zeros(len(shown), dtype=bool)
    if len(unread):
        rest = text.take(pa.array(unread))
        ordered = _in_order(rest, unread, text, source)
        value[unread], zoned[unread] = ordered
        told = ages(rest)
        fetched = np.full(len(shown), _NEVER) if at is None else at.to_numpy(dtype="datetime64[us]")
        counted[unread] = told[0]
        value[unread[told[0]]] = moments(told, fetched[unread])[told[0]]
    return Times(pd.Series(value, index=shown.index), zoned, missing | counted | ~np.isnat(value))


def tells_order(texts: Any) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which texts (pyarrow large_string) hold a date that can only be day first, and which one that can only be month first."""
    return _array(pc.match_substring_regex(texts, _DAY_FIRST)), _array(pc.match_substring_regex(texts, _MONTH_FIRST))


def put_in_order(texts: Any, day_first: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.bool_], list[str]]:
    """Which texts are dates whose day and month look alike, and each of them as `2025-04-03 12:30 CET`, by what is known of its order."""
    found = _array(pc.match_substring_regex(texts, _EITHER)).astype(bool)
    written = [""] * len(texts)
    at = np.flatnonzero(found)
    if len(at):
        parts = _split(texts.take(pa.array(at)), _EITHER)
        rows = zip(at.tolist(), *(parts[name].to_pylist() for name in ("year", "one", "two", "hour", "minute", "second", "half", "zone")), day_first[at], strict=True)
        for row, year, one, two, hour, minute, second, half, zone, first in rows:  # the few that nothing else reads
            month, day = (two, one) if first else (one, two)
            clock = f" {hour}:{minute}{':' + second if second else ''} {half} {zone}".rstrip() if hour else ""
            written[row] = f"{year}-{month}-{day}{clock}"
    return found, written


def _in_order(rest: Any, rows: npt.NDArray[np.intp], text: Any, source: pd.Series[Any] | None) -> tuple[npt.NDArray[Any], npt.NDArray[np.bool_]]:
    """Dates whose day and month look alike, read by the order that others of their source are in."""
    value, zoned = np.full(len(rest), _NEVER), np.zeros(len(rest), dtype=bool)
    if not pc.any(pc.match_substring_regex(rest, _EITHER)).as_py():
        return value, zoned
    day_first, month_first = tells_order(pc.fill_null(text, ""))
    group = np.zeros(len(text), dtype=np.int64) if source is None else pd.factorize(source)[0]
    by_day, by_month = (np.bincount(group + 1, weights=told)[group[rows] + 1] > 0 for told in (day_first, month_first))
    found, written = put_in_order(rest, by_day)
    known = np.flatnonzero(found & (by_day != by_month))
    value[known], zoned[known] = _read_absolute(pa.array([written[row] for row in known], pa.large_string()))
    return value, zoned


def _read_absolute(text: Any) -> tuple[npt.NDArray[Any], npt.NDArray[np.bool_]]:
    """The times that texts name, NaT where they name none, and where their zone is known."""
    value, zoned = np.full(len(text), _NEVER), np.zeros(len(text), dtype=bool)
    _read_forms(text, value, zoned)
    rows = np.flatnonzero(np.isnat(value))
    if len(rows):
        rest = text.take(pa.array(rows))
        year = _array(pc.match_substring_regex(rest, "[0-9]{4}"))
        rows, rest = rows[year], rest.filter(pa.array(year))
    if len(rows):
        there, known = np.full(len(rows), _NEVER), np.zeros(len(rows), dtype=bool)
        _read_epochs(rest, there, known)
        _read_forms(in_english(rest), there, known)
        value[rows], zoned[rows] = there, known
    return value, zoned


def _read_forms(text: Any, value: npt.NDArray[Any], zoned: npt.NDArray[np.bool_]) -> None:
    """Read what is not read yet by one form after the other."""
    for form in _FORMS:
        rows = np.flatnonzero(np.isnat(value))
        if not len(rows):
            return
        found, moment, zone = _read_form(text if len(rows) == len(text) else text.take(pa.array(rows)), form)
        value[rows[found]], zoned[rows[found]] = moment, zone


def _read_epochs(text: Any, value: npt.NDArray[Any], zoned: npt.NDArray[np.bool_]) -> None:
    """Read seconds and milliseconds since 1970."""
    found = _array(pc.match_substring_regex(text, _EPOCH))
    if found.any():
        seconds = pd.to_numeric(pd.Series(_array(text.filter(pa.array(found))))).to_numpy(dtype=float)
        seconds = np.where(seconds > 1e11, seconds / 1000, seconds)
        value[found] = np.round(seconds * 1e6).astype("int64").astype("datetime64[us]")
        zoned[found] = True


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


def _read_form(text: Any, form: str) -> tuple[npt.NDArray[np.intp], npt.NDArray[Any], npt.NDArray[np.bool_]]:
    """Which rows a form fits, with a date that the calendar has; their times, and where a zone is known."""
    matched = pc.extract_regex(text, form)
    rows = np.flatnonzero(_array(matched.is_valid()))
    if not len(rows):
        return rows, np.zeros(0, dtype="datetime64[us]"), np.zeros(0, dtype=bool)
    parts = _parts(matched.take(pa.array(rows)))
    named = _array(pc.fill_null(pc.index_in(pc.utf8_lower(parts["month"]), _ENGLISH), -1))
    year, day = _number(parts["year"]), _number(parts["day"])
    months = np.where(named >= 0, named + 1.0, _number(pc.if_else(pa.array(named >= 0), "", parts["month"])))
    hour, sane = _half_day(np.nan_to_num(_number(parts["hour"])), parts["half"])
    minute, second = np.nan_to_num(_number(parts["minute"])), np.nan_to_num(_number(parts["second"]))
    sane &= (year >= 1) & (months >= 1) & (months <= 12) & (day >= 1) & (day <= 31) & (hour <= 24) & (minute < 60) & (second < 61)
    whole = [np.where(sane, column, 1).astype("int64") for column in (year, months, day, hour, minute, second)]
    moment = (whole[0] - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (whole[1] - 1)
    date = moment.astype("datetime64[D]") + (whole[2] - 1)
    sane &= date.astype("datetime64[M]") == moment  # 31 June is no date
    result = date.astype("datetime64[us]") + whole[3] * np.timedelta64(3600, "s") + whole[4] * np.timedelta64(60, "s") + whole[5] * np.timedelta64(1, "s")
    result, zoned, known = _in_utc(result, _array(parts["zone"]))
    sane &= known & (result >= FIRST) & (result < END)
    return rows[sane], result[sane], (zoned & _array(pc.not_equal(parts["hour"], "")))[sane]


def _in_utc(moment: npt.NDArray[Any], zone: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Times in UTC where their zone is known, where it is, and where there can be such a zone: that of +99:00 is none."""
    if not (zone != "").any():
        return moment, np.zeros(len(moment), dtype=bool), np.ones(len(moment), dtype=bool)
    names = pd.Series(zone, dtype="str")
    offset = names.str.extract(r"([+-])([0-9]{2}):?([0-9]{2})?$")
    sign = offset[0].map({"+": 1.0, "-": -1.0}).to_numpy(dtype=float)
    over = pd.to_numeric(offset[2]).fillna(0).to_numpy(dtype=float)
    minutes = sign * (pd.to_numeric(offset[1]).to_numpy(dtype=float) * 60 + np.where(over < 60, over, 2 * _FARTHEST))
    minutes = np.where(np.isnan(minutes), names.map(ZONES).to_numpy(dtype=float), minutes)
    for name, place in _AMERICAN.items():
        here = np.flatnonzero(zone == name)
        if len(here):
            local = pd.DatetimeIndex(moment[here])
            ahead = local.tz_localize(place, ambiguous=np.ones(len(here), dtype=bool), nonexistent="shift_forward").tz_convert("UTC").tz_localize(None) - local
            minutes[here] = -ahead.total_seconds().to_numpy() / 60
    away = np.nan_to_num(minutes)
    return moment - away.astype("int64") * np.timedelta64(60, "s"), ~np.isnan(minutes), np.abs(away) <= _FARTHEST


def _half_day(hour: npt.NDArray[np.float64], half: Any) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    before, after = (_array(pc.starts_with(half, letter, ignore_case=True)).astype(bool) for letter in "ap")
    # `19:30 PM` is printed by sites that format carelessly; it can only mean 19:30.
    turned = np.where(after & (hour < 12), hour + 12, np.where(before & (hour == 12), 0.0, hour))
    return turned, ~(before & (hour > 12))


def _split(text: Any, form: str) -> dict[str, Any]:
    matched = pc.extract_regex(text, form)
    if isinstance(matched, pa.ChunkedArray):  # of records from several sources, put together
        matched = matched.combine_chunks()
    return _parts(matched)


def _parts(matched: Any) -> dict[str, Any]:
    """The named groups of matches, "" where they have none."""
    nothing = pa.repeat(pa.scalar("", pa.large_string()), len(matched))
    return dict.fromkeys((*_PARTS, "half", "zone"), nothing) | {field.name: pc.fill_null(matched.field(i), "") for i, field in enumerate(matched.type)}


def _number(digits: Any) -> npt.NDArray[np.float64]:
    """The values of whole numbers, NaN for those that are not there."""
    return _array(pc.if_else(pc.equal(digits, ""), None, digits).cast(pa.float64())).astype(np.float64)


def _missing(text: Any) -> npt.NDArray[np.bool_]:
    return _array(pc.or_kleene(pc.is_null(text), pc.is_in(pc.utf8_lower(text), pa.array(MISSING, pa.large_string()))))


def _array(column: Any) -> npt.NDArray[Any]:
    array: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return array
