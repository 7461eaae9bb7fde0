"""Finds the lines near something that speaks of weather, and marks the labels and values in them.

The pages of a site have most of their short lines in common: each different line is looked at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.pages import labels, octets
from pagegate.pages.arrow import Strings, matches, numpy, take
from pagegate.pages.segments import Segments
from pagegate.pages.weather_values import VALUE

CUT, BREAK = "\x1e", "\x1d"
#: So far from something that speaks of weather, in segments, a part of its widget may stand.
_REACH = 24
#: Segments longer than this are looked at only if they show a label with its value.
_LONGEST = 240
#: Values first: `minus 5` begins like `min`.
_TOKEN = rf"{VALUE}|(?i:{labels.ANY_LABEL})"
#: A line drawn in a table says nothing.
_RULE = r"^[\s|│:+=_*\-–—]*(?:[|│]\s*:?-{3,}|[-–—=_*]{5,})[\s|│:+=_*\-–—]*$"
_PAIR = rf"(?i:{labels.ANY_LABEL})[\s\x{{a0}}:：=|]*(?:{VALUE}|[?{{%°])"
#: `21°Clear` and `63°Feels like` show no unit but the degree: the letter begins a word.
_LETTER_OF_WORD = (r"([0-9]\s?[°º˚]\s?|[0-9]\s)([CFcf]\p{Ll})", r"\1" + BREAK + r"\2")
#: And `Temp minus 5` speaks of no minimum.
_MINUS = (r"(?i)(minus|moins|menos)(\s?[0-9])", BREAK + r"\1\2")


@dataclass(frozen=True)
class Lines:
    """The segments that a widget may stand in: `rows` (which they are, ascending), `texts` (their different texts), `code` (which of these each has)."""

    rows: npt.NDArray[np.int64]
    texts: Strings
    code: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """How many segments there are."""
        return len(self.rows)


def near_weather(found: Segments) -> Lines:
    """The segments near something that speaks of weather, but for drawn lines and long ones without a reading."""
    evidence = np.flatnonzero(matches(found.text, labels.EVIDENCE))
    rows = _around(evidence, found) if len(evidence) else np.empty(0, dtype=np.int64)
    encoded = take(found.text, rows).dictionary_encode()
    texts, code = encoded.dictionary, numpy(encoded.indices).astype(np.int64)
    drawn = matches(texts, _RULE)
    # A text has no more characters than bytes.
    long = np.flatnonzero(numpy(pc.binary_length(texts)) > _LONGEST)
    long = long[numpy(pc.utf8_length(take(texts, long))) > _LONGEST]
    drawn[long] = ~matches(take(texts, long), _PAIR)
    if drawn.any():
        rows, code = (column[~drawn[code]] for column in (rows, code))
        texts, code = take(texts, ~drawn), (np.cumsum(~drawn) - 1)[code]
    return Lines(rows, texts, code)


def _around(evidence: npt.NDArray[np.intp], found: Segments) -> npt.NDArray[np.intp]:
    """The segments within reach of the evidence, on pages that have some."""
    bounds = np.zeros(len(found) + 1, dtype=np.int64)
    np.add.at(bounds, np.maximum(evidence - _REACH, 0), 1)
    np.add.at(bounds, np.minimum(evidence + _REACH + 1, len(found)), -1)
    speaks = np.zeros(int(found.page[-1]) + 1, dtype=bool)
    speaks[found.page[evidence]] = True
    return np.flatnonzero((np.cumsum(bounds[:-1]) > 0) & speaks[found.page])


def marked(texts: Strings) -> Strings:
    """The lines with a `CUT` before and behind each label and value, and a `BREAK` where none goes on."""
    broken = matches(texts, f"{_LETTER_OF_WORD[0]}|{_MINUS[0]}")
    if broken.any():
        some = take(texts, broken)
        for pattern, replacement in (_LETTER_OF_WORD, _MINUS):
            some = pc.replace_substring_regex(some, pattern, replacement)
        texts = pc.replace_with_mask(texts, pa.array(broken), some)
    return pc.replace_substring_regex(texts, _TOKEN, CUT + r"\0" + CUT)


def may_be_fenced(texts: Strings) -> npt.NDArray[np.bool_]:
    """Which lines hold a tab, a bar or two blanks side by side: without these, none is a row of a table. Looks at their bytes, for hardly any line has them."""
    return octets.holding(texts, "\t", "|", "│") | octets.doubled(texts, " ")
