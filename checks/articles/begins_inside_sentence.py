"""A body that begins in the middle of a sentence.

What it does: where the body begins with a letter (of the Latin, Cyrillic, Greek or Armenian script, which have capitals), flags a first word in small letters alone. It does not apply to texts without
    at least two sentences that begin with a capital behind another one, nor where a quarter of them begin small: poems, lists, and authors who write so; nor where the title has the word as it is: a name that is written small.
Why it matters: the beginning was lost: a text was cut at a fixed place, or its first element (a drop capital, a link, a bold lead) was left out.
Instead: take the whole element; a drop capital often stands in a span of its own.
Source: derivation: a sentence begins with a capital in all four scripts.
Known false alarms: names that are written small (adidas, lululemon) and are not in the title. Of 181 complete news articles and 26 in many languages, none.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate import Check
from pagegate.frames import once

from ._body import body, matches, verdicts

_OPENING = r"^[\s\"'“”„«‹‘’(\[]*"
_LETTER = _OPENING + r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Armenian}]"
#: A word in small letters; a capital, a digit, a point or a slash inside makes it a name or an address.
_SMALL = _OPENING + r"\p{Ll}[\p{Ll}\p{M}]*(?:[\s,;:!?)]|[.](?:\s|$))"
_SENTENCE = re.compile(r"[.!?][\"'”»’)]?\s+[\"'“„«‘(]?([^\W\d_])")
_LOOKED_AT, _FEWEST, _SHARE = 4000, 2, 0.25


@once
def _verdicts(articles: pd.DataFrame) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which bodies do not begin small, and of which that can be asked."""
    bodies = body(articles)
    # Most begin with a capital of ASCII, and some with nothing.
    good = bodies.looks.after(bodies.looks.ends[:-1], 0) - ord("A") < 26
    applies = good & ~bodies.blank
    good |= bodies.blank
    rows = np.flatnonzero(~good)
    text = pc.utf8_slice_codeunits(bodies.text.take(pa.array(rows)), 0, 200)
    good[rows], applies[rows] = ~matches(text, _SMALL), matches(text, _LETTER)
    rows = np.flatnonzero(applies & ~good)
    # One text at a time, but only of those that begin small, which hardly any does.
    for row, start in zip(rows, pc.utf8_slice_codeunits(body(articles).text.take(pa.array(rows)), 0, _LOOKED_AT).to_pylist(), strict=True):
        first = _SENTENCE.findall(start)
        small = sum(letter.islower() for letter in first)
        name = start.split(maxsplit=1)[0] in str(articles["title"].iloc[row]).split()
        applies[row] = len(first) - small >= _FEWEST and small < _SHARE * len(first) and not name
    return good, applies


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    good, applies = _verdicts(articles)
    return verdicts(articles, good, applies)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"beginning": pc.utf8_slice_codeunits(body(articles).text, 0, 40).to_pylist()}, index=articles.index)


_REST = " the council said on Monday. The bridge will stay open until spring. Nobody voted against it."

CHECK = Check(
    code="A109",
    name="begins-inside-sentence",
    severity="warning",
    reads=("body",),
    may_read=("title",),
    holds=_holds,
    explain=_explain,
    message="the body begins in the middle of a sentence: {beginning!r}",
    hint="Take the whole element: a drop capital, a link or a bold lead may be left out.",
    passes=(
        {"body": "Work begins in May," + _REST},
        {"body": "iPhone sales fell," + _REST},
        {"body": "easyJet flies again," + _REST},
        {"body": "“We are open,”" + _REST},
    ),
    fails=(
        {"body": "ork begins in May," + _REST},
        {"body": "and the work begins in May," + _REST},
        {"body": "абота начнётся в мае, сообщил совет. Мост останется открытым до весны. Никто не голосовал против."},
    ),
    skips=(
        {"body": None},
        {"title": "Why adidas grows", "body": "adidas grows," + _REST},
        {"body": "12 bridges stay open," + _REST},
        {"body": "橋は春まで開いたままだと評議会は月曜日に述べた。反対する者はいなかった。"},
        {"body": "so much depends\nupon\na red wheel\nbarrow"},
        {"body": "i write small. always. and nobody minds. The end."},
    ),
)
