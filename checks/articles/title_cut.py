"""A title that ends in an ellipsis.

What it does: looks for `...` or `…` at the end of the title.
Why it matters: lists and metadata shorten titles.
Instead: take the title from the article's own heading.
Source: titles seldom trail off; some authors do it for effect.
Known false alarms: none of 181 real titles, 2 of 5,000 of a news interface, both cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

if TYPE_CHECKING:
    import pandas as pd


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return ~articles["title"].str.strip().str.contains(r"(?:\.\.\.|…)[\"'”’»]?$", regex=True).fillna(value=False).astype(bool)


CHECK = Check(
    code="A402",
    name="title-cut",
    severity="warning",
    reads=("title",),
    holds=_holds,
    message="the title is cut: {title!r}",
    hint="Take the title from the heading of the article; lists and metadata shorten it.",
    passes=({"title": "The minister resigns"}, {"title": "Wait... what?"}),
    fails=({"title": "The minister resigns and will join…"}, {"title": "The minister resigns and ..."}),
    skips=({"title": None},),
)
