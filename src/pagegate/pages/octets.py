"""Looks at the bytes of columns of text: a comparison of bytes is many times as fast as a pattern, which only the rows it leaves then need."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.literals.octets import Octets
from pagegate.pages.arrow import Strings, matches, strings, take

#: A full stop of every script, and what may stand behind it.
_TERMINAL = r"[.!?…。！？｡।؟۔։။][\"”’»'）)\]』」]*$"
#: The first byte that is no ASCII character.
_ASCII = 0x80
_FINAL = np.zeros(256, dtype=bool)
_FINAL[list(b".!?")] = True
#: Behind one of these, or behind a character that takes several bytes, a full stop may stand.
_PERHAPS = np.zeros(256, dtype=bool)
_PERHAPS[list(b"\"')]")] = True
_PERHAPS[0x80:] = True


def buffers(texts: Strings) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Where each text begins and the last one ends, counted from the first, and the bytes of all of them."""
    octets = Octets.of(texts)
    return octets.ends, octets.octets


def ranges(texts: Strings, begin: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> Strings:
    """The texts that stand in ranges of the bytes of others, which follow each other and begin and end with whole characters."""
    if not len(begin):
        return strings([])
    # Every other text is a range, and those between are what stands between: so that one copy is made, of what is wanted.
    bounds = np.append(_bounds(begin, end), end[-1])
    both = pa.LargeStringArray.from_buffers(2 * len(begin), pa.py_buffer(bounds), pa.py_buffer(buffers(texts)[1]))
    return both.take(pa.array(np.arange(0, 2 * len(begin), 2)))


def _bounds(begin: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The beginnings and ends of ranges, in turn."""
    bounds = np.empty(2 * len(begin), dtype=np.int64)
    bounds[::2], bounds[1::2] = begin, end
    return bounds


def sizes(texts: Strings) -> npt.NDArray[np.int64]:
    """How many bytes each text has."""
    return np.diff(buffers(texts)[0])


def characters(texts: Strings) -> npt.NDArray[np.int64]:
    """How many characters each text has."""
    return Octets.of(texts).characters()


def characters_between(texts: Strings, begin: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """How many characters stand in ranges of the bytes of texts."""
    return Octets(buffers(texts)[1], np.append([0], _bounds(begin, end))).characters()[1::2]


def beginning(texts: Strings, letters: bytes) -> npt.NDArray[np.bool_]:
    """Which texts (none of them empty) begin with one of some bytes."""
    offsets, octets = buffers(texts)
    return _among(letters)[octets[offsets[:-1]]]


def ending(texts: Strings, letters: bytes, count: int = 1) -> npt.NDArray[np.bool_]:
    """Which texts (none of them shorter) end with so many of some bytes."""
    offsets, octets = buffers(texts)
    found: npt.NDArray[np.bool_] = np.logical_and.reduce([_among(letters)[octets[offsets[1:] - place]] for place in range(1, count + 1)])
    return found


def doubled(texts: Strings, letter: str) -> npt.NDArray[np.bool_]:
    """Which texts (none of which ends with it) hold an ASCII character twice in a row."""
    octets = Octets.of(texts)
    return octets.counts(octets.places(lambda here, before: (here == ord(letter)) & (before == ord(letter)))) > 0


def beyond(texts: Strings, letters: bytes = b"") -> npt.NDArray[np.bool_]:
    """Which texts hold a character that is not ASCII, or one of some that are."""
    return Octets.of(texts).counted(lambda here, _: np.logical_or.reduce([here >= _ASCII, *(here == letter for letter in letters)])) > 0


@cache
def _among(letters: bytes) -> npt.NDArray[np.bool_]:
    """A table of bytes: which are these letters."""
    return np.isin(np.arange(256), list(letters))


def places(texts: Strings, *characters: str) -> npt.NDArray[np.int64]:
    """Where some characters stand among the bytes of all texts, ascending."""
    octets, encoded = Octets.of(texts), [character.encode() for character in characters]
    firsts = {one[0] for one in encoded}
    at = octets.places(lambda here, _: np.logical_or.reduce([here == first for first in firsts]))
    if all(len(one) == 1 for one in encoded):
        return at
    found: npt.NDArray[np.int64] = at[np.logical_or.reduce([np.logical_and.reduce([octets.after(at, place) == octet for place, octet in enumerate(one)]) for one in encoded])]
    return found


def holding(texts: Strings, *characters: str) -> npt.NDArray[np.bool_]:
    """Which texts hold one of some characters."""
    return tally(texts, *characters) > 0


def tally(texts: Strings, *characters: str) -> npt.NDArray[np.int64]:
    """How often any of some characters stands in each text."""
    return Octets.of(texts).counts(places(texts, *characters))


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
