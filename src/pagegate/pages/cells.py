"""Finds where a page shows quotes: one cell a quote, in one segment or spread over several (one value a line)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.pages import octets
from pagegate.pages.arrow import Strings, matches, numpy, strings, take
from pagegate.pages.layout import MOST_PARTS, runs
from pagegate.pages.segments import Segments

#: Quotes are short; longer segments are prose.
LONGEST = 160


@dataclass(frozen=True)
class Cells:
    """Texts that may be quotes: `text` with parts joined by tabs, `parts` (positions in the segments, -1 where fewer), and `joined` (more than one part)."""

    text: Strings
    parts: npt.NDArray[np.int64]

    @property
    def first(self) -> npt.NDArray[np.int64]:
        """The segment each cell begins with: that of its name."""
        return self.parts[:, 0]

    @property
    def joined(self) -> npt.NDArray[np.bool_]:
        """Which cells are spread over several segments."""
        result: npt.NDArray[np.bool_] = self.parts[:, 1] >= 0
        return result


#: Characters of one width that say the same: so places in the text stay what they were.
_PLAIN = (
    # A narrow or fixed space between digits groups them, as an apostrophe does. Twice, for a match cannot begin within the one before.
    *((r"([0-9])[\x{00a0}\x{2007}\x{2009}\x{202f}]([0-9]{3})", r"\1'\2"),) * 2,
    (r"[\x{00a0}\x{2007}\x{2009}\x{202f}|]", " "), (r"[\x{2212}\x{2010}\x{2011}\x{2012}\x{2013}\x{ff0d}]", "-"),
    (r"[△↑⬆➚↗🔺]", "▲"), (r"[▽↓⬇➘↘🔻]", "▼"), (r"[’`´]", "'"), (r"[（［]", "("), (r"[）］]", ")"), (r"％", "%"), (r"＋", "+"),
)
#: Where the decimals stand behind a comma, a plain space groups as well.
_SPACED, _COMMA = r"([0-9]) ([0-9]{3}(?:,| [0-9]{3},))", r"[0-9],[0-9]{1,3}\s?%"


def plain(texts: Strings) -> Strings:
    """The same texts with one sign for minus, plus, up, down, space and bracket each, every character in its place."""
    rows = octets.beyond(texts, b"|`")
    if not rows.any():
        return texts
    odd = take(texts, rows)
    for pattern, replacement in _PLAIN:
        odd = pc.replace_substring_regex(odd, pattern, replacement)
    return pc.replace_with_mask(texts, pa.array(rows), odd)


def grouped(texts: Strings) -> Strings:
    """The same texts with an apostrophe for each space that groups the digits of a number with a decimal comma."""
    rows = octets.holding(texts, ",")
    rows[rows] = matches(take(texts, rows), _COMMA)
    if not rows.any():
        return texts
    marked = take(texts, rows)
    for _ in range(2):
        marked = pc.replace_substring_regex(marked, _SPACED, r"\1'\2")
    return pc.replace_with_mask(texts, pa.array(rows), marked)


def cells(found: Segments, claimed: npt.NDArray[np.bool_]) -> Cells:
    """All cells of the segments not `claimed`, in their order: every short segment with a percent, and every run of segments laid out like a quote."""
    short = (found.length <= LONGEST) & ~claimed
    near = _near_percent(found, short)
    if not near.any():
        return Cells(strings([]), np.empty((0, MOST_PARTS), dtype=np.int64))
    rows = np.flatnonzero(near)
    text = _spaceless(plain(take(found.text, rows)))
    spread = runs(text, rows, found)
    taken = np.zeros(len(found), dtype=bool)
    taken[spread[spread >= 0]] = True
    alone = rows[matches(text, r"[0-9].*%") & ~taken[rows]]
    parts = np.full((len(alone), MOST_PARTS), -1, dtype=np.int64)
    parts[:, 0] = alone
    parts = np.concatenate([spread, parts])
    parts = parts[np.argsort(parts[:, 0], kind="stable")]
    if not len(spread):
        return Cells(grouped(take(text, np.searchsorted(rows, alone))), parts)
    # Missing parts repeat the empty text at the end; joining drops nothing but them.
    lookup = np.full(len(found) + 1, "", dtype=object)
    lookup[rows] = numpy(text)
    columns = [strings(lookup[parts[:, i]]) for i in range(MOST_PARTS)]
    joined = pc.binary_join_element_wise(*columns, pa.scalar("\t", pa.large_string()))
    return Cells(grouped(pc.replace_substring_regex(joined, r"\t+$", "")), parts)


def _spaceless(text: Strings) -> Strings:
    """The same texts with apostrophes for the spaces of those that are one number grouped by spaces, `8 206,07`."""
    rows = matches(text, r"^\p{Sc}?\s?[+\-]?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?\s?\p{Sc}?$")
    return pc.replace_with_mask(text, pa.array(rows), pc.replace_substring_regex(take(text, rows), r"([0-9]) ([0-9])", r"\1'\2")) if rows.any() else text


def _near_percent(found: Segments, short: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Segments with a percent, and those that a quote ending or passing there could use: so many before, two after."""
    percent = short & found.percent
    near = percent.copy()
    for distance in range(1, MOST_PARTS):
        near[:-distance] |= percent[distance:] & (found.page[:-distance] == found.page[distance:])
    for distance in (1, 2):
        near[distance:] |= percent[:-distance] & (found.page[distance:] == found.page[:-distance])
    return near & short
