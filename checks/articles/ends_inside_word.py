"""A body that ends inside a word.

What it does: where the last line reads like an unfinished sentence, looks at its last word: a hyphen without its second half, letters without a vowel, or letters with which the same text only ever begins longer words.
Why it matters: only a limit of length cuts inside a word.
Instead: look for a limit of length between the page and the record: a column, an interface, a summary field.
Source: the text's own words.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._endings import INSIDE_WORD, ends_in, last_words


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~ends_in(articles, INSIDE_WORD))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"ending": last_words(articles)}, index=articles.index)


CHECK = Check(
    code="A106",
    name="ends-inside-word",
    severity="error",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body ends inside a word: {ending!r}",
    hint="Look for a limit of length between the page and the record.",
    passes=({"body": "The minister resigned on Monday. That is all the news we have."}, {"body": "The minister resigned on Monday. He was the first of them.\n-30-"}),
    fails=(
        {"body": "The government met on Monday and heard the government report. Nobody left the meeting of the govern"},
        {"body": "The minister resigned on Monday. He was the first of them to leave his well-"},
        {"body": "The minister resigned on Monday. He was the first of them to leave his thr"},
    ),
    skips=({"body": None}, {"title": "A headline"}),
)
