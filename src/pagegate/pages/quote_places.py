"""Says where each field of a quote stands: in which of the segments that it is spread over, and at which character there."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages.layout import MOST_PARTS


def places(rows: pd.DataFrame, parts: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Where each field stands: the groups of a cell lie one behind the other."""
    start = rows["name"].str.len() + rows["gap"].str.len()
    missing = rows["word"] != ""
    price_at = (start + rows["lead"].str.len()).where(~missing, rows["word_at"])
    glued = (rows["form"] == "price and percent, glued").to_numpy(dtype=bool)
    percent_first = (rows["form"] == "price percent change").to_numpy(dtype=bool)
    second = start + rows["p"].str.len() + rows["g1"].str.len()
    change_at = second + np.where(percent_first, rows["pct"].str.len() + 1 + rows["g2"].str.len(), 0)
    percent_at = second + np.where(percent_first, 0, rows["c"].str.len() + rows["g2"].str.len())
    change_at = change_at.where(~glued, price_at + rows["price"].str.len())
    percent_at = percent_at.where(~glued, (price_at + rows["price"].str.len() + rows["change"].str.len()).where(~missing, start))
    spread = {"symbol": (rows["skip"], rows["label"]), "price": (price_at, rows["price"].where(~missing, rows["word"])), "change": (change_at, rows["c"].where(~glued, rows["change"])), "change_pct": (percent_at, rows["pct"].where(~glued, rows["percent"].where(rows["percent"] != "", rows["blob"])) + "%")}
    lengths = _part_starts(rows["text"], parts)
    found = []
    for field, (offset, text) in spread.items():
        part = (lengths <= offset.to_numpy(dtype=np.int64)[:, None]).sum(axis=1) - 1
        within = offset.to_numpy(dtype=np.int64) - lengths[np.arange(len(rows)), part]
        found.append(pd.DataFrame({"row": np.arange(len(rows)), "field": field, "segment": parts[np.arange(len(rows)), part], "offset": within, "text": text.astype("str")})[(text != "").to_numpy(dtype=bool)])
    return pd.concat(found, ignore_index=True)


def _part_starts(texts: pd.Series, parts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The character at which each part of a cell begins; a huge number where it has fewer."""
    starts = np.full((len(texts), MOST_PARTS), np.iinfo(np.int64).max, dtype=np.int64)
    starts[:, 0] = 0
    at = np.zeros(len(texts), dtype=np.int64)
    rest = texts
    for part in range(1, MOST_PARTS):
        tab = rest.str.find("\t").to_numpy(dtype=np.int64)
        more = (tab >= 0) & (parts[:, part] >= 0)  # other tabs stand within a line
        if not more.any():
            break
        at = np.where(more, at + tab + 1, at)
        starts[more, part] = at[more]
        rest = rest.str.partition("\t")[2].where(more, "")
    return starts
