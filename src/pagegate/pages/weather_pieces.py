"""Takes the lines near weather apart: labels and values, and the words between them, in the order of each line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.pages.arrow import Strings, matches, numpy, strings, take
from pagegate.pages.weather_lines import BREAK, CUT, marked, may_be_fenced
from pagegate.pages.weather_meanings import DROP, KEEP, UNIT_APART, WIND_FROM, Gaps, Words, gaps, words
from pagegate.pages.weather_values import QUANTITY

WORDS, LABEL, VALUE_ = 0, 1, 2
_FENCE = r"\t|\s*[|│]\s*|\s{2,}"
#: What stands in a gap with a reading in words.
_AROUND, _BEFORE = " \t:：=|,;()", r"^[\s:：=|,;(]+"

Indices = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Pieces:
    """What lines fall into, without what says nothing: parallel arrays, line after line. Words that were cut where they looked like a label, `To` and `day`, are one piece.

    `kind`: WORDS, LABEL or VALUE_. `gap`: KEEP, UNIT_APART or WIND_FROM. `offset` and `length` in characters of the line. `code`: place of its text in `texts`, and of what that means in `meant`; of words put together
    (`merged`), the first part's. `cell`: place in a row of a table. `field`, `quantity`, `unit`: as in `Words`. `wind`: place in `winds`. `begin` and `end`: places of its first and last part among all parts of the line.
    `joining`: what stands right before a value, as in `Gaps`.

    By line: `first` (where its pieces begin, and at last their number), `parts` (how many there were at first), `last` (how it ends, as in `Gaps.joining`), `fenced` (it may be a row of a table, for it holds what parts
    cells).
    """

    kind: Indices
    gap: Indices
    offset: Indices
    length: Indices
    code: Indices
    merged: Mask
    cell: Indices
    field: Indices
    quantity: Indices
    unit: Indices
    wind: Indices
    begin: Indices
    end: Indices
    joining: Indices
    first: Indices
    parts: Indices
    last: Indices
    fenced: Mask
    texts: Strings
    meant: Words
    winds: npt.NDArray[Any]


@dataclass(frozen=True)
class _Parts:
    """All parts of lines, what stands between and labels or values in turn, as parallel arrays; `first`: where those of each line begin, and at last their number. `texts` are the different ones."""

    first: Indices
    line: Indices
    token: Mask
    texts: Strings
    code: Indices
    offset: Indices
    length: Indices


def pieces_of(lines: Strings) -> Pieces:
    """Mark the labels and values of lines, and understand them and what stands between."""
    parts = _split(lines)
    token, code = parts.token, parts.code
    is_token, is_gap = np.zeros(len(parts.texts), dtype=bool), np.zeros(len(parts.texts), dtype=bool)
    is_token[code[token]] = is_gap[code[~token]] = True
    meant, between = words(parts.texts, is_token), gaps(parts.texts, is_gap)
    # Every text twice, as what stands between and as a label or value.
    role, nothing = code + len(parts.texts) * token, np.zeros(len(parts.texts), dtype=np.int64)
    apart = between.meaning == UNIT_APART
    field = np.concatenate([nothing - 1, meant.field])[role]
    kind = np.concatenate([nothing + WORDS, np.where(meant.field >= 0, LABEL, np.where(meant.quantity >= 0, VALUE_, WORDS))])[role]
    gap = np.concatenate([between.meaning, nothing + KEEP])[role]
    quantity = np.concatenate([np.where(apart, between.quantity, -1), np.where(meant.field >= 0, -1, meant.quantity)])[role]
    unit = np.concatenate([np.where(apart, between.unit, 0), meant.unit])[role]
    told = np.flatnonzero(_in_words(parts, between, kind, gap))
    broken = _broken(parts, kind, quantity)
    kind[broken], field[broken], quantity[broken] = WORDS, -1, -1
    kind[told], gap[told] = VALUE_, KEEP
    quantity[told] = np.where(between.told[code[told]] >= 0, between.told[code[told]], QUANTITY["missing"])
    texts, meant, code, lead = _bare(parts, meant, told, quantity)
    stays = ((kind != WORDS) | (gap != DROP)) & (token | (parts.length > 0)) & (quantity != QUANTITY["duration"])
    at = np.flatnonzero(stays)
    word = (kind[at] == WORDS) & (gap[at] == KEEP)
    end = parts.offset + parts.length
    begins = np.append([True], ~(word[1:] & word[:-1] & (parts.line[at[1:]] == parts.line[at[:-1]]) & (end[at[:-1]] == parts.offset[at[1:]]))) if len(at) else np.empty(0, dtype=bool)
    start = np.flatnonzero(begins)
    stop = np.append(start[1:], len(at)) - 1 if len(at) else start
    at, last = at[start], at[stop]
    line, fenced = parts.line[at], may_be_fenced(lines)
    return Pieces(
        kind[at], gap[at], (parts.offset + lead)[at], end[last] - parts.offset[at], code[at], last > at, _cells(fenced, parts)[at], field[at], quantity[at], unit[at], np.where(gap == WIND_FROM, between.wind[parts.code], 0)[at],
        at - parts.first[line], last - parts.first[line], np.where(token[at], between.joining[parts.code[np.maximum(at - 1, 0)]], 0),
        np.searchsorted(line, np.arange(len(lines) + 1)), np.diff(parts.first), between.joining[parts.code[parts.first[1:] - 1]], fenced, texts, meant, between.winds,
    )


def _split(lines: Strings) -> _Parts:
    lists = pc.split_pattern(marked(lines), CUT)
    first = numpy(lists.offsets).astype(np.int64)
    encoded = pc.list_flatten(lists).dictionary_encode()
    texts, code = encoded.dictionary, numpy(encoded.indices).astype(np.int64)
    broken = pc.match_substring(texts, BREAK)
    if pc.any(broken).as_py():
        texts = pc.replace_substring(texts, BREAK, "")
    count = np.diff(first)
    line = np.repeat(np.arange(len(lines)), count)
    length = numpy(pc.utf8_length(texts)).astype(np.int64)[code]
    end = np.cumsum(length)
    offset = end - length
    offset -= np.repeat(offset[first[:-1]], count) if len(lines) else 0
    return _Parts(first, line, (np.arange(len(code)) - first[line]) % 2 == 1, texts, code, offset, length)


def _cells(fenced: Mask, parts: _Parts) -> Indices:
    """How many fences of a table stand before the end of each part in its line."""
    fences = np.zeros(len(parts.code), dtype=np.int64)
    inside = np.flatnonzero(fenced[parts.line] & ~parts.token) if fenced.any() else np.empty(0, dtype=np.intp)
    if not len(inside):
        return fences
    fences[inside] = numpy(pc.count_substring_regex(take(parts.texts, parts.code[inside]), _FENCE))
    cells = np.cumsum(fences)
    begin = parts.first[parts.line]
    result: Indices = cells - cells[begin] + fences[begin]
    return result


def _in_words(parts: _Parts, between: Gaps, kind: Indices, gap: Indices) -> Mask:
    """Which gaps are readings in words, `calm`, or a dash behind a label at the end of its line or alone in it."""
    behind = np.zeros(len(kind), dtype=bool)
    behind[1:] = kind[:-1] == LABEL
    behind[parts.first[:-1]] = True
    last = np.zeros(len(kind), dtype=bool)
    last[parts.first[1:] - 1] = True
    result: Mask = ~parts.token & (((gap == KEEP) & (between.told[parts.code] >= 0)) | (last & behind & between.dash[parts.code]))
    return result


def _broken(parts: _Parts, kind: Indices, quantity: Indices) -> npt.NDArray[np.intp]:
    """Labels that begin or end inside a word (`Overtime 10:30`, `Highland`), and units that do (`3 min read`)."""
    at = np.flatnonzero(kind != WORDS)
    own, before, after = parts.code[at], parts.code[at - 1], parts.code[at + 1]
    lower, capitals, letter = _classes(pc.utf8_slice_codeunits(parts.texts, 0, 2), (r"^\p{Ll}", r"^\p{Lu}{2}", r"^\p{L}"))
    ends_letter, ends_capitals = _classes(pc.utf8_slice_codeunits(parts.texts, -2), (r"[\p{Latin}\p{Cyrillic}]$", r"\p{Lu}{2}$"))
    label, value = kind[at] == LABEL, kind[at] == VALUE_
    wide, shouted = np.zeros(len(parts.texts), dtype=bool), np.zeros(len(parts.texts), dtype=bool)
    named = np.unique(own[label])
    wide[named], shouted[named] = (matches(take(parts.texts, named), pattern) for pattern in (r"[^\p{Latin}\p{Cyrillic}:.]$", r"^[\p{Lu} ]{2,}$"))
    inside = ends_letter[before] & (lower[own] | (shouted[own] & ends_capitals[before]))
    goes_on = ~wide[own] & (lower[after] | (shouted[own] & capitals[after]))
    lettered = value & ends_letter[own]
    plain = value & (quantity[at] == QUANTITY["plain"])
    result: npt.NDArray[np.intp] = at[(label & (inside | goes_on)) | ((lettered | plain) & lower[after]) | (lettered & (quantity[at] == QUANTITY["missing"]) & letter[after])]
    return result


def _classes(texts: Strings, patterns: tuple[str, ...]) -> list[Mask]:
    """Where each pattern occurs in texts of which few are different."""
    encoded = texts.dictionary_encode()
    code = numpy(encoded.indices)
    return [matches(encoded.dictionary, pattern)[code] for pattern in patterns]


def _bare(parts: _Parts, meant: Words, told: npt.NDArray[np.intp], quantity: Indices) -> tuple[Strings, Words, Indices, Indices]:
    """The texts, with those of readings in words added without the colons and blanks around them; what they mean, which is whose, and how many characters were before them."""
    code, lead = parts.code, np.zeros(len(parts.code), dtype=np.int64)
    if not len(told):
        return parts.texts, meant, code, lead
    different, first, place = np.unique(code[told], return_index=True, return_inverse=True)
    shown = pd.Series(numpy(take(parts.texts, different)), dtype="str")
    lead[told] = (shown.str.len() - shown.str.replace(_BEFORE, "", regex=True).str.len()).to_numpy(dtype=np.int64)[place]
    code = code.copy()
    code[told] = len(parts.texts) + place
    count, said = len(different), quantity[told[first]]
    number = np.select([said == QUANTITY["missing"], said == QUANTITY["unbounded"]], ["--", ""], "0").astype(object)
    empty = np.full(count, "", dtype=object)
    more = Words(np.full(count, -1), said, np.zeros(count, dtype=np.int64), number, empty)
    texts = pa.concat_arrays([parts.texts, strings(shown.str.strip(_AROUND))])
    return texts, Words(*(np.concatenate([getattr(meant, name), getattr(more, name)]) for name in ("field", "quantity", "unit", "number", "high"))), code, lead
