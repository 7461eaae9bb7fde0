"""All places have one temperature.

What it does: compares the lowest and the highest temperature of each page or feed with at least five different places.
Why it matters: a selector that matches only the first widget gives its numbers to every place.
Instead: select the values inside the block of their place.
Source: derivation: five places far enough apart to be listed never have one temperature to the digit for long.
Known false alarms: a page of neighbouring places that shows whole degrees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

from ._observations import MAY_READ, READS, observations
from ._places import PAGE

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 5


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    named = facts[facts["location"].notna()]
    pages = named.groupby(PAGE, observed=True, sort=False, as_index=False).agg(
        line=("line", "first"), column=("column", "first"), page_line=("page_line", "first"), places=("place", "nunique"), temp=("temp", "min"), most=("temp", "max"),
    )
    return pages.assign(spread=(pages["most"] - pages["temp"]).where(pages["places"] >= ENOUGH)).drop(columns="most")


def _page(*temps: float) -> tuple[dict[str, object], ...]:
    return tuple({"location": f"Town {i}", "temp_c": temp, "page": 0} for i, temp in enumerate(temps))


BATCH = BatchRule(
    code="B211",
    name="one-weather-for-all",
    severity="warning",
    of="weather",
    reads=READS,
    may_read=MAY_READ,
    gather=observations,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "spread", "min_value": 0, "strict_min": True},
    message="all {places} places have {temp} °C",
    hint="The selector of the temperature matches one widget for every place.",
    passes=(_page(21.0, 21.0, 21.0, 21.0, 20.0),),
    fails=(_page(21.0, 21.0, 21.0, 21.0, 21.0),),
    skips=(_page(21.0, 21.0, 21.0, 21.0), tuple({"location": "Kabul", "temp_c": 21.0} for _ in range(6))),
)
