"""A body whose last line is a sentence begun and not finished.

What it does: where the last line has no full stop of any script, a small logistic model weighs how long it is, whether it reads like a sentence, what its last word is and how the other lines of the same text end; bylines, credits, list items, captions, links and headings are told apart by the same signs. Thai and Lao have no full stop, and there it does not ask.
Why it matters: a text cut at a length, or by a dropped element, ends in the middle of a sentence.
Instead: look for a limit of length between the page and the record; if the article does end so, its site does without full stops.
Source: benchmarks/detection/train_unfinished.py: cross-validated by article, nine cuts of ten are caught.
Known false alarms: 1 of 179 complete news articles (a text without its last full stop), none of 26 in a dozen other languages and scripts; cross-validated by article, 1 of 179. Of 3,220 cuts of these articles inside a word or a sentence this rule catches 92 in a hundred, cross-validated.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate import Check

from ._body import verdicts
from ._endings import UNFINISHED, ends_in, evidence, last_words


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return verdicts(articles, ~ends_in(articles, UNFINISHED))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"ending": last_words(articles), "evidence": evidence(articles)}, index=articles.index)


CHECK = Check(
    code="A107",
    name="unfinished-sentence",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the last line is a sentence begun and not finished, {ending!r}: {evidence}",
    hint="Look for a limit of length between the page and the record, or for an element that was left out.",
    passes=(
        {"body": "The minister resigned on Monday. That is all the news we have."},
        {"body": "The minister resigned on Monday.\nThat is all the news we have so far.\nBy Anna Keller"},
        {"body": "The minister resigned on Monday.\nThat is all the news we have so far.\nImage credit: Getty"},
        {"body": "Министр ушёл в отставку в понедельник.\nИсточник: ТАСС"},
        {"body": "He shared the sad news with his readers.\n— The Senate (@Senate) October 9, 2018"},
        {"body": "ประชุมสภาเมื่อวันจันทร์ รัฐมนตรีลาออก"},
    ),
    fails=(
        {"body": "The minister resigned on Monday.\nThat is all the news we have so far.\nNobody in the capital expected that the prime minister would accept it so soon"},
        {"body": "The minister resigned on Monday. Nobody in the capital expected it, said one of his old friends,"},
    ),
    skips=({"body": None}, {"title": "A headline"}),
)
