"""A title that is longer than the body.

What it does: flags a title of 200 characters and more that has one and a half times the characters of the body.
Why it matters: title and body are swapped, or the title took the first paragraph.
Instead: look at the two selectors.
Source: of 5,000 real titles the longest has 263 characters.
Known false alarms: none of 181 real pages, none of 5,000 rows of a news interface.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from pagegate import Check

from ._body import array, body, strings, verdicts

if TYPE_CHECKING:
    import pandas as pd

LONG, AS_MUCH = 200, 1.5


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    title = array(pc.utf8_length(strings(articles["title"])))
    return verdicts(articles, ~((title >= LONG) & (title > AS_MUCH * body(articles).characters)))


CHECK = Check(
    code="A404",
    name="title-longer-than-body",
    severity="error",
    reads=("title", "body"),
    holds=_holds,
    message="the title has more characters than the body: {title!r}",
    hint="Title and body may be swapped; look at the two selectors.",
    passes=({"title": "The minister resigns", "body": "He did."}, {"title": "word " * 50, "body": "word " * 60}),
    fails=({"title": "word " * 50, "body": "The minister resigns"},),
    skips=({"title": "word " * 50}, {"title": "word " * 50, "body": " "}, {"title": None, "body": "word"}),
)
