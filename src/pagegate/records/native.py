"""Python's own values, and those of NumPy and pandas, as records hold them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from pagegate.records.values import Nested, json_text, whole


def from_python(value: Any) -> Any:  # noqa: PLR0911  one return for each type
    """A Python value as the JSON reader would have read it: numbers as the bytes that show them, times as ISO 8601, NaN and NaT as None, objects and lists of such values.

    Raises RecursionError for what is nested too deep, or holds itself.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Mapping):
        return {str(name): from_python(content) for name, content in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [from_python(content) for content in value]
    if isinstance(value, np.ndarray | np.generic):
        # An array is a list; what NumPy itself has no Python value for is told by its text.
        plain = value.tolist()
        return str(value) if isinstance(plain, np.generic) else from_python(plain)
    if value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)) or (isinstance(value, Decimal) and value.is_nan()):
        return None
    if isinstance(value, int | float | Decimal):
        return _digits(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _digits(value: float | Decimal) -> bytes:
    try:
        return str(value).encode("ascii")
    except ValueError:  # Python refuses to write integers of more than 4,300 digits
        return b"1e9999"


def as_text(value: Any) -> str | None:
    """A value of a column as text, None where it is missing; lists and objects as `Nested`, numbers as their shortest digits."""
    if isinstance(value, str):
        return str(whole(value))
    try:
        read = from_python(value)
    except RecursionError:
        return Nested("{…}")
    if isinstance(read, bytes):
        return read.decode("ascii")
    if isinstance(read, dict | list):
        return Nested(whole(json_text(read)))
    return None if read is None else str(whole(read) if isinstance(read, str) else read)
