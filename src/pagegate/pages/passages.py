"""Where the characters of a text stand that was put together from segments of a page."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pagegate.pages.html_text import Spots
from pagegate.pages.segments import Segments


@dataclass(frozen=True)
class Pieces:
    """The pieces of texts, as parallel arrays in the order of `row` and `begin`.

    `row` (of the record), `begin` (0-based character of the text at which the piece begins) and `segment` (the piece).
    """

    row: npt.NDArray[np.int64]
    begin: npt.NDArray[np.int64]
    segment: npt.NDArray[np.int64]


@dataclass(frozen=True)
class PagePassages:
    """Asks for the line and column, in the source, of characters of such texts."""

    pieces: Pieces
    page: npt.NDArray[np.int64]
    line: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]
    html_spots: Spots

    def __call__(self, row: npt.NDArray[np.int64], offset: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The lines and columns, 1-based, of the characters at these offsets (0-based) of these rows' texts."""
        width = int(max(self.pieces.begin.max(initial=0), offset.max(initial=0))) + 1
        at = np.searchsorted(self.pieces.row * width + self.pieces.begin, row * width + offset, side="right") - 1
        return self.html_spots(self.page[at], self.line[at], self.column[at] + offset - self.pieces.begin[at])


def passages(pieces: Pieces, found: Segments, html_spots: Spots) -> PagePassages:
    """The passages of texts made of segments."""
    at = pieces.segment
    return PagePassages(pieces, found.page[at], found.line[at], found.column[at], html_spots)
