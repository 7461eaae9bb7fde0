"""Where the same records come from in every run: the site, whatever the file of the day is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pagegate.history.undated import undated

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The most sites of a run that are remembered one by one: those with the most records.
MOST_SITES = 300
#: The name of all sites together.
ALL = ""

_HOST = re.compile(r"^https?://(?:www\.)?([^/:?#]+)", re.IGNORECASE)


def sites(frame: pd.DataFrame) -> pd.Series[Any]:
    """The site of every record, as a category: the host of its address, or of its source; else the source, or its folder where the source is itself one page.

    What looks like a moment in a source's name stands as `#`.
    """
    source = frame["source"].astype("category")
    page = (frame["on_page"].fillna(value=False).astype(bool) if "on_page" in frame else pd.Series(data="text" in frame or "html" in frame, index=frame.index)) & frame["page"].isna()
    names = [str(name) for name in source.cat.categories]
    feed = np.array([_named(name) for name in names], dtype=object)  # a name for each source, not for each record
    folder = np.array([_named(re.sub(r"[^/\\]*$", "", name)) if not _HOST.match(name) else _named(name) for name in names], dtype=object)
    codes = source.cat.codes.to_numpy()
    named = np.where(page.to_numpy(), folder[codes], feed[codes])
    if "url" in frame:
        host = frame["url"].astype("str").str.extract(_HOST.pattern, flags=re.IGNORECASE, expand=False).str.lower()
        named = host.where(host.notna(), pd.Series(named, index=frame.index, dtype="str")).to_numpy(dtype=object)
    return pd.Series(named, index=frame.index, dtype="str").astype("category")


def _named(source: str) -> str:
    host = _HOST.match(source)
    return host[1].lower() if host else undated(source) or "."


def summed(facts: pd.DataFrame, keys: Sequence[str], sums: Sequence[str] = ("records",)) -> pd.DataFrame:
    """One row for each of `keys`, its `sums` added up, and its `source` if it has only one, else none."""
    groups = facts.assign(source=facts["source"].astype("str")).groupby(list(keys), sort=False, observed=True)
    told = groups[list(sums)].sum()
    first, last = groups["source"].min(), groups["source"].max()
    return told.assign(source=first.where(first == last, "")).reset_index()


@dataclass(frozen=True)
class Summed:
    """`summed` for these columns, as a rule's `merge`."""

    keys: tuple[str, ...]
    sums: tuple[str, ...] = ("records",)

    def __call__(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The same facts in fewer rows."""
        return summed(facts, self.keys, self.sums)


def with_all(facts: pd.DataFrame, keys: Sequence[str], sums: Sequence[str] = ("records",), fewest: int = 1) -> pd.DataFrame:
    """The facts of the sites with the most records, at least `fewest`, and of all sites together as the site `ALL`."""
    facts = facts.assign(site=facts["site"].astype("str"))
    size = facts.groupby("site", observed=True)["records"].sum().rename("size").reset_index().sort_values(["size", "site"], ascending=[False, True])
    known = size["site"][size["size"] >= fewest].head(MOST_SITES)
    whole = summed(facts.assign(site=ALL), ["site", *keys], sums)
    return pd.concat([facts[facts["site"].isin(known)], whole], ignore_index=True)[["site", *keys, *sums, "source"]]
