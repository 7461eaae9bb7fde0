r"""Compares an extracted text with the true one, by runs of four words.

Source: Scrapinghub, Article Extraction Benchmark (https://github.com/scrapinghub/article-extraction-benchmark), evaluate.py: words are `\\w+` with their case, runs count as often as they occur.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_RUN = 4


@dataclass(frozen=True)
class Score:
    """Of one page or the mean of several: how much of what was extracted is right, how much of what is right was extracted, and their harmonic mean; 0 to 1."""

    precision: float
    recall: float
    f1: float


def compare(true: str, extracted: str) -> Score:
    """The score of one page."""
    wanted, got = _runs(true), _runs(extracted)
    both = (wanted & got).total()
    if not both:
        same = float(wanted == got)
        return Score(same, same, same)
    precision, recall = both / got.total(), both / wanted.total()
    return Score(precision, recall, 2 * precision * recall / (precision + recall))


def mean(scores: Iterable[Score]) -> Score:
    """The mean of the pages' figures, each by itself."""
    pages = list(scores)
    return Score(*(sum(getattr(page, name) for page in pages) / max(1, len(pages)) for name in ("precision", "recall", "f1")))


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[start : start + _RUN]) for start in range(max(1, len(words) - _RUN + 1)))
