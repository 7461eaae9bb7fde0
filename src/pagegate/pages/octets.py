"""Looks at the bytes of columns of text: a comparison of bytes is many times as fast as a pattern, which only the rows it leaves then need."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from pagegate.pages.arrow import Strings, matches, take

#: A full stop of every script, and what may stand behind it.
_TERMINAL = r"[.!?…。！？｡।؟۔։။][\"”’»'）)\]』」]*$"
_FINAL = np.zeros(256, dtype=bool)
_FINAL[list(b".!?")] = True
#: Behind one of these, or behind a character that takes several bytes, a full stop may stand.
_PERHAPS = np.zeros(256, dtype=bool)
_PERHAPS[list(b"\"')]")] = True
_PERHAPS[0x80:] = True


def _buffers(texts: Strings) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Where each text begins and the last one ends, and the bytes themselves."""
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return offsets, np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)


def sizes(texts: Strings) -> npt.NDArray[np.int64]:
    """How many bytes each text has."""
    return np.diff(_buffers(texts)[0]) if len(texts) else np.zeros(0, dtype=np.int64)


def characters(texts: Strings) -> npt.NDArray[np.int64]:
    """How many characters each text has: bytes, but for those that go on with a character."""
    if not len(texts):
        return np.zeros(0, dtype=np.int64)
    offsets, octets = _buffers(texts)
    inner = np.flatnonzero((octets & 0xC0) == 0x80)
    return np.diff(offsets) - np.diff(np.searchsorted(inner, offsets))


def counts(texts: Strings, letters: bytes) -> npt.NDArray[np.int64]:
    """How often any of some ASCII characters stands in each text."""
    if not len(texts):
        return np.zeros(0, dtype=np.int64)
    offsets, octets = _buffers(texts)
    there = octets == letters[0]
    for letter in letters[1:]:
        there |= octets == letter
    return np.diff(np.searchsorted(np.flatnonzero(there), offsets))


def ended(texts: Strings) -> npt.NDArray[np.bool_]:
    """Which texts (none of them empty) end with a full stop."""
    if not len(texts):
        return np.zeros(0, dtype=bool)
    offsets, octets = _buffers(texts)
    last = octets[offsets[1:] - 1]
    stop = _FINAL[last]
    rest = np.flatnonzero(_PERHAPS[last])
    if len(rest):
        stop[rest] = matches(pc.utf8_slice_codeunits(take(texts, rest), -6), _TERMINAL)
    return stop
