"""Most pages gave no record.

What it does: takes, of all pages with text in a run of at least ten, the share from which no record was read; flags the run if even the lowest share they speak for is over half.
Why it matters: the run has records, so it does not look empty; but most of what was fetched was for nothing.
Instead: look at one of the pages; the site may have changed its form, or the sources are too wide.
Source: Wilson score interval (1927), 95 %, so that few pages do not decide.
Known false alarms: crawls that keep all pages on purpose.
"""

from __future__ import annotations

import pandas as pd

from pagegate import BatchRule

from ._places import wilson
from ._visits import MAY_READ, READS

ENOUGH, PERCENT = 10, 50


def _gather(pages: pd.DataFrame) -> pd.DataFrame:
    """One row: the number of pages with text whose records were counted, and of those without a record."""
    content = pages["text"].fillna(pages["html"]).fillna("")
    known = pages[pages["records"].notna() & (content.str.len() > 0)]
    return pd.DataFrame({"pages": [len(known)], "nothing": [int((known["records"] == 0).sum())]})


def _merge(facts: pd.DataFrame) -> pd.DataFrame:
    return facts.sum().to_frame().T


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    run = _merge(facts[["pages", "nothing"]])
    run = run[run["pages"] > 0]
    low, _ = wilson(run["nothing"], run["pages"])
    return run.assign(at_least=(100 * low).round(1).where(run["pages"] >= ENOUGH))


def _run(*records: int) -> tuple[dict[str, object], ...]:
    return tuple({"url": f"https://news.example/{i}", "text": "A page.", "records": number} for i, number in enumerate(records))


BATCH = BatchRule(
    code="B404",
    name="most-pages-gave-nothing",
    severity="warning",
    of="pages",
    reads=READS,
    may_read=MAY_READ,
    gather=_gather,
    merge=_merge,
    settle=_settle,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "at_least", "max_value": PERCENT},
    message="no record was read from {nothing} of {pages} pages",
    hint="The site may have changed its form, or the sources are too wide.",
    passes=(_run(*[1] * 10), _run(*[1] * 10, *[0] * 10)),
    fails=(_run(1, *[0] * 12),),
    skips=(_run(*[0] * 9),),
)
