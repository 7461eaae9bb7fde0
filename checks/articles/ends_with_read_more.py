"""A body that ends with the link to the rest.

What it does: looks at the end of the body for the words of such a link ("Read more", "Continue reading", "(more...)", in twenty languages): behind a full stop, an ellipsis or a line break, or with a capital.
Why it matters: what stands before the link is a teaser; the article is behind it.
Instead: follow the link, or take the text from the page it leads to.
Source: seen in scraped items: 943 of 1,000 book descriptions end "...more".
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts, among them two that end "affiliate links. More." and one that ends "READ MORE:" and a headline.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._endings import READ_MORE, ends_in, last_words


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~ends_in(articles, READ_MORE))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"ending": last_words(articles)}, index=articles.index)


CHECK = Check(
    code="A102",
    name="ends-with-read-more",
    severity="error",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body ends with a link to the rest: {ending!r}",
    hint="Follow the link and take the text from there.",
    passes=(
        {"body": "The minister resigned on Monday. To learn how, read more."},
        {"body": "We use income earning auto affiliate links. More."},
        {"body": "READ MORE: The minister resigns"},
    ),
    fails=(
        {"body": "The minister resigned on Monday... Read more"},
        {"body": "The minister resigned on Monday.\nContinue reading →"},
        {"body": "The minister resigned on Mon ...more"},
        {"body": "Der Minister trat am Montag zurück. Weiterlesen"},
        {"body": "The minister resigned (more...)"},
        {"body": "部長は月曜日に辞任した。続きを読む"},
    ),
    skips=({"body": None}, {"title": "A headline"}),
)
