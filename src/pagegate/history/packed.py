"""Frames of facts as bytes: Arrow's stream, compressed. It holds numbers and words, and reading it runs nothing."""

from __future__ import annotations

from typing import Any

import pandas as pd


def packed(frame: pd.DataFrame) -> bytes:
    """A frame without its index as bytes; the same frame gives the same bytes."""
    import pyarrow as pa

    table = pa.Table.from_pandas(frame, preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as stream:
        stream.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def unpacked(data: bytes) -> pd.DataFrame:
    """The frame in such bytes; words come as categories. Raises ValueError for bytes that are none."""
    import pyarrow as pa

    try:
        with pa.ipc.open_stream(data) as stream:
            frame: Any = stream.read_all().to_pandas()
    except (pa.ArrowException, OSError) as error:
        msg = f"facts that cannot be read: {error}"
        raise ValueError(msg) from error
    words = {name: column.astype("category") for name, column in frame.items() if isinstance(column.dtype, pd.StringDtype)}
    told: pd.DataFrame = frame.assign(**words)
    return told
