"""Cuts the texts of pages into segments: their lines, and the pieces of lines that were glued together.

Scrapers that join the text of elements without a separator leave one endless line, `...closedS&P 5002,111.72-14.43(-0.68%)Dow 30...`. Such
a line is cut where elements must have met: between a lower-case letter, a closing mark or a percent and a capital.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from pagegate.pages.arrow import Strings, numpy, split, strings, take

_CUT = "\x1e"
#: A line is glued if it is this long, most of its page, and shows a seam at least every so many characters.
_GLUED_LENGTH, _GLUED_SHARE, _GLUED_SEAM = 400, 0.6, 150
_SEAM = r"[\p{Ll}.!?%)][\"”’]?\p{Lu}"
_SEAMS = (
    # A change that follows its percent ends where the next name begins: `(+0.69%)+165.77Nikkei`.
    (r"(%\)?[+\-\x{2212}][0-9][0-9.,]*)(\p{L})", r"\1" + _CUT + r"\2"),
    # So does a date or a clock time, `August 20, 2019SEOUL` and `09:07 PM3 min read`.
    (r"(\p{Ll}{2,}\.? [0-9]{1,2},? [0-9]{4}|[0-9]:[0-9]{2}\s?[AaPp]\.?[Mm]\.?)([\p{Lu}0-9])", r"\1" + _CUT + r"\2"),
    (r"([\p{Ll}%»])([“\"‘]?\p{Lu})", r"\1" + _CUT + r"\2"),
    (r"((?:[\p{Ll}0-9\"”’)][.!?…]|[.!?…][”’)]|[”’)]))([“\"‘]?\p{Lu})", r"\1" + _CUT + r"\2"),
    (r"([\p{Lo}℃℉])([A-Z][a-z])", r"\1" + _CUT + r"\2"),
)
#: Names that are written with a capital inside are put together again.
_CAMELS = (
    rf"(^|[^\p{{L}}])(Mc|Mac|O['’]|Di|De|La|Le|Play|You|Linked|Java|Type|Word|Git|Pay|Fed|Tik|Deep|Chat|Open|Air|Face|Snap|Buzz|Huff|Astra|Glaxo|Micro|Space|Master|Power|Photo|Soft|Coin|Cloud|Bit|Sales|Web|Face|i|e){_CUT}"
    r"(\p{Lu})"
)


@dataclass(frozen=True)
class Segments:
    """Pieces of pages in reading order, as parallel arrays.

    `text` (trimmed, never empty), `page` (row of the page), `line` and `column` (1-based, of the piece's first character).
    """

    text: Strings
    page: npt.NDArray[np.int64]
    line: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """How many segments there are."""
        return len(self.page)


def segments(pages: Strings) -> Segments:
    """Cut pages into segments. CR, LF and CRLF all end a line."""
    # Control characters mean nothing in a text, and two of them are this module's own marks; a space keeps every place.
    lines, page, place = split(pc.replace_substring_regex(pages, r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", " "), r"\r\n|\r|\n")
    line, column = place + 1, np.ones(len(page), dtype=np.int64)
    glued = _glued(lines, page)
    if glued.any():
        lines, parent, column = _cut(lines, glued)
        page, line = page[parent], line[parent]
    trimmed = pc.utf8_ltrim_whitespace(lines)
    column = column + numpy(pc.utf8_length(lines)) - numpy(pc.utf8_length(trimmed))
    trimmed = pc.utf8_rtrim_whitespace(trimmed)
    filled = numpy(pc.greater(pc.utf8_length(trimmed), 0)).astype(bool)
    return Segments(take(trimmed, filled), page[filled], line[filled], column[filled])


def _glued(lines: Strings, page: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    length = numpy(pc.utf8_length(lines)).astype(np.int64)
    glued = length >= _GLUED_LENGTH
    if not glued.any():
        return glued
    of_page = np.bincount(page, weights=length)
    glued &= length >= _GLUED_SHARE * of_page[page]
    rows = np.flatnonzero(glued)
    seams = numpy(pc.count_substring_regex(take(lines, rows), _SEAM)).astype(np.int64)
    glued[rows] = seams * _GLUED_SEAM >= length[rows]
    return glued


def _cut(lines: Strings, glued: npt.NDArray[np.bool_]) -> tuple[Strings, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Cut the glued lines at their seams: pieces, the line each came from, and its 1-based column there."""
    marked = take(lines, glued)
    for pattern, replacement in _SEAMS:
        marked = pc.replace_substring_regex(marked, pattern, replacement)
    marked = pc.replace_substring_regex(marked, _CAMELS, r"\1\2\3")
    rows = np.flatnonzero(glued)
    whole = numpy(lines)
    whole[rows] = numpy(marked)
    pieces, parent, place = split(strings(whole), _CUT)
    length = numpy(pc.utf8_length(pieces)).astype(np.int64)
    before = np.cumsum(length) - length
    start = np.flatnonzero(place == 0)
    return pieces, parent, before - before[start][np.cumsum(place == 0) - 1] + 1
