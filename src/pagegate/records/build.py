"""Turns columns as they came (text or native values) into a frame of one record kind.

A frame has, beside the columns of its schema and any unknown ones, its provenance (`source`, `line`, `column`, `page`,
`page_line`, `record`) and shadow columns named after their owner: `price.step` (float64, the worth of the last digit shown, in the
column's unit), `change.signed` (boolean, whether a sign or an arrow was shown; NA where a plain JSON number cannot show one),
`published_at.zoned` (bool, whether the time zone is known).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.catalogue import catalogue
from pagegate.literals.numbers import PLACEHOLDERS, Numbers, read_numbers
from pagegate.literals.times import read_clocks, read_times
from pagegate.literals.units import UNSCALED, convert
from pagegate.model import Example, RecordKind

if TYPE_CHECKING:
    import pandera.pandas as pa

PROVENANCE = ("source", "line", "column", "page", "page_line", "record")
#: Columns whose sign matters by itself: a site that loses it loses it by drawing colours.
SIGNED = ("change", "change_pct")
PROBLEM_COLUMNS = ("problem", "kind", "row", "field", "text", "source", "line", "column", "page", "page_line")


class Shown(str):
    """A number as its JSON text had it: `6796.290` keeps its last zero."""

    __slots__ = ()


@dataclass(frozen=True)
class Built:
    """A frame of one kind, and what could not be read in it: one row a problem, `row` the position in the frame."""

    kind: RecordKind
    frame: pd.DataFrame
    problems: pd.DataFrame


def build(kind: RecordKind, raw: pd.DataFrame) -> Built:
    """Read the columns of `raw` that the schema of `kind` knows; the others ride along untouched.

    `raw` has one row a record and a RangeIndex. Text is read with its displayed precision; native numbers and times are taken as they are.
    A required column that is absent is added, full of nulls.
    """
    schema = catalogue().schemas[kind]
    columns: dict[str, Any] = {}
    problems: list[pd.DataFrame] = []
    for name in raw.columns:
        column = schema.columns.get(name)
        if column is None:
            columns[name] = raw[name]
            continue
        read, unreadable, placeholder = _read(name, raw[name], column)
        columns |= read
        unread = "unreadable-time" if str(column.dtype).startswith("datetime64") else "unreadable-value"
        for problem, rows in ((unread, unreadable), ("placeholder", placeholder)):
            if rows.any():
                problems.append(_problem(problem, kind, name, raw, np.flatnonzero(rows)))
    for name, column in schema.columns.items():
        if name not in columns and any(limit.required for limit in column.metadata["limits"]):
            columns |= {name: pd.Series(None, index=raw.index, dtype=str(column.dtype))}
    frame = pd.DataFrame(columns, index=raw.index)
    found = pd.concat(problems, ignore_index=True) if problems else pd.DataFrame(columns=list(PROBLEM_COLUMNS))
    return Built(kind, frame, found)


def from_examples(kind: RecordKind, examples: Iterable[Example]) -> Built:
    """The frame of a few records written as mappings, read exactly as JSON lines are."""
    rows = list(examples)
    names = dict.fromkeys(name for row in rows for name in row)
    raw = pd.DataFrame({name: pd.Series([_as_json(row.get(name)) for row in rows], dtype=object) for name in names}, index=pd.RangeIndex(len(rows)))
    for name, value in (("source", "example"), ("page", None), ("page_line", None)):
        if name not in raw:
            raw[name] = value
    raw["line"] = raw["record"] = np.arange(len(rows))
    raw["line"] += 1
    raw["column"] = 1
    return build(kind, raw)


def _as_json(value: object) -> object:
    return Shown(repr(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _read(name: str, raw: pd.Series[Any], column: pa.Column) -> tuple[dict[str, Any], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """The columns that a raw one becomes, and where it was unreadable or held a word for a missing value."""
    dtype, unit = str(column.dtype), (column.metadata or {}).get("unit", "")
    nothing = np.zeros(len(raw), dtype=bool)
    if dtype == "float64":
        return _read_numbers(name, raw, unit)
    if dtype.startswith("datetime64") and pd.api.types.is_datetime64_any_dtype(raw.dtype):
        zoned = getattr(raw.dt, "tz", None) is not None
        value = raw.dt.tz_convert("UTC").dt.tz_localize(None) if zoned else raw
        return {name: value.astype("datetime64[us]"), f"{name}.zoned": zoned}, nothing, nothing
    text = _text(raw)
    if dtype.startswith("datetime64"):
        times = read_times(text)
        return {name: times.value, f"{name}.zoned": times.zoned}, ~times.readable, nothing
    if dtype == "boolean":
        value = text.str.lower().map({"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}).astype("boolean")
        return {name: value}, (value.isna() & text.notna()).to_numpy(dtype=bool), nothing
    if unit == "HH:MM":
        placeholder = _placeholder(text)
        value, readable = read_clocks(text.mask(placeholder))
        return {name: value}, ~readable, placeholder
    return {name: text}, nothing, nothing


def _read_numbers(name: str, raw: pd.Series[Any], unit: str) -> tuple[dict[str, Any], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    if pd.api.types.is_numeric_dtype(raw.dtype) and not pd.api.types.is_bool_dtype(raw.dtype):
        value = raw.to_numpy(dtype=float, na_value=np.nan)
        infinite = np.isinf(value)
        value = np.where(infinite, np.nan, value) if infinite.any() else value
        columns: dict[str, Any] = {name: value, f"{name}.step": binary_step(value)}
        if name in SIGNED:
            columns[f"{name}.signed"] = pd.Series(value < 0).astype("boolean").where(value < 0).array
        return columns, infinite, np.zeros(len(raw), dtype=bool)
    text = _text(raw)
    numbers: Numbers = read_numbers(text, scaled=unit not in UNSCALED)
    value, step, known = convert(numbers, unit)
    columns = {name: np.where(known, value, np.nan), f"{name}.step": step}
    if name in SIGNED:
        native = np.fromiter((isinstance(v, Shown) for v in raw), dtype=bool, count=len(raw))
        columns[f"{name}.signed"] = pd.Series(numbers.signed).astype("boolean").where(~(native & ~numbers.signed | np.isnan(value))).array
    return columns, ~numbers.readable | ~known, _placeholder(text)


def _placeholder(text: pd.Series[Any]) -> npt.NDArray[np.bool_]:
    """Where a word stands that sites print for a missing reading; `--:--` is one for a clock time."""
    word = text.str.strip().str.lower().str.replace(r"^(-{1,2}|–)[:.](-{1,2}|–)$", "--", regex=True)
    result: npt.NDArray[np.bool_] = (word.isin(PLACEHOLDERS) & text.notna()).to_numpy(dtype=bool)
    return result


def binary_step(value: npt.NDArray[np.float64], most: int = 8) -> float:
    """The worth of the last decimal seen in a column of binary floats: 10^-decimals, `most` decimals at the most."""
    seen = value[np.isfinite(value)]
    with np.errstate(over="ignore", invalid="ignore"):
        for decimals in range(most):
            seen = seen[np.abs(np.round(seen, decimals) - seen) > 1e-9 * np.maximum(1.0, np.abs(seen))]
            if not len(seen):
                return float(10.0**-decimals)
    return float(10.0**-most)


def _text(raw: pd.Series[Any]) -> pd.Series[Any]:
    if isinstance(raw.dtype, pd.StringDtype):
        return raw
    # Objects come from JSON: text, numbers as shown, booleans, lists and mappings; only scalars are text.
    if raw.dtype == object:
        return pd.Series([v if v is None or isinstance(v, str) else (None if v is pd.NA or v != v else str(v)) for v in raw], index=raw.index, dtype="str")  # noqa: PLR0124  NaN is the value that differs from itself
    return raw.astype("str")


def _problem(problem: str, kind: RecordKind, field: str, raw: pd.DataFrame, rows: npt.NDArray[np.intp]) -> pd.DataFrame:
    shown = _text(raw[field].iloc[rows]).reset_index(drop=True)
    facts: Mapping[str, Any] = {"problem": problem, "kind": kind, "row": rows, "field": field, "text": shown}
    places = {name: raw[name].iloc[rows].reset_index(drop=True) if name in raw else None for name in ("source", "line", "column", "page", "page_line")}
    return pd.DataFrame({**facts, **places}, columns=list(PROBLEM_COLUMNS))
