"""A body that says how many characters of it are missing.

What it does: looks for `[+1234 chars]` at the end of the body.
Why it matters: some interfaces send the first 200 characters and this mark in place of the article.
Instead: fetch the article itself from its address; what the interface sends is a preview.
Source: News API documentation, field `content`: "truncated to 200 chars"; 12,877 real rows end so.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts. All of 4,210 real previews are caught.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._endings import MARKER, ends_in, last_words


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~ends_in(articles, MARKER))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"ending": last_words(articles)}, index=articles.index)


CHECK = Check(
    code="A101",
    name="cut-with-character-count",
    severity="error",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body is a preview: it ends {ending!r}",
    hint="Fetch the article from its address; the interface sends only its beginning.",
    passes=({"body": "The minister resigned on Monday."}, {"body": "The limit is 280 characters [it was 140 chars]."}),
    fails=({"body": "The minister said on Mon… [+3311 chars]"}, {"body": "The minister said on Mon [+12 chars] "}, {"body": "The minister said (+ 1,204 characters)"}),
    skips=({"body": None}, {"title": "A headline"}),
)
