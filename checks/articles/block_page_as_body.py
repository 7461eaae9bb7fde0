"""A block page, an error page or a consent notice in place of the body.

What it does: in bodies of fewer than 150 words, looks for the phrases of such pages (JavaScript and cookies to be enabled, robots to be told apart, access denied, not found, consent to cookies, a bare copyright line), two of them from 60 words up, for an article may speak of one; longer ones only where they begin with a consent notice and speak of cookies in every third sentence.
Why it matters: the scraper was turned away, and kept the reason as the text.
Instead: treat the page as not fetched; look at the status and the headers.
Source: phrases as collected in C4 (Raffel et al. 2020, section 2.2: lines with "JavaScript" or a cookie policy are dropped) and on captured block pages.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate import Check

from ._body import array, body, first_place, matches, number_of, verdicts
from ._phrases import BLOCK, CONSENT
from ._suspects import walled
from ._words import words

SHORT, NOTICE, BARE, A_MENTION = 150, 60, 30, 40
PLAYER = r"(?i)to (?:view|watch|play|see) (?:this|the) [^.\n]*java ?script"
COPYRIGHT = r"(?i)^(?:copyright\b|©|\(c\) ?\d{4}|all rights reserved)"


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    bodies, count = body(articles), words(articles)
    refused = np.zeros(len(articles), dtype=bool)
    short = np.flatnonzero(count < SHORT)
    text = bodies.text.take(pa.array(short))
    if len(short):
        # A player asks for JavaScript too, in the middle of an article.
        text = pc.replace_substring_regex(text, PLAYER, "")
    phrases = number_of(text, BLOCK) + number_of(text, CONSENT)
    refused[short] = (phrases >= np.where(count[short] < NOTICE, 1, 2)) | (matches(text, COPYRIGHT) & (count[short] < BARE))
    long = walled(articles)
    long = long[count[long] >= SHORT]
    long = long[matches(pc.utf8_slice_codeunits(bodies.text.take(pa.array(long)), 0, 300), CONSENT)]
    refused[long] = array(pc.count_substring(bodies.text.take(pa.array(long)), "ookie")) * A_MENTION >= count[long]
    return verdicts(articles, ~refused)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return first_place(articles, "phrase", f"(?:{BLOCK})|(?:{CONSENT})|(?:{COPYRIGHT})")


CHECK = Check(
    code="A309",
    name="block-page-as-body",
    severity="error",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body is a block page or a notice: {phrase!r}",
    hint="Treat the page as not fetched; look at its status and headers.",
    passes=({"body": "The minister resigned on Monday. He said that he would write a book on baking cookies."}, {"body": "To view this video please enable JavaScript. The police are on the hunt for two men who attacked a worker."}, {"body": "Please enable JavaScript: for years every old browser was greeted so. " + "The language turns thirty this month, and nobody laughs at it now. " * 6}, {"body": "The law on cookies passed on Monday. " * 40}),
    fails=(
        {"body": "Enable JavaScript and cookies to continue"},
        {"body": "We and our partners use cookies on this site. You can accept all cookies or manage them in the settings."},
        {"body": "Please verify you are a human. Access to this page has been denied."},
        {"body": "Copyright © 2022 Example Media Limited. All rights reserved."},
        {"body": "We use cookies. " + "This cookie is kept for a year by partners who store data on the device. " * 20},
    ),
    skips=({"body": None}, {"title": "A headline"}),
)
