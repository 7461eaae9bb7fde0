"""Letters that became question marks.

What it does: looks for two and more words with a question mark between their letters, such as `don?t` or `M?nchen`.
Why it matters: the text went through an encoding that has no such letters, and nothing brings them back.
Instead: Write the text in UTF-8 at every step, and never encode with replacement.
Source: Python Library Reference, codecs, error handler replace: `?` stands for what cannot be encoded.
Known false alarms: none of 179 complete news articles, none of 26 in a dozen other languages and scripts, and none of 4,544 bodies of a news interface. Two words joined by a question mark without a space are taken for one, so one place is not enough.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pagegate import Check

from ._body import body, first_match, number_of, verdicts
from ._damage import QUESTIONED


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    text = body(articles).text
    rows = body(articles).looks.holding("?")
    lost = np.zeros(len(articles), dtype=bool)
    lost[rows] = number_of(text.take(pa.array(rows)), QUESTIONED) >= 2
    return verdicts(articles, ~lost)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"place": first_match(body(articles).text, QUESTIONED)}, index=articles.index)


CHECK = Check(
    code="A318",
    name="letters-as-question-marks",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="letters of the body have become question marks: {place!r}",
    hint="Write the text in UTF-8 at every step, and never encode with replacement.",
    passes=({"body": "Why? Because. See /page?x=1 and /other?y=2 there."}, {"body": "Really?yes, he said."}),
    fails=({"body": "I don?t know why they can?t."}, {"body": "M?nchen und K?ln sind Städte."}),
    skips=({"body": None}, {"title": "A headline"}),
)
