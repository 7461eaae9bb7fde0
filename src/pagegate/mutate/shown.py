"""Records as text and back: what a page showed, and what a run would have read from other text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.catalogue import catalogue
from pagegate.model import RecordKind
from pagegate.records.build import PROVENANCE, build

#: Ending of the columns that hold a field as text.
SHOWN = ".shown"
#: What `build` derives from a field, beside its value.
_DERIVED = ("", ".step", ".signed", ".zoned")
_MOST_DECIMALS = 12


@dataclass(frozen=True)
class Broken:
    """Records after a fault: `records` like those before, `problems` what could not be read in the fields that changed (`row` is the position)."""

    records: pd.DataFrame
    problems: pd.DataFrame


def with_texts(kind: RecordKind, frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of a kind with a text column for every field it has: numbers with the decimals they were shown with, times in ISO 8601, nothing where nothing was shown."""
    columns = {name: str(column.dtype) for name, column in catalogue().schemas[kind].columns.items() if name in frame}
    return frame.assign(**{f"{name}{SHOWN}": _text(frame, name, dtype) for name, dtype in columns.items()})


def text(records: pd.DataFrame, field: str) -> pd.Series[Any]:
    """A field as it was shown: str, null where nothing was; all null for a field that the records do not have."""
    name = f"{field}{SHOWN}"
    return records[name] if name in records else pd.Series(None, index=records.index, dtype="str")


def value(records: pd.DataFrame, field: str) -> pd.Series[Any]:
    """A field of numbers: float64, NaN where it has none; all NaN for a field that the records do not have."""
    return records[field] if field in records else pd.Series(np.nan, index=records.index)


def with_decimals(values: npt.NDArray[np.float64], decimals: npt.NDArray[np.int64]) -> pd.Series[Any]:
    """Numbers as text, each with its own number of decimals; null for NaN."""
    texts = np.full(len(values), None, dtype=object)
    for shown in np.unique(decimals):  # a handful of different numbers of decimals, whatever the number of rows
        rows = (decimals == shown) & np.isfinite(values)
        texts[rows] = np.char.mod(f"%.{shown}f", values[rows])
    return pd.Series(texts, dtype="str")


def decimals(records: pd.DataFrame, field: str) -> npt.NDArray[np.int64]:
    """How many decimals a number field was shown with: int64, 0 where nothing was."""
    name = f"{field}.step"
    step = records[name].to_numpy(dtype=float) if name in records else np.ones(len(records))
    with np.errstate(divide="ignore", invalid="ignore"):
        shown = np.ceil(-np.log10(step) - 1e-6)
    whole: npt.NDArray[np.int64] = np.clip(np.nan_to_num(shown, nan=0.0, posinf=0.0, neginf=0.0), 0, _MOST_DECIMALS).astype(np.int64)
    return whole


def moments_as_text(moments: pd.Series[Any], records: pd.DataFrame, field: str) -> pd.Series[Any]:
    """Times in ISO 8601 as a time field of the records would show them: with a Z where its zone is known."""
    texts: pd.Series[Any] = moments.dt.strftime("%Y-%m-%dT%H:%M:%S").astype("str")
    name = f"{field}.zoned"
    return texts.mask(records[name].astype(bool), texts + "Z") if name in records else texts


def broken(kind: RecordKind, before: pd.DataFrame, texts: pd.DataFrame) -> Broken:
    """Records with other texts in some fields, read as a run reads them. What did not change keeps what the run had read from the page itself.

    `before` has a RangeIndex and text columns; `texts` has its index.
    """
    places = {name: before[name] for name in PROVENANCE if name in before}
    texts = texts[[field for field in texts if field in before or texts[field].notna().any()]]
    built = build(kind, texts.assign(**places))
    changed = {field: _differs(text(before, field), texts[field]).to_numpy() for field in texts.columns}
    columns: dict[str, Any] = {}
    for field, rows in changed.items():
        columns[f"{field}{SHOWN}"] = texts[field].astype("str")
        for name in (f"{field}{derived}" for derived in _DERIVED if f"{field}{derived}" in built.frame):
            read = built.frame[name]
            columns[name] = read if name not in before else before[name].where(~rows, read.astype(before[name].dtype))
    problems = built.problems
    here = np.array([changed[field][row] for field, row in zip(problems["field"], problems["row"], strict=True)], dtype=bool)
    return Broken(before.assign(**columns), problems[here] if len(problems) else problems)


def changed(kind: RecordKind, before: pd.DataFrame, after: pd.DataFrame) -> pd.Series[Any]:
    """Which records have another value in any field: bool. A text that reads as the same number is no change, one that cannot be read is."""
    names = [name for name in catalogue().schemas[kind].columns if name in after]
    different = pd.Series(data=False, index=before.index)
    for name in names:
        different |= _differs(before[name], after[name]) if name in before else after[name].notna()
    return different


def _differs(one: pd.Series[Any], other: pd.Series[Any]) -> pd.Series[Any]:
    """Where two columns differ; nulls are alike."""
    both = one.notna() & other.notna()
    different: pd.Series[Any] = (one.notna() != other.notna()) | (both & (one != other).fillna(value=False).astype(bool))
    return different


def _text(frame: pd.DataFrame, name: str, dtype: str) -> pd.Series[Any]:
    column = frame[name]
    if dtype == "float64":
        texts = with_decimals(column.to_numpy(dtype=float), decimals(frame, name)).set_axis(frame.index)
        plus = column.gt(0) & (frame[f"{name}.signed"].fillna(value=False).astype(bool) if f"{name}.signed" in frame else False)
        return texts.where(~plus, "+" + texts)
    if dtype.startswith("datetime64"):
        return moments_as_text(column, frame, name)
    if dtype == "boolean":
        return column.map({True: "true", False: "false"}, na_action="ignore").astype("str")
    return column.astype("str")
