"""Inside pandera, any rule about single records is a check asked by its code."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pytest

import pagegate.pandera  # noqa: F401  registers the check

WEATHER = pd.DataFrame({"temp_c": [29.1, 29.1, 29.1], "feels_like_c": [23.0, 33.0, 23.0], "humidity_pct": [75, 75, None]})


def failing(frame: pd.DataFrame, code: str = "W201", **options: Any) -> list[int]:
    """The positions of the rows that a schema with that check fails."""
    try:
        pa.DataFrameSchema(checks=[pa.Check.pagegate(code=code)]).validate(frame, lazy=True, **options)
    except pa.errors.SchemaErrors as errors:
        (error,) = errors.schema_errors
        return [int(row) for row in np.flatnonzero(~error.check_output.to_numpy())]
    return []


@pytest.mark.parametrize("index", [pd.RangeIndex(3), pd.Index(["a", "a", "b"]), pd.MultiIndex.from_tuples([(1, "a"), (1, "a"), (2, "b")])], ids=["plain", "repeated", "levels"])
def test_rows_fail_whatever_their_index_and_null_is_not_applicable(index: pd.Index) -> None:
    assert failing(WEATHER.set_index(index)) == [0]


def test_a_row_without_any_value_is_judged_too() -> None:
    assert failing(pd.DataFrame({"symbol": ["FCHI", None], "price": [1.0, None]}), "Q001") == [1]


def test_a_frame_that_was_changed_in_place_is_judged_anew() -> None:
    frame = WEATHER.copy()
    assert failing(frame, inplace=True) == [0]
    frame.loc[0, "feels_like_c"] = 33.0
    assert failing(frame, inplace=True) == []


def test_an_empty_frame_passes() -> None:
    assert failing(WEATHER.iloc[:0]) == []


@pytest.mark.parametrize(("code", "told"), [("W20l", "the nearest is W20"), ("B102", "judges whole scrapes"), ("P012", "it is about files")])
def test_what_cannot_be_asked_is_told_and_no_pass(code: str, told: str) -> None:
    with pytest.raises(pa.errors.SchemaError, match=told):
        pa.DataFrameSchema(checks=[pa.Check.pagegate(code=code)]).validate(WEATHER)
