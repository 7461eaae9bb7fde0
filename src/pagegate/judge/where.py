"""Where findings stand: the place of a field in its page, or of the character that a check points at; else the place of its record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.chunk import Chunk
from pagegate.frames import once
from pagegate.judge.told import Shown
from pagegate.model import RecordKind

_PLACES = ("line", "column", "page", "page_line", "record")

Objects = npt.NDArray[Any]


@dataclass(frozen=True)
class Where:
    """The places of some findings, one value each: their source; `line`, `column`, `page`, `page_line` and `record` as int or None; the offending text as shown, "" if unknown."""

    source: Objects
    places: dict[str, Objects]
    text: Objects

    @classmethod
    def of(cls, rows: pd.DataFrame, text: Objects | None = None) -> Where:
        """Where some records stand."""
        known = np.full(len(rows), "", dtype=object) if text is None else text
        return cls(rows["source"].to_numpy(dtype=object), {name: _whole(rows[name]) for name in _PLACES}, known)

    def part(self, rows: slice) -> Where:
        """The places of some of them."""
        return Where(self.source[rows], {name: values[rows] for name, values in self.places.items()}, self.text[rows])

    def moved(self, kind: RecordKind, rows: npt.NDArray[np.int64], fields: Objects, offsets: pd.Series[Any], shown: Shown, chunk: Chunk) -> Where:  # noqa: PLR0913, PLR0917  what `place_of` takes, and its answer
        """The same, with findings about fields that were put together from many places moved to the character which the check names."""
        offset = offsets.fillna(-1).to_numpy(dtype=np.int64)
        places, texts = {name: values.copy() for name, values in self.places.items()}, self.text.copy()
        for field in dict.fromkeys(fields.tolist()):
            passages = chunk.passages.get((kind, field))
            here = np.flatnonzero((fields == field) & (offset >= 0))
            if passages is None or not len(here):
                continue
            line, column = passages(rows[here], offset[here])
            _put(places, here, line, column)
            texts[here] = [_line_at(text, at) for text, at in zip(shown[field][here], offset[here].tolist(), strict=True)]  # the few rows that are reported
        return replace(self, places=places, text=texts)


def place_of(kind: RecordKind, rows: npt.NDArray[np.int64], fields: Objects, failing: pd.DataFrame, chunk: Chunk) -> Where:
    """The place of the field in each failing row; the record's place where the field has none of its own."""
    where = Where.of(failing)
    table = chunk.places.get(kind)
    if table is None or not len(table):
        return where
    first = _first(table)
    at = np.full(len(rows), -1, dtype=np.int64)
    for field in dict.fromkeys(fields.tolist()):
        here = fields == field
        at[here] = first.of(field, rows[here])
    there = np.flatnonzero(at >= 0)
    found = table.iloc[at[there]]
    known = found["line"].notna().to_numpy()
    there, found = there[known], found[known]
    _put(where.places, there, _whole(found["line"]), _whole(found["column"]))
    where.text[there] = found["text"].to_numpy(dtype=object)
    return where


def _put(places: dict[str, Objects], here: npt.NDArray[np.intp], line: Objects, column: Objects) -> None:
    """Put the lines of pages that stand in feeds where the feed's own line is not touched; other pages have lines and columns."""
    in_feed = np.array([page is not None for page in places["page"][here]], dtype=bool)
    for name, values, mine in (("page_line", line, in_feed), ("line", line, ~in_feed), ("column", column, ~in_feed)):
        places[name][here[mine]] = values[mine]


class _First:
    """Where in a table of places the first of a field of a row stands: looked up once for each field, however many rules point at it."""

    def __init__(self, places: pd.DataFrame) -> None:
        self._row = places["row"].to_numpy(dtype=np.int64)
        self._field, names = pd.factorize(places["field"])
        self._names = {name: number for number, name in enumerate(names)}
        self._known: dict[str, npt.NDArray[np.int64]] = {}

    def of(self, field: str, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The position of each row's place, -1 where it has none."""
        if field not in self._known:
            mine = np.flatnonzero(self._field == self._names.get(field, -2))[::-1]
            known = np.full(int(self._row.max()) + 1, -1, dtype=np.int64)
            known[self._row[mine]] = mine
            self._known[field] = known
        known = self._known[field]
        there = rows < len(known)
        return np.where(there, known[np.where(there, rows, 0)], -1)


@once
def _first(places: pd.DataFrame) -> _First:
    return _First(places)


def _whole(column: pd.Series[Any]) -> Objects:
    """Whole numbers as objects, None for nulls."""
    values = np.full(len(column), None, dtype=object)
    there = column.notna().to_numpy(dtype=bool)
    if there.any():
        values[there] = column.to_numpy(dtype=object)[there].astype(np.int64)
    return values


def _line_at(text: str, offset: int) -> str:
    """The line of a text that holds a character."""
    end = text.find("\n", offset)
    return text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)]
