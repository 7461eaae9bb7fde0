"""How a body ends, one answer for all checks that ask: finished, marked as cut, trailing off, inside a word, in the middle of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.frames import once
from pagegate.literals.octets import Bytes, Octets

from . import _patterns as p
from ._body import TAIL, Body, array, body, last_characters, matches
from ._last_line import habits, look_back, take_apart
from ._unfinished import THRESHOLD, judge

#: The full stops of ASCII, which `_patterns.FINISHED` has among others.
_STOPS = np.zeros(256, dtype=bool)
_STOPS[list(b".!?")] = True
FINISHED, MARKER, READ_MORE, ELLIPSIS, FUNCTION_WORD, INSIDE_WORD, UNFINISHED, OPEN, BLANK = range(9)


@dataclass(frozen=True)
class Endings:
    """One row an article: `kind` is one of the constants above; `score` the model's log odds, NaN where it was not asked."""

    kind: npt.NDArray[np.int8]
    score: npt.NDArray[np.float64]


@once
def endings(articles: pd.DataFrame) -> Endings:
    """How each body of a frame of articles ends."""
    bodies = body(articles)
    kind = np.full(len(articles), FINISHED, dtype=np.int8)
    close = last_characters(bodies.close, 100)
    kind[matches(close, p.ELLIPSIS)] = ELLIPSIS
    kind[matches(close, p.READ_MORE)] = READ_MORE
    kind[matches(close, p.MARKER)] = MARKER
    kind[bodies.blank] = BLANK
    score = np.full(len(articles), np.nan)
    rows = undecided(bodies)
    rows = rows[kind[rows] == FINISHED]
    if len(rows):
        judged = judge(bodies, rows)
        score[rows] = judged.score
        kind[rows] = np.select(
            [judged.function_word, judged.inside_word, judged.score > THRESHOLD], [FUNCTION_WORD, INSIDE_WORD, UNFINISHED], OPEN,
        )
    return Endings(kind, score)


def undecided(bodies: Body) -> npt.NDArray[np.intp]:
    """The rows whose last line has no full stop, nor anything else that a finished text ends with."""
    # Most end with a full stop, which is finished whatever stands before it.
    looks = Octets.of(bodies.last_line)
    rows = np.flatnonzero(~bodies.blank & ~_STOPS[looks.after(looks.ends[1:], -1)])
    close = pc.utf8_slice_codeunits(bodies.last_line.take(pa.array(rows)), -80)
    finished = matches(close, p.FINISHED) & ~matches(close, p.GOES_ON) & ~matches(close, p.ELISION)
    rows, close = rows[~finished], close.filter(pa.array(~finished))
    return rows[~(matches(close, p.LINK_END) | matches(close, p.SIGNED_OFF) | matches(close, p.SIGNED_BY))]


def _may_open(octets: Bytes, before: Bytes) -> npt.NDArray[np.bool_]:
    """The bracket and the straight quotation mark, and the last bytes of “ „ « 「."""
    wanted: npt.NDArray[np.bool_] = (octets == ord("(")) | (octets == ord('"')) | ((before == 0x80) & ((octets == 0x9C) | (octets == 0x9E) | (octets == 0x8C))) | ((before == 0xC2) & (octets == 0xAB))
    return wanted


def ends_in(articles: pd.DataFrame, *kinds: int) -> npt.NDArray[np.bool_]:
    """Which bodies end in one of these ways."""
    return np.isin(endings(articles).kind, kinds)


def last_words(articles: pd.DataFrame, most: int = 50) -> pd.Series[str]:
    """The last characters of each body, for messages."""
    return pd.Series(array(pc.utf8_slice_codeunits(body(articles).last_line, -most)), index=articles.index, dtype="str")


def left_open(bodies: Body) -> npt.NDArray[np.bool_]:
    """Which last lines open a bracket or a quotation that they do not close."""
    unclosed = np.zeros(len(bodies.blank), dtype=bool)
    # What the tail cuts off at its front may have held the opening mark, so a line as long as the tail is not asked.
    looks = Octets.of(bodies.last_line)
    rows = np.flatnonzero((looks.counted(_may_open) > 0) & (np.diff(looks.ends) < TAIL - 3))
    if not len(rows):
        return unclosed
    line = bodies.last_line.take(rows)
    # In German „ opens what “ closes.
    german = array(pc.match_substring(line, "„"))
    for opening, closing in (("(", ")"), ("“", "”"), ("«", "»"), ("「", "」"), ("„", "“")):
        opened, closed = array(pc.count_substring(line, opening)), array(pc.count_substring(line, closing))
        unclosed[rows] |= (opened > closed) & ~(german & (opening == "“"))
    straight, inches = array(pc.count_substring(line, '"')), array(pc.count_substring_regex(line, r'\d"'))
    unclosed[rows] |= (straight % 2 == 1) & (inches == 0)
    return unclosed


def evidence(articles: pd.DataFrame) -> list[str]:
    """What speaks for each last line being unfinished, in words."""
    bodies = body(articles)
    rows = np.arange(len(articles))
    last = take_apart(bodies, rows)
    usual = habits(look_back(bodies, rows))
    comma = matches(last.line, p.COMMA)
    said = []
    for row in range(len(articles)):  # the few rows that are reported
        signs = [f"{last.words[row]:.0f} words without a full stop"]
        if comma[row]:
            signs.append("a mark at its end that joins what follows")
        if last.inner[row]:
            signs.append("finished sentences before it")
        if usual.long[row] >= 2:
            signs.append(f"{usual.long_finished[row]:.0f} of the {usual.long[row]:.0f} other long lines end with one")
        said.append(", ".join(signs))
    return said
