"""Cuts the texts of pages into segments: their lines, and the pieces of lines that were glued together.

Scrapers that join the text of elements without a separator leave one endless line, `...closedS&P 5002,111.72-14.43(-0.68%)Dow 30...`. Such
a line is cut where elements must have met: between a lower-case letter, a closing mark or a percent and a capital. Where nothing but a space
is left of the line breaks, only what no sentence holds shows a seam: a percent in front of the next name and price, a date, a read time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.literals.minutes import READ_TIME
from pagegate.pages import octets
from pagegate.pages.arrow import Strings, matches, numpy, split, strings, take
from pagegate.pages.article_dates import CLOCK, DATE
from pagegate.pages.cut import Cut, cut, percents
from pagegate.pages.labels import CLOCKS, LABELS

_CUT = "\x1e"
#: A line holds its whole page if it is this long and most of it. It is glued if it shows a seam at least every so many characters,
#: or, however far apart, so many that are no accident: a sentence's end, or a date, that touches what follows or goes before.
_WHOLE_LENGTH, _WHOLE_SHARE, _GLUED_SEAM, _CLEAR_SEAMS = 400, 0.6, 150, 3
_SEAM = r"[\p{Ll}.!?%)][\"”’]?\p{Lu}"
_CLEAR_SEAM = r"\p{Ll}{2}[.!?][\"”’]?\p{Lu}\p{Ll}|[0-9]%[)\]]?\p{Lu}|[0-9]:[0-9]{2}(?: ?[AaPp]\.?[Mm]\.?| Uhr)?\p{Lu}\p{Ll}"
_WORD = r"[\p{Lu}0-9^&][\p{L}\p{N}&.'’/^=\-]*"
#: A percent that a letter touches ends a quote or a reading, and so does one in front of a name and its price.
_PERCENT_SEAMS = (
    (r"([0-9]\s?[%％][)\]]?)([\p{L}^])", r"\1" + _CUT + r"\2"),
    (rf"([0-9]\s?[%％][)\]]?)(\s+[\p{{Lu}}^](?:[\p{{L}}\p{{N}}&.'’/^=\-]*)(?:\s{_WORD}){{0,5}}\s*[▲▼+\-]?\s?\p{{Sc}}?[0-9][0-9.,'’]*[.,][0-9])", r"\1" + _CUT + r"\2"),
)
#: A price and its percent end a quote, whatever follows in the same line.
_PRICED_SEAMS = ((r"([0-9][.,][0-9]{2,}\s+[(\[]?[▲▼+\-]?\s?[0-9]+[.,][0-9]+\s?[%％][)\]]?)(\s+\p{Lu})", r"\1" + _CUT + r"\2"),)
#: What a widget writes in front of a clock time, which ends that reading.
_CLOCK_LABEL = "|".join(label for field in CLOCKS for label in LABELS[field])
#: What no sentence holds shows where the elements of a page in one line met, though a space is all that is left between them.
_SPACED_SEAMS = (
    (rf"((?i:{_CLOCK_LABEL})\s*[:：]?\s*[0-9]{{1,2}}:[0-9]{{2}}(?:\s?[AaPp]\.?[Mm]\.?)?)(\s+\p{{Lu}}[^.Mm])", r"\1" + _CUT + r"\2"),
    (rf"((?:{READ_TIME})\p{{L}}*)", _CUT + r"\1" + _CUT),
    (rf"([^0-9])(\b{DATE}{CLOCK})", r"\1" + _CUT + r"\2" + _CUT),
)
_SEAMS = (
    # A change that follows its percent ends where the next name begins: `(+0.69%)+165.77Nikkei`.
    (r"(%\)?[+\-\x{2212}][0-9][0-9.,]*)(\p{L})", r"\1" + _CUT + r"\2"),
    # So does a date or a clock time, `August 20, 2019SEOUL` and `09:07 PM3 min read`.
    (r"(\p{Ll}{2,}\.? [0-9]{1,2},? [0-9]{4}|[0-9]:[0-9]{2}\s?[AaPp]\.?[Mm]\.?)([\p{Lu}0-9])", r"\1" + _CUT + r"\2"),
    (r"([\p{Ll}%»])([“\"‘]?\p{Lu})", r"\1" + _CUT + r"\2"),
    (r"((?:[\p{Ll}0-9\"”’)][.!?…]|[.!?…][”’)]|[”’)]))([“\"‘]?\p{Lu})", r"\1" + _CUT + r"\2"),
    (r"([\p{Lo}℃℉])([A-Z][a-z])", r"\1" + _CUT + r"\2"),
)
#: A title of so many characters may be printed again within so many pieces.
_TITLE_LENGTH, _TITLE_REACH = (15, 250), 5
#: Names that are written with a capital inside are put together again.
_CAMELS = (
    rf"(^|[^\p{{L}}])(Mc|Mac|O['’]|Di|De|La|Le|Play|You|Linked|Java|Type|Word|Git|Pay|Fed|Tik|Deep|Chat|Open|Air|Face|Snap|Buzz|Huff|Astra|Glaxo|Micro|Space|Master|Power|Photo|Soft|Coin|Cloud|Bit|Sales|Web|Face|i|e){_CUT}"
    r"(\p{Lu})"
)


@dataclass(frozen=True)
class Segments:
    """Pieces of pages in reading order, as parallel arrays.

    `text` (trimmed, never empty), `page` (row of the page), `line` and `column` (1-based, of the piece's first character).
    """

    text: Strings
    page: npt.NDArray[np.int64]
    line: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """How many segments there are."""
        return len(self.page)

    @cached_property
    def length(self) -> npt.NDArray[np.int64]:
        """How many characters each has."""
        return octets.characters(self.text)

    @cached_property
    def percent(self) -> npt.NDArray[np.bool_]:
        """Which of them have a percent sign."""
        return octets.holding(self.text, "%", "％")


def segments(pages: Strings) -> Segments:
    """Cut pages into segments. CR, LF and CRLF all end a line."""
    lines = cut(pages)
    whole = _whole(lines)
    asked = np.flatnonzero((percents(lines) | whole) & (lines.last > lines.first))
    texts = lines.whole_texts(asked)
    marked, whole = _mark(texts, ~whole[asked] | matches(texts, "[%％]"), _PERCENT_SEAMS), whole[asked]
    marked = _mark(marked, _glued(texts, whole), (*_SEAMS, (_CAMELS, r"\1\2\3")))
    marked = _mark(marked, whole, _SPACED_SEAMS + _PRICED_SEAMS)
    marked = _mark_titles(marked, whole)
    filled = lines.last > lines.first
    seams = np.flatnonzero(matches(marked, _CUT)) if len(asked) else asked
    filled[asked[seams]] = False
    kept = np.flatnonzero(filled)
    plain = Segments(lines.texts(kept), lines.page[kept], lines.line[kept], lines.column[kept])
    return _together(plain, kept, _pieces(take(marked, seams), asked[seams], lines)) if len(seams) else plain


def _whole(lines: Cut) -> npt.NDArray[np.bool_]:
    """Which lines are so long, and so much of their page, that its line breaks must have been lost."""
    whole: npt.NDArray[np.bool_] = lines.end - lines.begin >= _WHOLE_LENGTH
    if whole.any():
        length = lines.characters
        whole = (length >= _WHOLE_LENGTH) & (length >= _WHOLE_SHARE * np.bincount(lines.page, weights=length)[lines.page])
    return whole


def _glued(texts: Strings, whole: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which of the lines that hold a whole page have no space left where its elements met."""
    glued = whole.copy()
    rows = np.flatnonzero(whole)
    if len(rows):
        texts = take(texts, rows)
        seams = numpy(pc.count_substring_regex(texts, _SEAM)) * _GLUED_SEAM >= numpy(pc.utf8_length(texts))
        glued[rows] = seams | (numpy(pc.count_substring_regex(texts, _CLEAR_SEAM)) >= _CLEAR_SEAMS)
    return glued


def _mark(lines: Strings, rows: npt.NDArray[np.bool_], seams: tuple[tuple[str, str], ...]) -> Strings:
    """The lines with a mark at every seam of some of them; the very same array where there is none."""
    if not rows.any():
        return lines
    marked = take(lines, rows)
    for pattern, replacement in seams:
        marked = pc.replace_substring_regex(marked, pattern, replacement)
    return pc.replace_with_mask(lines, pa.array(rows), marked)


def _mark_titles(marked: Strings, whole: npt.NDArray[np.bool_]) -> Strings:
    """The lines with a mark behind every title that is printed again at the head of a later piece of its page."""
    rows = np.flatnonzero(whole)
    if not len(rows):
        return marked
    lines = [_mark_title(line) for line in take(marked, rows).to_pylist()]  # pages in one line are few, and each is its own comparison
    return pc.replace_with_mask(marked, pa.array(whole), strings(lines))


def _mark_title(line: str) -> str:
    pieces = line.split(_CUT)
    for place, piece in enumerate(pieces):
        bare = piece.lstrip()
        for earlier in range(max(0, place - _TITLE_REACH), place):
            title = _title(pieces[earlier].rstrip(), bare)
            if title:
                # What the title's first line was glued to goes before it.
                at, behind = len(pieces[earlier].rstrip()) - len(title), len(piece) - len(bare) + len(title)
                pieces[earlier] = pieces[earlier][:at] + _CUT + pieces[earlier][at:]
                pieces[place] = piece[:behind] + _CUT + piece[behind:]
                break
    return _CUT.join(pieces)


def _title(earlier: str, later: str) -> str:
    """The longest end of one piece, from the beginning of a word on, with which a later one begins; empty if it is too short for a title."""
    tail = earlier[-_TITLE_LENGTH[1] :]
    starts = [0, *(match.end() for match in re.finditer(r"\s", tail))]
    ends = (tail[start:] for start in starts)
    return next((end for end in ends if _TITLE_LENGTH[0] <= len(end) < len(later) and later.startswith(end)), "")


def _pieces(marked: Strings, rows: npt.NDArray[np.int64], lines: Cut) -> tuple[Segments, npt.NDArray[np.int64]]:
    """Lines cut at their marks, and the line that each piece is of."""
    pieces, parent, place = split(marked, _CUT)
    length = octets.characters(pieces)
    before = np.cumsum(length) - length
    start = np.flatnonzero(place == 0)
    column = before - before[start][np.cumsum(place == 0) - 1] + 1
    trimmed = pc.utf8_ltrim_whitespace(pieces)
    column += length - octets.characters(trimmed)
    trimmed = pc.utf8_rtrim_whitespace(trimmed)
    filled = octets.sizes(trimmed) > 0
    of = rows[parent[filled]]
    return Segments(take(trimmed, filled), lines.page[of], lines.line[of], column[filled]), of


def _together(plain: Segments, kept: npt.NDArray[np.int64], cut_up: tuple[Segments, npt.NDArray[np.int64]]) -> Segments:
    """Lines that are one piece, the lines `kept`, and pieces of others, each in the place of its line."""
    pieces, of = cut_up
    order = np.argsort(np.concatenate([kept, of]), kind="stable")
    page, line, column = (np.concatenate(both)[order] for both in ((plain.page, pieces.page), (plain.line, pieces.line), (plain.column, pieces.column)))
    return Segments(take(pa.concat_arrays([plain.text, pieces.text]), order), page, line, column)
