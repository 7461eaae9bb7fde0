"""Facts about quotes that several batch rules share."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate.frames import step

from ._places import PAGE, SPOT, on_page, places

PAGE_READS = ("price",)
PAGE_MAY_READ = ("change", "change.signed", "change_pct", "change_pct.signed")
SIGHTING_READS = ("symbol", "price")
SIGHTING_MAY_READ = ("currency", "exchange", "quote_type", "as_of", "fetched_at", "on_page")

_SUMS = ("quotes", "moves", "signs", "unknown")
_LEAST = ("price_least", "change_least", "change_pct_least")
_MOST = ("price_most", "change_most", "change_pct_most")


def by_page(quotes: pd.DataFrame) -> pd.DataFrame:
    """One row a page: the place of its first quote, counts of quotes, moves and signs, and the least and most price, change and percent.

    `moves` counts changes in percent that are not zero, `signs` numbers that show a sign or are below zero, `unknown` numbers of which it cannot be known.
    """
    percent, change = quotes["change_pct"].astype("float64"), quotes["change"].astype("float64")
    facts = places(quotes).assign(
        quotes=quotes["price"].notna().astype("int32"),
        moves=(percent.notna() & (percent != 0)).astype("int32"),
        signs=(_shows(quotes["change_pct.signed"], percent) | _shows(quotes["change.signed"], change)).astype("int32"),
        unknown=(percent.notna() & quotes["change_pct.signed"].isna()).astype("int32"),
        price_least=quotes["price"], price_most=quotes["price"],
        change_least=change, change_most=change,
        change_pct_least=percent, change_pct_most=percent,
    )
    return merge_pages(facts)


def _shows(signed: pd.Series[Any], value: pd.Series[Any]) -> pd.Series[Any]:
    return signed.fillna(value=False).astype(bool) | (value < 0)


def merge_pages(facts: pd.DataFrame) -> pd.DataFrame:
    """The same facts, one row a page."""
    pages = facts.groupby(PAGE, sort=False, observed=True)
    parts = [pages[SPOT].first(), pages[list(_SUMS)].sum(), pages[list(_LEAST)].min(), pages[list(_MOST)].max()]
    return pd.concat(parts, axis=1).reset_index()


def sightings(quotes: pd.DataFrame) -> pd.DataFrame:
    """One row a quote with a symbol and a price, in about 60 bytes: where, what, when, how much, how exactly.

    `listing` is a hash of currency, exchange and type: the same symbol elsewhere is something else. `moment` says whether the time is known, or
    the page stands for it.
    """
    listing = quotes["currency"].fillna("").astype("str") + "|" + quotes["exchange"].fillna("").astype("str") + "|" + quotes["quote_type"].fillna("").astype("str")
    facts = places(quotes).assign(
        symbol=quotes["symbol"].str.strip(),
        listing=pd.util.hash_array(listing.to_numpy(dtype=object)),
        as_of=quotes["as_of"],
        fetched_at=quotes["fetched_at"],
        moment=quotes["as_of"].notna() | on_page(quotes),
        price=quotes["price"],
        step=step(quotes, "price").astype("float32"),
    )
    return facts[facts["symbol"].notna() & facts["price"].notna()]


def repeated(facts: pd.DataFrame) -> pd.DataFrame:
    """One row for each quote of a symbol that its page (or its feed, at that time) had before, with the first one's price and line."""
    known = facts[facts["moment"]]
    key = [*PAGE, "symbol", "listing", "as_of"]
    later = known.duplicated(key)
    again = known[known.duplicated(key, keep=False)]
    if not len(again):
        return known[later].assign(first_price=np.nan, first_line=-1, difference=np.nan, rounding=np.nan)
    first = again.groupby(key, observed=True, dropna=False, sort=False)[["price", "line", "step"]].transform("first")
    told = again.assign(
        first_price=first["price"],
        first_line=first["line"],
        difference=(again["price"] - first["price"]).abs(),
        rounding=0.5 * (again["step"].astype("float64") + first["step"]) * (1 + 1e-6) + 1e-9,
    )
    return told[later.reindex(told.index)]
