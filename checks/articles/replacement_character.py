"""The replacement character U+FFFD in the body.

What it does: looks for `U+FFFD`, which a decoder puts where the bytes made no sense.
Why it matters: letters are lost, and nothing brings them back.
Instead: decode the page in the encoding that it declares.
Source: The Unicode Standard, section 23.8: U+FFFD replaces what could not be converted.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import body, first_match, first_place, verdicts
from ._damage import REPLACED
from ._suspects import suspect


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~suspect(articles, REPLACED))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    around = first_match(body(articles).text, ".{0,20}" + REPLACED + ".{0,20}")
    return first_place(articles, "letter", REPLACED).assign(place=around)


CHECK = Check(
    code="A304",
    name="replacement-character",
    severity="error",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="letters are lost in the body: {place!r}",
    hint="Decode the page in the encoding that it declares.",
    passes=({"body": "The café is open."},),
    fails=({"body": "The caf\ufffd is open."},),
    skips=({"body": None}, {"title": "A headline"}),
)
