"""Reads Parquet, one batch of rows after another, with its native types."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pagegate.sources.formats import Format, Found, Table, Trouble
from pagegate.sources.sample import sample
from pagegate.sources.stream import Stream, UnreadableError

_MAGIC = b"PAR1"
_PAGE = 1 << 16
#: How many values of one column are looked at together for their decimals.
_VALUES = 1 << 15


def read(stream: Stream) -> Iterator[Found]:
    """The rows of a Parquet file as tables of at most `chunk_rows` rows and about `chunk_bytes` bytes.

    Nested columns get dotted names and lists become JSON text, as in JSON. Decimals keep their digits, as `Shown`; dates and clock times become text. How many decimals
    a column of binary numbers has is told by all of it, so its columns are gone through twice.
    A file that came compressed or through a pipe is put into a temporary file first, because Parquet is read from its end.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    limits = stream.limits
    rows = 0
    with _seekable(stream) as file:
        try:
            # A page of each column at a time, and in this thread: else what is stored of all columns is held at once, for as many rows as the file's writer put together, and memory for each thread.
            parquet = pq.ParquetFile(file, buffer_size=_PAGE, pre_buffer=False)
            if parquet.metadata.num_columns > limits.columns:
                msg = f"has {parquet.metadata.num_columns:,} columns, more than {limits.columns:,}"
                raise UnreadableError(msg)
            doubled = [name for name, count in Counter(parquet.schema_arrow.names).items() if count > 1]
            if doubled:
                told = ", ".join(sample(name, 40) for name in doubled[:5])
                yield Trouble("duplicate-key", f"the schema has {told} more than once; the last column is kept", field=sample(doubled[0], 100))
            steps = _steps(parquet)
            for batch in parquet.iter_batches(batch_size=limits.chunk_rows, use_threads=False):
                table = pa.Table.from_batches([batch])
                most = max(1, min(limits.chunk_rows, table.num_rows * limits.chunk_bytes // max(1, table.nbytes)))
                for start in range(0, table.num_rows, most):
                    yield Table(frame_of(table.slice(start, most)), steps)
                rows += table.num_rows
        except (pa.ArrowException, OSError, ValueError) as error:
            told = sample(str(error))
            if rows:
                yield Trouble("unreadable-source", f"cannot be read after row {rows:,}: {told}")
            else:
                msg = f"is not sound Parquet: {told}"
                raise UnreadableError(msg) from error


def _seekable(stream: Stream) -> Any:
    if stream.is_plain_file:
        return open(stream.source.location, "rb")  # noqa: PTH123  the caller closes it
    from tempfile import TemporaryFile

    spool = TemporaryFile()  # noqa: SIM115  the caller closes it
    for block in stream.blocks():
        spool.write(block)
    spool.seek(0)
    return spool


def _steps(parquet: Any) -> dict[str, float]:
    """What the last decimal of each column of binary numbers is worth. What cannot be decoded is told when it is read."""
    import pyarrow as pa

    most: dict[str, int] = {}
    floats = [field.name for field in parquet.schema_arrow if pa.types.is_floating(field.type) or pa.types.is_struct(field.type)]
    for name in floats:
        with contextlib.suppress(pa.ArrowException, OSError):
            for batch in parquet.iter_batches(batch_size=_VALUES, columns=[name], use_threads=False):
                count_decimals(pa.Table.from_batches([batch]), most)
    pa.default_memory_pool().release_unused()
    return {name: 10.0**-places for name, places in most.items()}


def count_decimals(table: Any, most: dict[str, int]) -> None:
    """Bring the most decimals that each column of binary numbers has up to date with those of a table."""
    import numpy as np
    import pyarrow as pa

    from pagegate.records.steps import decimals, precision

    table = _flat(table)
    for name, column in zip(table.column_names, table.columns, strict=True):
        if pa.types.is_floating(column.type):
            values = column.to_numpy()
            most[name] = decimals(values.astype(np.float64, copy=False), precision(values.dtype), most.get(name, 0))


def _flat(table: Any) -> Any:
    import pyarrow as pa

    while any(pa.types.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    return table


def frame_of(table: Any) -> Any:
    """An Arrow table as records have it: nested columns with dotted names, numbers and times native, all else text."""
    import pandas as pd

    table = _flat(table)
    return pd.DataFrame({name: _column(table.column(number)) for number, name in enumerate(table.column_names)}, index=pd.RangeIndex(table.num_rows))


def _column(column: Any) -> Any:
    """A column as pandas has it: numbers and times native, all else text, or objects where nulls or digits would be lost."""
    import pandas as pd
    import pyarrow as pa

    from pagegate.records.native import as_text

    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        column = pa.chunked_array([chunk.storage for chunk in column.chunks], kind.storage_type)
        kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pa.types.is_integer(kind):
        if column.null_count == 0:
            return column.to_pandas()
        names = {str(dtype).lower(): dtype for dtype in (pd.Int8Dtype(), pd.Int16Dtype(), pd.Int32Dtype(), pd.Int64Dtype(), pd.UInt8Dtype(), pd.UInt16Dtype(), pd.UInt32Dtype(), pd.UInt64Dtype())}
        return column.to_pandas(types_mapper=lambda _: names[str(kind)])
    if pa.types.is_floating(kind) or pa.types.is_timestamp(kind):
        return column.to_pandas()
    if pa.types.is_decimal(kind):
        from pagegate.records.values import Shown

        return pd.Series([None if value is None else Shown(value) for value in column.to_pylist()], dtype=object)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_date(kind) or pa.types.is_time(kind) or pa.types.is_null(kind):
        return _sound(column.cast(pa.large_string())).to_pandas().astype("str")
    return pd.Series([value if isinstance(value, bool) else as_text(value) for value in column.to_pylist()], dtype=object)


def _sound(column: Any) -> Any:
    """Text that is UTF-8: a damaged file may hold bytes that are not, and nothing looks at them before they are used."""
    import pyarrow as pa

    raw = column.cast(pa.large_binary())
    try:
        return raw.cast(pa.large_string())
    except pa.ArrowInvalid:
        return pa.chunked_array([[None if value is None else value.decode("utf-8", "replace") for value in raw.to_pylist()]], pa.large_string())


FORMAT = Format(name="Parquet", suffixes=(".parquet", ".pq"), read=read, sniff=lambda head: head.startswith(_MAGIC), rank=10)
