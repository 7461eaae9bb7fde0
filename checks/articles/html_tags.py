"""HTML tags in the body.

What it does: looks for tags of HTML; texts that speak of HTML, CSS, markup or code are not asked.
Why it matters: the text was taken as markup, or escaped twice.
Instead: take the text of the elements, not their source.
Source: HTML Living Standard, index of elements; Scrapinghub Arche, rule garbage_symbols.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts. A text about markup that never says so would be one.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import body, first_place, found_in, verdicts
from ._markup import TAG, about_markup


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    text = body(articles).text
    tagged = found_in(text, body(articles).looks.holding("<"), TAG)
    about = about_markup(articles, tagged)
    return verdicts(articles, ~tagged, ~body(articles).blank & ~about)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return first_place(articles, "tag", TAG)


CHECK = Check(
    code="A301",
    name="html-tags",
    severity="error",
    reads=("body",),
    may_read=("title",),
    holds=_holds,
    explain=_explain,
    message="the body has HTML in it: {tag}",
    hint="Take the text of the elements, not their source.",
    passes=({"body": "The price fell to <5 dollars, and 3 > 2."}, {"body": "Write to <anna@example.com>."}),
    fails=({"body": "<p>The minister resigned.</p>"}, {"body": "The minister resigned.<br/>Nobody knew."}, {"body": "See <a href='https://example.com'>here</a>."}),
    skips=({"title": "HTML for beginners: what is a tag?", "body": "The tag <p> begins a paragraph."}, {"body": "In HTML, <b> is for bold text."}, {"body": None}),
)
