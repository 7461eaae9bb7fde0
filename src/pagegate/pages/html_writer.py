"""Writes the text of a page, piece by piece, and notes where each stands."""

from __future__ import annotations

import html as entities
import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

# White space, an entity, words with single blanks between them (which stand in the text as they do in the HTML), or an ampersand.
_PIECE = re.compile(r"[ \t\n\r\f\v]+|&(?:#[0-9A-Fa-fXx]*+|[A-Za-z][A-Za-z0-9]{0,31});?|[^& \t\n\r\f\v]++(?:[ \t][^& \t\n\r\f\v]++)*+|&")
_SPACE = " \t\n\r\f\v"


class Writer:
    """Writes text piece by piece, and notes the line and column of each and its offset in the HTML."""

    def __init__(self, html: str, drawn: Mapping[int, str]) -> None:
        """Write what stands in `html`, with signs by their offset in it."""
        self.pieces: list[str] = []
        self.in_link = False
        self.row, self._column = 1, 1
        self.rows, self.columns, self.offsets = array("q"), array("q"), array("q")
        self.preformatted = 0
        self._html = html
        self._ended = self._space = False
        self._tabs = 0
        self._drawn = drawn
        self._drawn_at = sorted(self._drawn)
        self._linked: Counter[int] = Counter()
        self._moved = 0

    def end_line(self) -> None:
        """What follows stands on a line of its own."""
        self._ended = True
        self._tabs = 0

    def begin_cell(self) -> None:
        """What follows stands in a cell of its own."""
        self._tabs += 1

    def move_down(self, lines: int) -> None:
        """Make room for some lines before all."""
        self.rows = array("q", (row + lines for row in self.rows))
        self._moved = lines

    def linked_by_row(self) -> Mapping[int, int]:
        """How many characters of each row stand in links."""
        return {row + self._moved: count for row, count in self._linked.items()}

    def write(self, start: int, end: int) -> None:
        """Write what stands between two tags."""
        html = self._html
        if not (self.preformatted or html[start:end].strip(_SPACE)):
            self._space = True
            return
        for found in _PIECE.finditer(html, start, end):
            piece = found[0]
            if piece[0] in _SPACE:
                if self.preformatted and ("\n" in piece or "\r" in piece):
                    self.end_line()
                self._space = True
                continue
            text = _resolved(piece) if piece[0] == "&" else piece.replace("\t", " ")
            if text == " ":
                self._space = True
            elif self._drawn:
                self._put_signed(text, found.start())
            else:
                self._put(text, found.start())

    def put_value(self, text: str, offset: int) -> None:
        """Write a value that stands in an attribute, parted from what is beside it."""
        self._space = True
        self._put(text, offset)
        self._space = True

    def _put_signed(self, text: str, offset: int) -> None:
        """Write a text with the signs that are drawn for its numbers. An entity is no number."""
        begin = 0
        first = bisect_left(self._drawn_at, offset)
        for at in self._drawn_at[first : bisect_left(self._drawn_at, offset + len(text), first)]:
            if at > offset + begin:
                self._put(text[begin : at - offset], offset + begin)
            self._put(self._drawn[at], at)
            begin = at - offset
        self._put(text[begin:], offset + begin)

    def _put(self, text: str, offset: int) -> None:
        before = ""
        if not self.pieces:
            pass
        elif self._ended:
            before = "\n"
        elif self._tabs:
            before = "\t" * self._tabs
        elif self._space:
            before = " "
        if before == "\n":
            self.row, self._column = self.row + 1, 1
        else:
            self._column += len(before)
        self._ended = self._space = False
        self._tabs = 0
        self.rows.append(self.row)
        self.columns.append(self._column)
        self.offsets.append(offset)
        self._column += len(text)
        if self.in_link:
            self._linked[self.row] += len(text)
        self.pieces += (before, text) if before else (text,)


_SPACES = str.maketrans(dict.fromkeys(_SPACE, " "))


def _resolved(entity: str) -> str:
    try:
        return entities.unescape(entity).translate(_SPACES)
    except ValueError:  # a number of more digits than Python reads
        return "\ufffd"
