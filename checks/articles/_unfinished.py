"""Is the last line a sentence begun and not finished? A small logistic model weighs what a reader would look at.

It is asked only of last lines without a full stop. Bylines, credits, list items, captions and headings end so too, and what tells them apart is how long the
line is, whether it reads like a sentence, what its last word is, and how the other lines of the same text end. The weights are in `_weights.py`;
`benchmarks/detection/train_unfinished.py` makes them and reports what they are worth on articles they have not seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from . import _patterns as p
from ._body import Body, array, matches
from ._language import dangling, small_words
from ._last_line import Flags, Floats, Habits, LastLine, habits, look_back, take_apart, without_capital
from ._weights import BIAS, WEIGHTS

#: Above this a last line is called unfinished. Cross-validated, it catches nine cuts of ten and flags one complete article in a hundred.
THRESHOLD = -0.6
#: What is taken off where a text has no line breaks, so that a byline cannot be told by its line.
ONE_LINE = 0.6
#: What is taken off where the line before is unfinished too and about as long: a list of headlines.
LISTED = 3.5
_SIZES = (("1", 0, 1), ("2", 1, 2), ("3", 2, 3), ("4-5", 3, 5), ("6-8", 5, 8), ("9-14", 8, 14), ("15+", 14, np.inf))


@dataclass(frozen=True)
class Judged:
    """One row a text: `score` (log odds of a cut), whether the last word is one no sentence ends with, whether it is a part of a word."""

    score: Floats
    function_word: Flags
    inside_word: Flags


def judge(bodies: Body, rows: npt.NDArray[np.intp]) -> Judged:
    """Weigh the last lines of some bodies, all of them without a full stop."""
    last, text = take_apart(bodies, rows), look_back(bodies, rows)
    usual, own = habits(text), own_words(text, last)
    seen = features(last, usual, own)
    score = np.full(len(rows), BIAS)
    for name, weight in WEIGHTS.items():
        score += weight * seen[name]
    hangs = (seen["dangling"] > 0) & (last.words >= 3)
    score -= LISTED * (usual.listed & ~last.inner & ~hangs & (seen["comma"] == 0))
    score -= ONE_LINE * (usual.long + usual.short == 0)
    hyphen = matches(last.line, r"[^\s!-`]{2}[-‐]$")
    stump = (seen["stump"] > 0) & (array(pc.utf8_length(last.last)) > 1)
    like_a_sentence = (last.words >= 4) & (last.small_letters >= 2) & (score > THRESHOLD)
    inside = like_a_sentence & (hyphen | stump | ((own.begins > 1) & (array(pc.utf8_length(last.last)) >= 4)))
    return Judged(score, hangs | matches(last.line, p.ELISION), inside & ~hangs)


@dataclass(frozen=True)
class OwnWords:
    """What the text's own words say of the last one.

    How often it stands elsewhere, how often it only begins other words there, how much more often than usual its last three letters end a word there (log
    ratio), and whether the last sentence's first word is an ordinary one.
    """

    whole: Floats
    begins: Floats
    three: Floats
    ordinary: Flags


def own_words(text: Any, last: LastLine) -> OwnWords:
    """Look the last words up in their own texts."""
    # A loop over rows: each looks for words of its own, and arrow searches all rows for the same.
    rows = [_look_up(*row) for row in zip(text.to_pylist(), last.last.to_pylist(), last.first.to_pylist(), last.words <= 3, strict=True)]
    table = np.array(rows, dtype=float).reshape(-1, 4)
    return OwnWords(table[:, 0], table[:, 1], table[:, 2], table[:, 3] > 0)


def _look_up(text: str, word: str, first: str, few: bool) -> tuple[float, float, float, bool]:  # noqa: FBT001  one row of a table
    before = text[: -len(word) - 1] if word else text
    ordinary = bool(few and first.isalpha() and f" {first} " in before)
    before, word = before.lower(), word.lower()
    whole = begins = 0
    at = before.find(word) if len(word) >= 3 else -1
    while at >= 0 and whole < 3 and begins < 9:
        if not at or not before[at - 1].isalnum():
            after = before[at + len(word) : at + len(word) + 1]
            begins, whole = (begins + 1, whole) if after.isalpha() else (begins, whole + 1)
        at = before.find(word, at + 1)
    return whole, 0 if whole else min(begins, 3), _at_ends(before, word[-3:]), ordinary


def _at_ends(text: str, letters: str, usual: float = 0.3) -> float:
    """How much more often than usual these three letters end a word of the text."""
    if len(letters) < 3 or not letters.isalpha():
        return 0.0
    ends = sum(text.count(letters + after) for after in (" ", ",", ".", "\n"))
    ratio = (ends + 2 * usual) / (text.count(letters) + 2) / usual
    return float(min(max(np.log(ratio), -2.5), 1.5))


def features(last: LastLine, usual: Habits, own: OwnWords) -> dict[str, Floats]:
    """What the model weighs, by name; each float64, most of them 0 or 1."""
    rows, words = len(last.words), last.words
    letters = array(pc.utf8_length(last.last))
    lower = pc.utf8_lower(last.sentence)
    letter, second = (pc.utf8_slice_codeunits(last.last, place, place + 1) for place in (0, 1))
    capital = array(pc.utf8_is_upper(letter))
    all_capitals = capital & array(pc.utf8_is_upper(last.last)) & (letters > 1)
    small = small_words(last.flat, last.owner, last.language, rows) * words
    plain = {
        "sentences before it are finished": last.inner & (last.small_letters > 0),
        "signature behind a sentence": last.inner & (last.small_letters == 0) & (words <= 4),
        "capitals only": last.small_letters == 0,
        "begins small": without_capital(pc.utf8_slice_codeunits(last.line, 0, 3)) & ~last.spaceless,
        "dangling": dangling(last.last, last.language),
        "dangling alone": (words == 1) & dangling(last.first, last.language),
        "link": matches(pc.utf8_slice_codeunits(last.line, -60), p.LINK),
        "bullet": matches(last.line, p.BULLET),
        "digits": array(pc.count_substring_regex(last.sentence, r"\d")) / np.maximum(array(pc.utf8_length(last.sentence)), 1),
        "comma": matches(last.line, p.COMMA),
        "other lines": np.minimum(np.log1p(usual.long + usual.short), 3.0),
        "open lines as long": np.minimum(np.log1p(usual.as_long_open), 2.0),
        "heading before": usual.beside_open,
        "word seen": np.log1p(own.whole),
        "word seen as a part": np.log1p(own.begins),
        "three letters": own.three,
        "stump": matches(last.last, p.STUMP) & ~matches(last.last, p.NO_STUMP),
        "closing words": matches(pc.utf8_slice_codeunits(lower, -90), p.CLOSING),
        "language unknown": last.language < 0,
        "spaceless": last.spaceless,
        "letters of the last word": np.minimum(letters, 8) / 8,
        "ordinary first word": own.ordinary,
    }
    by_size = {
        "last word small": array(pc.utf8_is_lower(letter)),
        "last word a name": capital & array(pc.utf8_is_lower(second)),
        "last word a number": array(pc.utf8_is_decimal(letter)),
        "last word in capitals": all_capitals,
        "credit": matches(lower, p.CREDIT),
        "label": matches(last.sentence, p.LABEL),
        "small letters": np.minimum(last.small_letters, 4) / 4,
        "function words": np.minimum(small, 3) / 3,
        "long lines finished": (usual.long_finished + 1.8) / (usual.long + 2),
        "short lines finished": (usual.short_finished + 0.8) / (usual.short + 2),
        "bars": matches(last.sentence, p.BARS),
    }
    sizes = {"short": words <= 3, "middle": (words > 3) & (words <= 8), "long": words > 8}
    seen = plain | {f"{name} words": (words > low) & (words <= high) for name, low, high in _SIZES}
    seen |= {f"{name}, {size}": value * here for name, value in by_size.items() for size, here in sizes.items()}
    return {name: np.asarray(value, dtype=np.float64) for name, value in seen.items()}
