"""Reads a chunk of pages into frames: the pages themselves, and the quotes, weather and articles on them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.chunk import Chunk, Passages, RawChunk
from pagegate.model import RecordKind
from pagegate.pages.arrow import strings
from pagegate.pages.articles import articles
from pagegate.pages.html_articles import html_articles
from pagegate.pages.html_spots import Spots, spots
from pagegate.pages.html_text import Derived, html_text
from pagegate.pages.passages import passages
from pagegate.pages.quotes import quotes
from pagegate.pages.segments import Segments, segments
from pagegate.pages.weather import weather
from pagegate.records.build import PROBLEM_COLUMNS, build

_PLACE = ["row", "field", "line", "column", "text"]
#: What a page knows that its records need: when it was fetched, and its address.
_INHERITED = {"quotes": ("fetched_at",), "weather": ("fetched_at",), "articles": ("fetched_at", "url")}


def read_pages(chunk: RawChunk) -> Chunk:
    """Read the text of every page of a chunk of kind pages; that of pages which have HTML alone is derived.

    Each record stands at its `line` and `column` in the source; where the page is one of many in a feed, `line` is the feed's and
    `page_line` the line in the page's text, or in its HTML if the text was derived.
    """
    pages = build("pages", chunk.raw)
    rows, derived = _derive_text(pages.frame)
    html_spots = spots(len(pages.frame), rows, [text.places for text in derived])
    frames: dict[RecordKind, pd.DataFrame] = {"pages": pages.frame}
    places: dict[RecordKind, pd.DataFrame] = {}
    passages_of: dict[tuple[RecordKind, str], Passages] = {}
    problems = [chunk.problems, pages.problems]
    if "text" in pages.frame:
        found = segments(strings(pages.frame["text"]))
        observed = weather(found)
        found = observed.segments
        quoted = quotes(found, observed.claimed)
        claimed = observed.claimed.copy()
        claimed[quoted.places["segment"].to_numpy(dtype=np.int64)] = True
        html = pages.frame["html"].iloc[rows].tolist() if rows else []
        marked = html_articles(articles(found, claimed, len(pages.frame)), found, rows, html, derived)
        told = marked.articles
        read: tuple[tuple[RecordKind, pd.DataFrame, pd.DataFrame], ...] = (("quotes", quoted.raw, quoted.places), ("weather", observed.raw, observed.places), ("articles", told.raw, told.places))
        counts = np.zeros(len(pages.frame), dtype=np.int64)
        for kind, raw, where in read:
            built = build(kind, _located(kind, raw, found, pages.frame, html_spots))
            frames[kind] = built.frame
            places[kind] = _places(where, found, html_spots)
            if kind == "articles" and len(marked.spots):
                places[kind] = pd.concat([places[kind], marked.spots[_PLACE]], ignore_index=True)
            problems.append(_at_field(built.problems, places[kind]))
            counts = counts + np.bincount(found.page[raw["segment"].to_numpy(dtype=np.int64)], minlength=len(counts))
        frames["pages"] = pages.frame.assign(records=counts, unread_words=told.unread)
        passages_of["articles", "body"] = passages(told.pieces, found, html_spots)
        problems += [_unread(unread, found, pages.frame, html_spots) for unread in (quoted.unread, observed.unread)]
        problems.append(_unsearched(marked.troubles, pages.frame))
    filled = [frame for frame in problems if len(frame)]
    return Chunk(frames, pd.concat(filled, ignore_index=True) if filled else problems[0], places, chunk.line_text, passages=passages_of)


def _derive_text(pages: pd.DataFrame) -> tuple[list[int], list[Derived]]:
    """Give pages that have HTML and no text the text of their HTML. Says which (rows, ascending), and what was derived."""
    if "html" not in pages:
        return [], []
    bare = pages["html"].notna() & pages["text"].isna() if "text" in pages else pages["html"].notna()
    rows = np.flatnonzero(bare.to_numpy())
    derived = [html_text(html) for html in pages["html"].iloc[rows]]  # markup can only be gone through one page at a time
    text = pages["text"].to_numpy(dtype=object).copy() if "text" in pages else np.full(len(pages), None, dtype=object)
    text[rows] = [one.text for one in derived]
    pages["text"] = pd.Series(text, index=pages.index, dtype="str")
    return rows.tolist(), derived


def _unsearched(troubles: dict[int, str], pages: pd.DataFrame) -> pd.DataFrame:
    """Pages whose markup was not searched for an article, as problems."""
    rows = np.array(list(troubles), dtype=np.int64)
    place = {name: pages[name].to_numpy()[rows] for name in ("source", "line", "column", "page", "page_line")}
    return pd.DataFrame({"problem": "unsearched-markup", "kind": "pages", "row": rows, "field": "html", "text": list(troubles.values()), **place}, columns=list(PROBLEM_COLUMNS))


def _located(kind: RecordKind, raw: pd.DataFrame, found: Segments, pages: pd.DataFrame, html_spots: Spots) -> pd.DataFrame:
    """The raw records with their provenance, in the order of their pages."""
    segment = raw["segment"].to_numpy(dtype=np.int64)
    page = found.page[segment]
    located = raw.drop(columns="segment").reset_index(drop=True)
    in_feed = pages["page"].notna().to_numpy()[page]
    line, column = html_spots(page, found.line[segment], found.column[segment])
    located["source"] = pages["source"].to_numpy()[page]
    located["line"] = np.where(in_feed, pages["line"].to_numpy()[page], line)
    located["column"] = np.where(in_feed, 1, column)
    located["page"] = pages["page"].to_numpy()[page]
    located["page_line"] = pd.Series(line).where(in_feed).astype("Int64").to_numpy()
    located["record"] = _ordinal(pages["source"].to_numpy()[page])
    located["on_page"] = True  # read off one page, so of one moment: a feed of records may hold a history instead
    for name in _INHERITED[kind]:
        if name == "url" and name in pages and name in located:
            # The address that was asked for; what the page says of its own is for pages without.
            located[name] = pages[name].iloc[page].reset_index(drop=True).fillna(located[name])
        if name in pages and name not in located:
            located[name] = pages[name].to_numpy()[page]
            if f"{name}.zoned" in pages:
                located[f"{name}.zoned"] = pages[f"{name}.zoned"].to_numpy()[page]
    return located


def _ordinal(source: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """The 0-based place of each record among those of its source in this chunk."""
    names = pd.Series(source)
    result: npt.NDArray[np.int64] = names.groupby(names, sort=False).cumcount().to_numpy().astype(np.int64)
    return result


def _places(where: pd.DataFrame, found: Segments, html_spots: Spots) -> pd.DataFrame:
    """Where each field stands: its line in the text of its page, or in its HTML, and its column there."""
    segment = where["segment"].to_numpy(dtype=np.int64)
    line, column = html_spots(found.page[segment], found.line[segment], found.column[segment] + where["offset"].to_numpy(dtype=np.int64))
    return pd.DataFrame({
        "row": where["row"].to_numpy(dtype=np.int64), "field": where["field"].array, "line": line, "column": column, "text": where["text"].array,
    }, columns=_PLACE)


def _at_field(problems: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Problems of a record's field, moved from the record's place to the field's."""
    if not len(problems):
        return problems
    moved = problems.merge(places[["row", "field", "line", "column"]], on=["row", "field"], how="left", suffixes=("", "_field"))
    in_feed = moved["page"].notna()
    there = moved["line_field"].notna()
    moved["page_line"] = moved["page_line"].where(~(in_feed & there), moved["line_field"])
    moved["line"] = moved["line"].where(in_feed | ~there, moved["line_field"])
    moved["column"] = moved["column"].where(in_feed | ~there, moved["column_field"])
    return moved[list(PROBLEM_COLUMNS)]


def _unread(unread: pd.DataFrame, found: Segments, pages: pd.DataFrame, html_spots: Spots) -> pd.DataFrame:
    """What looks like a quote or like weather and could not be read, as problems of its page."""
    segment = unread["segment"].to_numpy(dtype=np.int64)
    page = found.page[segment]
    in_feed = pages["page"].notna().to_numpy()[page]
    offset = unread["offset"].to_numpy(dtype=np.int64) if "offset" in unread else 0
    line, column = html_spots(page, found.line[segment], found.column[segment] + offset)
    return pd.DataFrame({
        "problem": unread["problem"].to_numpy(), "kind": "pages", "row": page, "field": "text", "text": unread["text"].to_numpy(), "source": pages["source"].to_numpy()[page],
        "line": np.where(in_feed, pages["line"].to_numpy()[page], line), "column": np.where(in_feed, 1, column),
        "page": pages["page"].to_numpy()[page], "page_line": pd.Series(line).where(in_feed).astype("Int64").to_numpy(),
    }, columns=list(PROBLEM_COLUMNS))
