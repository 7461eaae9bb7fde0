"""Cuts complete texts short where no writer ends: in the middle of a word, and in the middle of a sentence."""

from __future__ import annotations

import re

SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_INSIDE_WORD = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
#: Behind a letter, digit or comma, with the sentence going on in the same line. In Thai and Lao, a space may be the end of a sentence.
_INSIDE_SENTENCE = re.compile(r"(?<=[\w,、，])(?<![\u0E00-\u0EFF])(?=[^\S\n]+[^\W_])")
#: How far from its share a text may be cut, in characters: a script without spaces has them far apart.
_NEAR = 120


def inside_word(text: str, share: float) -> str | None:
    """The beginning of a text, about that share of it, up to the inside of a word; in scripts without spaces, of a sentence. None if there is no such place near."""
    return _cut(text, share, _INSIDE_WORD)


def inside_sentence(text: str, share: float) -> str | None:
    """The beginning of a text, about that share of it, up to a word that does not end its sentence. None if there is no such place near."""
    return _cut(text, share, _INSIDE_SENTENCE)


def _cut(text: str, share: float, place: re.Pattern[str]) -> str | None:
    wanted = int(share * len(text))
    found = place.search(text, wanted, min(len(text), wanted + _NEAR))
    return text[: found.start()] if found else None
