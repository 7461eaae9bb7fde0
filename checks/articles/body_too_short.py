"""A body of fewer than 20 words.

What it does: counts the words of the body; for scripts without spaces it estimates them (2.5 characters a word in Chinese and Japanese, 5 in Thai, Lao, Khmer and Burmese).
Why it matters: a text this short is a teaser, a caption, an error message, or what a selector took that no longer fits.
Instead: look at what the selector of the body takes; the text may be loaded later, or stand behind a wall.
Source: Rae et al. 2021 (Gopher), table A1, drops documents of fewer than 50 words; below 20 no article was seen.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts. A single entry of a live ticker would be one.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._words import words

FEWEST = 20


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, words(articles) >= FEWEST)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"words": words(articles)}, index=articles.index)


CHECK = Check(
    code="A010",
    name="body-too-short",
    severity="error",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body has {words:.0f} words: {body!r}",
    hint="Look at what the selector of the body takes; the text may be loaded later, or stand behind a wall.",
    passes=(
        {"body": "word " * 20},
        {"body": "历时1.5小时的答问大会在进入中段之际，泛民主派人民力量的直选议员黄毓民、陈伟业和社会民主连线的梁国雄先后因播放录音、叫嚣。"},
    ),
    fails=({"body": "Enable JavaScript and cookies to continue"}, {"body": "word " * 19}, {"body": "民主党提出不信任动议。"}),
    skips=({"title": "A headline"}, {"body": "  "}),
)
