"""Columns of text in pyarrow, whose expressions run in RE2: time linear in the text, no look-around."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Strings = Any  # a pyarrow.LargeStringArray; pyarrow has no types


def strings(values: Any) -> Strings:
    """A large_string array of a Series, list or array of text; nulls become empty."""
    array = pa.array(values, type=pa.large_string(), from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return pc.fill_null(array, "") if array.null_count else array


def numpy(array: Any) -> npt.NDArray[Any]:
    """A pyarrow array as a NumPy one."""
    result: npt.NDArray[Any] = array.to_numpy(zero_copy_only=False)
    return result


def matches(texts: Strings, pattern: str) -> npt.NDArray[np.bool_]:
    """Where the pattern occurs."""
    return numpy(pc.match_substring_regex(texts, pattern)).astype(bool)


def take(texts: Strings, rows: npt.NDArray[Any]) -> Strings:
    """Some rows: positions, or a mask."""
    return texts.take(pa.array(np.flatnonzero(rows) if rows.dtype == bool else rows))


def extract(texts: Strings, pattern: str) -> pd.DataFrame:
    """The named groups of the first match of each text as object columns, and `found`, whether there was one. Groups are "" without a match."""
    parts = pc.extract_regex(texts, pattern)
    columns: dict[str, Any] = {field.name: numpy(pc.fill_null(parts.field(i), "")) for i, field in enumerate(parts.type)}
    return pd.DataFrame({**columns, "found": numpy(parts.is_valid()).astype(bool)})


def extract_some(texts: Strings, pattern: str) -> pd.DataFrame:
    """As `extract`, of a pattern that few texts match: groups, which cost many times what a match does, are asked of those alone."""
    rows = np.flatnonzero(matches(texts, pattern))
    names = [field.name for field in pc.extract_regex(texts.slice(0, 0), pattern).type]
    columns = {name: np.full(len(texts), "", dtype=object) for name in names}
    found = np.zeros(len(texts), dtype=bool)
    found[rows] = True
    if len(rows):
        some = extract(take(texts, rows), pattern)
        for name in names:
            columns[name][rows] = some[name]
    return pd.DataFrame({**columns, "found": found})


def split(texts: Strings, mark: str) -> tuple[Strings, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Split every text at a mark, plain text: the pieces, the row each came from, and its 0-based place among that row's pieces."""
    lists = pc.split_pattern(texts, mark)
    parents = numpy(pc.list_parent_indices(lists)).astype(np.int64)
    first = np.searchsorted(parents, parents)
    return pc.list_flatten(lists), parents, np.arange(len(parents)) - first
