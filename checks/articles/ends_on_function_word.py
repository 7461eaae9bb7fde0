"""A body that ends on a word that no sentence ends with.

What it does: where the last line has three words or more and no full stop, compares its last word with the articles, prepositions and conjunctions of the language that the text's own small words tell (20 languages); an apostrophe that joins the next word (l', d') counts too.
Why it matters: a text that ends on "the" or "and" is cut.
Instead: look for a limit of length between the page and the record: a column, an interface, a summary field.
Source: the closed word classes of each language; particles and pronouns that may end a sentence are left out.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._endings import FUNCTION_WORD, ends_in, last_words


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~ends_in(articles, FUNCTION_WORD))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"ending": last_words(articles)}, index=articles.index)


CHECK = Check(
    code="A105",
    name="ends-on-function-word",
    severity="error",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body ends in the middle of a sentence: {ending!r}",
    hint="Look for a limit of length between the page and the record.",
    passes=(
        {"body": "The minister resigned on Monday. That is all the news we have."},
        {"body": "The minister resigned on Monday. He was the first to go.\nPhoto: Yves La"},
    ),
    fails=(
        {"body": "The minister resigned on Monday. He was the first of them to leave the"},
        {"body": "Der Minister trat am Montag zurück. Er war der erste, der das Kabinett verließ, und"},
        {"body": "Le ministre a démissionné lundi. Il est le premier à quitter le gouvernement de l’"},
        {"body": "Министр ушёл в отставку в понедельник. Он был первым, кто ушёл из"},
    ),
    skips=({"body": None}, {"title": "A headline"}),
)
