"""Cuts the texts of pages into lines by their bytes: where they begin and end without blanks, without a copy of any."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from pagegate.literals.octets import Octets
from pagegate.pages import octets
from pagegate.pages.arrow import Strings

Ints = npt.NDArray[np.int64]

#: What blanks of every script begin and end with; other characters may do so too.
_BLANKS = [character.encode() for character in map(chr, range(0x3001)) if character.isspace()]
_BLANK_FIRST, _BLANK_LAST = (np.isin(np.arange(256), [blank[end] for blank in _BLANKS]) for end in (0, -1))
_TAB, _LF, _SPACE, _DELETE = 9, 10, ord(" "), 0x7F
_WIDE = "％"
_CLOSING = np.isin(np.arange(256), [*b")]"])
_SEAM_FIRST = np.array([chr(code).isalpha() or chr(code) in " \t^" or code >= 0x80 for code in range(256)])
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"


@dataclass(frozen=True)
class Cut:
    """The lines of pages as ranges of the bytes of one buffer, in reading order.

    `pages` are the texts the ranges are of, line breaks made equal; `begin` and `end` (bytes of the line as it is), `first` and `last` (without blanks around it; equal where there is nothing else), `page` (row
    of the page), `line` and `column` (1-based, of the first character that is no blank).
    """

    pages: Strings
    begin: Ints
    end: Ints
    first: Ints
    last: Ints
    page: Ints
    line: Ints
    column: Ints

    @cached_property
    def characters(self) -> Ints:
        """How many characters each line has as it is."""
        return octets.characters_between(self.pages, self.begin, self.end)

    def texts(self, rows: Ints) -> Strings:
        """Some lines without the blanks around them."""
        return octets.ranges(self.pages, self.first[rows], self.last[rows])

    def whole_texts(self, rows: Ints) -> Strings:
        """Some lines as they are."""
        return octets.ranges(self.pages, self.begin[rows], self.end[rows])


def cut(pages: Strings) -> Cut:
    """Cut pages into lines. CR, LF and CRLF all end a line; other control characters count as spaces."""
    if not len(pages):
        none = np.zeros(0, dtype=np.int64)
        return Cut(pages, none, none, none, none, none, none, none)
    pages, breaks = _breaks(pages)
    offsets, data = octets.buffers(pages)
    count, own = len(pages), np.searchsorted(breaks, offsets[:-1]) + np.arange(len(pages))
    inner = np.ones(count + len(breaks), dtype=bool)
    inner[own] = False
    begin = np.empty(count + len(breaks), dtype=np.int64)
    begin[own], begin[inner] = offsets[:-1], breaks + 1
    closing = np.ones(len(begin), dtype=bool)
    closing[np.append(own[1:], len(begin)) - 1] = False
    end = np.empty(len(begin), dtype=np.int64)
    end[~closing], end[closing] = offsets[1:], breaks
    page = np.repeat(np.arange(count), np.diff(np.append(own, len(begin))))
    line = np.arange(len(begin)) - own[page] + 1
    first, last, skipped = _trimmed(pages, data, begin, end)
    return Cut(pages, begin, end, first, last, page, line, skipped + 1)


def _breaks(pages: Strings) -> tuple[Strings, Ints]:
    """The pages with LF alone at the ends of their lines and spaces for other control characters, and where these line ends are."""
    at = Octets.of(pages).places(lambda here, _: (here < _SPACE) | (here == _DELETE))
    codes = octets.buffers(pages)[1][at]
    if not np.isin(codes, (_TAB, _LF)).all():
        # Control characters mean nothing in a text, and two of them are marks of the cutting itself; a space keeps every place.
        pages = pc.replace_substring_regex(pages, _CONTROLS, " ")
        returns = pc.match_substring(pages, "\r")
        if pc.any(returns).as_py():
            pages = pc.replace_with_mask(pages, returns, pc.replace_substring(pc.replace_substring(pages.filter(returns), "\r\n", "\n"), "\r", "\n"))
        return pages, octets.places(pages, "\n")
    return pages, at[codes == _LF]


def _trimmed(pages: Strings, data: npt.NDArray[np.uint8], begin: Ints, end: Ints) -> tuple[Ints, Ints, Ints]:
    """Where lines begin and end without blanks, and how many characters of blanks stand in front."""
    first, last, skipped = begin.copy(), end.copy(), np.zeros(len(begin), dtype=np.int64)
    filled = np.flatnonzero(end > begin)
    rows = filled[_BLANK_FIRST[data[begin[filled]]] | _BLANK_LAST[data[end[filled] - 1]]]
    if len(rows):
        lines = octets.ranges(pages, begin[rows], end[rows])
        headed = pc.utf8_ltrim_whitespace(lines)
        first[rows] += octets.sizes(lines) - octets.sizes(headed)
        skipped[rows] = octets.characters(lines) - octets.characters(headed)
        last[rows] = first[rows] + octets.sizes(pc.utf8_rtrim_whitespace(headed))
    return first, last, skipped


def percents(lines: Cut) -> npt.NDArray[np.bool_]:
    """The lines in which a letter, a blank or `^` follows a percent sign, perhaps behind a closing bracket; and those with a wide one."""
    _, data = octets.buffers(lines.pages)
    followed = np.zeros(len(lines.page), dtype=bool)
    at = octets.places(lines.pages, "%")
    row = np.searchsorted(lines.begin, at, side="right") - 1
    padded = np.append(data, np.zeros(2, dtype=np.uint8))
    behind = at + 1 + _CLOSING[padded[at + 1]]
    followed[row[(behind < lines.last[row]) & _SEAM_FIRST[padded[behind]]]] = True
    wide = octets.places(lines.pages, _WIDE)
    followed[np.searchsorted(lines.begin, wide, side="right") - 1] = True
    return followed
