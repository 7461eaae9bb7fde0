"""Titles and descriptions as they compare with other texts: without case and punctuation, by the first letters of their words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ._body import array

_WORD = re.compile(r"\w+")
#: Letters of scripts that put no spaces between words, or join particles to words of two and three letters: Thai, Lao, Burmese, Khmer, kana, Chinese, Korean.
_CLOSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MARKS = ".,:;!?'\"()[]“”‘’«»„…–—-|"


def bare(text: pd.Series[Any]) -> pd.Series[Any]:
    """Text in small letters without spaces and punctuation."""
    return text.str.lower().str.replace(r"[\s!-/:-@\[-`{-~¡-¿‐-⁯、-〿]+", "", regex=True)


def host(url: pd.Series[Any]) -> pd.Series[Any]:
    """The host of addresses, without `www.`; null where there is none."""
    return url.str.extract(r"(?i)^(?:[a-z][a-z0-9+.-]*:)?//(?:www\.|m\.|amp\.)?([^/:?#]+)", expand=False).str.lower()


def stems(texts: Any, least: int) -> list[set[str]]:
    """The first five letters of the words of so many letters and more of each text, in lower case, without numbers."""
    words = pc.utf8_split_whitespace(pc.utf8_lower(texts))
    flat = pc.utf8_trim(words.flatten(), _MARKS)
    long = array(pc.utf8_length(flat)) >= least
    long &= ~array(pc.utf8_is_decimal(pc.utf8_slice_codeunits(flat, 0, 1)))
    letters = pc.utf8_slice_codeunits(flat.filter(pa.array(long)), 0, 5).to_pylist()
    ends = np.concatenate([[0], np.cumsum(long)])[array(pa.array(words.offsets))]
    return [set(letters[begin:end]) for begin, end in pairwise(ends.tolist())]


def strange_to(titles: Any, texts: Any) -> list[bool | None]:
    """Which texts have none of the title's words of four letters and more, by their first five letters; None where a title has fewer than three, or one that cannot be told apart by spaces."""
    return _strange(stems(titles, 4), texts, fewest=3, least=0.0)


def hardly_about(descriptions: Any, texts: Any, least: float) -> list[bool | None]:
    """Which texts have no more than this share of the words of five letters and more of the first 120 characters of the description; None where there are fewer than five, or one that cannot be told apart by spaces."""
    return _strange(stems(pc.utf8_slice_codeunits(descriptions, 0, 120), 5), texts, fewest=5, least=least)


def _strange(sought: list[set[str]], texts: Any, *, fewest: int, least: float) -> list[bool | None]:
    # A loop over rows: each looks for words of its own, and arrow searches all rows for the same. Most are found in the first paragraph, and the rest is not read.
    heads = pc.utf8_lower(pc.utf8_slice_codeunits(texts, 0, 500)).to_pylist()
    answers: list[bool | None] = []
    for row, (words, head) in enumerate(zip(sought, heads, strict=True)):
        if len(words) < fewest or any(map(_CLOSE.search, words)):
            answers.append(None)
        else:
            enough = least * len(words)
            answers.append(not _hold(head, words, enough) and not _hold(texts[row].as_py().lower(), words, enough))
    return answers


def _hold(text: str, words: set[str], enough: float) -> bool:
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
