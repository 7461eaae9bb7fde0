"""An English body that has lost its apostrophes.

What it does: where a body has no apostrophe at all, looks for `dont`, `isnt`, `youre` and their like; two of them are needed.
Why it matters: a cleaning step took out typographic apostrophes, and quotation marks with them.
Instead: drop the cleaning step; keep the text in Unicode.
Source: forms that English does not have without an apostrophe; `cant`, `wont`, `hell` and `its` are words and left out.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pagegate import Check

from ._body import body, first_match, first_place, verdicts
from ._stripped import LOST, without_apostrophes
from ._suspects import suspect


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    lost = suspect(articles, LOST)
    rows = np.flatnonzero(lost)
    if len(rows):
        lost[rows] = without_apostrophes(body(articles).text.take(pa.array(rows)))
    return verdicts(articles, ~lost)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    around = first_match(body(articles).text, ".{0,20}" + LOST + ".{0,20}")
    return first_place(articles, "form", LOST).assign(place=around)


CHECK = Check(
    code="A308",
    name="apostrophes-stripped",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body has lost its apostrophes: {place!r}",
    hint="Drop the cleaning step that keeps ASCII only; keep the text in Unicode.",
    passes=({"body": "It isn’t so, and they don’t know."}, {"body": "He said he doesnt know."}, {"body": "It is so."}),
    fails=({"body": "It isnt so, and they dont know."}, {"body": "Youre right, he couldnt."}),
    skips=({"body": None}, {"title": "A headline"}),
)
