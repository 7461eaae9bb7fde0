"""A run of pages without content.

What it does: counts, for each source with at least 30 pages (smaller sources together), the pages that have text or markup.
Why it matters: addresses and times were kept and the pages themselves were not; nothing can be read from them.
Instead: store the body of the response.
Source: docs/design.md, Records: a page's text and html.
Known false alarms: lists of addresses that were never meant to hold pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._columns import Filled, emptiness, merge

if TYPE_CHECKING:
    import pandas as pd

_FILLED = Filled(("content",))


def gather(pages: pd.DataFrame) -> pd.DataFrame:
    """How many pages there are, and how many have text or markup."""
    content = pages["text"].fillna("") + pages["html"].fillna("")
    return _FILLED(pages.assign(content=content.astype("str")))


def run(*texts: str | None) -> tuple[dict[str, object], ...]:
    """Example pages with these texts."""
    return tuple({"url": f"https://news.example/{i}", "text": text} for i, text in enumerate(texts))


BATCH = BatchRule(
    code="B406",
    name="pages-without-content",
    severity="error",
    of="pages",
    reads=("source",),
    may_read=("text", "html"),
    gather=gather,
    merge=merge,
    settle=emptiness,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "filled", "min_value": 1},
    message="none of {records} pages has any content",
    hint="Store the body of the response, not only its address.",
    passes=(run(*[None] * 30, "A page."),),
    fails=(run(*[None] * 30), run(*[" "] * 30)),
    skips=(run(*[None] * 29),),
)
