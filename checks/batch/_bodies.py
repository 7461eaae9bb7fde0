"""Facts about articles that several batch rules share."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from ._places import places

READS = ("title", "body")
MAY_READ = ("url", "site", "published_at")

#: How a text that was cut short ends.
_CUT = r"(?i)(?:\[\+\d+ chars\]|\.\.\.|…|\b(?:read|see|show|view) (?:the )?(?:more|full (?:story|article))\W*|continue reading\W*|\(more\W*\)|\.\.\.\s?more)\s*$"


def plain(text: pd.Series[Any]) -> pd.Series[Any]:
    """Text in lower case with single spaces, "" for null."""
    return text.fillna("").str.lower().str.replace(r"\s+", " ", regex=True).str.strip()


def site_of(articles: pd.DataFrame) -> pd.Series[Any]:
    """The site of each article: as named, else the host of its address, else its source."""
    host = articles["url"].str.extract(r"^https?://(?:www\.)?([^/:?#]+)", expand=False)
    return articles["site"].fillna(host).fillna(articles["source"].astype("str"))


def bodies(articles: pd.DataFrame) -> pd.DataFrame:
    """One row an article with a body, in about 80 bytes: hashes of body, title and address, `length` in characters, `cut` if it ends like a text cut short."""
    body = plain(articles["body"])
    tail = articles["body"].fillna("").str.slice(-80)
    facts = places(articles).assign(
        site=site_of(articles),
        body=pd.util.hash_array(body.to_numpy(dtype=object)),
        title=pd.util.hash_array(plain(articles["title"]).to_numpy(dtype=object)),
        untitled=plain(articles["title"]) == "",
        url=pd.util.hash_array(articles["url"].fillna("").to_numpy(dtype=object)),
        addressed=articles["url"].notna(),
        length=articles["body"].str.len().fillna(0).astype("int32"),
        cut=tail.str.contains(_CUT, regex=True).astype("int32"),
        published_at=articles["published_at"],
    )
    return facts[body != ""]


def texts(*numbers: int, words: int = 60, **values: object) -> tuple[dict[str, object], ...]:
    """Example records: an article for each number, alike where the numbers are."""
    return tuple(
        {"title": f"Headline {n}", "body": _body(n, words), "url": f"https://news.example/{place}", **values}
        for place, n in enumerate(numbers)
    )


@cache
def _body(number: int, words: int) -> str:
    """So many words, others for each number."""
    return " ".join(f"{_WORDS[(number * 7 + i * i) % len(_WORDS)]}{(number * 31 + i) % 97}" for i in range(words)) + "."


_WORDS = ("market", "river", "council", "winter", "engine", "harvest", "museum", "border", "signal", "orchard", "budget", "station", "coast")
