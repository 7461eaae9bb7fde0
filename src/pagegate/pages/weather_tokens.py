"""Puts the labels and values around weather readings in a row, with what is said between them at its place: units that stand apart, where the wind comes from."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from pagegate.pages.arrow import Strings, matches, numpy, take
from pagegate.pages.segments import Segments
from pagegate.pages.weather_lines import Lines, near_weather
from pagegate.pages.weather_meanings import BLANK, UNIT_APART, WIND_FROM, Words
from pagegate.pages.weather_pieces import LABEL, VALUE_, WORDS, Indices, Mask, Pieces, pieces_of
from pagegate.pages.weather_values import QUANTITY, UNIT_CODE, amounts

_DEGREE_APART = [UNIT_CODE[name] for name in ("°C", "°F")]


@dataclass(frozen=True)
class Said:
    """The texts that tokens share: `texts` (different ones), what they mean as labels or values (`meant`), and where the wind comes from (`winds`). `lines` are all segments."""

    lines: Strings
    texts: Strings
    meant: Words
    winds: npt.NDArray[Any]


@dataclass(frozen=True)
class Tokens:
    """Labels, values and other words in reading order, as parallel arrays.

    `kind` (WORDS, LABEL or VALUE_), `segment` and `offset` (where it begins), `length` (of the text), `page`; `code` (place of its text among those that tokens share; of words put together (`merged`), the first part's);
    `field` (a code of `FIELDS`, -1 for none); `quantity` and `unit` as in `Values`; `wind` (where the wind comes from, said right before or behind it: a place in `said.winds`, 0 for none);
    `joined` (nothing but a slash, a dash, a bracket or a blank stands between it and the token before: as in `Gaps.joining`, else 0); `cell` (its place in a row of a table, which its line may be if it is `fenced`);
    `words` (characters of other words between the last label or value and this one).
    """

    kind: Indices
    segment: Indices
    offset: Indices
    length: Indices
    page: Indices
    code: Indices
    merged: Mask
    field: Indices
    quantity: Indices
    unit: Indices
    wind: Indices
    joined: Indices
    cell: Indices
    fenced: Mask
    words: Indices
    said: Said

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.kind)

    def texts(self, at: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The texts of some tokens, as shown."""
        code, merged = self.code[at], self.merged[at]
        result = numpy(take(self.said.texts, code))
        if merged.any():
            result = result.copy()
            segment, begin = self.segment[at][merged], self.offset[at][merged]
            lines = numpy(take(self.said.lines, segment))
            result[merged] = [line[a:b] for line, a, b in zip(lines, begin, begin + self.length[at][merged], strict=True)]  # pyarrow cuts a column at one place only
        return result

    def which(self, at: npt.NDArray[Any], pattern: str) -> Mask:
        """In which of some labels or values a pattern occurs; each different text is looked at once."""
        different, place = np.unique(self.code[at], return_inverse=True)
        return matches(take(self.said.texts, different), pattern)[place]

    def number(self, at: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The numbers of some values, as in `Values`."""
        result: npt.NDArray[Any] = self.said.meant.number[self.code[at]]
        return result

    def high(self, at: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The upper ends of some values, as in `Values`."""
        result: npt.NDArray[Any] = self.said.meant.high[self.code[at]]
        return result

    def spread(self, at: npt.NDArray[Any] | slice) -> Mask:
        """Which of some values have an upper end."""
        result: Mask = self.said.meant.spread[self.code[at]]
        return result

    def amount(self, at: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """What the numbers of some values are worth (float64), NaN for what is none."""
        different, place = np.unique(self.code[at], return_inverse=True)
        result: npt.NDArray[np.float64] = amounts(self.said.meant.number[different])[place]
        return result

    def only(self, which: Mask) -> Tokens:
        """Some of the tokens."""
        return self if which.all() else replace(self, **{one.name: getattr(self, one.name)[which] for one in fields(self) if one.name != "said"})


def tokens(found: Segments) -> Tokens:
    """Take the segments near weather apart."""
    lines = near_weather(found)
    return _stream(pieces_of(lines.texts), lines, found)


@dataclass
class _Stream:
    """The pieces of all lines in a row: `piece` says which each is; `quantity` and `unit` change where a unit stands apart."""

    piece: Indices
    row: Indices
    segment: Indices
    page: Indices
    kind: Indices
    gap: Indices
    quantity: Indices
    unit: Indices


def _stream(pieces: Pieces, lines: Lines, found: Segments) -> Tokens:
    """Put the pieces in a row: units that stand apart go to their value or label, directions to their neighbours, the rest of the gaps away."""
    count = np.diff(pieces.first)[lines.code]
    row = np.repeat(np.arange(len(lines)), count)
    piece = np.arange(len(row)) + np.repeat(pieces.first[lines.code] - np.cumsum(count) + count, count)
    segment = lines.rows[row]
    every = _Stream(piece, row, segment, found.page[segment], pieces.kind[piece], pieces.gap[piece], pieces.quantity[piece], pieces.unit[piece])
    at = _units_to_values(every)
    at, wind = _told_wind(every, pieces, at)
    stays = _missing_in_place(every, at)
    if not stays.all():
        at, wind = at[stays], wind[stays]
    piece, kind, page = piece[at], every.kind[at], every.page[at]
    length = pieces.length[piece]
    said = Said(found.text, pieces.texts, pieces.meant, pieces.winds)
    return Tokens(
        kind, every.segment[at], pieces.offset[piece], length, page, pieces.code[piece], pieces.merged[piece], pieces.field[piece], every.quantity[at], every.unit[at], wind, _joined(every, at, pieces, lines),
        pieces.cell[piece], pieces.fenced[lines.code][every.row[at]], _between(kind, length, page), said,
    )


def _units_to_values(every: _Stream) -> npt.NDArray[np.intp]:
    """Give units that stand apart to the number before them, or to the label before them (`Temp (°C)`); returns the places without them."""
    apart_ = (every.gap == UNIT_APART) & (every.kind == WORDS)
    at = np.arange(len(apart_))
    if not apart_.any():
        return at
    for _ in range(2):  # `14`, `°`, `C` is one value
        apart = np.flatnonzero(apart_[at])
        apart = apart[apart > 0]
        unit, owner = at[apart], at[apart - 1]
        near = (every.page[unit] == every.page[owner]) & (every.segment[unit] - every.segment[owner] <= 1)
        letter = (every.quantity[owner] == QUANTITY["degree"]) & (every.unit[owner] == UNIT_CODE["°"]) & np.isin(every.unit[unit], _DEGREE_APART) & (every.segment[unit] != every.segment[owner])
        takes = near & (every.kind[owner] == VALUE_) & ((every.quantity[owner] == QUANTITY["plain"]) | letter)
        names = near & (every.kind[owner] == LABEL) & (every.segment[unit] == every.segment[owner]) & (every.unit[owner] == 0)
        for which in (takes, names):
            every.unit[owner[which]] = every.unit[unit[which]]
            every.quantity[owner[which]] = every.quantity[unit[which]]
        used = takes | names
        if not used.any():
            break
        at = np.delete(at, apart[used])
    # What is a unit of nothing is a word, or the button that changes units.
    result: npt.NDArray[np.intp] = at[~apart_[at]]
    return result


def _told_wind(every: _Stream, pieces: Pieces, at: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.intp], Indices]:
    """The places without those that say where the wind comes from, and what each is told: by the one before it, or else by the one behind. Wind or not is seen there."""
    is_wind = every.gap[at] == WIND_FROM
    wind = np.zeros(len(at), dtype=np.int64)
    if not is_wind.any():
        return at, wind
    said = np.where(is_wind, pieces.wind[every.piece[at]], 0)
    same = every.page[at][1:] == every.page[at][:-1]
    wind[:-1] = np.where(same, said[1:], 0)
    wind[1:] = np.where(same & (said[:-1] > 0), said[:-1], wind[1:])
    return at[~is_wind], wind[~is_wind]


def _missing_in_place(every: _Stream, at: npt.NDArray[np.intp]) -> Mask:
    """Words for a missing value count behind a label or a value, or alone in their line or cell; elsewhere they are dashes of a text. All other tokens stay."""
    kind, segment = every.kind[at], every.segment[at]
    missing = (kind == VALUE_) & (every.quantity[at] == QUANTITY["missing"])
    if not missing.any():
        return np.ones(len(at), dtype=bool)
    before, after = np.roll(kind, 1), np.roll(kind, -1)
    beside_before, beside_after = np.roll(segment, 1) == segment, np.roll(segment, -1) == segment
    page = every.page[at]
    follows = (before != WORDS) & (np.roll(page, 1) == page)
    alone = ~beside_before & ~beside_after
    good = (follows | alone | (beside_after & (after == VALUE_))) & ~(beside_after & (after == WORDS))
    result: Mask = ~missing | good
    return result


def _joined(every: _Stream, at: npt.NDArray[np.intp], pieces: Pieces, lines: Lines) -> Indices:
    """The mark between a value and the token before it, where nothing else stands there; over a line end too, if the mark is at it."""
    joined = np.zeros(len(at), dtype=np.int64)
    value = np.flatnonzero(every.kind[at] == VALUE_)
    value = value[value > 0]
    own, before = at[value], at[value - 1]
    first = np.cumsum(pieces.parts[lines.code]) - pieces.parts[lines.code]
    apart = first[every.row[own]] + pieces.begin[every.piece[own]] - first[every.row[before]] - pieces.end[every.piece[before]]
    step = every.segment[own] - every.segment[before]
    mark = pieces.joining[every.piece[own]]
    over = pieces.last[lines.code[np.maximum(every.row[own] - 1, 0)]]
    mark, over = (np.where(one == BLANK, 0, one) for one in (mark, over))
    joined[value] = np.where((step == 0) & (apart <= 2), pieces.joining[every.piece[own]], np.where((step == 1) & (apart <= 3), np.maximum(mark, over), 0))
    return joined


def _between(kind: Indices, length: Indices, page: Indices) -> Indices:
    """How many characters of other words stand between each token and the label or value before it, on the same page."""
    if not len(kind):
        return np.empty(0, dtype=np.int64)
    length = length * (kind == WORDS)
    total = np.cumsum(length)
    mark = np.where(kind != WORDS, total, -1)
    before = np.maximum.accumulate(np.append([0], mark[:-1]))
    result: Indices = np.where(np.diff(page, prepend=-1) == 0, total - length - np.maximum(before, 0), 0)
    return result
