"""A body that is data, not text.

What it does: looks for bodies that begin as a JSON object, a list of strings, a bytes literal or an object that a program printed.
Why it matters: a list, a parsed object or undecoded bytes was stored as its own description instead of its text.
Instead: Join the paragraphs, decode the bytes, and store the text itself.
Source: RFC 8259 (JSON); Python Library Reference, repr().
Known false alarms: none of 179 complete news articles, none of 26 in a dozen other languages and scripts, and none of 4,544 bodies of a news interface.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import body, first_match, matches, verdicts
from ._markup import DATA


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~matches(body(articles).text, DATA))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"place": first_match(body(articles).text, rf"{DATA}.{{0,30}}")}, index=articles.index)


CHECK = Check(
    code="A315",
    name="text-is-data",
    severity="error",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body is data, not text: {place!r}",
    hint="Join the paragraphs, decode the bytes, and store the text itself.",
    passes=({"body": "[Update] The bridge is closed."}, {"body": "{sic} he wrote."}, {"body": "'No', he said."}),
    fails=({"body": '{"articleBody": "The council voted."}'}, {"body": "['The council voted.', 'It rained.']"}, {"body": "b'The council voted.'"}, {"body": "<Element p at 0x7f2c>"}),
    skips=({"body": None}, {"title": "A headline"}),
)
