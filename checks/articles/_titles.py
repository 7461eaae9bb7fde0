"""Titles and descriptions as they compare with other texts: without case and punctuation, by the first letters of their words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.literals.octets import Octets

from ._body import array

_WORD = re.compile(r"\w+")
#: Letters of scripts that put no spaces between words, or join particles to words of two and three letters: Thai, Lao, Burmese, Khmer, kana, Chinese, Korean.
_CLOSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: How much of a text is searched first, in bytes.
_FIRST = 250
_MARKS = ".,:;!?'\"()[]“”‘’«»„…–—-|"


def bare(text: pd.Series[Any]) -> pd.Series[Any]:
    """Text in small letters without spaces and punctuation."""
    return text.str.lower().str.replace(r"[\s!-/:-@\[-`{-~¡-¿‐-⁯、-〿]+", "", regex=True)


def host(url: pd.Series[Any]) -> pd.Series[Any]:
    """The host of addresses, without `www.`; null where there is none."""
    return url.str.extract(r"(?i)^(?:[a-z][a-z0-9+.-]*:)?//(?:www\.|m\.|amp\.)?([^/:?#]+)", expand=False).str.lower()


def stems(texts: Any, least: int) -> list[set[bytes]]:
    """The first five letters of the words of so many letters and more of each text, in lower case, without numbers, as UTF-8."""
    words = pc.utf8_split_whitespace(pc.utf8_lower(texts))
    flat, ends = words.flatten(), array(pa.array(words.offsets))
    # A word has no more letters than it has bytes, with the marks around it.
    kept = np.flatnonzero(array(pc.binary_length(flat)) >= least)
    flat = pc.utf8_trim(flat.take(pa.array(kept)), _MARKS)
    long = (array(pc.utf8_length(flat)) >= least) & ~array(pc.utf8_is_decimal(pc.utf8_slice_codeunits(flat, 0, 1)))
    letters = pc.utf8_slice_codeunits(flat.filter(pa.array(long)), 0, 5).cast(pa.large_binary()).to_pylist()
    return [set(letters[begin:end]) for begin, end in pairwise(np.searchsorted(kept[long], ends).tolist())]


def strange_to(titles: Any, texts: Any) -> list[bool | None]:
    """Which texts have none of the title's words of four letters and more, by their first five letters; None where a title has fewer than three, or one that cannot be told apart by spaces."""
    return _strange(titles, texts, letters=4, fewest=3, least=0.0)


def hardly_about(descriptions: Any, texts: Any, least: float) -> list[bool | None]:
    """Which texts have no more than this share of the words of five letters and more of the first 120 characters of the description; None where there are fewer than five, or one that cannot be told apart by spaces."""
    return _strange(pc.utf8_slice_codeunits(descriptions, 0, 120), texts, letters=5, fewest=5, least=least)


def _strange(titles: Any, texts: Any, *, letters: int, fewest: int, least: float) -> list[bool | None]:
    sought, looks = stems(titles, letters), Octets.of(texts)
    # Scripts without spaces begin at U+0E00.
    spaced = (Octets.of(titles).counted(lambda octets, _: octets >= 0xE0) == 0).tolist()
    whole, begins = looks.octets.tobytes(), looks.ends[:-1]
    answers: list[bool | None] = [None] * len(sought)
    missed = []
    # A loop over rows: each looks for words of its own, and arrow searches all rows for the same. Most are found in the first lines, and the rest is not read.
    for row, (words, apart, begin, end) in enumerate(zip(sought, spaced, begins.tolist(), np.minimum(begins + _FIRST, looks.ends[1:]).tolist(), strict=True)):
        if len(words) >= fewest and (apart or not _CLOSE.search(b" ".join(words).decode())):
            answers[row] = False
            if not _hold(whole[begin:end].lower(), words, least * len(words)):
                missed.append(row)
    # Capitals beyond ASCII, and what stands further down.
    rest = texts.take(pa.array(missed, type=pa.int64()))
    for row, head, text in zip(missed, pc.utf8_lower(pc.utf8_slice_codeunits(rest, 0, 500)).cast(pa.large_binary()).to_pylist(), rest, strict=True):
        enough = least * len(sought[row])
        answers[row] = not _hold(head, sought[row], enough) and not _hold(text.as_py().lower().encode(), sought[row], enough)
    return answers


def _hold(text: bytes, words: set[bytes], enough: float) -> bool:
    found = 0
    for word in words:
        found += word in text
        if found > enough:
            return True
    return False


def share_a_word(one: str, other: str) -> bool:
    """Whether two titles have a word in common, by the first five letters of words of four and more; two letters in a row where they have no such words."""
    if one in other or other in one:
        return True
    first, second = (
        {word[:5] for word in _WORD.findall(text.lower()) if len(word) >= 4} or set(_WORD.findall(text.lower())) for text in (one, other)
    )
    if first & second:
        return True
    pairs, others = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    return bool(_CLOSE.search(one + other)) and bool(pairs & others)
