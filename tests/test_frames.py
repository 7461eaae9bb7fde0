"""What checks share of a frame, and how exact its numbers are."""

from __future__ import annotations

import gc

import numpy as np
import pandas as pd
import pytest

from pagegate.frames import beside, once, sources_of
from pagegate.records.steps import decimals


def test_what_was_computed_of_a_frame_goes_with_it() -> None:
    known: list[int] = []

    class Result:
        def __del__(self) -> None:
            known.append(1)

    compute = once(lambda _frame: Result())
    frame = pd.DataFrame({"price": [1.0]})
    assert compute(frame) is compute(frame)
    del frame
    gc.collect()
    assert known == [1]


def test_columns_put_beside_each_other_are_not_copied() -> None:
    price = pd.Series([1.0, 2.0])
    assert np.shares_memory(beside({"price": price, "zoned": True}, 2)["price"].to_numpy(), price.to_numpy())


def test_records_are_counted_by_source_in_the_order_of_the_sources() -> None:
    assert list(sources_of(pd.DataFrame({"source": pd.Series(["b", "a", "b"], dtype="str")})).items()) == [("b", 2), ("a", 1)]
    assert sources_of(pd.DataFrame({"source": pd.Series(["b", "b"], dtype="str")})) == {"b": 2}
    assert sources_of(pd.DataFrame({"source": pd.Series([], dtype="str")})) == {}


@pytest.mark.parametrize(("last", "places"), [(7.0, 2), (0.125, 3), (0.12345678, 8), (0.123456789, 8), (np.nan, 2), (np.inf, 2)])
def test_the_most_decimals_of_a_long_column_are_found_wherever_they_stand(last: float, places: int) -> None:
    values = np.round(np.linspace(1, 5_000, 100_000), 2)
    assert decimals(np.append(values, last)) == places
    assert decimals(np.insert(values, 0, last)) == places


def test_the_dust_of_binary_numbers_is_no_decimal() -> None:
    assert decimals(np.array([0.1 + 0.2, 1_234_567.1])) == 1
