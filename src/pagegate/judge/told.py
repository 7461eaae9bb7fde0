"""What findings tell of the records that failed: their fields, the rule's message, what was expected. Column by column, one value a finding."""

from __future__ import annotations

import math
import string
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.model import Limit, Rule
from pagegate.verdict import plain

#: Texts longer than this are shown by their beginning and end.
_LONGEST_FIELD = 240
#: What is told of a value that is not there.
_NOTHING = "nothing"
#: How a number is written of which no digits were shown.
_SHORT = ".12g"
#: Columns of what a check explains that say what it expected: the ends of a range, or one of them.
_RANGES = (("lowest", "highest"), ("low", "high"), ("least", "most"))
_BOUNDS = {"expected": "", "lowest": "at least ", "least": "at least ", "highest": "at most ", "most": "at most "}


class Shown:
    """What is told of some records: their own columns, and those that explain what is wrong with them, each as an array.

    A column is taken out of its frame when it is asked for: a rule names a few of fifty.
    """

    def __init__(self, columns: Mapping[str, pd.Series[Any]], rows: npt.NDArray[np.int64]) -> None:
        """The columns of all records, and which of the records they are."""
        self._columns, self._rows = columns, rows
        self._taken: dict[str, Any] = {}

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Shown:
        """All rows of a frame."""
        return cls({str(name): column for name, column in frame.items()}, np.arange(len(frame)))

    def with_explained(self, explained: Mapping[str, pd.Series[Any]]) -> Shown:
        """The same with what explains it, which goes before columns of the same name."""
        shown = Shown(self._columns, self._rows)
        shown._taken = {**self._taken, **{name: _array(column) for name, column in explained.items()}}
        return shown

    def __len__(self) -> int:
        """How many records."""
        return len(self._rows)

    def __contains__(self, name: str) -> bool:
        """Whether there is such a column."""
        return name in self._taken or name in self._columns

    def __getitem__(self, name: str) -> Any:
        """A column: an array of NumPy's or of pandas' own types, one value a record."""
        if name not in self._taken:
            self._taken[name] = _array(self._columns[name]).take(self._rows)
        return self._taken[name]


def _array(column: pd.Series[Any]) -> Any:
    return column.to_numpy() if isinstance(column.dtype, np.dtype) and column.dtype.kind not in "mM" else column.array


def fields_of(shown: Shown, names: Sequence[str]) -> list[dict[str, Any]]:
    """The named fields of each row as strict JSON values within bounds, without those that are null."""
    columns = [_values(shown[name]) for name in names]
    if not columns:
        return [{} for _ in range(len(shown))]
    # One mapping a row is what a finding is made of.
    rows = zip(*(values for values, _ in columns), strict=True)
    if all(whole for _, whole in columns):
        return [dict(zip(names, row, strict=True)) for row in rows]
    return [{name: value for name, value in zip(names, row, strict=True) if value is not _ABSENT} for row in rows]


def messages(template: str, shown: Shown) -> list[str]:
    """A rule's message for each row. The format is pagegate's own; the page's text is only ever a value in it."""
    pieces = [[literal] * len(shown) if name is None else _said(name, form, shown) for literal, name, form in _pieces(template)]
    return list(map("".join, zip(*pieces, strict=True))) if pieces else [""] * len(shown)


def named_by(template: str) -> tuple[str, ...]:
    """The columns that a rule's message names."""
    return tuple(name for _, name, _ in _pieces(template) if name is not None)


def expected(rule: Rule, shown: Shown, names: Sequence[str]) -> str | npt.NDArray[Any]:
    """What each value should have been: the range of a limit, or what a check explains under one of the names that stand for it. An array of objects, or what is said of all rows."""
    if isinstance(rule, Limit):
        return f"{' '.join(names[:1])} {rule.range}".strip()
    for low, high in _RANGES:
        if low in shown and high in shown:
            return np.array([f"{least} to {most}" for least, most in zip(_told(shown[low]), _told(shown[high]), strict=True)], dtype=object)
    for name, words in _BOUNDS.items():
        if name in shown:
            return np.array([f"{words}{value}" for value in _told(shown[name])], dtype=object)
    return ""


def bounded(value: Any, most: int = _LONGEST_FIELD) -> Any:
    """The value itself, but of a long text only its beginning and end."""
    if isinstance(value, str) and len(value) > most:
        return f"{value[: most // 2]} … {value[-(most // 2) :]}"
    return value


def texts(values: list[Any], nothing: Any) -> list[Any]:
    """Texts within bounds, and what stands for those that are not there. Few are long: to call `bounded` for each takes longer than all else."""
    return [nothing if not isinstance(value, str) else value if len(value) <= _LONGEST_FIELD else bounded(value) for value in values]


def null(value: object) -> bool:
    """Whether a value is none: None, NA, NaT or NaN."""
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)  # noqa: PLR0124  NaN differs from itself


class _Absent:
    """Stands for a null where None is a value."""


_ABSENT = _Absent()


def _values(column: Any) -> tuple[list[Any], bool]:
    """The values of a column as strict JSON has them, within bounds; `_ABSENT` for nulls, and whether there are none of these."""
    values = _plain_list(column)
    if isinstance(column.dtype, np.dtype) and column.dtype.kind == "f":
        if np.isfinite(column).all():
            return values, True
        values = [value if math.isfinite(value) else _ABSENT if math.isnan(value) else None for value in values]
    elif isinstance(column.dtype, pd.StringDtype):
        values = texts(values, _ABSENT)
    else:
        values = [_ABSENT if null(value) else bounded(value if isinstance(value, str) else plain(value)) for value in values]
    return values, _ABSENT not in values


def _plain_list(column: Any) -> list[Any]:
    """The values of a column, each as Python has it; of text the array is asked for all at once, since one by one takes ten times as long."""
    values: list[Any] = column.to_numpy(dtype=object).tolist() if isinstance(column.dtype, pd.StringDtype) else column.tolist()
    return values


@cache
def _pieces(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """A message's literal texts and fields in their order: (text, None, "") or ("", column, conversion and format as they are written)."""
    pieces: list[tuple[str, str | None, str]] = []
    for literal, name, spec, conversion in string.Formatter().parse(template):
        if literal:
            pieces.append((literal, None, ""))
        if name is not None:
            pieces.append(("", name, (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")))
    return tuple(pieces)


def _said(name: str, form: str, shown: Shown) -> list[str]:
    """A field of a message for each row, in the given form."""
    if name not in shown:
        return [_NOTHING] * len(shown)
    told = _told(shown[name], pd.Series(shown[f"{name}.step"]).to_numpy(dtype=float, na_value=np.nan) if f"{name}.step" in shown else None)
    if not form:
        return told
    written, numbers = f"{{0{form}}}", form.startswith(":")
    return [text if null(value) or (isinstance(value, float) and not numbers) else written.format(bounded(value)) for value, text in zip(_plain_list(shown[name]), told, strict=True)]


def _told(column: Any, steps: npt.NDArray[np.float64] | None = None) -> list[str]:
    """The values of a column as a message tells them: nothing, a text within bounds, or a number with the digits its page showed: 75 for `75%`, 52.60 for `52.60`."""
    values = _plain_list(column)
    if isinstance(column.dtype, pd.StringDtype):
        return texts(values, _NOTHING)
    forms: Sequence[str] = [_SHORT] * len(values)
    if steps is not None and len(steps):
        worth = np.where(steps > 0, steps, 0.0).tolist()
        known = {step: _form(step) for step in set(worth)}
        forms = [known[step] for step in worth]
    if isinstance(column.dtype, np.dtype) and column.dtype.kind == "f":
        return [format(value, form) if value == value else _NOTHING for value, form in zip(values, forms, strict=True)]  # noqa: PLR0124  NaN differs from itself
    return [_NOTHING if null(value) else format(value, form) if isinstance(value, float) else f"{bounded(value)}" for value, form in zip(values, forms, strict=True)]


def _form(step: float) -> str:
    """How a number is written whose last digit is worth so much."""
    return f".{max(0, round(-math.log10(step)))}f" if step > 0 else _SHORT
