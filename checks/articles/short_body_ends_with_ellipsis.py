"""A short body that trails off.

What it does: flags a body of fewer than 150 words that ends in an ellipsis (`...`, `…`, `[…]`).
Why it matters: a preview of a paywalled or syndicated article ends so.
Instead: take the whole text from the page; if it is paywalled, mark the record as a preview.
Source: two paywalled pages of the article extraction benchmark (67 and 88 words) end so.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts; both of two paywalled ones are caught.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._endings import ELLIPSIS, ends_in, last_words
from ._words import words

SHORT = 150


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~ends_in(articles, ELLIPSIS), words(articles) < SHORT)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"ending": last_words(articles), "words": words(articles)}, index=articles.index)


CHECK = Check(
    code="A103",
    name="short-body-ends-with-ellipsis",
    severity="error",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body has {words:.0f} words and trails off: {ending!r}",
    hint="Take the whole text from the page; this is a preview.",
    passes=({"body": "The minister resigned on Monday."}, {"body": "He said... nothing."}),
    fails=({"body": "The new update comes with new maps, missions and characters. All..."}, {"body": "The Sun’s magnetic fields move. Sometimes, this ta…"}, {"body": "その判断は…"}),
    skips=({"body": None}, {"body": "word " * 150 + "and so on..."}),
)
