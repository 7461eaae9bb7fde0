"""Puts texts together from segments of pages, and knows where each of their characters stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.pages import octets
from pagegate.pages.arrow import Strings, take
from pagegate.pages.html_spots import Spots
from pagegate.pages.segments import Segments

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Pieces:
    """The pieces of texts, as parallel arrays in the order of `row` and `begin`.

    `row` (of the record), `begin` (0-based character of the text at which the piece begins), `segment` (that it is of) and `skipped` (how many characters of the segment
    stand before it).
    """

    row: Ints
    begin: Ints
    segment: Ints
    skipped: Ints


def joined(found: Segments, first: Ints, last: Ints, skipped: Ints) -> tuple[Strings, Pieces]:
    """The text of the segments `first` to `last` of each row, one a line, without the first `skipped` characters of the first one.

    Pieces of one line are joined as they were, apart by a space or by nothing, with a line break where a sentence ended.
    """
    length = last - first + 1
    row = np.repeat(np.arange(len(first)), length)
    start = np.cumsum(length) - length
    segment = np.repeat(first - start, length) + np.arange(len(row))
    texts = take(found.text, segment)
    skip = np.zeros(len(row), dtype=np.int64)
    skip[start[length > 0]] = skipped[length > 0]
    cut = np.flatnonzero(skip)
    if len(cut):
        shorter = pa.array([text[at:] for text, at in zip(take(texts, cut).to_pylist(), skip[cut].tolist(), strict=True)], pa.large_string())
        texts = pc.replace_with_mask(texts, pa.array(skip > 0), shorter)
    led = np.ones(len(row), dtype=bool)  # by a line break or a space
    follows = np.append([False], (np.diff(row) == 0) & (np.diff(found.line[segment]) == 0)) if len(row) else led
    glued = np.flatnonzero(follows)
    mark = "" if len(glued) else "\n"
    if len(glued):
        breaks = np.ones(len(row), dtype=bool)
        breaks[glued] = octets.ended(take(texts, glued - 1))
        led[glued] = breaks[glued] | (found.column[segment[glued]] > found.column[segment[glued - 1]] + found.length[segment[glued - 1]])
        led[start[length > 0]] = False
        texts = pc.binary_join_element_wise(pa.array(np.select([led & breaks, led], ["\n", " "], ""), pa.large_string()), texts, pa.scalar("", pa.large_string()))
    led[start[length > 0]] = False
    lists = pa.LargeListArray.from_arrays(pa.array(np.append(start, len(row)), pa.int64()), texts)
    size = found.length[segment] - skip + led
    before = np.cumsum(size) - size
    begin = before - np.repeat(before[np.minimum(start, max(len(row) - 1, 0))] if len(row) else start, length) + led
    return pc.binary_join(lists, pa.scalar(mark, pa.large_string())), Pieces(row, begin, segment, skip)


@dataclass(frozen=True)
class PagePassages:
    """Asks for the line and column, in the source, of characters of such texts."""

    pieces: Pieces
    page: Ints
    line: Ints
    column: Ints
    html_spots: Spots

    def __call__(self, row: Ints, offset: Ints) -> tuple[Ints, Ints]:
        """The lines and columns, 1-based, of the characters at these offsets (0-based) of these rows' texts."""
        width = int(max(self.pieces.begin.max(initial=0), offset.max(initial=0))) + 1
        at = np.searchsorted(self.pieces.row * width + self.pieces.begin, row * width + offset, side="right") - 1
        return self.html_spots(self.page[at], self.line[at], self.column[at] + self.pieces.skipped[at] + offset - self.pieces.begin[at])


def passages(pieces: Pieces, found: Segments, html_spots: Spots) -> PagePassages:
    """The passages of texts made of segments."""
    at = pieces.segment
    return PagePassages(pieces, found.page[at], found.line[at], found.column[at], html_spots)


def as_column(texts: Strings) -> Any:
    """Texts as a column of a frame, without copying them."""
    return texts.to_pandas().astype("str")
