"""Finds where a page shows quotes: one cell a quote, in one segment or spread over several (one value a line)."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.pages.arrow import Strings, matches, numpy, strings, take
from pagegate.pages.segments import Segments

#: The longest run of segments that one quote may be spread over: symbol, name, price, status, change, percent.
MOST_PARTS = 6
#: Quotes are short; longer segments are prose.
_LONGEST = 160

STATUS = r"(?i:closed|open|live|delayed|real.?time|at close|market closed|pre.?market|after.?hours|halted|usd|eur|gbp|jpy|pts?|points)"
_NUMBER = r"[+\-]?\s?[$€£¥₹]?\s?[+\-]?[0-9][0-9.,']*\s?[$€£¥₹]?"
_BRACKETED = r"[(\[]?\s?[+\-]?\s?[0-9][0-9.,']*\s?%\s?[)\]]?"
#: What a segment may be, as one letter; the first that fits.
_CLASSES = (
    ("P", rf"^{_BRACKETED}$"),
    ("C", rf"^{_NUMBER}\s?[(\[]?\s?[+\-]?\s?[0-9][0-9.,']*\s?%\s?[)\]]?$|^{_BRACKETED}\s?{_NUMBER}$"),
    ("M", r"^(?:[+\-]\s?[$€£¥₹]?|[$€£¥₹]\s?[+\-])\s?[0-9][0-9.,']*\s?[$€£¥₹]?$"),
    ("N", rf"^{_NUMBER}$"),
    ("S", rf"^{STATUS}$"),
    # Inline elements side by side: the name, a blank, a price with its decimals.
    ("Q", r"^[\p{L}\p{N}^.$&'’/=\- ()+*:,]{0,47}[\p{L}\p{N}.)]\s+[$€£¥₹]?\s?[0-9][0-9.,']*[.,][0-9]{2,4}$"),
    ("T", r"^[\p{L}\p{N}^.$&'’/=\- ()+*:,]{1,48}$"),
)
#: A name, perhaps two (symbol and name), a price, perhaps the market's state, then change and percent in either order.
#: Where name and price are one segment, a change must have its sign, or it may be the price.
_LAYOUT = re.compile(r"(?:(Q)S?(?:C|MP|PM|P)|([TQ]{1,2})[NM]S?(?:C|[NM]P|P[NM]|P)|([TQ]{1,2})C)")


@dataclass(frozen=True)
class Cells:
    """Texts that may be quotes: `text` with parts joined by tabs, `parts` (positions in the segments, -1 where fewer), and `joined` (more than one part)."""

    text: Strings
    parts: npt.NDArray[np.int64]

    @property
    def first(self) -> npt.NDArray[np.int64]:
        """The segment each cell begins with."""
        return self.parts[:, 0]

    @property
    def joined(self) -> npt.NDArray[np.bool_]:
        """Which cells are spread over several segments."""
        result: npt.NDArray[np.bool_] = self.parts[:, 1] >= 0
        return result


#: Characters of one width that say the same: so places in the text stay what they were.
_PLAIN = (
    (r"[\x{00a0}\x{2007}\x{2009}\x{202f}|]", " "), (r"[\x{2212}\x{2010}\x{2011}\x{2012}\x{2013}\x{ff0d}]", "-"),
    (r"[▲△↑⬆➚↗]", "+"), (r"[▼▽↓⬇➘↘]", "-"), (r"[’`´]", "'"), (r"[（［]", "("), (r"[）］]", ")"), (r"％", "%"), (r"＋", "+"),
)


def plain(texts: Strings) -> Strings:
    """The same texts with one sign for minus, plus, space and bracket each, every character in its place."""
    for pattern, replacement in _PLAIN:
        texts = pc.replace_substring_regex(texts, pattern, replacement)
    return texts


def cells(found: Segments, claimed: npt.NDArray[np.bool_]) -> Cells:
    """All cells of the segments not `claimed`, in their order: every short segment with a percent, and every run of segments laid out like a quote."""
    short = numpy(pc.less_equal(pc.utf8_length(found.text), _LONGEST)).astype(bool) & ~claimed
    near = _near_percent(found, short)
    if not near.any():
        return Cells(strings([]), np.empty((0, MOST_PARTS), dtype=np.int64))
    rows = np.flatnonzero(near)
    text = plain(take(found.text, rows))
    runs = _runs(text, rows, found)
    taken = np.zeros(len(found), dtype=bool)
    taken[runs[runs >= 0]] = True
    alone = rows[matches(text, r"[0-9].*%") & ~taken[rows]]
    parts = np.full((len(alone), MOST_PARTS), -1, dtype=np.int64)
    parts[:, 0] = alone
    parts = np.concatenate([runs, parts])
    parts = parts[np.argsort(parts[:, 0], kind="stable")]
    # Missing parts repeat the empty text at the end; joining drops nothing but them.
    padded = numpy(text)
    lookup = np.full(len(found) + 1, "", dtype=object)
    lookup[rows] = padded
    columns = [strings(lookup[parts[:, i]]) for i in range(MOST_PARTS)]
    joined = pc.binary_join_element_wise(*columns, pa.scalar("\t", pa.large_string()))
    return Cells(pc.replace_substring_regex(joined, r"\t+$", ""), parts)


def _near_percent(found: Segments, short: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Segments with a percent, and those that a quote ending or passing there could use: so many before, one after."""
    percent = short & matches(found.text, "[%％]")
    near = percent.copy()
    for distance in range(1, MOST_PARTS):
        near[:-distance] |= percent[distance:] & (found.page[:-distance] == found.page[distance:])
    near[1:] |= percent[:-1] & (found.page[1:] == found.page[:-1])
    return near & short


def _runs(text: Strings, rows: npt.NDArray[np.int64], found: Segments) -> npt.NDArray[np.int64]:
    """The runs of segments that are laid out like a quote, as positions of their parts."""
    letters = np.full(len(rows), "X", dtype="U1")
    for letter, pattern in reversed(_CLASSES):
        letters[matches(text, pattern)] = letter
    letters[np.isin(letters, ("T", "Q")) & ~matches(text, r"\p{L}")] = "X"
    # A gap in the rows or another page breaks a run.
    breaks = np.flatnonzero((np.diff(rows) != 1) | (np.diff(found.page[rows]) != 0)) + 1
    layout = "".join(np.insert(letters, breaks, "|"))
    offset = np.searchsorted(breaks + np.arange(len(breaks)), np.arange(len(layout)), side="left")
    spans = [(m.start(), m.end(), m.end(m.lastindex or 0)) for m in _LAYOUT.finditer(layout)]
    parts = np.full((len(spans), MOST_PARTS), -1, dtype=np.int64)
    names = _names(spans)
    for row, ((start, end, name_end), count) in enumerate(zip(spans, names, strict=True)):
        first = max(start, name_end - count)
        places = np.arange(first, end)
        parts[row, : len(places)] = rows[places - offset[places]]
    return parts


def _names(spans: list[tuple[int, int, int]]) -> list[int]:
    """How many text lines in front of each price belong to it: as many as stand between it and the quote before, or after, one if it is alone."""
    between = [name_end - start if start and index and spans[index - 1][1] == start else 0 for index, (start, _, name_end) in enumerate(spans)]
    return [count or (between[index + 1] if index + 1 < len(between) and between[index + 1] else 1) for index, count in enumerate(between)]
