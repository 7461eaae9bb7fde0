"""HTML entities in the body.

What it does: looks for character references such as `&amp;`, `&nbsp;` or `&#8217;`; texts that speak of HTML, CSS, markup or code are not asked.
Why it matters: the text was escaped twice, or never unescaped.
Instead: unescape the text once.
Source: HTML Living Standard, section Named character references.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import body, first_place, found_in, verdicts
from ._markup import ENTITY, about_markup


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    text = body(articles).text
    escaped = found_in(text, body(articles).looks.holding("&"), ENTITY)
    about = about_markup(articles, escaped)
    return verdicts(articles, ~escaped, ~body(articles).blank & ~about)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return first_place(articles, "entity", ENTITY)


CHECK = Check(
    code="A302",
    name="html-entities",
    severity="error",
    reads=("body",),
    may_read=("title",),
    holds=_holds,
    explain=_explain,
    message="the body has an HTML entity in it: {entity}",
    hint="Unescape the text once.",
    passes=({"body": "AT&T and R&D; the rest is silence."}, {"body": "Tom &Jerry;"}),
    fails=({"body": "AT&amp;T fell."}, {"body": "It isn&#8217;t."}, {"body": "fish&nbsp;and chips"}, {"body": "&lt;p&gt;"}),
    skips=({"body": "The HTML entity &amp; means and."}, {"body": None}),
)
