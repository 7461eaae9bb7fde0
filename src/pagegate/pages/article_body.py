"""Finds the body of each page: its most valuable run of segments, prose gaining and what stands between costing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages.article_lines import Flags, Floats, Ints, Lines

#: What each short line between paragraphs takes from the worth of a run, in words, and what an item of a list does.
_INTERRUPTION, _ITEM = 14.0, 2.0
#: What a quote or a widget takes: no body reaches over one.
_BARRIER = 400.0
#: A heading of comments is one if so many words of prose stand before it, and so many answers or dates of comments follow it.
_TOLD, _ANSWERS = 12.0, 2


@dataclass(frozen=True)
class Bodies:
    """One row a page that has segments: `page`, the segments `begin` to `end` - 1 it has, the body's `first` and `last` (-1 where no prose is), its `words` of prose.

    `commented` is the segment that a page's comments begin at, `end` where it has none.
    """

    page: Ints
    begin: Ints
    end: Ints
    first: Ints
    last: Ints
    words: Floats
    commented: Ints


def bodies(lines: Lines) -> Bodies:
    """The most valuable run of segments on each page."""
    page = lines.page
    begin = np.flatnonzero(np.concatenate([[True], np.diff(page) != 0]))
    end = np.append(begin[1:], len(page))
    commented = _comments(lines, begin, end)
    of = np.repeat(np.arange(len(begin)), end - begin)
    body = lines.prose & (np.arange(len(page)) < commented[of])
    worth = np.where(body, lines.words, np.where(lines.claimed, -_BARRIER, np.where(lines.sentence, 0.5 * lines.words, np.where(_in_list(lines), -_ITEM, -_INTERRUPTION))))
    worth[np.arange(len(page)) >= commented[of]] = -_INTERRUPTION
    total = np.cumsum(worth)
    base = total - worth
    # The best run that ends at a segment begins where the running sum before it was lowest.
    lowest = pd.Series(base).groupby(of).cummin().to_numpy()
    gain = total - lowest
    last = pd.Series(gain).groupby(of).idxmax().to_numpy()
    before = np.maximum.accumulate(np.where(base == lowest, np.arange(len(page)), -1))
    none = gain[last] <= 0
    first, last = np.where(none, -1, before[last]), np.where(none, -1, last)
    return Bodies(page[begin], begin, end, first, last, within(lines.words * (body | lines.sentence), first, last), commented)


def within(values: Floats, first: Ints, last: Ints) -> Floats:
    """The sum of values from each `first` to each `last`; 0 where there is none."""
    summed = np.concatenate([[0.0], np.cumsum(values)])
    # Words of scripts without spaces are parts of one, and what is left over of adding them up would tell where the chunk was cut.
    sums: Floats = np.where(first < 0, 0.0, np.round(summed[np.maximum(last, -1) + 1] - summed[np.maximum(first, 0)], 6))
    return sums


def last_of(flags: Flags, low: Ints, high: Ints) -> Ints:
    """The last flagged segment in each range low..high-1, or -1."""
    at = np.flatnonzero(flags)
    if not len(at):
        return np.full(len(low), -1, dtype=np.int64)
    found = at[np.clip(np.searchsorted(at, high, side="left") - 1, 0, None)]
    return np.where((found >= low) & (found < high), found, -1)


def next_of(flags: Flags, low: Ints, high: Ints) -> Ints:
    """The first flagged segment in each range low..high-1, or -1."""
    at = np.flatnonzero(flags)
    if not len(at):
        return np.full(len(low), -1, dtype=np.int64)
    found = at[np.clip(np.searchsorted(at, low, side="left"), None, len(at) - 1)]
    return np.where((found >= low) & (found < high), found, -1)


def _in_list(lines: Lines) -> npt.NDArray[np.bool_]:
    """Items, and what stands between two of them."""
    soft = lines.soft | lines.sentence
    same = np.diff(lines.page) == 0
    before, after = np.concatenate([[False], soft[:-1] & same]), np.concatenate([soft[1:] & same, [False]])
    listed: Flags = lines.soft | (before & after & ~lines.button)
    return listed


def _comments(lines: Lines, begin: Ints, end: Ints) -> Ints:
    """Where the comments of each page begin: at a heading that prose stands before and answers behind."""
    commented = end.copy()
    at = np.flatnonzero(lines.comments)
    if not len(at):
        return commented
    row = np.searchsorted(begin, at, side="right") - 1
    answers = lines.reply | lines.dates.relative | lines.dates.dated
    good = (within(lines.prose * lines.words, begin[row], at) >= _TOLD) & (within(answers.astype(float), at, end[row] - 1) >= _ANSWERS)
    np.minimum.at(commented, row[good], at[good])
    return commented
