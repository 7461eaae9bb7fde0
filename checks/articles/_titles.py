"""Titles and descriptions as they compare with other texts: without case and punctuation, by the first letters of their words."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pyarrow.compute as pc

_WORD = re.compile(r"\w+")
_MARKS = ".,:;!?'\"()[]“”‘’«»„…–—-|"


def bare(text: pd.Series[Any]) -> pd.Series[Any]:
    """Text in small letters without spaces and punctuation."""
    return text.str.lower().str.replace(r"[\s!-/:-@\[-`{-~¡-¿‐-⁯、-〿]+", "", regex=True)


def host(url: pd.Series[Any]) -> pd.Series[Any]:
    """The host of addresses, without `www.`; null where there is none."""
    return url.str.extract(r"(?i)^(?:[a-z][a-z0-9+.-]*:)?//(?:www\.|m\.|amp\.)?([^/:?#]+)", expand=False).str.lower()


def strange_to(titles: list[str], texts: Any) -> list[bool | None]:
    """Which texts have none of the title's words of four letters and more, by their first five letters; None where a title has fewer than three."""
    # A loop over rows: each looks for words of its own, and arrow searches all rows for the same. Most say one in their first paragraph, and the rest is not read.
    heads = pc.utf8_lower(pc.utf8_slice_codeunits(texts, 0, 500)).to_pylist()
    answers: list[bool | None] = []
    for row, (title, head) in enumerate(zip(titles, heads, strict=True)):
        words = [bare_word[:5] for word in title.lower().split() if len(bare_word := word.strip(_MARKS)) >= 4 and not bare_word[0].isdigit()]
        if len(set(words)) < 3:
            answers.append(None)
        elif any(word in head for word in words):
            answers.append(False)
        else:
            text = texts[row].as_py().lower()
            answers.append(not any(word in text for word in words))
    return answers


def hardly_about(descriptions: list[str], texts: Any, least: float, fewest: int = 5) -> list[bool | None]:
    """Which texts have less than this share of the words of five letters and more, of the first 120 characters of the description, by their first five letters; None where there are fewer than five."""
    # A loop over rows, as above; it stops where enough words are found, which is soon where the two belong together.
    heads = pc.utf8_lower(pc.utf8_slice_codeunits(texts, 0, 800)).to_pylist()
    answers: list[bool | None] = []
    for row, (description, head) in enumerate(zip(descriptions, heads, strict=True)):
        words = {bare_word[:5] for word in description[:120].lower().split() if len(bare_word := word.strip(_MARKS)) >= 5}
        if len(words) < fewest:
            answers.append(None)
            continue
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
    dense = any("\u3040" <= letter <= "\u9fff" or "\u0e00" <= letter <= "\u0eff" or "\uac00" <= letter <= "\ud7af" for letter in one + other)
    return dense and bool(pairs & others)
