"""Phrases in the body that belong to the page and not to the article.

What it does: in bodies of 150 words and more, looks for lines of advertising anywhere, and for consent notices and calls to enable JavaScript in the first 300 and the last 800 bytes. Filler (`lorem ipsum`) is looked for in every body.
Why it matters: the selector of the body takes more than the article.
Instead: narrow the selector, or drop these lines.
Source: Raffel et al. 2020 (C4), section 2.2.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import first_place, verdicts
from ._phrases import ADVERTISEMENT, BLOCK, CONSENT, FILLER
from ._suspects import suspect, walled
from ._words import words

SHORT = 150
INSIDE = f"(?:{ADVERTISEMENT})|(?:{FILLER})"


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    inside, rows = suspect(articles, INSIDE), walled(articles)
    inside[rows[words(articles)[rows] >= SHORT]] = True
    return verdicts(articles, ~inside)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return first_place(articles, "phrase", f"{INSIDE}|(?:{BLOCK})|(?:{CONSENT})")


CHECK = Check(
    code="A310",
    name="boilerplate-inside",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body has boilerplate in it: {phrase!r}",
    hint="Narrow the selector of the body, or drop these lines.",
    passes=({"body": "The minister resigned on Monday. The advertisement said so."},),
    fails=({"body": "The minister resigned on Monday.\nAdvertisement\nHe will write a book."}, {"body": "Lorem ipsum dolor sit amet, consectetur adipiscing elit."}, {"body": "The minister resigned on Monday. " * 40 + "Please enable JavaScript to view the comments."}),
    skips=({"body": None}, {"title": "A headline"}),
)
