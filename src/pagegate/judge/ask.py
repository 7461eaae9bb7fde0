"""Asks one check of one frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from pagegate.catalogue import catalogue
from pagegate.frames import beside, once
from pagegate.model import Check

#: What a nullable boolean array is made of: answers, and where there is none. By its public ways, to fill the nulls takes longer than most checks do.
_HALVES = attrgetter("_data", "_mask")


@dataclass(frozen=True)
class Asked:
    """What a check answered, one value a row: `holds` where it `applies` (False elsewhere), and where it had all columns that it reads (`readable`)."""

    holds: npt.NDArray[np.bool_]
    applies: npt.NDArray[np.bool_]
    readable: npt.NDArray[np.bool_]

    @property
    def failed(self) -> npt.NDArray[np.bool_]:
        """Where it applies and does not hold."""
        return self.applies & ~self.holds


def ask(check: Check, frame: pd.DataFrame) -> pd.Series[Any]:
    """The answer of a check, one a row: boolean, NA where it does not apply.

    It does not apply where one of the columns it reads is null. A column that it may read and the frame lacks is filled with nulls.
    Raises TypeError if the check answers with anything but one boolean a row.
    """
    said = asked(check, frame)
    return pd.Series(pd.arrays.BooleanArray(said.holds, ~said.applies), index=frame.index)


def asked(check: Check, frame: pd.DataFrame) -> Asked:
    """The same as plain arrays."""
    there = readable(check, frame)
    if check.holds is None or not there.any():
        nothing = np.zeros(len(frame), dtype=bool)
        return Asked(nothing, nothing, there)
    answer = check.holds(with_columns(frame, check.may_read))
    if not isinstance(answer, pd.Series) or not answer.index.equals(frame.index) or answer.dtype not in ("bool", "boolean"):
        msg = f"{check.code} ({check.name}) must answer with one boolean a row, not {type(answer).__name__} of {getattr(answer, 'dtype', '?')}"
        raise TypeError(msg)
    if answer.dtype == "bool":
        return Asked(answer.to_numpy(), there, there)
    said, missing = _HALVES(answer.array)
    return Asked(said & ~missing, there & ~missing, there)


def readable(check: Check, frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which rows have all the columns that the check cannot do without."""
    good = np.ones(len(frame), dtype=bool)
    there = _there(frame)
    for name in check.reads:
        if name not in there:
            # Many checks read the same columns of one frame.
            there[name] = frame[name].notna().to_numpy(dtype=bool) if name in frame else np.zeros(len(frame), dtype=bool)
        good &= there[name]
    return good


@once
def _there(_frame: pd.DataFrame) -> dict[str, npt.NDArray[np.bool_]]:
    """Where the columns of a frame that were asked for so far are not null."""
    return {}


def with_columns(frame: pd.DataFrame, may_read: Sequence[str]) -> pd.DataFrame:
    """The frame with every column that a rule may read; the same object if none is missing."""
    missing = [name for name in may_read if name not in frame]
    if not missing:
        return frame
    return pd.concat([frame, beside(nulls(missing, len(frame)), len(frame)).set_axis(frame.index)], axis=1)


def nulls(names: Iterable[str], rows: int) -> dict[str, pd.Series[Any]]:
    """Columns of the given names in which nothing stands, of the types that their schemas say."""
    dtypes = {name: _dtypes().get(name) or ("float64" if name.endswith(".step") else "boolean") for name in names}
    # Arrow makes a text column of nulls at once, and pandas out of a list of them.
    empty = {dtype: pd.Series(pa.nulls(rows, pa.large_string()) if dtype == "str" else None, index=pd.RangeIndex(rows), dtype=cast("Any", dtype)) for dtype in set(dtypes.values())}
    return {name: empty[dtype] for name, dtype in dtypes.items()}


@cache
def _dtypes() -> Mapping[str, str]:
    return {name: str(column.dtype) for schema in catalogue().schemas.values() for name, column in schema.columns.items()}
