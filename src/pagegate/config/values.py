"""What a value in a configuration may be: each type knows its words, how it is read, and its JSON Schema."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pagegate.model import RECORD_KINDS, SEVERITIES

_SHARE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?%")
_MOST_ROWS = 10**9


class WrongValueError(Exception):
    """A value is not what its key takes; the text says what was expected, without the place."""


@dataclass(frozen=True, slots=True)
class Type:
    """A type of value: `told` is what it is in words, `schema` its JSON Schema, `accept` gives the value that pagegate uses.

    `accept` raises WrongValueError.
    """

    told: str
    schema: Mapping[str, Any]
    accept: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many findings of a rule a run may have: a `share` of the records that the rule judged (0.005), or a `count`."""

    share: float | None = None
    count: int | None = None

    def __str__(self) -> str:
        """As it is written in a configuration."""
        return str(self.count) if self.share is None else f"{self.share * 100:.12g} %"


def choice(*names: str) -> Type:
    """One of a few words."""
    told = " or ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]

    def accept(value: Any) -> str:
        if isinstance(value, str) and value in names:
            return value
        near = nearest(value, names) if isinstance(value, str) else ""
        raise WrongValueError(expected(told, value) + near)

    return Type(told, {"enum": list(names)}, accept)


def nearest(name: str, names: Any, *, cutoff: float = 0.5) -> str:
    """`; did you mean price?` for the valid name that is nearest, empty if none is near."""
    from difflib import get_close_matches

    folded = {str(valid).lower(): str(valid) for valid in names}
    found = get_close_matches(name.lower()[:100], list(folded), n=1, cutoff=cutoff)
    return f"; did you mean {folded[found[0]]}?" if found else ""


def expected(told: str, value: Any) -> str:
    """`takes true or false, not the text 'yes'`."""
    from pagegate.sources.sample import sample

    what = {bool: "the truth value", int: "the number", float: "the number", str: "the text", list: "the list", dict: "the table"}.get(type(value), "the moment")
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    return f"takes {told}, not {what} {sample(shown, 60)}"


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise WrongValueError(expected(FLAG.told, value))


def _text(value: Any) -> str:
    if isinstance(value, str) and value.strip() and "\0" not in value:
        return value
    raise WrongValueError(expected(TEXT.told, value))


def _texts(value: Any) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if isinstance(values, list) and values and all(isinstance(one, str) and one.strip() and "\0" not in one for one in values):
        return tuple(values)
    raise WrongValueError(expected(TEXTS.told, value))


def _codes(value: Any) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if isinstance(values, list) and all(isinstance(one, str) for one in values):
        return tuple(code.strip() for one in values for code in one.split(",") if code.strip())
    raise WrongValueError(expected(CODES.told, value))


def _number(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf"):
        try:
            return float(value)
        except OverflowError:
            pass
    raise WrongValueError(expected(NUMBER.told, value))


def _at_least_one(value: Any) -> float:
    try:
        number = _number(value)
    except WrongValueError:
        number = 0.0
    if number >= 1:
        return number
    raise WrongValueError(expected(AT_LEAST_ONE.told, value))


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST_ROWS:
        raise WrongValueError(expected(COUNT.told, value))
    return value


def _moment(value: Any) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        moment = None
    if isinstance(moment, dt.date) and not isinstance(moment, dt.datetime):
        moment = dt.datetime(moment.year, moment.month, moment.day, tzinfo=dt.UTC)
    if not isinstance(moment, dt.datetime):
        raise WrongValueError(expected(MOMENT.told, value))
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _allowance(value: Any) -> Allowance:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_ROWS:
        return Allowance(count=value)
    found = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found and float(found[1]) <= 100:
        return Allowance(share=float(found[1]) / 100)
    raise WrongValueError(expected(ALLOWANCE.told, value))


def _zone(value: Any) -> str:
    from zoneinfo import ZoneInfo, available_timezones

    try:
        if isinstance(value, str) and value:
            ZoneInfo(value)
            return value
    except (KeyError, OSError, ValueError):
        raise WrongValueError(expected(ZONE.told, value) + nearest(value, available_timezones())) from None
    raise WrongValueError(expected(ZONE.told, value))


def _encoding(value: Any) -> str:
    try:
        if isinstance(value, str):
            "a".encode(value)  # refuses Python's codecs that are no encodings of text: hex, zip, rot13
            codecs.getincrementaldecoder(value)
            return codecs.lookup(value).name
    except (LookupError, ValueError):
        pass
    raise WrongValueError(expected(ENCODING.told, value))


def _scalar(value: Any) -> str | float | bool:
    if isinstance(value, bool) or (isinstance(value, str) and value and "\0" not in value):
        return value
    if isinstance(value, int | float):
        _number(value)
        return value
    raise WrongValueError(expected(SCALAR.told, value))


FLAG = Type("true or false", {"type": "boolean"}, _flag)
TEXT = Type("text that is not empty", {"type": "string", "minLength": 1}, _text)
_TEXT_OR_TEXTS: list[dict[str, Any]] = [{"type": "string", "minLength": 1}, {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}}]
TEXTS = Type("a text or a list of texts", {"anyOf": _TEXT_OR_TEXTS}, _texts)
CODES = Type('a list of codes or their beginnings, such as ["W", "Q203"]', {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}, _codes)
NUMBER = Type("a number", {"type": "number"}, _number)
AT_LEAST_ONE = Type("a number that is 1 or more", {"type": "number", "minimum": 1}, _at_least_one)
COUNT = Type("a whole number, 1 or higher", {"type": "integer", "minimum": 1}, _count)
MOMENT = Type("a moment in ISO 8601, such as 2026-11-22T08:00:00Z", {"type": "string"}, _moment)
ALLOWANCE = Type('a share such as "0.5 %" or a whole number of findings', {"anyOf": [{"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)? ?%$"}, {"type": "integer", "minimum": 0}]}, _allowance)
ZONE = Type('a time zone of the IANA database, such as "Europe/Paris"', {"type": "string"}, _zone)
ENCODING = Type('an encoding that Python knows, such as "cp1252"', {"type": "string"}, _encoding)
SCALAR = Type("a text, a number, true or false", {"type": ["string", "number", "boolean"]}, _scalar)
SEVERITY = choice(*SEVERITIES)
KIND = choice(*RECORD_KINDS)
