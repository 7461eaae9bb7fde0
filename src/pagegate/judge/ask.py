"""Asks one check of one frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pagegate.catalogue import catalogue
from pagegate.model import Check


def ask(check: Check, frame: pd.DataFrame) -> pd.Series[Any]:
    """The answer of a check, one a row: boolean, NA where it does not apply.

    It does not apply where one of the columns it reads is null. A column that it may read and the frame lacks is filled with nulls.
    Raises TypeError if the check answers with anything but one boolean a row.
    """
    applies = readable(check, frame)
    if check.holds is None or not applies.any():
        return pd.Series(pd.NA, index=frame.index, dtype="boolean")
    answer = check.holds(with_columns(frame, check.may_read))
    if not isinstance(answer, pd.Series) or not answer.index.equals(frame.index) or answer.dtype not in ("bool", "boolean"):
        msg = f"{check.code} ({check.name}) must answer with one boolean a row, not {type(answer).__name__} of {getattr(answer, 'dtype', '?')}"
        raise TypeError(msg)
    return answer.astype("boolean").where(applies, pd.NA)


def readable(check: Check, frame: pd.DataFrame) -> pd.Series[bool]:
    """Which rows have all the columns that the check cannot do without."""
    if any(name not in frame for name in check.reads):
        return pd.Series(data=False, index=frame.index)
    return frame[list(check.reads)].notna().all(axis=1)


def with_columns(frame: pd.DataFrame, may_read: Sequence[str]) -> pd.DataFrame:
    """The frame with every column that a rule may read; the same object if none is missing."""
    missing = [name for name in may_read if name not in frame]
    if not missing:
        return frame
    known = {name: column for schema in catalogue().schemas.values() for name, column in schema.columns.items()}
    dtypes = {name: str(known[name].dtype) if name in known else ("float64" if name.endswith(".step") else "boolean") for name in missing}
    return frame.assign(**{name: pd.Series(None, index=frame.index, dtype=dtype) for name, dtype in dtypes.items()})
