"""A body that one phrase fills.

What it does: in bodies of 400 characters and more, measures how much of the text its most frequent run of four words fills; only texts are searched in which a piece from their middle comes back often.
Why it matters: generated filler and lists of links say the same over and over.
Instead: look at the page; drop it, or narrow the selector.
Source: Rae et al. 2021 (Gopher), table A1: top 4-gram character fraction 0.16.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._repeats import repeated_phrases

MOST = 0.16


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    share, _ = repeated_phrases(articles, MOST)
    return verdicts(articles, share <= MOST)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    share, phrase = repeated_phrases(articles, MOST)
    # The few rows that are reported; line breaks may stand between the words.
    begins = [re.search(r"\s+".join(map(re.escape, one.split())), text) for text, one in zip(articles["body"], phrase, strict=True)]
    return pd.DataFrame({"share": 100 * share, "phrase": phrase, "offset": [found.start() if found else -1 for found in begins]}, index=articles.index)


CHECK = Check(
    code="A313",
    name="repeated-phrase",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="{phrase!r} fills {share:.0f} % of the body",
    hint="Look at the page: this is filler, or a list of links.",
    passes=({"body": " ".join(f"Number {number * 7919} follows {number * 104729}." for number in range(40))}, {"body": "Buy the best shoes."}),
    fails=({"body": "Buy the best shoes here. " * 30},),
    skips=({"body": None}, {"title": "A headline"}),
)
