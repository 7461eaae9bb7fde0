"""Script or style sheet in the body.

What it does: looks for rules of CSS and for calls that only scripts of pages make; texts that speak of HTML, CSS, markup or code are not asked.
Why it matters: the text was taken with the content of `<script>` or `<style>`.
Instead: drop these elements before taking the text.
Source: CSS Syntax Module Level 3; the calls are those of common advertising and statistics scripts.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import body, first_place, found_in, verdicts
from ._markup import SCRIPT, STYLE, about_markup
from ._suspects import suspect


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    text = body(articles).text
    coded = found_in(text, body(articles).looks.holding("{"), STYLE) | suspect(articles, SCRIPT)
    about = about_markup(articles, coded)
    return verdicts(articles, ~coded, ~body(articles).blank & ~about)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return first_place(articles, "code", f"(?:{STYLE})|(?:{SCRIPT})")


CHECK = Check(
    code="A303",
    name="script-or-style",
    severity="error",
    reads=("body",),
    may_read=("title",),
    holds=_holds,
    explain=_explain,
    message="the body has code in it: {code}",
    hint="Drop script and style elements before taking the text.",
    passes=({"body": "The set {1, 2} is finite (window.)."}, {"body": "The function (in red) is flat."}),
    fails=({"body": "The minister resigned. .ad-box { margin: 0; color: red; }"}, {"body": "window.dataLayer = window.dataLayer || []; dataLayer.push({event: 1}) The minister resigned."}, {"body": "googletag.cmd.push(function() { googletag.display('ad'); });"}),
    skips=({"body": "In CSS, .box { margin: 0; } has no margin."}, {"body": None}),
)
