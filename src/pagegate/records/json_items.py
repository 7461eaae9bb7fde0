"""JSON objects into flat records: numbers stay the bytes that showed them, nested objects get dotted names, lists stay JSON text.

An object where one value belongs (a price, a time, a title) is kept as JSON text too, so that it is told rather than taken for nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pagegate.records.kind import scalars
from pagegate.records.values import Nested, json_text
from pagegate.sources.formats import Item, Trouble
from pagegate.sources.sample import sample

TOO_DEEP = "is nested too deep"
_SPACE = re.compile(r"[ \t\n\r]*")


class JsonReader:
    """Reads JSON values one after another, and makes records of objects.

    Strict as RFC 8259 is, but for NaN and Infinity, which become text. Repeated names in one object: the last wins, and `record` reports them.
    """

    def __init__(self, columns: int) -> None:
        """Make records of at most `columns` columns."""
        self._columns = columns
        self._objects = 0
        self._doubled: list[str] = []
        decoder: Any = json.JSONDecoder(object_pairs_hook=self._object, parse_float=str.encode, parse_int=str.encode, parse_constant=str)
        self._scan = decoder.scan_once

    def value(self, text: str, start: int) -> tuple[Any, int]:
        """The value that begins at `start`, and where it ends.

        Raises json.JSONDecodeError (a ValueError) where it is not JSON, RecursionError where it is nested too deep.
        """
        self._objects = 0
        self._doubled.clear()
        try:
            scanned: tuple[Any, int] = self._scan(text, start)
        except StopIteration as stop:
            what = "Expecting value"
            raise json.JSONDecodeError(what, text, stop.value) from None
        return scanned

    def record(self, text: str, start: int, line: int, column: int = 1, shown: str = "") -> tuple[list[Item | Trouble], int]:
        """The record that begins at `start` with what is wrong with it, and where it ends. A value that is no object is a trouble.

        Raises as `value` does.
        """
        value, end = self.value(text, start)
        if type(value) is not dict:
            trouble = Trouble("unreadable-record", f"a record must be an object, not {_named(value)}: {sample(text[start:end], 100)}", line, column, shown=shown)
            return [trouble], end
        found: list[Item | Trouble] = []
        if self._doubled:
            names = ", ".join(dict.fromkeys(sample(name, 40) for name in self._doubled[:5]))
            found.append(Trouble("duplicate-key", f"{names} stand{'' if ', ' in names else 's'} more than once in one object; the last value is kept", line, column, sample(self._doubled[0], 100), shown))
        # Most records are flat, and are spared the walk through their values.
        if self._objects > 1 or text.find("[", start, end) >= 0:
            value = flat(value)
        if len(value) > self._columns:
            return [Trouble("unreadable-record", f"has {len(value):,} columns, more than {self._columns:,}", line, column, shown=shown)], end
        found.append(Item(value, line, column, shown, end - start))
        return found, end

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            counts = Counter(name for name, _ in pairs)
            self._doubled.extend(name for name, count in counts.items() if count > 1)
        self._objects += 1
        return made


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record whose nested objects are columns of their own, with dotted names, and whose lists are JSON text (`Nested`). An empty object is None, unless one value belongs there."""
    return dict(_flat(record, "", scalars()))


def _flat(record: Mapping[str, Any], prefix: str, single: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        if type(value) is dict:
            if not prefix and name in single:
                yield name, Nested(json_text(value))
            elif not value:
                yield prefix + name, None
            yield from _flat(value, f"{prefix}{name}.", single)
        elif type(value) is list:
            yield prefix + name, Nested(json_text(value))
        else:
            yield prefix + name, value


def _named(value: Any) -> str:
    if value is None:
        return "null"
    return {list: "a list", bool: "true or false", str: "a text"}.get(type(value), "a number")


def skip_space(text: str, start: int) -> int:
    """Where the next letter that is no JSON whitespace stands."""
    found = _SPACE.match(text, start)
    return start if found is None else found.end()


def why(error: ValueError | RecursionError) -> str:
    """What the parser said, without its places, which are the record's own."""
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return TOO_DEEP if isinstance(error, RecursionError) else sample(str(error))
