"""Gathers what readers find, from one source or many, into chunks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from pagegate.chunk import RawChunk
from pagegate.config.settings import Feed
from pagegate.frames import beside
from pagegate.model import RecordKind
from pagegate.records.build import PROBLEM_COLUMNS, RESERVED, SHADOWS
from pagegate.records.feeds import mapped
from pagegate.records.values import Shown, whole
from pagegate.sources.decode import split_lines
from pagegate.sources.formats import Item, Table, Trouble
from pagegate.sources.stream import Limits

#: The most of a line that is shown.
LONGEST_LINE = 2_000
#: A chunk of fewer bytes costs more than two processes gain by it.
_LEAST = 4 << 20


class Pile:
    """Records of one kind and troubles, until they are a chunk."""

    def __init__(self, limits: Limits, share: Callable[[], int] | None = None) -> None:
        """Begin empty. `share` says how many bytes would do for a chunk, if fewer than the limit."""
        self.kind: RecordKind | None = None
        self.feed: Feed | None = None
        self._limits, self._share = limits, share
        self._own: dict[str, None] = {}
        self._clear()

    def _clear(self) -> None:
        self._items: list[Item] = []
        self._names: dict[str, None] = {}
        self._runs: list[_Run] = []
        self._troubles: list[tuple[str, Trouble]] = []
        self._empty: list[str] = []
        self._sources: dict[str, None] = {}
        self._large = False
        self._size = 0
        self._most = self._limits.chunk_bytes if self._share is None else min(self._limits.chunk_bytes, max(_LEAST, self._share()))

    @property
    def rows(self) -> int:
        """How many records it holds."""
        return len(self._items)

    @property
    def full(self) -> bool:
        """Whether it is time for a chunk."""
        rows, limits = len(self._items), self._limits
        return rows >= limits.chunk_rows or self._size >= self._most or rows * len(self._names) >= limits.chunk_cells or len(self._troubles) >= limits.chunk_rows

    def parts(self, names: Iterable[str], *, large: bool) -> bool:
        """Whether a source whose records have these columns must not share the chunk. A large source shares one only with its like: what it has not got is not to look empty in it."""
        return bool(self._items) and (large or self._large) and self._names.keys() != set(names)

    def widens(self, item: Item) -> bool:
        """Whether a record has columns that the other sources of the chunk have not, one of which is large."""
        return self._large and len(self._runs) > 1 and not item.fields.keys() <= self._names.keys()

    def begin(self, source: str, record: int, *, paged: bool, large: bool = False) -> None:
        """Say where the next records come from: `record` is the place of the first in its source; `paged`, whether each is a page of a feed; `large`, whether they are many."""
        self._large |= large
        self._own = {}
        self._sources[source] = None
        self._runs.append(_Run(source, len(self._items), record, paged))

    def go_on(self, kind: RecordKind, source: str, record: int, *, paged: bool, large: bool) -> None:
        """Begin a new chunk inside a source, as `begin` does. A column that the source had before is one of the chunk, where it may be empty: that it was lost is for rules about the whole scrape to see."""
        self.kind, had = kind, self._own
        self.begin(source, record, paged=paged, large=large)
        self._own, self._names = had, dict(had)

    def add(self, item: Item) -> None:
        """Take a record."""
        self._items.append(item)
        self._size += item.size
        if not item.fields.keys() <= self._own.keys():
            self._own |= dict.fromkeys(item.fields)
        if not item.fields.keys() <= self._names.keys():
            self._names |= dict.fromkeys(item.fields)

    def complain(self, source: str, trouble: Trouble) -> None:
        """Take a trouble."""
        self._sources[source] = None
        self._troubles.append((source, trouble))

    def visit(self, source: str) -> None:
        """Take note of a source that could be read and holds no record."""
        self._sources[source] = None
        self._empty.append(source)

    def chunks(self) -> Iterable[RawChunk]:
        """What it holds, as a chunk, or none if it is empty; afterwards it is empty, and of no kind."""
        if self._items or self._troubles or self._empty:
            chunk = of_feed(self._chunk(), self.feed)
            self._clear()
            yield chunk
        self.kind = None

    def _chunk(self) -> RawChunk:
        records = [item.fields for item in self._items]
        columns = {name: _column([record.get(name) for record in records]) for name in self._names}
        shown: dict[str, list[tuple[int, str]]] = {}
        provenance: dict[str, list[Any]] = {"source": [], "line": [item.line for item in self._items], "column": [item.column for item in self._items], "page": [], "record": []}
        ends = [*(run.row for run in self._runs[1:]), len(self._items)]
        for run, end in zip(self._runs, ends, strict=False):  # without runs there is nothing but troubles
            places = range(run.record, run.record + end - run.row)
            provenance["source"] += [run.source] * len(places)
            provenance["record"] += places
            provenance["page"] += places if run.paged else [None] * len(places)
            shown.setdefault(run.source, []).extend((item.line, item.shown) for item in self._items[run.row : end] if item.shown and item.line is not None)
        for source, trouble in self._troubles:
            if trouble.shown and trouble.line is not None:
                shown.setdefault(source, []).append((trouble.line, trouble.shown))
        whence = {"source": pd.Series(provenance["source"], dtype="str"), **{name: _numbers(provenance[name]) for name in ("line", "column", "page")}, "record": pd.Series(provenance["record"], dtype="int64")}
        raw = _framed(columns, len(records), whence)
        kept = {source: sorted(pieces, key=itemgetter(0)) for source, pieces in shown.items() if pieces}
        return RawChunk(self.kind or "pages", raw, _problems(self._troubles), Lines(raw, kept), tuple(self._empty), tuple(self._sources))


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows of a pile that come from one source: the first of them, and its place in the source."""

    source: str
    row: int
    record: int
    paged: bool


def of_feed(chunk: RawChunk, feed: Feed | None) -> RawChunk:
    """A chunk with its columns under pagegate's names, as the feed it comes from says."""
    return chunk if feed is None or chunk.raw.empty else replace(chunk, raw=mapped(chunk.raw, chunk.kind, feed))


def table_chunk(kind: RecordKind, source: str, table: Table, first: int, *, paged: bool) -> RawChunk:
    """The chunk of a table whose first row is the `first`-th record of its source."""
    rows = len(table.frame)
    numbers, nowhere = pd.Series(np.arange(first, first + rows, dtype=np.int64)), _nowhere(rows)
    provenance = {"source": pd.Series(pd.array([source], dtype="str").repeat(rows)), "line": nowhere, "column": nowhere, "page": numbers.astype("Int64") if paged else nowhere, "record": numbers}
    raw = _framed({name: table.frame[name] for name in table.frame.columns}, rows, provenance, table.steps)
    return RawChunk(kind, raw, _problems([]), Lines(raw, {}), sources=(source,))


@dataclass(frozen=True)
class Lines:
    """The lines of a chunk's sources and pages, as far as its records and troubles show them: a LineText that can be sent to a worker.

    `shown` has the first line and the text of what was kept, by source, sorted. A source that is itself a page has its lines in `raw`, as pages in feeds have.
    """

    raw: pd.DataFrame
    shown: Mapping[str, Sequence[tuple[int, str]]]
    _last: dict[tuple[str, int | None], list[str]] = field(default_factory=dict, repr=False, compare=False)
    _starts: dict[str, list[int]] = field(default_factory=dict, repr=False, compare=False)
    _rows: dict[tuple[str, int | None], int] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, source: str, page: int | None, line: int) -> str | None:
        """The text of a line, at most 2,000 characters; None if it was not kept."""
        lines: Sequence[str] | None
        if page is None and source in self.shown:
            first, lines = self._piece(source, line)
        else:
            first, lines = 1, self._page(source, page)
        at = line - first
        return lines[at][:LONGEST_LINE] if lines is not None and 0 <= at < len(lines) else None

    def _piece(self, source: str, line: int) -> tuple[int, list[str]]:
        shown = self.shown[source]
        if source not in self._starts:
            self._starts[source] = [start for start, _ in shown]
        at = bisect_left(self._starts[source], line)
        if at == len(shown) or shown[at][0] != line:
            at -= 1
        return (shown[at][0], split_lines(shown[at][1])) if at >= 0 else (line + 1, [])

    def _page(self, source: str, page: int | None) -> list[str] | None:
        key = (source, page)
        if key not in self._last:
            if not self._rows:
                pages = self.raw["page"].astype(object).where(self.raw["page"].notna(), None)
                self._rows.update({key: row for row, key in enumerate(zip(self.raw["source"], pages, strict=True))})
            row = self._rows.get(key)
            texts = [self.raw[name].iloc[row] for name in ("text", "html") if row is not None and name in self.raw]
            text = next((text for text in texts if isinstance(text, str)), None)
            if text is None:
                return None
            self._last.clear()
            self._last[key] = split_lines(text)
        return self._last[key]


def _framed(columns: Mapping[str, Any], rows: int, provenance: Mapping[str, pd.Series[Any]], steps: Mapping[str, float] | None = None) -> pd.DataFrame:
    """The frame of a chunk: the columns as found, each with what its last decimal is worth where that is known, then where its rows come from."""
    named: dict[str, Any] = {}
    for name, column in columns.items():
        own = whole(name)
        while own in RESERVED or own.endswith(SHADOWS) or (own != name and (own in columns or own in named)):
            own += "_"
        named[own] = _in_one_piece(column)
        if steps and name in steps:
            named[f"{own}.step"] = steps[name]
    named |= {name: provenance[name] if name in provenance else _nowhere(rows) for name in ("source", "line", "column", "page", "page_line", "record")}
    return beside(named, rows)


def _in_one_piece(column: Any) -> Any:
    """A column whose text, if it is text, is not in several pieces: to take a few rows of them, all are put together each time."""
    if not isinstance(column.dtype, pd.StringDtype) or column.dtype.storage != "pyarrow":
        return column
    pieces = column.array.__arrow_array__()
    return column if getattr(pieces, "num_chunks", 1) < 2 else pd.Series(pd.array(pieces.combine_chunks(), dtype=column.dtype), index=column.index)


def _column(values: list[Any]) -> pd.Series[Any]:
    """Text where all is text or None, else objects: numbers as shown must stay apart from text."""
    types = set(map(type, values))
    if types <= {str, type(None)}:
        try:
            return pd.Series(values, dtype="str")
        except UnicodeEncodeError:
            return pd.Series([whole(value) for value in values], dtype="str")
    if bytes in types:
        values = [Shown(value, "ascii") if type(value) is bytes else value for value in values]
    if str in types:
        values = [whole(value) if type(value) is str else value for value in values]
    return pd.Series(values, dtype=object)


def _numbers(values: list[int | None]) -> pd.Series[Any]:
    """Places, where they may be unknown."""
    return pd.Series(values, dtype="Int64") if any(value is not None for value in values) else _nowhere(len(values))


def _nowhere(rows: int) -> pd.Series[Any]:
    """Places that are not known."""
    return pd.Series(pd.arrays.IntegerArray(np.zeros(rows, dtype=np.int64), np.ones(rows, dtype=bool)))


def _problems(troubles: Sequence[tuple[str, Trouble]]) -> pd.DataFrame:
    count = len(troubles)
    columns: dict[str, Any] = {
        "problem": pd.Series([trouble.problem for _, trouble in troubles], dtype="str"),
        "kind": pd.Series(["pages"] * count, dtype="str"),
        "row": pd.Series([-1] * count, dtype="int64"),
        "field": pd.Series([trouble.field for _, trouble in troubles], dtype="str"),
        "text": pd.Series([trouble.text for _, trouble in troubles], dtype="str"),
        "source": pd.Series([source for source, _ in troubles], dtype="str"),
        "line": _numbers([trouble.line for _, trouble in troubles]),
        "column": _numbers([trouble.column for _, trouble in troubles]),
        "page": _numbers([None] * count),
        "page_line": _numbers([None] * count),
    }
    return pd.DataFrame(columns, columns=list(PROBLEM_COLUMNS))
