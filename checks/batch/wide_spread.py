"""A spread far wider than its symbol's usual one.

What it does: compares ask less bid, as a share of their middle, with the median spread of the symbol (at least 20 quotes in the run); flags more than 50 times the median.
Why it matters: one side is stale, belongs to another row, or has lost a digit.
Instead: read bid and ask of one row at one time.
Source: rmLargeSpread of the R package highfrequency (Boudt et al. 2022), default of 50 times the day's median spread.
Known false alarms: quotes outside trading hours, when market makers have left. Not measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._places import places

if TYPE_CHECKING:
    import pandas as pd

ENOUGH, TIMES = 20, 50


def _gather(quotes: pd.DataFrame) -> pd.DataFrame:
    middle = (quotes["bid"] + quotes["ask"]) / 2
    spread = (quotes["ask"] - quotes["bid"]) / middle
    facts = places(quotes).assign(symbol=quotes["symbol"], bid=quotes["bid"], ask=quotes["ask"], spread=spread)
    return facts[facts["symbol"].notna() & (middle > 0) & (spread > 0)]


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    by_symbol = facts.groupby("symbol", observed=True)["spread"]
    told = by_symbol.transform("size") >= ENOUGH
    times = (facts["spread"] / by_symbol.transform("median")).where(told)
    return facts.assign(times=times.round(1), key=facts["symbol"])


def _feed(*asks: float) -> tuple[dict[str, object], ...]:
    return tuple({"symbol": "XLF", "price": 52.6, "bid": 52.6, "ask": ask} for ask in asks)


BATCH = BatchRule(
    code="B110",
    name="wide-spread",
    severity="warning",
    of="quotes",
    reads=("symbol", "bid", "ask"),
    gather=_gather,
    settle=_settle,
    apart=("symbol",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "times", "max_value": TIMES},
    message="{symbol}: bid {bid} and ask {ask} are {times} times as far apart as usual",
    hint="One side is stale, or belongs to another row.",
    passes=(_feed(*[52.61] * 20), _feed(*[52.61] * 20, 53.0)),
    fails=(_feed(*[52.61] * 20, 54.0),),
    skips=(_feed(*[52.61] * 18, 54.0),),
)
