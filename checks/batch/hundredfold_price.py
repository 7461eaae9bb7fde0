"""A price a hundred times its symbol's others.

What it does: compares each price with the median of its symbol (at least five quotes in the run); flags one whose ratio to it, to the nearest twenty, is 100 (or 1/100), if such prices are a minority of the symbol's and an ordinary price follows, so that it is no split.
Why it matters: pence are read as pounds, or a decimal comma as a grouping mark. The chart gets a spike and the portfolio a fortune.
Instead: keep the currency as shown (GBp, ZAc, ILA are hundredths), and read decimal commas as such.
Source: the price repair of yfinance, which rounds ratios to the median to the nearest 20 and takes 100 for a currency unit mixed up.
Known false alarms: none in 2,272 real quotes of symbols with five or more; no stock rises a hundredfold and falls back within one run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import BatchRule

from ._quotes import SIGHTING_MAY_READ, SIGHTING_READS, sightings

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 5


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    key = ["symbol", "listing"]
    priced = facts[facts["price"] > 0]
    priced = priced[priced.groupby(key, observed=True)["price"].transform("size") >= ENOUGH]
    # A symbol all of whose times are known stands in their order, any other in that of the input.
    known = priced["as_of"].notna().groupby([priced[name] for name in key], observed=True).transform("all")
    priced = priced.assign(moment=priced["as_of"].where(known)).sort_values("moment", kind="stable", na_position="first")
    median = priced.groupby(key, observed=True)["price"].transform("median")
    ratio = priced["price"] / median
    odd = _hundred(ratio) | _hundred(1 / ratio)
    flags = priced.assign(odd=odd, place=range(len(priced)))
    share = flags.groupby(key, observed=True)["odd"].transform("mean")
    last_plain = flags["place"].where(~odd).groupby([flags[name] for name in key], observed=True).transform("max")
    wrong = odd & (share < 0.5) & (last_plain > flags["place"])
    return flags.assign(wrong=wrong.astype("int64"), median=median, key=flags["symbol"])[
        ["source", "line", "column", "page", "page_line", "record", "key", "symbol", "price", "median", "wrong"]
    ].sort_index()


def _hundred(ratio: pd.Series[Any]) -> pd.Series[Any]:
    return (ratio / 20).round() == 5


def _feed(*prices: float) -> tuple[dict[str, object], ...]:
    return tuple({"symbol": "VOD.L", "price": price, "as_of": f"2025-10-{day:02d}"} for day, price in enumerate(prices, start=1))


BATCH = BatchRule(
    code="B109",
    name="hundredfold-price",
    severity="error",
    of="quotes",
    reads=SIGHTING_READS,
    may_read=SIGHTING_MAY_READ,
    gather=sightings,
    settle=_settle,
    apart=("symbol", "listing"),
    expectation="ExpectColumnValuesToBeInSet",
    arguments={"column": "wrong", "value_set": [0]},
    message="{symbol} is {price} here and usually about {median}: a hundred times apart",
    hint="Pence and pounds (GBp, ZAc, ILA), or a decimal comma read as a grouping mark.",
    passes=(_feed(89.1, 88.7, 90.2, 91.0, 90.5), _feed(0.91, 0.90, 0.92, 91.0, 92.0, 91.5), _feed(10.0, 20.0, 40.0, 80.0, 160.0)),
    fails=(_feed(89.1, 88.7, 9020.0, 91.0, 90.5), _feed(89.1, 88.7, 0.902, 91.0, 90.5)),
    skips=(_feed(89.1, 88.7, 9020.0, 91.0),),
)
