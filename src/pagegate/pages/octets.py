"""Looks at the bytes of columns of text: a comparison of bytes is many times as fast as a pattern, which only the rows it leaves then need."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.pages.arrow import Strings, matches, strings, take

#: A full stop of every script, and what may stand behind it.
_TERMINAL = r"[.!?…。！？｡।؟۔։။][\"”’»'）)\]』」]*$"
#: Bytes that go on with a character, 0x80 to 0xBF, are the lowest of signed ones.
_GOES_ON = -0x40
_FINAL = np.zeros(256, dtype=bool)
_FINAL[list(b".!?")] = True
#: Behind one of these, or behind a character that takes several bytes, a full stop may stand.
_PERHAPS = np.zeros(256, dtype=bool)
_PERHAPS[list(b"\"')]")] = True
_PERHAPS[0x80:] = True


def buffers(texts: Strings) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Where each text begins and the last one ends, counted from the first, and the bytes of all of them."""
    if not len(texts):
        return np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.uint8)
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return offsets - offsets[0] if offsets[0] else offsets, np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)[offsets[0] : offsets[-1]]


def ranges(texts: Strings, begin: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> Strings:
    """The texts that stand in ranges of the bytes of others, which follow each other and begin and end with whole characters."""
    if not len(begin):
        return strings([])
    # Every other text is a range, and those between are what stands between: so that one copy is made, of what is wanted.
    bounds = np.append(np.stack([begin, end], axis=1).ravel(), end[-1])
    both = pa.LargeStringArray.from_buffers(2 * len(begin), pa.py_buffer(bounds), pa.py_buffer(buffers(texts)[1]))
    return both.take(pa.array(np.arange(0, 2 * len(begin), 2)))


def sizes(texts: Strings) -> npt.NDArray[np.int64]:
    """How many bytes each text has."""
    return np.diff(buffers(texts)[0]) if len(texts) else np.zeros(0, dtype=np.int64)


def characters(texts: Strings) -> npt.NDArray[np.int64]:
    """How many characters each text has: bytes, but for those that go on with a character."""
    if not len(texts):
        return np.zeros(0, dtype=np.int64)
    offsets, octets = buffers(texts)
    inner = np.flatnonzero(octets.view(np.int8) < _GOES_ON)
    return np.diff(offsets) - np.diff(np.searchsorted(inner, offsets)) if len(inner) else np.diff(offsets)


def characters_between(texts: Strings, begin: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """How many characters stand in ranges of the bytes of texts."""
    inner = np.flatnonzero(buffers(texts)[1].view(np.int8) < _GOES_ON)
    return end - begin - (np.searchsorted(inner, end) - np.searchsorted(inner, begin))


def beginning(texts: Strings, letters: bytes) -> npt.NDArray[np.bool_]:
    """Which texts (none of them empty) begin with one of some ASCII characters."""
    offsets, octets = buffers(texts)
    return _among(letters)[octets[offsets[:-1]]]


def ending(texts: Strings, letters: bytes, count: int = 1) -> npt.NDArray[np.bool_]:
    """Which texts (none of them shorter) end with so many of some bytes."""
    offsets, octets = buffers(texts)
    found: npt.NDArray[np.bool_] = np.logical_and.reduce([_among(letters)[octets[offsets[1:] - place]] for place in range(1, count + 1)])
    return found


def doubled(texts: Strings, letter: str) -> npt.NDArray[np.bool_]:
    """Which texts hold an ASCII character twice in a row."""
    offsets, octets = buffers(texts)
    there = octets == ord(letter)
    at = np.flatnonzero(there[:-1] & there[1:])
    row = np.searchsorted(offsets, at, side="right") - 1
    held = np.zeros(len(texts), dtype=bool)
    held[row[at + 1 < offsets[row + 1]]] = True
    return held


def beyond(texts: Strings, letters: bytes = b"") -> npt.NDArray[np.bool_]:
    """Which texts hold a character that is not ASCII, or one of some that are."""
    offsets, octets = buffers(texts)
    there = octets.view(np.int8) < 0
    for letter in letters:
        there |= octets == letter
    held = np.zeros(len(texts), dtype=bool)
    held[np.searchsorted(offsets, np.flatnonzero(there), side="right") - 1] = True
    return held


@cache
def _among(letters: bytes) -> npt.NDArray[np.bool_]:
    """A table of bytes: which are these letters."""
    return np.isin(np.arange(256), list(letters))


def places(texts: Strings, character: str) -> npt.NDArray[np.int64]:
    """Where a character stands among the bytes of all texts."""
    _, octets = buffers(texts)
    first, *further = character.encode()
    at = np.flatnonzero(octets == first)
    for place, octet in enumerate(further, 1):
        at = at[at < len(octets) - place]
        at = at[octets[at + place] == octet]
    return at


def holding(texts: Strings, *characters: str) -> npt.NDArray[np.bool_]:
    """Which texts hold one of some characters."""
    offsets, _ = buffers(texts)
    held = np.zeros(len(texts), dtype=bool)
    for character in characters:
        held[np.searchsorted(offsets, places(texts, character), side="right") - 1] = True
    return held


def counts(texts: Strings, letters: bytes) -> npt.NDArray[np.int64]:
    """How often any of some ASCII characters stands in each text."""
    if not len(texts):
        return np.zeros(0, dtype=np.int64)
    offsets, octets = buffers(texts)
    there = octets == letters[0]
    for letter in letters[1:]:
        there |= octets == letter
    return np.diff(np.searchsorted(np.flatnonzero(there), offsets))


def tally(texts: Strings, characters: str) -> npt.NDArray[np.int64]:
    """How often any of some characters of up to three bytes stands in each text."""
    if not len(texts):
        return np.zeros(0, dtype=np.int64)
    offsets, octets = buffers(texts)
    encoded = [character.encode() for character in characters]
    there = np.zeros(len(octets), dtype=bool)
    for first in {one[0] for one in encoded}:
        there |= octets == first
    at = np.flatnonzero(there)
    behind = np.append(octets, np.zeros(2, dtype=np.uint8))
    found = np.zeros(len(at), dtype=bool)
    for one in encoded:
        found |= np.logical_and.reduce([behind[at + place] == octet for place, octet in enumerate(one)])
    counted: npt.NDArray[np.int64] = np.bincount(np.searchsorted(offsets, at[found], side="right") - 1, minlength=len(texts))
    return counted


def ended(texts: Strings) -> npt.NDArray[np.bool_]:
    """Which texts (none of them empty) end with a full stop."""
    if not len(texts):
        return np.zeros(0, dtype=bool)
    offsets, octets = buffers(texts)
    last = octets[offsets[1:] - 1]
    stop = _FINAL[last]
    rest = np.flatnonzero(_PERHAPS[last])
    if len(rest):
        stop[rest] = matches(pc.utf8_slice_codeunits(take(texts, rest), -6), _TERMINAL)
    return stop
