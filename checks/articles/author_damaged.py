"""An author that is no name.

What it does: looks in the author for tags, character references, addresses of pages, U+FFFD, words of programs for nothing, and for more than 300 characters.
Why it matters: the scraper took the element's source or its whole block instead of the name.
Instead: take the text of the element that holds the name, and nothing where there is none.
Source: schema.org, author and name; HTML Living Standard, section Named character references.
Known false alarms: none known; no real data with authors was at hand. Networks whose author is the address of a profile, as schema.org allows, are flagged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from pagegate import Check

from ._body import array, matches, strings, verdicts
from ._damage import REPLACED
from ._markup import ENTITY, TAG

if TYPE_CHECKING:
    import pandas as pd

_LONGEST = 300
_NO_NAME = r"^\s*(?:nan|NaN|None|null|NULL|undefined|\[object Object\])\s*$|https?://"


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    author = strings(articles["author"])
    damaged = matches(author, f"{REPLACED}|{TAG}") | matches(author, ENTITY) | matches(author, _NO_NAME) | (array(pc.utf8_length(author)) > _LONGEST)
    return verdicts(articles, ~damaged, articles["author"].notna().to_numpy())


CHECK = Check(
    code="A413",
    name="author-damaged",
    severity="warning",
    reads=("author",),
    holds=_holds,
    message="the author is no name: {author!r}",
    hint="Take the text of the element that holds the name.",
    passes=({"author": "Jane Doe and John O’Neill"}, {"author": "AFP"}, {"author": "Von Anna Müller (Wien)"}),
    fails=({"author": "<a href='/jane'>Jane Doe</a>"}, {"author": "Doe &amp; Roe"}, {"author": "undefined"}, {"author": "https://news.example/jane"}),
    skips=({"author": None}, {"title": "A headline"}),
)
