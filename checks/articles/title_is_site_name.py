"""A title that is the name of the site.

What it does: compares the title, without case and punctuation, with the site's name and with the host of the address (`example.com`, `example`).
Why it matters: the title was taken from the site's header or metadata.
Instead: take the article's own heading.
Source: common on pages whose `<title>` is the same everywhere.
Known false alarms: none of 181 real titles with their sites and addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._body import verdicts
from ._titles import bare, host

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 40


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    known = articles["site"].notna() | articles["url"].notna()
    # Names of sites are short, and most titles are not.
    rows = np.flatnonzero(known & articles["title"].str.len().le(LONGEST))
    address = host(articles["url"].iloc[rows])
    title, site, name = (bare(column) for column in (articles["title"].iloc[rows], articles["site"].iloc[rows], address))
    first = address.str.extract(r"^([^.]*)", expand=False)
    good = np.ones(len(articles), dtype=bool)
    same = [(title == other).fillna(value=False).to_numpy(dtype=bool) for other in (site, name, first)]
    good[rows] = ~np.logical_or.reduce(same)
    return verdicts(articles, good, known.to_numpy(dtype=bool))


CHECK = Check(
    code="A401",
    name="title-is-site-name",
    severity="warning",
    reads=("title",),
    may_read=("site", "url"),
    holds=_holds,
    message="the title is the site's name: {title!r}",
    hint="Take the article's own heading, not that of the site.",
    passes=({"title": "The minister resigns", "site": "The Example"}, {"title": "Example wins", "url": "https://www.example.com/a"}),
    fails=({"title": "The Example", "site": "The example"}, {"title": "Example.com", "url": "https://www.example.com/a"}, {"title": "EXAMPLE", "url": "https://example.com/a"}),
    skips=({"title": "The Example"}, {"title": None, "site": "The Example"}),
)
