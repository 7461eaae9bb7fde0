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
from pagegate.literals.octets import Bytes, Octets

#: How much of the end is looked at, in bytes. A paragraph is rarely longer, and of a longer one only the end matters.
TAIL = 800
#: How much of that may be a call to pay, in characters.
CLOSE = 300


@dataclass(frozen=True)
class Body:
    """Bodies without surrounding white space, one a row; null bodies are empty.

    `text`, `tail` (the last `TAIL` bytes), `close` (the last `CLOSE` characters of the tail) and `last_line` (of the tail) are pyarrow large strings; `looks` are the bytes of `text`, for what is asked of all bodies before
    a pattern is asked of some; `characters` and `octets` int64; `blank` bool.
    """

    text: Any
    looks: Octets
    tail: Any
    close: Any
    last_line: Any
    characters: npt.NDArray[np.int64]
    octets: npt.NDArray[np.int64]
    blank: npt.NDArray[np.bool_]


@once
def body(articles: pd.DataFrame) -> Body:
    """The bodies of a frame of articles."""
    text = pc.utf8_trim_whitespace(strings(articles["body"]))
    tail = _end(text)
    looks = Octets.of(text)
    octets = np.diff(looks.ends)
    return Body(text, looks, tail, last_characters(tail, CLOSE), last_of(tail), looks.characters(), octets, octets == 0)


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


def last_characters(text: Any, most: int) -> Any:
    """The last characters of each text: what `utf8_slice_codeunits` gives, which counts them one by one, and back to front."""
    looks = Octets.of(text)
    count, begins, ends = looks.characters(), looks.ends[:-1].copy(), looks.ends[1:]
    longer = np.flatnonzero(count > most)
    begins[longer] = looks.character(longer, count[longer] - most)
    # A loop over rows, for arrow cuts all texts at the same place.
    pieces = b"".join([looks.whole[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)])
    return pa.LargeStringArray.from_buffers(len(ends), pa.py_buffer(np.concatenate([[0], np.cumsum(ends - begins)])), pa.py_buffer(pieces))


def last_of(text: Any) -> Any:
    """The last line of each text, trimmed. A text without line breaks is its own last line."""
    lines = pc.split_pattern(plain_breaks(text), "\n", max_splits=1, reverse=True)
    return pc.utf8_trim_whitespace(lines.flatten().take(pc.subtract(pa.array(lines.offsets)[1:], 1)))


def plain_breaks(text: Any) -> Any:
    """The same text with every kind of line break a plain one."""
    looks = Octets.of(text)
    odd = looks.counts(looks.places(_may_break)) > 0
    if not odd.any():
        return text
    return pc.replace_with_mask(text, pa.array(odd), pc.replace_substring_regex(text.filter(pa.array(odd)), r"\r\n?|[\x{85}\x{2028}\x{2029}]", "\n"))


def _may_break(octets: Bytes, before: Bytes) -> npt.NDArray[np.bool_]:
    """The last bytes of U+000D, U+0085, U+2028 and U+2029."""
    wanted: npt.NDArray[np.bool_] = (octets == 0x0D) | ((before == 0xC2) & (octets == 0x85)) | ((before == 0x80) & ((octets & 0xFE) == 0xA8))
    return wanted


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
    """Which texts hold a match of an RE2 pattern. It takes longer to build one than to ask it of a text or two, and for no text none is built."""
    return array(pc.match_substring_regex(text, pattern)) if len(text) else np.zeros(0, dtype=bool)


def number_of(text: Any, pattern: str) -> npt.NDArray[np.int64]:
    """How many matches of an RE2 pattern each text holds."""
    return array(pc.count_substring_regex(text, pattern)) if len(text) else np.zeros(0, dtype=np.int64)


def array(column: Any) -> npt.NDArray[Any]:
    """A pyarrow array as NumPy's."""
    values: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return values
