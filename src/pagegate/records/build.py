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
from pagegate.frames import beside
from pagegate.literals.minutes import bare_minutes
from pagegate.literals.numbers import PLACEHOLDERS, Numbers, read_numbers
from pagegate.literals.times import END, FIRST, read_clocks, read_times
from pagegate.literals.units import UNSCALED, convert
from pagegate.model import Example, RecordKind
from pagegate.records.native import as_text
from pagegate.records.steps import binary_step
from pagegate.records.values import Nested, Shown

if TYPE_CHECKING:
    import pandera.pandas as pa

PROVENANCE = ("source", "line", "column", "page", "page_line", "record")
#: Names that columns of a run's own have, beside its provenance; a source's columns of these names get others.
RESERVED = frozenset((*PROVENANCE, "on_page", "judged_at", "field"))
#: Endings of the columns that `build` adds for its own.
SHADOWS = (".step", ".signed", ".zoned")
#: Columns whose sign matters by itself: a site that loses it loses it by drawing colours.
SIGNED = ("change", "change_pct")
_FLAGS = {"true": True, "false": False, "1": True, "0": False, "1.0": True, "0.0": False, "yes": True, "no": False}
_NESTED = (Nested, dict, list, tuple, set, np.ndarray)
PROBLEM_COLUMNS = ("problem", "kind", "row", "field", "text", "source", "line", "column", "page", "page_line")


@dataclass(frozen=True)
class Built:
    """A frame of one kind, and what could not be read in it: one row a problem, `row` the position in the frame."""

    kind: RecordKind
    frame: pd.DataFrame
    problems: pd.DataFrame


def build(kind: RecordKind, raw: pd.DataFrame) -> Built:
    """Read the columns of `raw` that the schema of `kind` knows; the others ride along untouched.

    `raw` has one row a record and a RangeIndex. Text is read with its displayed precision; native numbers and times are taken as they are, and how exact they
    are is told by `NAME.step` in `raw`, else by the column itself. A required column that is absent is added, full of nulls.
    """
    schema = catalogue().schemas[kind]
    columns: dict[str, Any] = {}
    problems: list[pd.DataFrame] = []
    fetched = _fetched(raw)
    for name in raw.columns:
        column = schema.columns.get(name)
        if column is None:
            if not name.endswith(".step"):
                columns[name] = raw[name]
            continue
        read, unreadable, placeholder = _read(name, raw[name], column, raw.get(f"{name}.step"), _Told(None if name == "fetched_at" else fetched, raw.get("source")))
        columns |= read
        unread = "unreadable-time" if str(column.dtype).startswith("datetime64") else "unreadable-value"
        for problem, rows in ((unread, unreadable), ("placeholder", placeholder)):
            if rows.any():
                problems.append(_problem(problem, kind, name, raw, np.flatnonzero(rows)))
    for name, column in schema.columns.items():
        if name not in columns and any(limit.required for limit in column.metadata["limits"]):
            columns |= {name: pd.Series(None, index=raw.index, dtype=str(column.dtype))}
    frame = beside(columns, len(raw))
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
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Shown(repr(value))
    return Nested(as_text(value)) if isinstance(value, dict | list) else value


@dataclass(frozen=True)
class _Told:
    """What reading times needs to know of their records: when each was fetched, and of which source it is."""

    fetched: pd.Series[Any] | None
    source: pd.Series[Any] | None


def _fetched(raw: pd.DataFrame) -> pd.Series[Any] | None:
    """When each record was fetched, if the source says so: what `2 hours ago` is counted from."""
    if "fetched_at" not in raw:
        return None
    column = raw["fetched_at"]
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return _native_times("fetched_at", column)[0]["fetched_at"]  # type: ignore[no-any-return]  # a column of the frame to be
    return read_times(_text(column)).value


def _read(name: str, raw: pd.Series[Any], column: pa.Column, step: pd.Series[Any] | None, told: _Told) -> tuple[dict[str, Any], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """The columns that a raw one becomes, and where it was unreadable or held a word for a missing value."""
    dtype, unit = str(column.dtype), (column.metadata or {}).get("unit", "")
    nothing = np.zeros(len(raw), dtype=bool)
    if dtype == "float64" and _is_number(raw.dtype):
        return _native_numbers(name, raw, step)
    if dtype.startswith("datetime64") and pd.api.types.is_datetime64_any_dtype(raw.dtype):
        return _native_times(name, raw)
    scalar = not dtype.startswith("str") or unit == "HH:MM" or any(limit.required for limit in column.metadata["limits"])
    raw, nested = _without_nested(raw) if scalar and raw.dtype == object else (raw, nothing)
    text = bare_minutes(_text(raw)) if unit == "min" else _text(raw)
    columns: dict[str, Any] = {name: text}
    unreadable, placeholder = nothing, nothing
    if dtype == "float64":
        columns, unreadable, placeholder = _shown_numbers(name, raw, text, unit)
    elif dtype.startswith("datetime64"):
        times = read_times(text, told.fetched, told.source)
        columns, unreadable = {name: times.value, f"{name}.zoned": times.zoned}, ~times.readable
    elif dtype == "boolean":
        value = text.str.lower().map(_FLAGS).astype("boolean")
        columns, unreadable = {name: value}, (value.isna() & text.notna()).to_numpy(dtype=bool)
    elif unit == "HH:MM":
        placeholder = _placeholder(text)
        clock, readable = read_clocks(text.mask(placeholder))
        columns, unreadable = {name: clock}, ~readable
    return columns, unreadable | nested, placeholder


def _is_number(dtype: Any) -> bool:
    return pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype) and not pd.api.types.is_complex_dtype(dtype)


def _without_nested(raw: pd.Series[Any]) -> tuple[pd.Series[Any], npt.NDArray[np.bool_]]:
    """The column without its lists and objects, which are no single value, and where they were."""
    nested = np.fromiter((isinstance(value, _NESTED) for value in raw), dtype=bool, count=len(raw))
    return (raw.mask(nested, None), nested) if nested.any() else (raw, nested)


def _native_times(name: str, raw: pd.Series[Any]) -> tuple[dict[str, Any], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    zoned = getattr(raw.dt, "tz", None) is not None
    value = (raw.dt.tz_convert("UTC").dt.tz_localize(None) if zoned else raw).astype("datetime64[us]")
    # NumPy's years go far beyond those that dates have.
    beyond = ((value < FIRST) | (value >= END)).fillna(value=False).to_numpy(dtype=bool)
    return {name: value.mask(beyond) if beyond.any() else value, f"{name}.zoned": zoned}, beyond, np.zeros(len(raw), dtype=bool)


def _native_numbers(name: str, raw: pd.Series[Any], step: pd.Series[Any] | None) -> tuple[dict[str, Any], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    value = raw.to_numpy(dtype=float, na_value=np.nan)
    infinite = np.isinf(value)
    # The column itself where it can stay: an array of its values would not be copied when the frame that it came with is changed.
    kept = np.where(infinite, np.nan, value) if infinite.any() else raw if raw.dtype == np.float64 else value
    columns: dict[str, Any] = {name: kept, f"{name}.step": binary_step(raw) if step is None else step}
    if name in SIGNED:
        below = (value < 0) & ~infinite
        columns[f"{name}.signed"] = pd.arrays.BooleanArray(below, ~below)
    return columns, infinite, np.zeros(len(raw), dtype=bool)


def _shown_numbers(name: str, raw: pd.Series[Any], text: pd.Series[Any], unit: str) -> tuple[dict[str, Any], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    numbers: Numbers = read_numbers(text, scaled=unit not in UNSCALED)
    value, step, known = convert(numbers, unit)
    columns: dict[str, Any] = {name: np.where(known, value, np.nan), f"{name}.step": step}
    if name in SIGNED:
        text_alone = isinstance(raw.dtype, pd.StringDtype)
        native = np.zeros(len(raw), dtype=bool) if text_alone else np.fromiter((not isinstance(v, str) or isinstance(v, Shown) for v in raw), dtype=bool, count=len(raw))
        columns[f"{name}.signed"] = pd.Series(numbers.signed).astype("boolean").where(~(native & ~numbers.signed | np.isnan(value))).array
    placeholder = np.isnan(numbers.value)
    if placeholder.any():
        placeholder[placeholder] = _placeholder(text[placeholder])
    return columns, ~numbers.readable | ~known, placeholder


def _placeholder(text: pd.Series[Any]) -> npt.NDArray[np.bool_]:
    """Where a word stands that sites print for a missing reading; `--:--` is one for a clock time."""
    word = text.str.strip().str.lower().str.replace(r"^(-{1,2}|–)[:.](-{1,2}|–)$", "--", regex=True)
    result: npt.NDArray[np.bool_] = (word.isin(PLACEHOLDERS) & text.notna()).to_numpy(dtype=bool)
    return result


def _text(raw: pd.Series[Any]) -> pd.Series[Any]:
    if isinstance(raw.dtype, pd.StringDtype):
        return raw
    # Objects come from JSON and from Python, each value of a type of its own; other types are rare where text is wanted.
    values = raw if raw.dtype == object else raw.astype(object)
    return pd.Series([as_text(value) for value in values], index=raw.index, dtype="str")


def _problem(problem: str, kind: RecordKind, field: str, raw: pd.DataFrame, rows: npt.NDArray[np.intp]) -> pd.DataFrame:
    shown = _text(raw[field].iloc[rows]).reset_index(drop=True)
    facts: Mapping[str, Any] = {"problem": problem, "kind": kind, "row": rows, "field": field, "text": shown}
    places = {name: raw[name].iloc[rows].reset_index(drop=True) if name in raw else None for name in ("source", "line", "column", "page", "page_line")}
    return pd.DataFrame({**facts, **places}, columns=list(PROBLEM_COLUMNS))
