"""Reads articles: the run of prose on a page, and the title, date, byline and read time in front of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from pagegate.literals.minutes import READ_TIME
from pagegate.pages import octets
from pagegate.pages.arrow import Strings, extract, matches, numpy, take
from pagegate.pages.article_body import bodies
from pagegate.pages.article_dates import in_page_order
from pagegate.pages.article_header import Header, header
from pagegate.pages.article_lines import BYLINE, Flags, Floats, Ints, Lines, lines
from pagegate.pages.passages import Pieces, as_column, joined
from pagegate.pages.segments import Segments

#: A share bar whose buttons were run together, `SHAREFacebookXCopy URLLIKESAVEPRINTFONT SIZE`.
_SHARE_BAR = (
    r"^(?P<bar>(?:(?:(?i:share this(?: article| story)?|share on|share|tweet|pin it|save|print|like|e-?mail|copy (?:url|link)|url is copied\.?|font ?size|text ?size|bookmark|comments?|listen|larger|smaller|facebook messenger|messenger|facebook|twitter|"
    r"linked ?in|whats ?app|pinterest|tumblr|reddit|telegram|kakao ?talk|flipboard|pocket|line|threads|bluesky|instagram|more|close|ok|teilen|drucken|partager|imprimer|compartir|condividi|compartilhar)|X|(?:ABCDEFG|A[+-]|Aa?A?(?:[^\p{L}]|$))+)[\s|/·•,:]*){3,})(?:\p{Lu}|[\"“'‘«¿¡(\[0-9]|\p{Lo})"
)


@dataclass(frozen=True)
class Articles:
    """Articles as shown on pages, at most one a page.

    `raw`: `title`, `headline`, `body`, `author`, `site`, `published_at`, `modified_at`, `read_minutes` as text, with `segment` (of the title, or of the
    body without one). `places`: `row`, `field`, `segment`, `offset`, `text`; the place of `body` is the last text that is left of it, and `pieces` says where
    the rest of it stands. `unread` is how many words of prose each page has that went into no article.
    """

    raw: pd.DataFrame
    places: pd.DataFrame
    pieces: Pieces
    unread: Floats


def articles(found: Segments, claimed: Flags, pages: int) -> Articles:
    """Read the article of each of so many pages, leaving out segments `claimed` by quotes and weather."""
    unread = np.zeros(pages)
    if not len(found):
        none = np.zeros(0, dtype=np.int64)
        return Articles(pd.DataFrame({"segment": pd.Series(dtype="int64")}), pd.DataFrame(columns=["row", "field", "segment", "offset", "text"]), Pieces(none, none, none, none), unread)
    seen = lines(found, claimed)
    run = bodies(seen)
    head = header(found, seen, run)
    left = ~head.is_article & ~head.notice
    unread[run.page[left]] = run.words[left]
    return _collect(np.flatnonzero(head.is_article), head, seen, found, unread)


def _collect(of: npt.NDArray[np.intp], head: Header, seen: Lines, found: Segments, unread: Floats) -> Articles:
    """The text of every field of the articles of these rows, and where it stands."""
    at = {field: getattr(head, name)[of] for field, name in (("title", "title"), ("headline", "headline"), ("published_at", "date"), ("modified_at", "updated"), ("read_minutes", "minutes"), ("author", "byline"))}
    first, last = head.first[of], head.last[of]
    raw = pd.DataFrame(index=pd.RangeIndex(len(of)))
    places = []
    for field, segment in at.items():
        there = np.flatnonzero(segment >= 0)
        if not len(there):
            continue
        texts = take(found.text, segment[there])
        values = np.full(len(of), None, dtype=object)
        values[there] = _value(field, texts, segment[there], seen)
        raw[field] = values
        places.append(pd.DataFrame({"row": there, "field": field, "segment": segment[there], "offset": 0, "text": numpy(texts)}))
    for field in ("published_at", "modified_at"):
        if field in raw:
            dated = seen.dates.dated
            raw[field] = in_page_order(raw[field], take(found.text, dated), found.page[dated], found.page[first])
    site = pd.Series(seen.sited["site"].to_numpy(dtype=object), index=found.page[seen.sited["segment"].to_numpy(dtype=np.int64)]).reindex(found.page[first])
    if site.notna().any():
        raw["site"] = site.to_numpy()
    text, pieces = joined(found, first, last, _share_bars(take(found.text, first)))
    raw["body"] = as_column(text)
    places.append(pd.DataFrame({"row": np.arange(len(of)), "field": "body", "segment": last, "offset": 0, "text": numpy(take(found.text, last))}))
    raw["segment"] = np.where((at["title"] >= 0) & (at["title"] < first), at["title"], first)
    return Articles(raw, pd.concat(places, ignore_index=True), pieces, unread)


def _value(field: str, texts: Strings, segment: Ints, seen: Lines) -> npt.NDArray[Any]:
    """What lines say in a field, without what stands around it."""
    if field == "title":
        named = pd.Series(seen.sited["title"].to_numpy(dtype=object), index=seen.sited["segment"].to_numpy())
        bare = named.reindex(segment)
        return bare.where(bare.notna(), numpy(texts)).to_numpy(dtype=object)
    if field in {"published_at", "modified_at"}:
        return seen.dates.text[segment]
    if field == "read_minutes":
        lines = texts.dictionary_encode()
        parts = extract(lines.dictionary, READ_TIME).iloc[numpy(lines.indices)]
        return parts["minutes"].where(parts["minutes"] != "", parts["other"]).to_numpy(dtype=object)
    if field == "author":
        return extract(texts, BYLINE)["author"].to_numpy(dtype=object)
    return numpy(texts)


def _share_bars(texts: Strings) -> Ints:
    """How many characters of a share bar stand ahead of each text."""
    lengths = np.zeros(len(texts), dtype=np.int64)
    heads = pc.utf8_slice_codeunits(texts, 0, 200)
    rows = np.flatnonzero(matches(heads, _SHARE_BAR))
    if len(rows):
        lengths[rows] = octets.characters(pc.struct_field(pc.extract_regex(take(heads, rows), _SHARE_BAR), [0]))
    return lengths
