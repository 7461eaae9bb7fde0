"""Finds what stands in front of each body (title, date, byline, read time), and says which pages have an article at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pagegate.pages.arrow import matches, take
from pagegate.pages.article_body import Bodies, last_of, next_of, within
from pagegate.pages.article_lines import Flags, Floats, Ints, Lines
from pagegate.pages.segments import Segments

#: The header stands within so many segments before the body, a byline within fewer.
_HEADER, _BYLINE = 40, 12
#: Title, date and read time stand within so many segments of each other.
_BESIDE = 6
#: A date below a body stands within so many segments of it.
_BELOW = 3
#: So many segments may follow the prose to the end of the page and still be its last words.
_STUMPS = 2
#: Without a header, a body needs so many words; with a date or a byline, so many; alone on its page with a title, so many, and this share of its words.
_FEWEST, _FEWEST_DATED, _FEWEST_ALONE, _SHARE_ALONE = 60.0, 12.0, 20.0, 0.6
#: So many buttons to answer make a thread.
_REPLIES = 3
#: So many paragraphs show which of two lines is the title.
_LOOKED_AT = 12
#: No title is as long as this, in words.
_LONGEST_TITLE = 60
#: A body begins above its longest run of prose where so many paragraphs stand, with no more than so many other lines between them, or so many items of a list.
_SEVERAL, _GAP, _ITEMS = 2, 4, 3
#: Notices and walls are no articles, where nothing else says that they are.
_NOTICE = (
    r"(?i)cookies?\b|java ?script|privacy (?:policy|notice|settings)|all rights reserved|terms (?:of|and) (?:use|service|conditions)|delayed (?:by )?(?:at least )?\d+ min|datenschutz|alle rechte vorbehalten|mentions légales|confidentialit|política de privacidad|"
    r"politica sulla privacy|captcha|verify (?:that )?you(?:'| a)re|access (?:to this page )?(?:has been )?denied|not (?:be )?found|subscribe to (?:our|the)|newsletter|for information(?:al)? purposes only|financial advice|market data|quotes? (?:are|is) "
)


@dataclass(frozen=True)
class Header:
    """One row a page: the segments (-1 for none) of `title`, `headline` (the title again), `date`, `updated`, `minutes` and `byline`, the body's `first` and `last`, `is_article`.

    `notice` says where the prose is a notice (of cookies, rights, delayed quotes), which nobody misses.
    """

    title: Ints
    headline: Ints
    date: Ints
    updated: Ints
    minutes: Ints
    byline: Ints
    first: Ints
    last: Ints
    is_article: Flags
    notice: Flags


def header(found: Segments, lines: Lines, run: Bodies) -> Header:
    """Look for the header of each body, and for the body of pages whose prose is gone."""
    begin, end, first, last = run.begin, run.end, run.first, run.last
    limit = np.where(first >= 0, first, end)
    earliest = np.maximum(begin, np.where(first >= 0, first - _HEADER, begin))
    near = np.maximum(begin, limit - _BYLINE)
    # Several read times are a list of teasers; one is an article's.
    minutes = np.where(within(lines.minutes.astype(float), begin, end - 1) == 1, last_of(lines.minutes, earliest, limit), -1)
    dated = last_of(lines.dates.dated & ~lines.dates.updated, earliest, limit)
    date = np.where(dated >= 0, dated, last_of(lines.dates.relative & ~lines.dates.updated, near, limit))
    updated = last_of(lines.dates.updated, earliest, limit)
    byline = last_of(lines.byline, near, limit)
    twice = last_of(lines.twice, earliest, limit)
    # The page's first line is its title, with the site behind it: where that is printed again, it is the article's.
    named = last_of(_like_first(lines, run), begin, limit)
    twice = np.where(named >= 0, named, twice)
    stamp = np.maximum(date, minutes)
    beside = (np.abs(twice - stamp) <= _BESIDE) & (stamp >= 0) & (twice >= 0)
    anchored = beside | ((minutes >= 0) & (date >= 0) & (np.abs(minutes - date) <= _BESIDE))
    header_end = np.maximum(stamp, np.where(beside, twice, -1)) + 1
    # A wall or an error text has no prose: the body is what follows the header.
    bare = (first < 0) & anchored & (header_end < end)
    last = np.where(bare, end - 1, last)
    first = np.where(bare, header_end, first)
    title = _title(lines, run, earliest, np.where(first >= 0, first, end), np.where(bare, -1, byline), date, minutes, twice)
    unsure = np.flatnonzero((title >= 0) & (first > begin) & lines.title[begin] & (lines.same[np.maximum(title, 0)] != lines.same[begin]))
    title[unsure] = _more_like(found, title[unsure], begin[unsure], first[unsure], last[unsure])
    # A date of the change, or one below a short body, dates it as well.
    below = next_of(lines.dates.dated, last + 1, np.minimum(last + 1 + _BELOW, end))
    date = np.where((date < 0) & (first >= 0) & (run.words < _FEWEST), below, date)
    marks = np.maximum.reduce([date, updated, byline, minutes])
    header_end = np.where((marks >= 0) & (marks < first), np.maximum(marks, title) + 1, -1)
    first = _from_header(lines, header_end, first)
    last = _to_the_end(lines, run, first, last)
    shown = _first_same(lines, title, earliest)
    told, notice = _told(found, lines, run, first, last, title, marks)
    is_article = (first >= 0) & (title >= 0) & (anchored | bare | told)
    return Header(shown, np.where(shown != title, title, -1), date, updated, minutes, byline, first, last, is_article, notice)


def _told(found: Segments, lines: Lines, run: Bodies, first: Ints, last: Ints, title: Ints, marks: Ints) -> tuple[Flags, Flags]:  # noqa: PLR0913, PLR0917  what is known of a page
    """Which pages have an article although no title is printed twice: by the words of the body, by a date or a byline beside the title, or as all that is there.

    The second answer says where the prose is a notice.
    """
    words: Floats = np.maximum(run.words, within(lines.words * (lines.prose | lines.sentence), first, last))
    ahead = (title >= 0) & (title < first)
    dated = ahead & (marks >= 0) & ((first - marks <= _BESIDE + _BYLINE) | (marks > last)) & (np.abs(marks - title) <= np.where(marks > last, last - title + _BELOW, _BESIDE)) & (words >= _FEWEST_DATED)
    total = within(lines.words, run.begin, run.end - 1)
    alone = ahead & (words >= _FEWEST_ALONE) & (words >= _SHARE_ALONE * total) & (within(lines.claimed.astype(float), run.begin, run.end - 1) == 0)
    # People who answer each other write no article; the comments below one are no part of it.
    replies = within(lines.reply.astype(float), run.begin, run.commented - 1)
    thread = (replies >= _REPLIES) & (replies * _FEWEST > words)
    good = (dated | alone | (words >= _FEWEST)) & ~thread
    notices = np.zeros(len(good), dtype=bool)
    doubtful = np.flatnonzero((first >= 0) & ~dated & (words < 3 * _FEWEST))
    if len(doubtful):
        # One look at the prose of short bodies that nothing but their words speaks for.
        lengths = (last - first + 1)[doubtful]
        row = np.repeat(np.arange(len(doubtful)), lengths)
        segment = np.repeat(first[doubtful] - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        notice = matches(take(found.text, segment), _NOTICE) & (lines.prose | lines.sentence)[segment]
        shares = np.bincount(row, weights=notice * lines.words[segment], minlength=len(doubtful))
        notices[doubtful[2 * shares >= words[doubtful]]] = True
    return good & ~notices, notices


def _title(lines: Lines, run: Bodies, earliest: Ints, first: Ints, byline: Ints, date: Ints, minutes: Ints, twice: Ints) -> Ints:  # noqa: PLR0913, PLR0917  what is known of a header
    """The title in front of each body: one that is printed twice, or the last line before date, byline and body that can be one; -1 for none."""
    upper = first.copy()
    for mark in (byline, date, minutes):
        close = (mark >= 0) & (mark < upper) & (mark >= first - _HEADER)
        upper = np.where(close, mark, upper)
    near = np.maximum(earliest, upper - _BESIDE)
    # A standfirst is a sentence; a title rarely is.
    alone = last_of(lines.title & ~lines.prose & ~lines.sentence, near, upper)
    said = last_of(lines.title, near, upper)
    # A byline may stand above the title.
    lowest = np.maximum.reduce([np.where(mark < first, mark, -1) for mark in (byline, date, minutes)])
    between = np.where(alone < 0, last_of(lines.title & ~lines.prose & ~lines.sentence, np.maximum(earliest, upper), lowest), -1)
    small = last_of(lines.small & ~lines.soft, np.maximum(run.begin, upper - 2), upper)
    far = last_of(lines.title, earliest, upper)
    opening = np.where(lines.claimed[run.begin] | lines.button[run.begin] | (lines.words[run.begin] > _LONGEST_TITLE), -1, run.begin)
    title = opening
    for better in (far, small, said, between, alone, twice):
        title = np.where(better >= 0, better, title)
    return title


def _more_like(found: Segments, title: Ints, opening: Ints, first: Ints, last: Ints) -> Ints:
    """Of each title and the first line of its page, the one that shares more of its words with the body; the title where both share as much."""
    chosen = title.copy()
    for row in range(len(title)):  # each looks for words of its own
        text = " ".join(take(found.text, np.arange(first[row], min(last[row], first[row] + _LOOKED_AT) + 1)).to_pylist()).lower()
        shares = []
        for segment in (title[row], opening[row]):
            words = [word[:5] for word in found.text[int(segment)].as_py().lower().split() if len(word) >= 4]
            shares.append(sum(word in text for word in words) / max(len(words), 2))
        if shares[1] > shares[0]:
            chosen[row] = opening[row]
    return chosen


def _from_header(lines: Lines, header_end: Ints, first: Ints) -> Ints:
    """Where each body begins: not at its longest run of prose where its header stands above shorter prose, or above a list."""
    asked = (header_end >= 0) & (header_end < first)
    low = np.where(asked, header_end, first)
    stops = lines.claimed | lines.comments
    gap = ~(lines.prose | lines.sentence | lines.soft)
    opening = next_of(lines.prose | (lines.sentence & (lines.words > 5)), low, first)
    before, asked_of = first - 1, np.maximum(opening, 0)
    items = within(lines.soft.astype(float), low, before)
    # A single paragraph above the run is a caption or a standfirst; with a list behind it, or with others, it is the beginning.
    several = (within(lines.prose.astype(float), asked_of, before) >= _SEVERAL) & (within(gap.astype(float), asked_of, before) <= _GAP)
    list_ahead = (items >= _ITEMS) & (within(gap.astype(float), asked_of, before) <= np.maximum(_GAP, items))
    calm = asked & (within(stops.astype(float), low, before) == 0)
    begins = np.where(calm & (opening >= 0) & (several | list_ahead), opening, first)
    ahead = within(lines.soft.astype(float), low, begins - 1)
    return np.where(calm & (ahead >= _ITEMS) & (2 * ahead >= begins - low), low, begins)


def _to_the_end(lines: Lines, run: Bodies, first: Ints, last: Ints) -> Ints:
    """The text runs to the end of the page if next to nothing follows it: the stump of a cut paragraph is short."""
    tail = run.end - 1 - last
    stops = lines.claimed | lines.dates.dated | lines.minutes | lines.comments
    clean = within(stops.astype(float), last + 1, run.end - 1) == 0
    # Two lines of a word or two are links.
    links = (tail == _STUMPS) & (within(lines.small.astype(float), last + 1, run.end - 1) == _STUMPS)
    return np.where((first >= 0) & (tail <= _STUMPS) & clean & ~links, run.end - 1, last)


def _like_first(lines: Lines, run: Bodies) -> Flags:
    """Which segments say the same as the first one of their page, but for that one itself."""
    first = np.repeat(lines.same[run.begin], run.end - run.begin)
    alike: Flags = lines.twice & (lines.same == first)
    alike[run.begin] = False
    return alike


def _first_same(lines: Lines, segment: Ints, low: Ints) -> Ints:
    """The first segment from `low` on that has the same text as each of `segment`."""
    twice = np.flatnonzero(lines.twice)
    order = twice[np.lexsort((twice, lines.same[twice]))]
    # Sorted by text and then place: the first of the text's places that is not before `low`.
    width = len(lines.page) + 1
    found = np.searchsorted(lines.same[order] * width + order, lines.same[segment] * width + low, side="left")
    hit = np.append(order, -1)[np.clip(found, 0, len(order))]
    return np.where((segment >= 0) & (hit >= 0) & (lines.same[hit] == lines.same[segment]) & (hit <= segment), hit, segment)
