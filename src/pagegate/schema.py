"""Columns of pandera schemas, with their unit and their limits.

A schema file in `schemas/` says with these what one record of a kind must look like. Every limit is a pandera check that
carries the limit's code as its name.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from pagegate.model import Limit

NUMBER, TEXT, TIME, FLAG = "float64", "str", "datetime64[us]", "boolean"


def number(unit: str, *limits: Limit) -> pa.Column:
    """A float64 column measured in `unit`."""
    return _column(NUMBER, unit, limits)


def text(*limits: Limit) -> pa.Column:
    """A column of text."""
    return _column(TEXT, "", limits)


def clock(*limits: Limit) -> pa.Column:
    """A column of clock times, text `HH:MM` on the 24-hour clock."""
    return _column(TEXT, "HH:MM", limits)


def time(*limits: Limit) -> pa.Column:
    """A datetime64[us] column: UTC where the zone is known (`NAME.zoned` is True), else as shown."""
    return _column(TIME, "time", limits)


def flag(*limits: Limit) -> pa.Column:
    """A nullable boolean column."""
    return _column(FLAG, "", limits)


def within(limit: Limit, column: pd.Series[Any]) -> pd.Series[Any]:
    """Which values of a column keep a limit: bool, one a row. Nulls keep all but `required`."""
    if limit.required:
        missing = column.isna() if limit.pattern is None else column.isna() | ((column == "") | column.str.isspace()).fillna(value=True)
        return ~missing
    known = column.notna().to_numpy(dtype=bool)
    good = np.ones(len(column), dtype=bool)
    if limit.low is not None or limit.high is not None or limit.whole:
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
        with np.errstate(invalid="ignore"):
            if limit.low is not None:
                good &= values > limit.low if limit.exclusive else values >= limit.low
            if limit.high is not None:
                good &= values < limit.high if limit.exclusive else values <= limit.high
            if limit.whole:
                good &= values % 1 == 0
    if limit.pattern is not None:
        good &= column.str.fullmatch(limit.pattern).to_numpy(dtype=bool, na_value=False)
    return pd.Series(good | ~known, index=column.index)


def check_of(limit: Limit) -> pa.Check:
    """A limit as pandera's check of a column."""
    return pa.Check(partial(within, limit), name=limit.code, n_failure_cases=1, ignore_na=False)


def _column(dtype: str, unit: str, limits: tuple[Limit, ...]) -> pa.Column:
    checks = [check_of(limit) for limit in limits]
    return pa.Column(dtype, checks, nullable=True, required=False, metadata={"unit": unit, "limits": limits})
