"""Pages that disagree about a price.

What it does: compares each quote with the last one of its symbol (and currency, exchange and type) on another page or in another source, if both times are known and lie within 60 seconds; flags prices that differ by more than 0.5 %.
Why it matters: two pages cannot both be right; one is delayed, or one is another instrument.
Instead: look at both pages, and give each instrument its own symbol.
Source: derivation: a liquid instrument moves by 0.5 % within a minute only in exceptional markets.
Known false alarms: thinly traded and crypto instruments in a fast market. Not measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._quotes import SIGHTING_MAY_READ, SIGHTING_READS, sightings

if TYPE_CHECKING:
    import pandas as pd

SECONDS, PERCENT = 60, 0.5


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    timed = facts.assign(moment=facts["as_of"].fillna(facts["fetched_at"])).dropna(subset=["moment"])
    timed = timed.sort_values(["symbol", "listing", "moment"], kind="stable")
    last = timed.groupby(["symbol", "listing"], observed=True, sort=False)[["source", "page", "line", "price", "moment"]].shift()
    near = (timed["moment"] - last["moment"]).dt.total_seconds() <= SECONDS
    elsewhere = (timed["source"].astype("str") != last["source"].astype("str")) | (timed["page"] != last["page"])
    apart = 100 * (timed["price"] / last["price"] - 1).abs()
    pairs = timed.assign(apart=apart.round(3), other_price=last["price"], other_source=last["source"].astype("str"), other_line=last["line"], key=timed["symbol"])
    pairs = pairs[near & elsewhere & (last["price"] > 0)]
    return pairs[["source", "line", "column", "page", "page_line", "record", "key", "symbol", "price", "other_price", "other_source", "other_line", "apart"]]


def _quote(price: float, source: str, time: str) -> dict[str, object]:
    return {"symbol": "GSPC", "price": price, "source": source, "as_of": time}


BATCH = BatchRule(
    code="B108",
    name="quotes-disagree",
    severity="warning",
    of="quotes",
    reads=SIGHTING_READS,
    may_read=SIGHTING_MAY_READ,
    gather=sightings,
    settle=_settle,
    apart=("symbol", "listing"),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "apart", "max_value": PERCENT},
    message="{symbol} is {price} here and {other_price} in {other_source}, within a minute: {apart} % apart",
    hint="One page is delayed, or the two label different instruments alike.",
    passes=((_quote(6796.29, "a.html", "2025-10-23 21:07:00"), _quote(6800.0, "b.html", "2025-10-23 21:07:30")),),
    fails=((_quote(6796.29, "a.html", "2025-10-23 21:07:00"), _quote(679.63, "b.html", "2025-10-23 21:07:30")),),
    skips=(
        (_quote(6796.29, "a.html", "2025-10-23 21:07:00"), _quote(6900.0, "b.html", "2025-10-23 21:09:30")),
        (_quote(6796.29, "a.html", "2025-10-23 21:07:00"), _quote(6900.0, "a.html", "2025-10-23 21:07:30")),
    ),
)
