"""A body without a single accented letter in a language that has many.

What it does: where a body of a hundred words and more is plain ASCII, and its small words are those of German, French, Spanish, Portuguese, Polish, Czech, Romanian, Turkish, Swedish, Danish, Norwegian or Latvian, letters such as ü, é, ñ or ł must have been in it.
Why it matters: a cleaning step that keeps ASCII only takes letters out of words.
Instead: drop the cleaning step; keep the text in Unicode.
Source: in these languages three words of a hundred and more have such a letter.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts. A text that writes ue for ü throughout is one, and is damaged too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._body import body, verdicts
from ._stripped import without_accents
from ._words import words

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 100


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    bodies = body(articles)
    plain = (bodies.octets == bodies.characters) & (words(articles) >= ENOUGH)
    return verdicts(articles, ~without_accents(bodies, plain), plain)


CHECK = Check(
    code="A307",
    name="accents-stripped",
    severity="warning",
    reads=("body",),
    holds=_holds,
    message="the body is plain ASCII in a language that is not: {body!r}",
    hint="Drop the cleaning step that keeps ASCII only; keep the text in Unicode.",
    passes=({"body": "The minister resigned on Monday and that is all the news we have of it. " * 8},),
    fails=({"body": "Der Minister ist am Montag zurckgetreten und das ist alles was wir ber ihn wissen. " * 8},),
    skips=({"body": "Der Minister ist am Montag zurückgetreten. " * 20}, {"body": "Der Minister ist weg."}),
)
