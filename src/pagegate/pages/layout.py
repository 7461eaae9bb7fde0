"""Finds quotes that are spread over several segments, one value a line: name and price, status, change and percent, or the values first."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from pagegate.pages import octets
from pagegate.pages.arrow import Strings, matches, numpy, take
from pagegate.pages.forms import MONEY, STATUS, UNIT_BEHIND
from pagegate.pages.segments import Segments

#: The longest run of segments that one quote may be spread over: symbol, name, price, status, change, percent.
MOST_PARTS = 6

_DIGITS = r"[0-9][0-9.,']*"
_SIGN = r"[▲▼]?\s?[+\-]?"
_NUMBER = rf"{_SIGN}\s?{MONEY}[+\-]?{_DIGITS}{UNIT_BEHIND}"
_BRACKETED = rf"[(\[]?\s?{_SIGN}\s?{_DIGITS}\s?%\s?[)\]]?\s?[▲▼]?"
_NAME = r"[\p{L}\p{N}^.$&'’/=\- ()+*:,]"
#: What a segment may be, as one letter; the first that fits.
_CLASSES = (
    # A word that stands where a number is missing.
    ("H", r"^(?i:n/a|#n/a|nan|null|none|undefined|unch\.?|loading[.…]*|-+|—|–|…|\.\.\.)$"),
    ("A", r"^[▲▼]$"),
    ("P", rf"^{_BRACKETED}$"),
    ("C", rf"^{_NUMBER}\s?[(\[]?\s?{_SIGN}\s?{_DIGITS}\s?%\s?[)\]]?\s?[▲▼]?$|^{_BRACKETED}\s?{_NUMBER}$"),
    ("M", rf"^(?:[▲▼]\s?[+\-]?|[+\-])\s?{MONEY}{_DIGITS}{UNIT_BEHIND}$|^\p{{Sc}}\s?[+\-]\s?{_DIGITS}$"),
    ("N", rf"^{_NUMBER}$"),
    # When the price was: `6/19 11:06`, `6/19 大引`, `2:15 PM EDT`.
    ("D", r"^(?:[0-9]{1,4}[/\-年月][0-9]{1,2}(?:[/\-月][0-9]{1,4})?日?)?\s*(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:[A-Z]{2,4}|大引|終値|前引)?$"),
    ("S", rf"^{STATUS}$"),
    # Inline elements side by side: the name, a blank, a price with its decimals.
    ("Q", rf"^{_NAME}*[\p{{L}}\p{{N}}.)]\s+{MONEY}{_DIGITS}[.,][0-9]{{2,4}}$"),
    ("T", rf"^{_NAME}+$"),
)
#: A name has no more characters. Counting them makes a pattern fifty times as long, so that only longer texts are asked by one that does.
_LONGEST_NAME = 48
_COUNTED = {"Q": rf"^{_NAME}{{0,47}}[\p{{L}}\p{{N}}.)]\s+{MONEY}{_DIGITS}[.,][0-9]{{2,4}}$", "T": rf"^{_NAME}{{1,48}}$"}
_VALUES = r"[NM][SD]?A?(?:C|[NM]P|P[NM]|P)A?"
#: A name, perhaps two (symbol and name), a price, perhaps the market's state, then change and percent in either order.
#: Where name and price are one segment, a change must have its sign, or it may be the price.
_NAMES_FIRST = re.compile(rf"(?:(Q)[SD]?A?(?:C|MP|PM|P)A?|([TQ]{{1,2}})D?A?{_VALUES}|([TQ]{{1,2}})D?A?C)")
_VALUES_FIRST = re.compile(rf"({_VALUES})(T{{1,2}})")
#: A stretch of lines that are all names and values may have its names behind the values.
_STRETCH = re.compile(rf"(?<![A-WYZ])T?(?:{_VALUES}T{{1,2}}){{2,}}(?![A-WYZ])")
_TICKER = re.compile(r"[A-Z0-9^.=&/\-]{1,12}")


def _any_move(text: Strings) -> bool:
    """Whether a text is a percent, or a change and a percent."""
    rows = np.flatnonzero(octets.holding(text, "%") & _perhaps(text))
    return bool(len(rows)) and any(matches(take(text, rows), pattern).any() for letter, pattern in _CLASSES if letter in {"C", "P"})


def _perhaps(text: Strings) -> npt.NDArray[np.bool_]:
    """Which texts may be a part of a quote: what begins with a letter, has a percent and no currency is none, but perhaps a whole quote."""
    result: npt.NDArray[np.bool_] = ~octets.holding(text, "%") | octets.beyond(text, b"$") | (octets.sizes(text) == 0) | matches(text, "^(?:[^A-Za-z]|Rs)")
    return result


def letters(text: Strings) -> npt.NDArray[np.str_]:
    """What each text may be within a quote, as one letter: T a name, N a number, M a signed one, P a percent, C change and percent, H a word for none, X nothing."""
    found = np.full(len(text), "X", dtype="U1")
    rows = np.flatnonzero(_perhaps(text))
    lines = take(text, rows).dictionary_encode()
    found[rows] = _letters(lines.dictionary)[numpy(lines.indices)] if len(rows) else ""
    return found


def _letters(text: Strings) -> npt.NDArray[np.str_]:
    found = np.full(len(text), "X", dtype="U1")
    long = numpy(pc.greater(pc.utf8_length(text), _LONGEST_NAME)).astype(bool)
    for letter, pattern in reversed(_CLASSES):
        fits = matches(text, pattern)
        counted = np.flatnonzero(fits & long & (letter in _COUNTED))
        if len(counted):
            fits[counted] = matches(take(text, counted), _COUNTED[letter])
        found[fits] = letter
    found[np.isin(found, ("T", "Q")) & ~matches(text, r"\p{L}")] = "X"
    found[(found == "D") & ~matches(text, r"[0-9][/:月年]|[0-9]-[0-9]")] = "T"
    return found


def runs(text: Strings, rows: npt.NDArray[np.int64], found: Segments) -> npt.NDArray[np.int64]:
    """The runs of segments that are laid out like a quote: positions of their parts, names first, -1 where there are fewer.

    Shape (runs, MOST_PARTS). `rows` are the positions of `text` among the segments; a gap between them or another page ends a run.
    """
    kinds = letters(text) if _any_move(text) else np.empty(0, dtype="U1")
    if not np.isin(kinds, ("C", "P")).any():  # no layout does without
        return np.empty((0, MOST_PARTS), dtype=np.int64)
    breaks = np.flatnonzero((np.diff(rows) != 1) | (np.diff(found.page[rows]) != 0)) + 1
    layout = "".join(np.insert(kinds, breaks, "|"))
    position = np.cumsum([kind != "|" for kind in layout]) - 1  # of each letter among the rows
    places: list[list[int]] = []
    end = 0
    # One letter a segment: the layout is as short as the page has lines, and only a pattern over it sees the order.
    for stretch in _STRETCH.finditer(layout):
        if _behind(stretch, position, text, found.line[rows]):
            places += _names_first(layout, end, stretch.start())
            places += [[*range(*unit.span(2)), *range(*unit.span(1))] for unit in _VALUES_FIRST.finditer(layout, stretch.start() + (layout[stretch.start()] == "T"), stretch.end())]
            end = stretch.end()
    places += _names_first(layout, end, len(layout))
    parts = np.full((len(places), MOST_PARTS), -1, dtype=np.int64)
    for row, at in enumerate(places):
        told = [place for place in at if layout[place] != "D"][:MOST_PARTS]  # no field of a quote says when its price was
        parts[row, : len(told)] = rows[position[told]]
    return parts


def _names_first(layout: str, begin: int, end: int) -> list[list[int]]:
    """The quotes between two places of the layout whose names stand in front."""
    spans = [(m.start(), m.end(), m.end(m.lastindex or 0)) for m in _NAMES_FIRST.finditer(layout, begin, end)]
    # As many names belong to a price as stand between it and the quote before, or after; one if it is alone.
    between = [name_end - start if start and index and spans[index - 1][1] == start else 0 for index, (start, _, name_end) in enumerate(spans)]
    counts = [count or (between[index + 1] if index + 1 < len(between) and between[index + 1] else 1) for index, count in enumerate(between)]
    return [list(range(max(start, name_end - count), last)) for (start, last, name_end), count in zip(spans, counts, strict=True)]


def _behind(stretch: re.Match[str], position: npt.NDArray[np.int64], text: Strings, line: npt.NDArray[np.int64]) -> bool:
    """Whether the names of a stretch stand behind their values: it begins with a value, or blank lines or the shape of a ticker say so."""
    layout, (begin, end) = stretch.string, stretch.span()
    if layout[begin] != "T" and layout[begin - 1 : begin] != "X":
        return True
    if layout[begin] != "T":  # what stands above the first value may be its name, though it does not look like one
        return bool(_TICKER.fullmatch(text[int(position[end - 1])].as_py()))
    first, last = int(position[begin]), int(position[end - 1])
    names = np.array([place for place in range(begin + 1, end - 1) if layout[place] == "T" and layout[place + 1] != "T"], dtype=np.int64)
    before, after = line[position[names]] - line[position[names] - 1], line[position[names] + 1] - line[position[names]]
    if (before > after).all() or (after > before).all():
        return bool((after > before).all())
    return bool(_TICKER.fullmatch(text[last].as_py())) and not _TICKER.fullmatch(text[first].as_py())
