"""Facts about pages that several batch rules share."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ._places import places

READS = ("source",)
MAY_READ = ("url", "status", "text", "html", "records")


def visits(pages: pd.DataFrame) -> pd.DataFrame:
    """One row a page, in about 70 bytes: its site, hashes of its address and of what it holds, its length in characters, status and number of records.

    The site is the host of the address, else the folder of the source.
    """
    host = pages["url"].str.extract(r"^https?://(?:www\.)?([^/:?#]+)", expand=False)
    folder = pages["source"].astype("str").str.replace(r"[^/\\]*$", "", regex=True)
    stored = pages["text"].notna() | pages["html"].notna()
    content = pages["text"].fillna(pages["html"]).fillna("")
    return places(pages).assign(
        site=host.fillna(folder),
        address=pd.util.hash_array(_address(pages).to_numpy(dtype=object)),
        content=pd.util.hash_array(content.to_numpy(dtype=object)),
        stored=stored,
        length=content.str.len().fillna(0).astype("int32"),
        status=pages["status"],
        records=pages["records"],
    )


def _address(pages: pd.DataFrame) -> pd.Series[Any]:
    """The address without scheme, `www.`, query, fragment and last slash, else the source and the page's number in it."""
    plain = pages["url"].str.replace(r"^https?://(?:www\.)?|[?#].*$|/$", "", regex=True).str.replace(r"/$", "", regex=True)
    return plain.fillna(pages["source"].astype("str") + "#" + pages["page"].astype("str").fillna(""))
