"""A paragraph that many articles of a site share.

What it does: counts, for each site with at least ten articles, in how many of them the same paragraph (of at least 40 characters) stands among the first three and the last five; flags one that stands in five or more and in a third of them.
Why it matters: newsletter boxes, disclaimers and notices about cookies are not the article's words; they spoil its length, its summary and whatever learns from it.
Instead: leave the block out by its selector.
Source: Gopher (Rae et al. 2021), table A1, repetition; C4 (Raffel et al. 2020), removal of repeated spans.
Known false alarms: a column's standing introduction. In 5,000 real rows of a news service, 3 of 3,826 judged paragraphs were flagged, all of them boilerplate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pagegate import BatchRule

from ._bodies import MAY_READ, READS, plain, site_of, texts
from ._places import SPOT, places

if TYPE_CHECKING:
    from typing import Any

HEAD, TAIL, CHARACTERS, ARTICLES, FEWEST, PERCENT = 3, 5, 40, 10, 5, 33.3


def _gather(articles: pd.DataFrame) -> pd.DataFrame:
    """One row a site and paragraph (`paragraph` is a hash, 0 stands for the articles themselves), with the number of articles that have it."""
    about = places(articles).drop(columns="page").assign(site=site_of(articles))
    with_body = articles["body"].notna()
    lines = articles["body"][with_body].str.split("\n").explode()
    lines = lines[lines.str.strip().str.len() >= CHARACTERS]
    place = lines.groupby(level=0).cumcount()
    back = lines.groupby(level=0).cumcount(ascending=False)
    text = plain(lines[((place < HEAD) | (back < TAIL)).to_numpy()])
    found = pd.DataFrame({"paragraph": pd.util.hash_array(text.to_numpy(dtype=object)), "begins": text.str.slice(0, 60)}, index=text.index)
    found = found[~found.set_index("paragraph", append=True).index.duplicated()]
    rows = about.loc[found.index].assign(paragraph=found["paragraph"].to_numpy(), begins=found["begins"].to_numpy(), articles=1)
    whole = about[with_body].assign(paragraph=pd.Series(0, index=about.index[with_body], dtype="uint64"), begins="", articles=1)
    return _summed(pd.concat([whole, rows], ignore_index=True))


def _merge(facts: pd.DataFrame) -> pd.DataFrame:
    """The same facts, one row a site and paragraph. How a paragraph begins is kept once it has recurred; the next time it comes, it brings its words along."""
    merged = _summed(facts)
    return merged.assign(begins=merged["begins"].where(merged["articles"] > 1))


def _summed(facts: pd.DataFrame) -> pd.DataFrame:
    how = {"source": "first"} | dict.fromkeys(SPOT, "first") | {"begins": "first", "articles": "sum"}
    return facts.groupby(["site", "paragraph"], sort=False, observed=True, as_index=False).agg(how)


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    merged = _merge(facts)
    totals: pd.Series[Any] = merged[merged["paragraph"] == 0].set_index("site")["articles"]
    told = merged[merged["paragraph"] != 0]
    told = told.assign(of=told["site"].astype(object).map(totals))
    share = (100 * told["articles"] / told["of"]).where(told["articles"] >= FEWEST, 0.0)
    return told.assign(share=share.round(1).where(told["of"] >= ARTICLES), site=told["site"].astype("str"))[["source", "line", "page_line", "site", "begins", "articles", "of", "share"]]


def _with(tail: str, number: int) -> tuple[dict[str, object], ...]:
    return tuple({**record, "body": f"{record['body']}\n{tail}"} for record in texts(*range(number)))


_BOX = "Sign up to our newsletter to get the day's stories in your inbox."

BATCH = BatchRule(
    code="B303",
    name="boilerplate-paragraph",
    severity="warning",
    of="articles",
    reads=READS,
    may_read=MAY_READ,
    gather=_gather,
    merge=_merge,
    settle=_settle,
    apart=("site",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "share", "max_value": PERCENT},
    message="{articles} of {of} articles of {site} have the paragraph that begins {begins!r}",
    hint="Leave the block out by its selector.",
    passes=(texts(*range(12)), (*_with(_BOX, 4), *texts(*range(10, 20)))),
    fails=(_with(_BOX, 10), (*_with(_BOX, 5), *texts(*range(10, 18)))),
    skips=(_with(_BOX, 9),),
)
