"""A paragraph that stands twice in the body.

What it does: looks for lines of 80 characters and more that are the same, and for lines of 30 and more that stand one behind the other.
Why it matters: a page that shows its text twice (for phones and for desks, or behind a "read more") gives it twice.
Instead: take one of the two elements.
Source: shorter lines come back in complete articles: captions, names, refrains.
Known false alarms: 2 of 179 complete news articles (a recipe and a report of votes), none of 26 in other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._repeats import repeats


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, np.array([not paragraph for paragraph in repeats(articles).paragraph], dtype=bool))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    paragraph = repeats(articles).paragraph
    # The few rows that are reported: where the paragraph stands for the second time.
    again = [text.find(one, text.find(one) + 1) for text, one in zip(articles["body"], paragraph, strict=True)]
    return pd.DataFrame({"paragraph": paragraph, "offset": again}, index=articles.index)


CHECK = Check(
    code="A311",
    name="repeated-paragraph",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="a paragraph stands twice in the body: {paragraph!r}",
    hint="The page may hold its text twice; take one of the two elements.",
    passes=({"body": "The minister resigned.\nThe minister resigned."}, {"body": "word " * 30 + "\n" + "another " * 30}),
    fails=({"body": "word " * 30 + "\nThe minister resigned.\n" + "word " * 30}, {"body": "The minister resigned on Monday.\n\nThe minister resigned on Monday.\nHe will write a book."}),
    skips=({"body": None}, {"title": "A headline"}),
)
