"""Verdicts as lines of strict JSON, piece by piece."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pagegate.verdict import PUBLISHED, plain

if TYPE_CHECKING:
    import pandas as pd

#: Whole numbers, or null; a frame with a null among them holds them as floats.
WHOLE = ("line", "column", "page", "page_line", "record", "held", "failed", "not_applicable")
RULE_COLUMNS = ("code", "name", "kind", "severity", "held", "failed", "not_applicable")
BLOCK = 10_000
#: How many rows are turned into mappings at once.
_ROWS = 1_000

# Outside ASCII, JSON text has only the insides of strings, so these can be written as escapes wherever they stand: the file says
# the same, and a terminal that shows it obeys nothing. A half surrogate cannot be UTF-8 at all and becomes the replacement character.
_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]")


# Made once: `json.dumps` makes one for every call.
_LINE = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def rows(frame: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The rows of a frame as mappings of strict JSON values, with the keys in the order of `columns`."""
    for start in range(0, len(frame), _ROWS):
        block = frame.iloc[start : start + _ROWS]
        values = [_column(block, name) for name in columns]
        # One mapping a row is what the format is made of.
        yield from (dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True))


def findings(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The published columns of findings, one mapping a finding; with a baseline `status` too, and where the configuration allows rules some findings `allowance` and `standing`."""
    return rows(frame, (*PUBLISHED, *(name for name in ("status", "allowance", "standing") if name in frame)))


def dumps(value: Any) -> str:
    """One line of strict JSON: no NaN, no control character, no half surrogate."""
    try:
        line = _LINE.encode(value)
    except (TypeError, ValueError):
        line = json.dumps(plain(value), ensure_ascii=False, allow_nan=False, default=str)
    return _UNSAFE.sub(_escape, line)


def _column(block: pd.DataFrame, name: str) -> list[Any]:
    column = block[name]
    missing = column.isna().to_numpy(dtype=bool)
    there = column.to_numpy(dtype=object, copy=bool(missing.any()))
    if missing.any():
        there[missing] = None
    values: list[Any] = there.tolist()
    return [None if value is None else int(value) for value in values] if name in WHOLE else values


def _escape(match: re.Match[str]) -> str:
    if "\ud800" <= match[0] <= "\udfff":
        return "\ufffd"
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
