"""Another mix of articles than in earlier runs.

What it does: compares, site by site, the share of each word (site, language) with its shares in seven or more earlier runs (30 records at least in each); flags one that is more than 20 points beyond all of them, by the bound of its share that few records do not move. None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: a site that is gone, a list that was left out, or a default that hides what the page says changes the mix and no single record.
Instead: See what is new or missing: a site, a list, or a default in the place of what the page says.
Source: Wilson score interval (1927), 95 %; 20 points as in checks of drift between batches.
Known false alarms: a site that published far more or less than usual.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._drift import Kinds, Mixed, kinds_merged, kinds_remembered
from ._runs import runs

_RUN = tuple({"title": f"Headline {n}", "body": "The minister resigned.", "site": "news.example" if n % 3 else "post.example"} for n in range(90))
_OTHER = tuple({**record, "site": "news.example"} for record in _RUN)

BATCH = BatchRule(
    code="B315",
    name="article-mix-changed",
    severity="warning",
    of="articles",
    reads=("body",),
    may_read=("site", "language"),
    gather=Kinds(("site", "language")),
    merge=kinds_merged,
    condense=kinds_remembered,
    settle=Mixed(),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "moved", "max_value": 0},
    message="{where}: {share} % of the records have {word!r} as {field}; in {runs:.0f} earlier runs {least} to {most} %",
    hint="See what is new or missing: a site, a list, or a default in the place of what the page says.",
    passes=(runs(_RUN, _RUN),),
    fails=(runs(_RUN, _OTHER),),
    skips=(_OTHER, runs(_RUN, _OTHER, number=6), runs(_RUN[:29], _OTHER), runs(_RUN, _OTHER[:29])),
)
