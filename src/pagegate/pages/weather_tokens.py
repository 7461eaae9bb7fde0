"""Puts the labels and values around weather readings in a row, with what is said between them at its place: units that stand apart, where the wind comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages.arrow import numpy
from pagegate.pages.segments import Segments
from pagegate.pages.weather_pieces import DROP, LABEL, UNIT_APART, VALUE_, WIND_FROM, WORDS, Pieces, near_weather, pieces_of
from pagegate.pages.weather_values import QUANTITY


@dataclass(frozen=True)
class Tokens:
    """Labels, values and other words in reading order, as parallel arrays.

    `kind` (WORDS, LABEL or VALUE_), `segment` and `offset` (where it begins), `text` (as shown), `length` (of the text), `page`; `field` (a code of `FIELDS`, -1 for none);
    `quantity`, `number`, `high`, `unit` and `amount` as in `Values`; `wind` (where the wind comes from, said right before or behind it, else "");
    `joined` (nothing but a slash, a dash or a bracket stands between it and the token before: "/", "-" or "(", else ""); `cell` (its place in a row of a table);
    `words` (characters of other words between the last label or value and this one).
    """

    kind: npt.NDArray[np.int64]
    segment: npt.NDArray[np.int64]
    offset: npt.NDArray[np.int64]
    page: npt.NDArray[np.int64]
    text: npt.NDArray[Any]
    length: npt.NDArray[np.int64]
    field: npt.NDArray[np.int64]
    quantity: npt.NDArray[np.int64]
    number: npt.NDArray[Any]
    high: npt.NDArray[Any]
    unit: npt.NDArray[Any]
    amount: npt.NDArray[np.float64]
    wind: npt.NDArray[Any]
    joined: npt.NDArray[Any]
    cell: npt.NDArray[np.int64]
    words: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.kind)


def tokens(found: Segments) -> Tokens:
    """Take the segments near weather apart."""
    return _stream(pieces_of(found, near_weather(found)), found)


def _stream(pieces: Pieces, found: Segments) -> Tokens:
    """Put the tokens in a row: units that stand apart go to their value or label, directions to their neighbours, the rest of the gaps away."""
    text = numpy(pieces.distinct)[pieces.code] if len(pieces.code) else np.empty(0, dtype=object)
    page = found.page[pieces.segment]
    stays = (pieces.kind != WORDS) | (pieces.gap != DROP)
    stays &= pieces.token | (text != "")
    stays &= pieces.quantity != QUANTITY["duration"]
    at = _units_to_values(pieces, np.flatnonzero(stays), page)
    wind = np.full(len(at), "", dtype=object)
    is_wind = pieces.gap[at] == WIND_FROM
    said = pieces.wind[at]
    same = np.diff(page[at], prepend=-1) == 0
    # A direction is told to what stands on both sides of it: wind or not is seen there.
    from_left = np.concatenate([[""], np.where(is_wind[:-1], said[:-1], "")]) if len(at) else wind
    from_right = np.append(np.where(is_wind[1:], said[1:], ""), [""]) if len(at) else wind
    wind = np.where(same & (from_left != ""), from_left, np.where(np.append(same[1:], values=False) if len(at) else same, from_right, ""))
    at, wind = at[~is_wind], wind[~is_wind]
    at = at[(keep := _missing_in_place(pieces, at, page))]
    wind = wind[keep]
    kind = pieces.kind[at]
    offset = pieces.offset[at]
    shown = text[at]
    length = pieces.length[at]
    joined = _joined(pieces, at)
    gapped = kind == VALUE_
    gapped &= ~pieces.token[at]
    if gapped.any():  # values in words stand in gaps, with colons and blanks around them
        bare = pd.Series(shown[gapped], dtype="str")
        offset[gapped] += (bare.str.len() - bare.str.replace(r"^[\s:：=|,;(]+", "", regex=True).str.len()).to_numpy(dtype=np.int64)
        shown[gapped] = bare.str.strip(" \t:：=|,;()").to_numpy(dtype=object)
    # Words that were cut where they looked like a label, `To` and `day`, are put together again.
    segment = pieces.segment[at]
    whole = np.append([True], (kind[1:] != WORDS) | (kind[:-1] != WORDS) | (np.diff(segment) != 0) | (offset[:-1] + length[:-1] != offset[1:])) if len(at) else np.empty(0, dtype=bool)
    if not whole.all():
        start = np.flatnonzero(whole)
        end = np.append(start[1:], len(shown))
        joined_up = np.flatnonzero(end - start > 1)
        for first, past in zip(start[joined_up], end[joined_up], strict=True):  # joined run by run: adding text to text takes time that grows with the square
            shown[first] = "".join(shown[first:past])
        shown, length = shown[start], np.add.reduceat(length, start)
        at, kind, segment, offset, wind, joined = at[start], kind[start], segment[start], offset[start], wind[start], joined[start]
    return Tokens(
        kind, segment, offset, page[at], shown, length, pieces.field[at], pieces.quantity[at], pieces.number[at], pieces.high[at], pieces.unit[at], pieces.amount[at], wind, joined, pieces.cell[at],
        _between(kind, length, page[at]),
    )


def _units_to_values(pieces: Pieces, at: npt.NDArray[np.intp], page: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    """Give units that stand apart to the number before them, or to the label before them (`Temp (°C)`); returns the places without them."""
    for _ in range(2):  # `14`, `°`, `C` is one value
        apart = np.flatnonzero((pieces.gap[at] == UNIT_APART) & (pieces.kind[at] == WORDS))
        apart = apart[apart > 0]
        unit, owner = at[apart], at[apart - 1]
        near = (page[unit] == page[owner]) & (pieces.segment[unit] - pieces.segment[owner] <= 1)
        letter = (pieces.quantity[owner] == QUANTITY["degree"]) & (pieces.unit[owner] == "°") & np.isin(pieces.unit[unit], ("°C", "°F")) & (pieces.segment[unit] != pieces.segment[owner])
        takes = near & (pieces.kind[owner] == VALUE_) & ((pieces.quantity[owner] == QUANTITY["plain"]) | letter)
        names = near & (pieces.kind[owner] == LABEL) & (pieces.segment[unit] == pieces.segment[owner]) & (pieces.unit[owner] == "")
        for which in (takes, names):
            pieces.unit[owner[which]] = pieces.unit[unit[which]]
            pieces.quantity[owner[which]] = pieces.quantity[unit[which]]
        used = takes | names
        if not used.any():
            break
        at = np.delete(at, apart[used])
    # What is a unit of nothing is a word, or the button that changes units.
    lone = (pieces.gap[at] == UNIT_APART) & (pieces.kind[at] == WORDS)
    result: npt.NDArray[np.intp] = at[~lone]
    return result


def _missing_in_place(pieces: Pieces, at: npt.NDArray[np.intp], page: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Words for a missing value count behind a label or a value, or alone in their line or cell; elsewhere they are dashes of a text. All other tokens stay."""
    kind, segment = pieces.kind[at], pieces.segment[at]
    missing = (kind == VALUE_) & (pieces.quantity[at] == QUANTITY["missing"])
    if not missing.any():
        return np.ones(len(at), dtype=bool)
    before, after = np.roll(kind, 1), np.roll(kind, -1)
    beside_before, beside_after = np.roll(segment, 1) == segment, np.roll(segment, -1) == segment
    follows = (before != WORDS) & (np.roll(page[at], 1) == page[at])
    alone = ~beside_before & ~beside_after
    good = (follows | alone | (beside_after & (after == VALUE_))) & ~(beside_after & (after == WORDS))
    pieces.kind[at[missing & ~good]] = WORDS
    result: npt.NDArray[np.bool_] = ~missing | good
    return result


def _joined(pieces: Pieces, at: npt.NDArray[np.intp]) -> npt.NDArray[Any]:
    """The mark between a token and the one before it, where nothing else stands there; over a line end too, if the mark is at it."""
    joined = np.full(len(at), "", dtype=object)
    if not len(at):
        return joined
    gap = np.maximum(at - 1, 0)
    over = np.maximum(at - 2, 0)  # the gap at the end of the line before
    between = (at > 0) & ~pieces.token[gap]
    adjacent = between & np.append([False], np.diff(at) <= 2) & (np.diff(pieces.segment[at], prepend=-9) == 0)
    next_line = between & np.append([False], np.diff(at) <= 3) & (np.diff(pieces.segment[at], prepend=-9) == 1)
    for mark, pattern in (("/", r"^\s*[/|•·~]\s*$"), ("-", r"^\s*[\-–—]\s*$"), ("(", r"^\s*[(\[]\s*$")):
        there = pieces.which(pattern)
        joined[(adjacent & there[gap]) | (next_line & (there[gap] | there[over]))] = mark
    joined[adjacent & pieces.which(r"^\s?$")[gap]] = " "
    return joined


def _between(kind: npt.NDArray[np.int64], length: npt.NDArray[np.int64], page: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """How many characters of other words stand between each token and the label or value before it, on the same page."""
    if not len(kind):
        return np.empty(0, dtype=np.int64)
    length = length * (kind == WORDS)
    total = np.cumsum(length)
    mark = np.where(kind != WORDS, total, -1)
    before = np.maximum.accumulate(np.append([0], mark[:-1]))
    result: npt.NDArray[np.int64] = np.where(np.diff(page, prepend=-1) == 0, total - length - np.maximum(before, 0), 0)
    return result
