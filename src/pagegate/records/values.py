"""Single values as records hold them: numbers as shown, lists and objects as JSON text, all text writable in any encoding of Unicode.

Readers import this to be known by their suffix, so it imports no pandas.
"""

from __future__ import annotations

import json
from typing import Any


class Shown(str):
    """A number as its JSON text had it: `6796.290` keeps its last zero."""

    __slots__ = ()


class Nested(str):
    """A list or an object, as JSON text: no value of a column that holds numbers, times or flags."""

    __slots__ = ()


def whole(value: Any) -> Any:
    """Text without halves of surrogate pairs, which no encoding can write; other values as they are."""
    if not isinstance(value, str) or value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return type(value)(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return value


def json_text(value: Any) -> str:
    """A JSON text in which numbers (bytes) have the digits they came with."""
    if type(value) is dict:
        return "{" + ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {json_text(content)}" for name, content in value.items()) + "}"
    if type(value) is list:
        return "[" + ", ".join(json_text(content) for content in value) + "]"
    return value.decode("ascii") if type(value) is bytes else json.dumps(value, ensure_ascii=False)
