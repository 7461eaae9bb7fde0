"""One title over many bodies.

What it does: counts, for each site, the different bodies under one title (without regard to case and spacing); flags five or more.
Why it matters: the selector takes the site's name, the section or the page's frame for the title.
Instead: take the title from the article's heading or its `og:title`.
Source: derivation; Arche (Scrapinghub), uniqueness of fields.
Known false alarms: columns and live blogs with one standing title. None measured on 181 complete articles of a gold standard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._bodies import MAY_READ, READS, bodies, texts

if TYPE_CHECKING:
    import pandas as pd

MOST = 4


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    titled = facts[~facts["untitled"]]
    shared = titled[titled.duplicated(["site", "title"], keep=False)]
    titles = shared.groupby(["site", "title"], observed=True, sort=False, as_index=False).agg(
        source=("source", "first"), line=("line", "first"), page_line=("page_line", "first"), bodies=("body", "nunique"),
    )
    return titles.assign(site=titles["site"].astype("str")).drop(columns="title")


BATCH = BatchRule(
    code="B306",
    name="one-title-for-many",
    severity="warning",
    of="articles",
    reads=READS,
    may_read=MAY_READ,
    gather=bodies,
    settle=_settle,
    apart=("site",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "bodies", "max_value": MOST},
    message="{bodies} different articles of {site} have the title of this one",
    hint="The selector takes the site's name or the section for the title.",
    passes=(texts(1, 2, 3, 4, title="Example News"),),
    fails=(texts(1, 2, 3, 4, 5, title="Example News"),),
    skips=(texts(1, 2, 3, 4, 5, 6),),
)
