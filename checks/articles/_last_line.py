"""The last line of a text, taken apart: the words of its last sentence, and how the text's other lines end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ._body import Body, array, matches, plain_breaks
from ._language import languages
from ._patterns import EDGES, FINISHED, FRAGMENT, GOES_ON, INNER, LINK_END, SPACELESS

#: How much of a text is looked at for its habits, in characters, and from how many bytes on a line is a long one.
_LOOK_BACK, _LONG = 3000, 60
#: Scripts without spaces: characters a word, for lengths only.
_CHARACTERS_A_WORD = 2.5

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class LastLine:
    """The last lines of texts, one row a text.

    `line` is the last line, `sentence` what stands behind the last sentence that ends inside it; pyarrow large strings, as are `last` and `first`,
    the bare last word and the bare first word in lower case.

    `words` and `small_letters` count the words of the sentence and those of them without a capital; `flat` and `owner` are all these words and their rows.
    `language` is a place in `LANGUAGES` or -1.
    """

    line: Any
    sentence: Any
    flat: Any
    owner: npt.NDArray[np.intp]
    words: Floats
    small_letters: Floats
    last: Any
    first: Any
    inner: Flags
    spaceless: Flags
    language: npt.NDArray[np.intp]


def take_apart(bodies: Body, rows: npt.NDArray[np.intp]) -> LastLine:
    """The last lines of some bodies."""
    line = bodies.last_line.take(pa.array(rows))
    inner = matches(line, INNER)
    sentence = pc.replace_substring_regex(line, FRAGMENT, r"\1") if inner.any() else line
    split = pc.utf8_split_whitespace(sentence)
    flat, owner, ends = split.flatten(), array(split.value_parent_indices()), array(pa.array(split.offsets))
    last = pc.replace_substring(pc.replace_substring_regex(flat.take(pa.array(ends[1:] - 1)), EDGES, ""), "’", "'")
    spaceless = matches(last, SPACELESS + "$")
    count = np.diff(ends).astype(float)
    small: Floats = np.bincount(owner, weights=without_capital(flat), minlength=len(rows)).astype(np.float64)
    if spaceless.any():
        length = array(pc.utf8_length(sentence))
        count = np.where(spaceless, np.maximum(count, length / _CHARACTERS_A_WORD), count)
        small = np.where(spaceless, np.maximum(small, length / _CHARACTERS_A_WORD / 2), small)
    first = pc.utf8_lower(pc.replace_substring_regex(flat.take(pa.array(ends[:-1])), EDGES, ""))
    return LastLine(line, sentence, flat, owner, count, small, last, first, inner, spaceless, languages(bodies, rows))


def without_capital(words: Any) -> Flags:
    """Which words begin with a small letter, or with a letter of a script that has no capitals."""
    letter = pc.utf8_slice_codeunits(pc.utf8_ltrim(words, "\"'“‘(«"), 0, 1)
    return array(pc.and_(pc.utf8_is_alpha(letter), pc.invert(pc.utf8_is_upper(letter))))


@dataclass(frozen=True)
class Habits:
    """How the other lines of a text end, one row a text.

    Counted are long and short lines, how many of each are finished, and how many unfinished ones are as long as the last line is now.

    `beside_open` says that the line before the last is a short unfinished one (a heading), `listed` that it is a long unfinished one, as in a list of headlines.
    """

    long: Floats
    long_finished: Floats
    short: Floats
    short_finished: Floats
    as_long_open: Floats
    beside_open: Flags
    listed: Flags


def habits(text: Any) -> Habits:
    """The habits of texts, each looked at without its last line."""
    count = len(text)
    lines = pc.split_pattern(plain_breaks(text), "\n")
    flat, owner, ends = pc.utf8_trim_whitespace(lines.flatten()), array(lines.value_parent_indices()), array(pa.array(lines.offsets))
    size = array(pc.binary_length(flat))
    last = ends[1:] - 1
    other = size > 0
    other[last] = False
    close = pc.utf8_slice_codeunits(flat, -40)
    finished = (matches(close, FINISHED) & ~matches(close, GOES_ON)) | matches(close, LINK_END)
    long = size >= _LONG
    now = size[last]

    def number(which: Flags) -> Floats:
        return np.bincount(owner[which], minlength=count).astype(float)

    before = np.full(count, -1)
    places = np.flatnonzero(other)
    np.maximum.at(before, owner[places], places)
    open_before = (before >= 0) & ~finished[before]
    return Habits(
        number(other & long), number(other & long & finished), number(other & ~long), number(other & ~long & finished),
        number(other & ~finished & (size >= now[owner])),
        open_before & (size[before] < 40), open_before & (size[before] >= 40) & (now <= 1.6 * size[before]),
    )


def look_back(bodies: Body, rows: npt.NDArray[np.intp]) -> Any:
    """The part of each text that its habits are read from: its last 3,000 characters."""
    return pc.utf8_slice_codeunits(bodies.text.take(pa.array(rows)), -_LOOK_BACK)
