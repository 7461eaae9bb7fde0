"""What checks need to ask a frame: rounding, applicability, and work shared by several checks."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import numpy as np
import pandas as pd

Result = TypeVar("Result")


def step(frame: pd.DataFrame, column: str) -> pd.Series[Any]:
    """The worth of the last digit shown in a column: float64, in the column's unit, 0.01 for `6,796.29`; 0 where nothing was shown."""
    name = f"{column}.step"
    if name not in frame:
        return pd.Series(0.0, index=frame.index)
    return frame[name].fillna(0.0)


def answer(holds: pd.Series[Any], applies: pd.Series[Any]) -> pd.Series[Any]:
    """A check's answer: boolean, `holds` where the question applies and NA elsewhere."""
    if holds.dtype == bool and applies.dtype == bool and holds.index.equals(applies.index):
        # What nearly all checks have; pandas takes ten times as long to find that out.
        return pd.Series(pd.arrays.BooleanArray(holds.to_numpy(), ~applies.to_numpy()), index=holds.index)
    return holds.astype("boolean").where(applies.astype(bool), pd.NA)


def once(compute: Callable[[pd.DataFrame], Result]) -> Callable[[pd.DataFrame], Result]:
    """Let several checks share what is computed from one frame: the last frame's result is kept while that frame lives, and no longer.

    For checks only, which never change their frame.
    """
    last: list[Any] = []

    def forget(gone: weakref.ref[pd.DataFrame]) -> None:
        if last and last[0] is gone:
            last.clear()

    @functools.wraps(compute)
    def computed(frame: pd.DataFrame) -> Result:
        if last and last[0]() is frame:
            result: Result = last[1]
            return result
        result = compute(frame)
        last[:] = [weakref.ref(frame, forget), result]
        return result

    return computed


def once_each(compute: Callable[[pd.DataFrame, str], pd.Series[Any]]) -> Callable[[pd.DataFrame, str], pd.Series[Any]]:
    """As `once`, for what is computed of one column at a time."""
    known = once(_nothing_yet)

    @functools.wraps(compute)
    def computed(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
        columns = known(frame)
        if name not in columns:
            columns[name] = compute(frame, name)
        # Not the very same object: who changes in place what was given changes nothing for others.
        return columns[name].copy(deep=False)

    return computed


def beside(columns: Mapping[str, Any], rows: int) -> pd.DataFrame:
    """Columns as a frame of so many rows, none of them copied: to copy a million records takes longer than to judge them.

    A column is a Series or an array of so many values, or one value for all rows, which is held once however many columns are it.
    """
    index = pd.RangeIndex(rows)
    alike: dict[tuple[type, Any], pd.Series[Any]] = {}

    def column(value: Any) -> Any:
        if not isinstance(value, bool | float):
            return value
        if (type(value), value) not in alike:
            alike[type(value), value] = pd.Series(value, index=index)
        return alike[type(value), value]

    return pd.DataFrame({name: column(value) for name, value in columns.items()}, index=index, copy=False)


@once
def sources_of(frame: pd.DataFrame) -> dict[str, int]:
    """How many records of a frame come from each source, in the order in which the sources come."""
    column = frame["source"]
    if len(column) and bool((column == column.iloc[0]).all()):
        return {str(column.iloc[0]): len(column)}
    codes, names = pd.factorize(column)
    return {str(name): int(count) for name, count in zip(names, np.bincount(codes[codes >= 0], minlength=len(names)), strict=True)}


def _nothing_yet(_frame: pd.DataFrame) -> dict[str, pd.Series[Any]]:
    return {}
