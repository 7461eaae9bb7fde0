"""Cloud cover in oktas, taken for percent.

What it does: looks at the cloud cover of each source with at least 30 values and 20 above zero: flags it where all are whole numbers of at most 9, one in five of those above zero is 7 or more, and at least four different ones occur.
Why it matters: observers and stations report eighths of the sky; 8 is a covered sky, and reads as a clear one.
Instead: multiply oktas by 12.5 (9 stands for a sky that cannot be seen), or read the field in percent.
Source: WMO No. 306, Manual on Codes, code table 2700 (total cloud cover N, 0 to 9).
Known false alarms: none in 23,932 real values of percent from two collections.
"""

from __future__ import annotations

import pandas as pd

from pagegate import BatchRule

from ._places import ENOUGH, places

_ABOVE, _DIFFERENT, _TOP, _SHARE = 20, 4, 7, 0.2
_COUNTS = ["values", "above", "oktas", "top", *(f"n{okta}" for okta in range(1, 10))]


def _gather(weather: pd.DataFrame) -> pd.DataFrame:
    cover = weather["cloud_cover_pct"]
    said = {
        "values": cover.notna(), "above": cover > 0, "oktas": cover.between(0, 9) & (cover % 1 == 0), "top": cover.between(_TOP, 9),
        **{f"n{okta}": cover == okta for okta in range(1, 10)},
    }
    return _merge(places(weather)[["source"]].assign(**{name: which.fillna(value=False).astype("int64") for name, which in said.items()}))


def _merge(facts: pd.DataFrame) -> pd.DataFrame:
    return facts.groupby("source", sort=False, observed=True, as_index=False)[_COUNTS].sum()


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    counts = _merge(facts)
    different = (counts[[f"n{okta}" for okta in range(1, 10)]] > 0).sum(axis=1)
    slip = (counts["oktas"] == counts["values"]) & (different >= _DIFFERENT) & (counts["top"] >= _SHARE * counts["above"])
    told = (counts["values"] >= ENOUGH) & (counts["above"] >= _ABOVE)
    return counts[["source", "values", "top"]].assign(slip=slip.astype("float64").where(told))


def _feed(*covers: float) -> tuple[dict[str, object], ...]:
    return tuple({"temp_c": 12.0, "cloud_cover_pct": covers[n % len(covers)]} for n in range(40))


BATCH = BatchRule(
    code="B219",
    name="cloud-cover-in-oktas",
    severity="warning",
    of="weather",
    reads=("cloud_cover_pct",),
    gather=_gather,
    merge=_merge,
    settle=_settle,
    apart=("source",),
    expectation="ExpectColumnValuesToBeInSet",
    arguments={"column": "slip", "value_set": [0]},
    message="all {values} cloud covers are whole numbers up to 9, {top} of them 7 or more: eighths of the sky, not percent",
    hint="Multiply oktas by 12.5, or read the field that is in percent.",
    passes=(_feed(0, 25, 50, 75, 100), _feed(0, 1, 2, 3, 4, 1), _feed(0, 3, 5, 8, 88, 7, 6), _feed(0.5, 3.1, 7.2, 8, 7, 6)),
    fails=(_feed(8, 7, 0, 3, 5, 1, 7), _feed(8, 8, 6, 9, 2, 0, 7)),
    skips=(_feed(8, 7, 0, 3, 5)[:29], _feed(0, 0, 0, 0, 8)),
)
