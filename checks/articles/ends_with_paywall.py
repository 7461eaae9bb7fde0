"""A body that ends with the words of a paywall.

What it does: looks in the last 300 characters for the phrases of a paywall or registration wall ("Subscribe to continue reading", "Already a subscriber?", and their like in ten languages).
Why it matters: the text before them is what non-subscribers see.
Instead: fetch with a subscription, or mark the record as a preview.
Source: paywalled pages of newspapers; only the end is looked at, since articles about newspapers use the same words.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import body, first_match, matches, verdicts
from ._phrases import WALL


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~matches(body(articles).close, WALL))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"phrase": first_match(body(articles).close, WALL)}, index=articles.index)


CHECK = Check(
    code="A207",
    name="ends-with-paywall",
    severity="error",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message='the body ends with a paywall: "{phrase}"',
    hint="Fetch the article with a subscription, or mark the record as a preview.",
    passes=({"body": "The minister resigned on Monday. He will join a newspaper."}, {"body": "Subscribe to our newsletter here."}, {"body": "Follow us and sign up for free tickets to the show."}),
    fails=(
        {"body": "The minister resigned on Monday. Subscribe to continue reading."},
        {"body": "The minister resigned on Monday.\nAlready a subscriber? Log in"},
        {"body": "Der Minister trat zurück. Dieser Artikel ist nur für Abonnenten."},
        {"body": "Le ministre a démissionné. Il vous reste 76 % de cet article à lire. La suite est réservée aux abonnés."},
    ),
    skips=({"body": None}, {"title": "A headline"}),
)
