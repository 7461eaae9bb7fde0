"""Cuts complete texts short where no writer ends: in the middle of a word, and in the middle of a sentence."""

from __future__ import annotations

import re

SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_INSIDE_WORD = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
#: Behind a letter, digit or comma, with the sentence going on in the same line.
_INSIDE_SENTENCE = re.compile(r"(?<=[\w,、，])(?=[^\S\n]+[^\W_])")


def inside_word(text: str, share: float) -> str | None:
    """The beginning of a text, about that share of it, up to the inside of a word; in scripts without spaces, of a sentence. None if there is no such place."""
    return _cut(text, share, _INSIDE_WORD)


def inside_sentence(text: str, share: float) -> str | None:
    """The beginning of a text, about that share of it, up to a word that does not end its sentence. None if there is no such place."""
    return _cut(text, share, _INSIDE_SENTENCE)


def _cut(text: str, share: float, place: re.Pattern[str]) -> str | None:
    found = place.search(text, int(share * len(text)))
    return text[: found.start()] if found else None
