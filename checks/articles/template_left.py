"""Places of a template that nothing was put into.

What it does: looks for `{{{{ name }}}}`, `{{% tag %}}`, `${{name}}` and `[object Object]`; texts that speak of code or markup are not asked.
Why it matters: the page was taken before its script had filled it, or the script failed; what stood there is missing.
Instead: Render the page before taking the text, or read the data that the script would have read.
Source: Jinja and Handlebars documentation, expressions; ECMAScript 2024, section 13.2.8, Template Literals, and Object.prototype.toString.
Known false alarms: none of 179 complete news articles, none of 26 in a dozen other languages and scripts, and none of 4,544 bodies of a news interface.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import body, first_match, verdicts
from ._markup import TEMPLATE, about_markup
from ._suspects import suspect


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    left = suspect(articles, TEMPLATE)
    return verdicts(articles, ~left, ~body(articles).blank & ~about_markup(articles, left))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"place": first_match(body(articles).text, TEMPLATE)}, index=articles.index)


CHECK = Check(
    code="A319",
    name="template-left",
    severity="error",
    reads=("body",),
    may_read=("title",),
    holds=_holds,
    explain=_explain,
    message="the body shows the place of a template: {place!r}",
    hint="Render the page before taking the text, or read the data that the script would have read.",
    passes=({"body": "The set {1, 2} costs $5 {sic}."},),
    fails=({"body": "The council voted on {{ date }} to close the bridge."}, {"body": "Written by [object Object]."}, {"body": "Hello ${user.name}!"}),
    skips=({"body": "In JavaScript, ${name} is filled in."}, {"body": None}),
)
