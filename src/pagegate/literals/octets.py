"""Looks at the bytes of a column of text, many times as fast as a pattern: which texts need a pattern at all.

UTF-8 makes that sound: an ASCII character is its own byte and no part of another, and a longer character has a first byte that stands nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.uint8]
Places: TypeAlias = npt.NDArray[np.intp]
#: Which bytes are wanted, by themselves and by the bytes right before them.
Wanted: TypeAlias = Callable[[Bytes, Bytes], npt.NDArray[np.bool_]]

#: How many bytes are looked at at once: what a processor keeps at hand while several comparisons go over them.
_BLOCK = 1 << 18


@dataclass(frozen=True)
class Octets:
    """The bytes of texts, one behind the other: uint8 `octets`; int64 `ends`, where the first begins (0) and where each ends."""

    octets: Bytes
    ends: npt.NDArray[np.int64]

    @classmethod
    def of(cls, text: Any) -> Octets:
        """The bytes of a pyarrow large_string array without nulls; they are not copied."""
        if not len(text):
            return cls(np.zeros(0, dtype=np.uint8), np.zeros(1, dtype=np.int64))
        ends = np.frombuffer(text.buffers()[1], dtype=np.int64)[text.offset : text.offset + len(text) + 1]
        octets = np.frombuffer(text.buffers()[2] or b"", dtype=np.uint8)[ends[0] : ends[-1]]
        return cls(octets, ends - ends[0])

    def places(self, wanted: Wanted) -> Places:
        """Where bytes are that are wanted, ascending."""
        found = [np.flatnonzero(wanted(octets, before)) + at for at, octets, before in self._blocks()]
        return np.concatenate(found) if found else np.zeros(0, dtype=np.intp)

    def after(self, places: Places, by: int = 1) -> Bytes:
        """The byte so far behind each place, or before it; a space beyond the first and the last text."""
        at = places + by
        inside = (at >= 0) & (at < len(self.octets))
        found = np.full(len(places), ord(" "), dtype=np.uint8)
        found[inside] = self.octets[at[inside]]
        return found

    def counts(self, places: Places) -> npt.NDArray[np.int64]:
        """How many of the ascending places each text has."""
        return np.diff(np.searchsorted(places, self.ends)).astype(np.int64)

    def rows(self, places: Places) -> Places:
        """The texts that have any of the ascending places, ascending."""
        return np.flatnonzero(self.counts(places))

    def holding(self, letter: str) -> Places:
        """The texts that hold an ASCII character."""
        return self.rows(self.places(lambda octets, _: octets == ord(letter)))

    def counted(self, wanted: Wanted) -> npt.NDArray[np.int64]:
        """How many bytes of each text are wanted: int64."""
        return np.diff(self._totals(*self._marked(wanted)))

    def characters(self) -> npt.NDArray[np.int64]:
        """How many characters each text has: all bytes but those that go on with a character."""
        return np.diff(self._totals(*self._firsts))

    def character(self, rows: Places, number: npt.NDArray[np.int64]) -> Places:
        """Where the character of a number, from 0, begins in some texts that have so many."""
        packed, running = self._firsts
        rank = self._totals(packed, running)[rows] + number
        block = np.searchsorted(running, rank, side="right") - 1
        bits = np.unpackbits(packed[block].view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        inside: Places = np.argmax(np.cumsum(bits, axis=1, dtype=np.int64) > (rank - running[block])[:, None], axis=1)
        return block * 64 + inside

    def begun(self) -> npt.NDArray[np.int64]:
        """At least how many words each text has: how often a letter, a digit or a mark of ASCII (none of ``!"#$%&``) stands behind a space or a line break."""
        low, span = ord("'"), ord("~") - ord("'")
        return self.counted(lambda octets, before: ((octets - low) <= span) & ((before == ord(" ")) | (before == ord("\n"))))

    @cached_property
    def whole(self) -> bytes:
        """The same as one object of bytes, which finds and cuts faster where each text is searched for something of its own."""
        return self.octets.tobytes()

    @cached_property
    def _firsts(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
        """The first bytes of characters."""
        return self._marked(lambda octets, _: (octets & 0xC0) != 0x80)

    def _marked(self, wanted: Wanted) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
        """One bit a byte, set where it is wanted, 64 in a number; and how many are set before each number: adding up so is many times as fast as byte by byte."""
        packed = np.zeros(len(self.octets) // 64 + 1, dtype="<u8")
        bits = packed.view(np.uint8)
        for at, octets, before in self._blocks():
            found = np.packbits(wanted(octets, before), bitorder="little")
            bits[at // 8 : at // 8 + len(found)] = found
        return packed, np.concatenate([[0], np.cumsum(np.bitwise_count(packed), dtype=np.int64)])

    def _totals(self, packed: npt.NDArray[np.uint64], running: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """How many bits are set before each of `ends`."""
        block, rest = self.ends >> 6, (self.ends & 63).astype(np.uint64)
        total: npt.NDArray[np.int64] = running[block] + np.bitwise_count(packed[block] & ((np.uint64(1) << rest) - np.uint64(1)))
        return total

    def _blocks(self) -> Iterator[tuple[int, Bytes, Bytes]]:
        """The bytes piece by piece: where a piece begins, itself, and the bytes right before its own (a space before the first)."""
        first = np.array([ord(" ")], dtype=np.uint8)
        for at in range(0, len(self.octets), _BLOCK):
            octets = self.octets[at : at + _BLOCK]
            yield at, octets, self.octets[at - 1 : at + len(octets) - 1] if at else np.concatenate([first, octets[:-1]])
