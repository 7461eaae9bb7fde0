"""The text of the bodies, shared by the checks of articles: the whole, its last 800 bytes, its last line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.frames import once

#: How much of the end is looked at, in bytes. A paragraph is rarely longer, and of a longer one only the end matters.
TAIL = 800


@dataclass(frozen=True)
class Body:
    """Bodies without surrounding white space, one a row; null bodies are empty.

    `text`, `tail` (the last `TAIL` bytes) and `last_line` (of the tail) are pyarrow large strings; `characters` and `octets` int64; `blank` bool.
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
    tail = _end(text)
    octets = array(pc.binary_length(text))
    return Body(text, tail, last_of(tail), array(pc.utf8_length(text)), octets, octets == 0)


def _end(text: Any) -> Any:
    """The last bytes of each text. A character that is cut in two by that becomes a space: to count characters from the end would take ten times as long."""
    if not len(text):
        return text
    last = pc.binary_slice(text.cast(pa.large_binary()), -TAIL)
    offsets = np.frombuffer(last.buffers()[1], dtype=np.int64)[last.offset : last.offset + len(last) + 1]
    octets = np.frombuffer(last.buffers()[2] or b"", dtype=np.uint8).copy()
    broken = np.flatnonzero(np.diff(offsets) == TAIL)
    for place in range(3):
        # The second to fourth bytes of a character begin with the bits 10.
        broken = broken[(octets[offsets[broken] + place] & 0xC0) == 0x80]
        octets[offsets[broken] + place] = ord(" ")
    return pa.LargeStringArray.from_buffers(len(last), pa.py_buffer(offsets.tobytes()), pa.py_buffer(octets.tobytes()))


def last_of(text: Any) -> Any:
    """The last line of each text, trimmed. A text without line breaks is its own last line."""
    lines = pc.split_pattern(plain_breaks(text), "\n", max_splits=1, reverse=True)
    return pc.utf8_trim_whitespace(lines.flatten().take(pc.subtract(pa.array(lines.offsets)[1:], 1)))


def plain_breaks(text: Any) -> Any:
    """The same text with every kind of line break a plain one."""
    if pc.any(pc.match_substring_regex(text, r"[\r\x{85}\x{2028}\x{2029}]")).as_py():
        return pc.replace_substring_regex(text, r"\r\n?|[\x{85}\x{2028}\x{2029}]", "\n")
    return text


def strings(column: pd.Series[Any]) -> Any:
    """A column of text as one pyarrow array of large strings, nulls as empty text."""
    values = pa.array(column, type=pa.large_string(), from_pandas=True)
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    return pc.fill_null(values, "")


def verdicts(articles: pd.DataFrame, good: npt.NDArray[np.bool_], applies: npt.NDArray[np.bool_] | None = None) -> pd.Series[Any]:
    """A check's answer: `good` where the question applies (everywhere that there is a body, unless said otherwise), NA elsewhere."""
    asked = ~body(articles).blank if applies is None else applies
    return pd.Series(pd.arrays.BooleanArray(np.asarray(good, dtype=bool), ~np.asarray(asked, dtype=bool)), index=articles.index)


def holding(text: Any, letter: str) -> npt.NDArray[np.intp]:
    """The rows whose text holds an ASCII character: a look at the bytes is ten times as fast as a pattern, which only these rows then need."""
    if not len(text):
        return np.zeros(0, dtype=np.intp)
    offsets = np.frombuffer(text.buffers()[1], dtype=np.int64)[text.offset : text.offset + len(text) + 1]
    octets = np.frombuffer(text.buffers()[2] or b"", dtype=np.uint8)[offsets[0] : offsets[-1]]
    places = np.flatnonzero(octets == ord(letter))
    return np.unique(np.searchsorted(offsets, places + offsets[0], side="right") - 1)


def found_in(text: Any, rows: npt.NDArray[np.intp], pattern: str) -> npt.NDArray[np.bool_]:
    """Which of all texts match a pattern, looking at some rows only; the others do not."""
    found = np.zeros(len(text), dtype=bool)
    if 2 * len(rows) > len(text):
        found[rows] = matches(text, pattern)[rows]
    elif len(rows):
        found[rows] = matches(text.take(pa.array(rows)), pattern)
    return found


def first_place(articles: pd.DataFrame, name: str, pattern: str) -> pd.DataFrame:
    """For `explain`: what a pattern finds first in each body, under a name (empty where it finds nothing), and the `offset` of the character it begins at."""
    text = strings(articles["body"])
    octets, found = array(pc.find_substring_regex(text, pattern)).tolist(), first_match(text, pattern)
    # A loop over the few rows that are reported: bytes are counted, and characters are wanted.
    before = [len(one.encode()[:at].decode("utf-8", "ignore")) if at >= 0 else -1 for one, at in zip(text.to_pylist(), octets, strict=True)]
    offset = [at + len(one) - len(one.lstrip()) for at, one in zip(before, found, strict=True)]
    return pd.DataFrame({name: [one.strip() for one in found], "offset": offset}, index=articles.index)


def first_match(text: Any, pattern: str) -> list[str]:
    """What a pattern finds first in each text, empty where it finds nothing."""
    found = pc.extract_regex(text, f"(?P<found>{pattern})").field(0)
    return [str(one) for one in pc.fill_null(found, "").to_pylist()]


def matches(text: Any, pattern: str) -> npt.NDArray[np.bool_]:
    """Which texts hold a match of an RE2 pattern."""
    return array(pc.match_substring_regex(text, pattern))


def array(column: Any) -> npt.NDArray[Any]:
    """A pyarrow array as NumPy's."""
    values: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return values
