"""Where the text of pages stands in their HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pagegate.pages.html_text import Places

#: The columns of places.
_LINE, _COLUMN, _HTML_LINE, _HTML_COLUMN = range(4)


@dataclass(frozen=True)
class Spots:
    """Where the texts of some pages stand in their HTML; pages whose text is their own stand where they do.

    `pages` says which rows have HTML behind them; `keys` and `places` are those of `html_text`, one page after another.
    """

    pages: npt.NDArray[np.bool_]
    first: npt.NDArray[np.int64]
    width: int
    keys: npt.NDArray[np.int64]
    places: Places

    def __call__(self, page: npt.NDArray[np.int64], line: npt.NDArray[np.int64], column: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The line and column in the source of a line and column in the text of a page."""
        behind = self.pages[page]
        if not behind.any():
            return line, column
        within = np.minimum(column[behind], self.width - 1)
        key = (self.first[page[behind]] + line[behind]) * self.width + within
        spot = self.places[np.searchsorted(self.keys, key, side="right") - 1]
        line, column = line.copy(), column.copy()
        column[behind] = spot[:, _HTML_COLUMN] + within - spot[:, _COLUMN]
        line[behind] = spot[:, _HTML_LINE]
        return line, column


def spots(rows: int, pages: Sequence[int], places: Sequence[Places]) -> Spots:
    """The spots of a chunk of `rows` pages, of which `pages` (ascending) were read from HTML with those `places`."""
    there = np.zeros(rows, dtype=bool)
    first = np.zeros(rows, dtype=np.int64)
    if not pages:
        return Spots(there, first, 1, first[:0], np.zeros((0, 4), dtype=np.int64))
    there[np.array(pages)] = True
    lengths = np.array([len(part) for part in places])
    lines = np.array([int(part[-1, _LINE]) if len(part) else 0 for part in places])
    bases = np.cumsum(lines) - lines
    first[np.array(pages)] = bases
    joined = np.concatenate(places)
    width = int(joined[:, _COLUMN].max(initial=0)) + (1 << 20)
    keys = (np.repeat(bases, lengths) + joined[:, _LINE]) * width + joined[:, _COLUMN]
    return Spots(there, first, width, keys, joined)
