"""Puts the articles that pages tell in their markup in the place of those that were read from their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.literals.times import read_times
from pagegate.pages.articles import Articles
from pagegate.pages.html_article import Found, find_article
from pagegate.pages.html_lines import Lines, line_of
from pagegate.pages.html_text import Derived
from pagegate.pages.passages import Pieces
from pagegate.pages.segments import Segments

#: What is taken from the metadata as it stands.
_DECLARED = ("site", "author", "url", "published_at", "modified_at", "description", "language", "declared_words", "declared_body", "free_to_read")
#: What stands nowhere in the text has the place of its value in the markup, or of the name that it has in JSON-LD.
_NAMES = {"declared_words": '"wordCount"', "declared_body": '"articleBody"', "free_to_read": '"isAccessibleForFree"'}


@dataclass(frozen=True)
class HtmlArticles:
    """The articles of all pages; `spots` are the places that are in the markup alone: `row`, `field`, `line`, `column`, `text`; `troubles` says, by row of the page, why one was not searched."""

    articles: Articles
    spots: pd.DataFrame
    troubles: dict[int, str]


def html_articles(told: Articles, found: Segments, pages: Sequence[int], html: Sequence[str], derived: Sequence[Derived]) -> HtmlArticles:
    """The articles of `told`, but for those of `pages` (ascending rows) that have `html` and the text `derived` from it: theirs are looked for in their markup.

    A page that cannot be searched keeps what was told of its text. `shown_at` is the date that the text shows, where the markup declares one too.
    """
    none = pd.DataFrame({"row": pd.Series(dtype="int64"), "field": "", "line": 0, "column": 0, "text": ""})
    if not len(pages):
        return HtmlArticles(told, none, {})
    troubles: dict[int, str] = {}
    records: dict[int, _Record] = {}
    shown = {int(page): row for row, page in enumerate(found.page[told.raw["segment"].to_numpy(dtype=np.int64)])}
    dates = _listed(told.raw, "published_at")
    at = _Where(found)
    for page, markup, text in zip(pages, html, derived, strict=True):  # markup can only be searched one page at a time
        lines = Lines(text.text.split("\n"), text.linked)
        article = find_article(markup, lines)
        if article.trouble:
            troubles[page] = article.trouble
        elif article.lines:
            records[page] = _record(page, article, lines, markup, text, at, dates[shown[page]] if page in shown else None)
    _drop_unreadable(records)
    return _together(told, found, records, [page for page in pages if page not in troubles], none, troubles)


@dataclass(frozen=True)
class _Record:
    """One article: its fields, where it begins, the places of its fields, in the text (field, segment, text) and in the markup (field, line, column, text), and the pieces of its body (character, segment)."""

    fields: dict[str, str | None]
    segment: int
    places: list[tuple[str, int, str]]
    spots: list[tuple[str, int, int, str]]
    pieces: list[tuple[int, int]]


class _Where:
    """Finds the segments of lines."""

    def __init__(self, found: Segments) -> None:
        self._width = int(found.line.max(initial=0)) + 2
        self._keys: npt.NDArray[np.int64] = found.page * self._width + found.line

    def first(self, page: int, line: int) -> int:
        """The first segment of a line (by position) of a page, or the next one there is."""
        return min(int(np.searchsorted(self._keys, page * self._width + line + 1, side="left")), len(self._keys) - 1)

    def last(self, page: int, line: int) -> int:
        """The last segment of a line."""
        return max(int(np.searchsorted(self._keys, page * self._width + line + 1, side="right")) - 1, 0)


def _record(page: int, article: Found, lines: Lines, html: str, text: Derived, at: _Where, shown_at: str | None) -> _Record:  # noqa: PLR0913, PLR0917  a page in all its forms
    meta = article.metadata
    assert meta is not None  # noqa: S101  an article has its page's metadata
    first, last = article.lines[0], article.lines[-1]
    title = meta.shown or meta.title or meta.headline
    titled = line_of(lines, title, first) if title else -1
    fields: dict[str, str | None] = {name: getattr(meta, name) for name in _DECLARED}
    fields |= {"title": title, "headline": meta.headline or meta.title, "body": "\n".join(lines.text[line].strip() for line in article.lines), "shown_at": shown_at if meta.published_at else None}
    fields["published_at"] = meta.published_at or shown_at
    places = [("body", at.last(page, last), lines.text[last].strip())]
    if titled >= 0 and title:
        places.append(("title", at.first(page, titled), title))
    return _Record(fields, at.first(page, titled if 0 <= titled < first else first), places, list(_spots(fields, html, text, known={"title"} if titled >= 0 else set())), list(_pieces(page, article, lines, at)))


def _pieces(page: int, article: Found, lines: Lines, at: _Where) -> Iterator[tuple[int, int]]:
    """At which character of the body each of its lines begins, and the segment that it is."""
    begin = 0
    for line in article.lines:
        yield begin, at.first(page, line)
        begin += len(lines.text[line].strip()) + 1


def _drop_unreadable(records: dict[int, _Record]) -> None:
    """Take away second witnesses of the date that cannot be read: the first can."""
    shown = pd.Series([record.fields["shown_at"] for record in records.values()], dtype="str")
    for record, readable in zip(records.values(), read_times(shown).readable, strict=True):
        record.fields["shown_at"] = record.fields["shown_at"] if readable else None


def _spots(fields: dict[str, str | None], html: str, text: Derived, known: set[str]) -> Iterator[tuple[str, int, int, str]]:
    for name, value in fields.items():
        if value and name not in known and name not in {"body", "shown_at"}:
            offset = html.find(_NAMES.get(name, value))
            if offset >= 0:
                line = int(np.searchsorted(text.starts, offset, side="right"))
                yield name, line, offset - int(text.starts[line - 1]) + 1, value[:200]


def _together(told: Articles, found: Segments, records: dict[int, _Record], searched: list[int], none: pd.DataFrame, troubles: dict[int, str]) -> HtmlArticles:  # noqa: PLR0913, PLR0917
    """Records of the searched pages beside what was told of the others, in the order of their pages."""
    old_page = found.page[told.raw["segment"].to_numpy(dtype=np.int64)]
    kept = np.flatnonzero(~np.isin(old_page, searched))
    pages = np.concatenate([old_page[kept], np.array(list(records), dtype=np.int64)])
    reads = {int(page): row for row, page in enumerate(old_page)}
    columns: dict[str, list[str | None]] = {}
    names = dict.fromkeys([*told.raw.columns.drop("segment"), *(name for record in records.values() for name in record.fields)])
    for name in names:
        before = _listed(told.raw, name)
        # What only the text tells (its reading time, a byline) goes with the page's record.
        columns[name] = [before[row] for row in kept] + [record.fields.get(name) or (before[reads[page]] if page in reads and name not in {"headline", "shown_at"} else None) for page, record in records.items()]
    segment = np.concatenate([told.raw["segment"].to_numpy(dtype=np.int64)[kept], np.array([record.segment for record in records.values()], dtype=np.int64)])
    order = np.argsort(pages, kind="stable")
    raw = pd.DataFrame({name: pd.Series(values, dtype="str").iloc[order].to_numpy() for name, values in columns.items()}, index=pd.RangeIndex(len(order)))
    raw = raw.dropna(axis="columns", how="all") if len(raw) else raw
    raw["segment"] = segment[order]
    row_of = {int(page): row for row, page in enumerate(pages[order])}
    new = [(row_of[page], field, at, text) for page, record in records.items() for field, at, text in record.places]
    known = {(row, field) for row, field, _, _ in new}
    spots = [(row_of[page], *spot) for page, record in records.items() for spot in record.spots if (row_of[page], spot[0]) not in known]
    pointed = known | {(row, field) for row, field, *_ in spots}
    old = told.places
    old_row = np.array([row_of.get(int(page), -1) for page in old_page], dtype=np.int64)[old["row"].to_numpy(dtype=np.int64)] if len(old) else np.empty(0, dtype=np.int64)
    keep = [row >= 0 and (int(row), field) not in pointed and field in raw and bool(pd.notna(raw[field].iloc[row])) for row, field in zip(old_row, old["field"], strict=True)]
    places = pd.concat([old.assign(row=old_row)[keep], pd.DataFrame([(row, field, at, 0, text) for row, field, at, text in new], columns=["row", "field", "segment", "offset", "text"])], ignore_index=True)
    in_markup = pd.DataFrame(spots, columns=list(none.columns)) if spots else none
    unread = told.unread.copy()
    unread[list(records)] = 0.0
    return HtmlArticles(Articles(raw, places, _all_pieces(told.pieces, old_page, kept, records, row_of), unread), in_markup, troubles)


def _all_pieces(old: Pieces, old_page: npt.NDArray[np.int64], kept: npt.NDArray[np.intp], records: dict[int, _Record], row_of: dict[int, int]) -> Pieces:
    """The pieces of the bodies of all records, in the order of their rows."""
    stay = np.isin(old.row, kept)
    rows = np.array([row_of.get(int(page), -1) for page in old_page], dtype=np.int64)[old.row[stay]]
    new = np.array([(row_of[page], begin, segment) for page, record in records.items() for begin, segment in record.pieces], dtype=np.int64).reshape(-1, 3)
    row, begin, segment = (np.concatenate(both) for both in ((rows, new[:, 0]), (old.begin[stay], new[:, 1]), (old.segment[stay], new[:, 2])))
    skipped = np.concatenate([old.skipped[stay], np.zeros(len(new), dtype=np.int64)])
    order = np.lexsort((begin, row))
    return Pieces(row[order], begin[order], segment[order], skipped[order])


def _listed(raw: pd.DataFrame, name: str) -> list[str | None]:
    """A column of text as a list, None where it is null or the column is not there."""
    return [None] * len(raw) if name not in raw else raw[name].astype(object).where(raw[name].notna(), None).tolist()
