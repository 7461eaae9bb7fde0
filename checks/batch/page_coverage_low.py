"""Many pages without content.

What it does: takes the share of pages that have text or markup, for each source with at least 30 pages (smaller sources together); flags it if even the highest share they speak for is under 90 %.
Why it matters: part of the downloads failed, and the run says nothing about it.
Instead: retry what failed, and record why.
Source: Wilson score interval (1927), 95 %, so that few pages do not decide.
Known false alarms: recordings of browser traffic, which hold requests without an answer.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._columns import Coverage, merge
from .pages_without_content import gather, run

BATCH = BatchRule(
    code="B407",
    name="page-coverage-low",
    severity="warning",
    of="pages",
    reads=("source",),
    may_read=("text", "html"),
    gather=gather,
    merge=merge,
    settle=Coverage(("content",)),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "covered", "min_value": 90},
    message="{missing} of {records} pages have no content",
    hint="Part of the downloads failed: retry them, and record why.",
    passes=(run(*["A page."] * 60), run(*["A page."] * 53, *[None] * 7)),
    fails=(run(*["A page."] * 44, *[None] * 16),),
    skips=(run(*["A page."] * 20, *[None] * 9),),
)
