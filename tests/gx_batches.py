"""Frames as Great Expectations' batches, and what they are judged to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pandas as pd

from pagegate.judge.gx import new_context, own_project, quietly
from pagegate.model import Example
from pagegate.records.values import Shown


@cache
def _asset() -> Any:
    return new_context().data_sources.add_pandas("tests").add_dataframe_asset(name="frames").add_batch_definition_whole_dataframe("whole")


def validated(frame: pd.DataFrame, expectation: Any, result_format: Any = "COMPLETE") -> Any:
    """The result of an expectation or of a suite on a frame, in a context of the tests."""
    with quietly(), own_project(lambda: _asset().data_asset.datasource.data_context):
        return _asset().get_batch(batch_parameters={"dataframe": frame}).validate(expectation, result_format=result_format)


def expecting(code: str, **arguments: Any) -> Any:
    """The expectation that a rule of pagegate holds."""
    with quietly():
        from pagegate.gx import ExpectPagegateCheckToHold

    return ExpectPagegateCheckToHold(code=code, **arguments)


def frame_of(examples: Iterable[Example]) -> pd.DataFrame:
    """Records as a frame of a user's own, each number with the digits it is written with."""
    rows: list[Mapping[str, Any]] = list(examples)
    names = dict.fromkeys(name for row in rows for name in row)
    return pd.DataFrame({name: pd.Series([_shown(row.get(name)) for row in rows], dtype=object) for name in names}, index=pd.RangeIndex(len(rows)))


def _shown(value: Any) -> Any:
    return Shown(repr(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value
