"""Records that a Python program hands over: frames, Arrow tables, mappings."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from os import PathLike
from typing import Any, Literal

import pandas as pd

from pagegate.chunk import RawChunk
from pagegate.errors import UsageError
from pagegate.frames import beside
from pagegate.model import RecordKind
from pagegate.records.collect import table_chunk
from pagegate.records.json_items import TOO_DEEP, flat
from pagegate.records.kind import kind_of, misfit, undecided
from pagegate.records.native import from_python
from pagegate.records.read import read_found
from pagegate.records.values import whole
from pagegate.sources.formats import Found, Item, Table, Trouble
from pagegate.sources.sample import sample
from pagegate.sources.stream import Limits

AnyKind = RecordKind | Literal["auto"]
#: What records are said to come from that have no file.
FRAME, TABLE, RECORDS = "<frame>", "<table>", "<records>"
_WANTED = "give paths (text or pathlib.Path), a DataFrame, an Arrow table, or mappings, one a record"


def paths_or_chunks(given: Any, kind: AnyKind = "auto") -> list[Any] | Iterator[RawChunk]:
    """What was given: a list of paths to be found, or the chunks of the records in it.

    Records are a DataFrame (a named index is a column of it; the levels of a column's name are joined by dots), anything with an Arrow stream (pyarrow, polars), one mapping,
    or an iterable of mappings or dataclasses, which is gone through once.

    Raises UsageError for anything else, for two columns of one name, and for records whose kind cannot be told.
    """
    if isinstance(given, str | PathLike):
        return [given]
    if isinstance(given, pd.DataFrame):
        return iter((of_frame(given, kind),))
    if hasattr(given, "__arrow_c_stream__") and not isinstance(given, pd.Series):
        return _known(read_found(TABLE, _tables(given), kind))
    if isinstance(given, Mapping):
        if given and all(isinstance(value, list | tuple | pd.Series) for value in given.values()):
            msg = "a mapping is one record, and this one holds lists: for columns give pandas.DataFrame(it)"
            raise UsageError(msg)
        return _known(read_found(RECORDS, items_of([given]), kind))
    if isinstance(given, pd.Series | pd.Index | bytes | bytearray) or hasattr(given, "read") or not isinstance(given, Iterable):
        msg = f"{_article(given)} cannot be judged: {_WANTED}"
        raise UsageError(msg)
    return _of_iterable(given, kind)


def _of_iterable(given: Iterable[Any], kind: AnyKind) -> list[Any] | Iterator[RawChunk]:
    """Paths or records, by the first of them; the others must be alike."""
    rest = iter(given)
    first = next(rest, None)
    if first is None:
        return _known(read_found(RECORDS, iter(()), kind))
    if isinstance(first, str | PathLike):
        paths = [first, *rest]
        odd = next((path for path in paths if not isinstance(path, str | PathLike)), None)
        if odd is not None:
            msg = f"among the paths is {_article(odd)}: {_WANTED}"
            raise UsageError(msg)
        return paths
    if not _is_record(first):
        msg = f"{_article(given)} of {type(first).__name__} cannot be judged: {_WANTED}"
        raise UsageError(msg)
    return _known(read_found(RECORDS, items_of(chain([first], rest)), kind))


def of_frame(frame: pd.DataFrame, kind: AnyKind = "auto") -> RawChunk:
    """A DataFrame of records as a chunk of the source `<frame>`, its rows without lines. A column named as a place is (`page`, `line`) keeps its values under that name and `_`.

    Raises UsageError if its kind cannot be told, if it has none of that kind's columns, or two columns of one name.
    """
    names = [_name(name) for name in frame.columns]
    columns: dict[str, pd.Series[Any]] = {}
    for level, label in enumerate(frame.index.names):
        if label is not None and _name(label) not in names:
            columns[_name(label)] = frame.index.get_level_values(level).to_series(index=pd.RangeIndex(len(frame)))
    doubled = [name for name, count in Counter(names).items() if count > 1]
    if doubled:
        msg = f"the frame has {', '.join(sample(name, 40) for name in doubled[:5])} more than once: rename the columns, or drop all but one"
        raise UsageError(msg)
    columns |= {name: _whole(frame.iloc[:, number].reset_index(drop=True)) for number, name in enumerate(names)}
    found = kind_of(columns) if kind == "auto" else kind
    if len(frame):
        _refuse(undecided(columns) if found is None else misfit(found, columns) or "")
    found = found or "pages"
    chunk = table_chunk(found, FRAME, Table(beside(columns, len(frame))), 0, paged=found == "pages")
    return dataclasses.replace(chunk, empty=() if len(frame) else (FRAME,))


def _whole(column: pd.Series[Any]) -> pd.Series[Any]:
    """Objects without halves of surrogate pairs in their texts, which no text column can hold."""
    return pd.Series([whole(value) for value in column], index=column.index, dtype=object, name=column.name) if column.dtype == object else column


def _name(label: Any) -> str:
    return ".".join(str(part) for part in label if str(part)) if isinstance(label, tuple) else str(label)


def _is_record(value: Any) -> bool:
    return isinstance(value, Mapping) or (dataclasses.is_dataclass(value) and not isinstance(value, type))


def items_of(records: Iterable[Any]) -> Iterator[Found]:
    """Each mapping or dataclass as an item, or as the trouble with it: one for one."""
    for number, record in enumerate(records):
        try:
            if not _is_record(record):
                yield Trouble("unreadable-record", f"record {number:,} is {_article(record)}, not a mapping: {sample(repr(record), 100)}")
                continue
            fields = flat(from_python(record if isinstance(record, Mapping) else dataclasses.asdict(record)))
        except RecursionError:
            yield Trouble("unreadable-record", f"record {number:,} {TOO_DEEP}")
            continue
        yield Item(fields, None, None, size=sum(len(value) for value in fields.values() if isinstance(value, str)))


def _tables(given: Any) -> Iterator[Found]:
    import pyarrow as pa

    from pagegate.records.read_parquet import count_decimals, frame_of

    table = pa.table(given)
    most: dict[str, int] = {}
    count_decimals(table, most)
    steps = {name: 10.0**-places for name, places in most.items()}
    rows = Limits().chunk_rows
    for start in range(0, table.num_rows, rows):
        yield Table(frame_of(table.slice(start, rows)), steps)


def _known(chunks: Iterator[RawChunk]) -> Iterator[RawChunk]:
    """The chunks; the kind of a program's own records is for the program to say."""
    for chunk in chunks:
        unknown = chunk.problems.loc[chunk.problems["problem"] == "unknown-kind", "text"]
        _refuse(unknown.iloc[0] if len(unknown) else "")
        yield chunk


def _refuse(wrong: str) -> None:
    if wrong:
        raise UsageError(wrong.replace("--kind", "kind="))


def _article(value: Any) -> str:
    name = type(value).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
