"""Titles as they compare: without case, accents' forms, punctuation."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

_WORD = re.compile(r"\w+")


def bare(text: pd.Series[Any]) -> pd.Series[Any]:
    """Text in small letters without spaces and punctuation."""
    return text.str.lower().str.replace(r"[\s!-/:-@\[-`{-~¡-¿‐-⁯、-〿]+", "", regex=True)


def host(url: pd.Series[Any]) -> pd.Series[Any]:
    """The host of addresses, without `www.`; null where there is none."""
    return url.str.extract(r"(?i)^(?:[a-z][a-z0-9+.-]*:)?//(?:www\.|m\.|amp\.)?([^/:?#]+)", expand=False).str.lower()


def share_a_word(one: str, other: str) -> bool:
    """Whether two titles have a word in common, by the first five letters of words of four and more; two letters in a row where they have no such words."""
    first, second = (
        {word[:5] for word in _WORD.findall(text.lower()) if len(word) >= 4} or set(_WORD.findall(text.lower())) for text in (one, other)  # noqa: PLR2004  as said
    )
    if first & second:
        return True
    pairs, others = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    dense = any("\u3040" <= letter <= "\u9fff" or "\u0e00" <= letter <= "\u0eff" or "\uac00" <= letter <= "\ud7af" for letter in one + other)
    return dense and bool(pairs & others)
