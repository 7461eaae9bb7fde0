"""The longest bodies have one length.

What it does: counts, for each source with at least 30 articles, how many bodies are exactly as long as the longest; flags five or more and over 2 %.
Why it matters: something cuts texts at that length: a column of a database, a preview, a limit of an interface.
Instead: raise the limit, and fetch again what reached it.
Source: derivation: of texts that end where their authors ended them, the longest two hardly ever have one length.
Known false alarms: none measured on 181 complete articles of a gold standard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._bodies import MAY_READ, READS, bodies, texts
from ._places import ENOUGH

if TYPE_CHECKING:
    import pandas as pd

FEWEST, PERCENT = 5, 2


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    # One body that recurs is another rule's question.
    different = facts.drop_duplicates(["source", "body"])
    by_source = different.groupby("source", observed=True, sort=False)["length"]
    longest = by_source.transform("max")
    sources = different.assign(at=(different["length"] == longest).astype("int64")).groupby("source", observed=True, sort=False, as_index=False)
    told = sources.agg(articles=("length", "size"), length=("length", "max"), at_length=("at", "sum"))
    share = (100 * told["at_length"] / told["articles"]).where(told["at_length"] >= FEWEST, 0.0)
    return told.assign(share=share.round(1).where(told["articles"] >= ENOUGH))


def _capped(number: int, whole: int) -> tuple[dict[str, object], ...]:
    return (*({**record, "body": str(record["body"])[:200]} for record in texts(*range(number))), *texts(*range(100, 100 + whole), words=15))


BATCH = BatchRule(
    code="B305",
    name="bodies-of-one-length",
    severity="warning",
    of="articles",
    reads=READS,
    may_read=MAY_READ,
    gather=bodies,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "share", "max_value": PERCENT},
    message="{at_length} of {articles} bodies have {length} characters, and none has more: they were cut there",
    hint="Raise the limit, and fetch again what reached it.",
    passes=(_capped(4, 30),),
    fails=(_capped(8, 30),),
    skips=(_capped(8, 20),),
)
