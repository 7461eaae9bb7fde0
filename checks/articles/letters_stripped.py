"""A body whose letters were taken out.

What it does: flags a body of which fewer than half of the characters are letters or digits of words, and in which full stops and commas stand alone between spaces.
Why it matters: a cleaning step that keeps ASCII only leaves `10 , . 30 . .` of a text in another script.
Instead: drop the cleaning step; keep the text in Unicode.
Source: 589 real rows of a news interface are like that.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts. Of 174 real rows without their letters 98 in a hundred are caught.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._body import body, verdicts
from ._stripped import stripped

if TYPE_CHECKING:
    import pandas as pd


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~stripped(body(articles)))


CHECK = Check(
    code="A306",
    name="letters-stripped",
    severity="error",
    reads=("body",),
    holds=_holds,
    message="the letters of the body are gone: {body!r}",
    hint="Drop the cleaning step that keeps ASCII only; keep the text in Unicode.",
    passes=({"body": "The minister resigned on Monday, he said."}, {"body": "Bubba Wallace 487 0 0 1 1\nMichael McDowell 485 0 0 2 2"}, {"body": "गृहले ताकेता नगरेपछि जिल्ला प्रशासन कार्यालय छन् ।"}),
    fails=({"body": "10 , . 30 . . , 2021 . ( , ) . , , 12 ."}, {"body": "« » , . Duster , , , . , « » . - ! , . , : . , Well Done ."}),
    skips=({"body": None}, {"title": "A headline"}),
)
