"""Titles and descriptions as they compare with other texts: without case and punctuation, by the first letters of their words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ._body import Body, array

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


def strange_to(titles: Any, bodies: Body, rows: npt.NDArray[np.intp]) -> list[bool | None]:
    """Which of some bodies have none of the title's words of four letters and more, by their first five letters; None where a title has fewer than three, or one that cannot be told apart by spaces."""
    return _strange(stems(titles, 4), bodies, rows, fewest=3, least=0.0)


def hardly_about(descriptions: Any, bodies: Body, rows: npt.NDArray[np.intp], least: float) -> list[bool | None]:
    """Which of some bodies have no more than this share of the words of five letters and more of the first 120 characters of the description; None where there are fewer than five, or one that cannot be told apart by spaces."""
    return _strange(stems(pc.utf8_slice_codeunits(descriptions, 0, 120), 5), bodies, rows, fewest=5, least=least)


def _strange(sought: list[set[bytes]], bodies: Body, rows: npt.NDArray[np.intp], *, fewest: int, least: float) -> list[bool | None]:
    whole, begins = bodies.looks.whole, bodies.looks.ends[rows]
    answers: list[bool | None] = [None] * len(sought)
    missed: list[int] = []
    # A loop over rows: each looks for words of its own, and arrow searches all rows for the same. Most are found in the first lines, and the rest is not read.
    for row, (words, begin, end) in enumerate(zip(sought, begins.tolist(), np.minimum(begins + _FIRST, bodies.looks.ends[rows + 1]).tolist(), strict=True)):
        if len(words) >= fewest and (b"".join(words).isascii() or not _CLOSE.search(b" ".join(words).decode())):
            answers[row] = False
            if not _hold(whole[begin:end].lower(), words, least * len(words)):
                missed.append(row)
    # Capitals beyond ASCII, and what stands further down.
    rest = bodies.text.take(pa.array(rows[missed]))
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
