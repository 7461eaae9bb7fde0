"""The text of the bodies, shared by the checks of articles: the whole, its last 600 characters, its last line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.frames import once

#: How much of the end is looked at. A paragraph is rarely longer, and of a longer one only the end matters.
TAIL = 600


@dataclass(frozen=True)
class Body:
    """Bodies without surrounding white space, one a row; null bodies are empty.

    `text`, `tail` (the last `TAIL` characters) and `last_line` (of the tail) are pyarrow large strings; `characters` and `octets` int64; `blank` bool.
    """

    text: Any
    tail: Any
    last_line: Any
    characters: npt.NDArray[np.int64]
    octets: npt.NDArray[np.int64]
    blank: npt.NDArray[np.bool_]


@once
def body(articles: pd.DataFrame) -> Body:
    """The bodies of a frame of articles."""
    text = pc.utf8_trim_whitespace(strings(articles["body"]))
    tail = pc.utf8_slice_codeunits(text, -TAIL)
    octets = array(pc.binary_length(text))
    return Body(text, tail, last_of(tail), array(pc.utf8_length(text)), octets, octets == 0)


def last_of(text: Any) -> Any:  # noqa: ANN401  pyarrow has no types
    """The last line of each text, trimmed. A text without line breaks is its own last line."""
    lines = pc.split_pattern(plain_breaks(text), "\n", max_splits=1, reverse=True)
    return pc.utf8_trim_whitespace(lines.flatten().take(pc.subtract(pa.array(lines.offsets)[1:], 1)))


def plain_breaks(text: Any) -> Any:  # noqa: ANN401  pyarrow has no types
    """The same text with every kind of line break a plain one."""
    if pc.any(pc.match_substring_regex(text, r"[\r\x{85}\x{2028}\x{2029}]")).as_py():
        return pc.replace_substring_regex(text, r"\r\n?|[\x{85}\x{2028}\x{2029}]", "\n")
    return text


def strings(column: pd.Series[Any]) -> Any:  # noqa: ANN401  pyarrow has no types
    """A column of text as one pyarrow array of large strings, nulls as empty text."""
    values = pa.array(column, type=pa.large_string(), from_pandas=True)
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    return pc.fill_null(values, "")


def matches(text: Any, pattern: str) -> npt.NDArray[np.bool_]:  # noqa: ANN401  pyarrow has no types
    """Which texts hold a match of an RE2 pattern."""
    return array(pc.match_substring_regex(text, pattern))


def array(column: Any) -> npt.NDArray[Any]:  # noqa: ANN401  pyarrow has no types
    """A pyarrow array as NumPy's."""
    values: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return values
