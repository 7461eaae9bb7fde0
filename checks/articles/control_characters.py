"""Control characters in the body.

What it does: looks for characters of the blocks C0 and C1 that no text has: all but tabulator, line breaks, page breaks and NEL.
Why it matters: bytes of another encoding were kept as they were, or the text is no text; XML, JSON readers and databases refuse it.
Instead: Decode the page in the encoding that it declares, and drop what is no text.
Source: The Unicode Standard, section 23.1, Control Codes.
Known false alarms: none of 179 complete news articles; 1 of 26 in other languages, where the quotation marks of Windows-1252 were really kept as C1 controls.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import body, first_match, verdicts
from ._damage import CONTROL
from ._suspects import suspect


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~suspect(articles, CONTROL))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"place": first_match(body(articles).text, f".{{0,20}}{CONTROL}.{{0,20}}")}, index=articles.index)


CHECK = Check(
    code="A316",
    name="control-characters",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body holds control characters: {place!r}",
    hint="Decode the page in the encoding that it declares, and drop what is no text.",
    passes=({"body": "The café\tis open.\r\nIt is late.\f"},),
    fails=({"body": "The br\x00idge is closed."}, {"body": "He said \x93no\x94."}),
    skips=({"body": None}, {"title": "A headline"}),
)
