"""Columns of pandera schemas, with their unit and their limits.

A schema file in `schemas/` says with these what one record of a kind must look like. Every limit is a pandera check that
carries the limit's code as its name.
"""

from __future__ import annotations

from functools import partial
from typing import Any

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
        missing = column.isna() if limit.pattern is None else column.isna() | (column.str.strip() == "").fillna(value=True)
        return ~missing
    good = pd.Series(data=True, index=column.index)
    if limit.low is not None:
        good &= column.gt(limit.low) if limit.exclusive else column.ge(limit.low)
    if limit.high is not None:
        good &= column.lt(limit.high) if limit.exclusive else column.le(limit.high)
    if limit.whole:
        good &= column.mod(1).eq(0)
    if limit.pattern is not None:
        good &= column.str.fullmatch(limit.pattern).astype(bool)
    return good | column.isna()


def check_of(limit: Limit) -> pa.Check:
    """A limit as pandera's check of a column."""
    return pa.Check(partial(within, limit), name=limit.code, n_failure_cases=1, ignore_na=False)


def _column(dtype: str, unit: str, limits: tuple[Limit, ...]) -> pa.Column:
    checks = [check_of(limit) for limit in limits]
    return pa.Column(dtype, checks, nullable=True, required=False, metadata={"unit": unit, "limits": limits})
