"""The same body under another title or address.

What it does: finds articles whose body (of at least 40 characters, without regard to case and spacing) stood in the run before, under another title or another address.
Why it matters: a cookie wall, a site's blurb or the last article again stands where the article should be; the titles differ, so nothing looks wrong one by one.
Instead: look at the page of the second one; have the selector fail rather than fall back to the page's frame.
Source: seen in a public collection of news: 73 of 5,000 articles had an earlier one's body under another title or address.
Known false alarms: one agency report under the titles of several papers, and one article at two addresses. None measured on 181 complete articles of a gold standard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._bodies import MAY_READ, READS, bodies, texts

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 40


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    long = facts[facts["length"] >= ENOUGH]
    again = long[long.duplicated("body", keep=False)]
    first = again.groupby("body", sort=False)[["title", "url", "addressed", "line"]].transform("first")
    elsewhere = (again["url"] != first["url"]) & again["addressed"] & first["addressed"].astype(bool)
    different = ((again["title"] != first["title"]) | elsewhere).astype("int64")
    told = again.assign(different=different, first_line=first["line"], first_source=again.groupby("body", sort=False)["source"].transform("first").astype("str"))
    return told[again.duplicated("body")][["source", "line", "column", "page", "page_line", "record", "length", "first_source", "first_line", "different"]]


BATCH = BatchRule(
    code="B301",
    name="one-body-under-many-titles",
    severity="warning",
    of="articles",
    reads=READS,
    may_read=MAY_READ,
    gather=bodies,
    settle=_settle,
    apart=("body",),
    expectation="ExpectColumnValuesToBeInSet",
    arguments={"column": "different", "value_set": [0]},
    message="this body of {length} characters stands in {first_source}, line {first_line}, under another title or address",
    hint="Look at the page: a wall, a blurb or the last article may stand in the article's place.",
    passes=(texts(1, 1, url=None),),
    fails=((*texts(1), *texts(1, title="Another headline")), texts(1, 2, 1)),
    skips=(texts(1, 2, 3), ({"title": "A", "body": "Short."}, {"title": "B", "body": "Short."})),
)
