"""What tests of readers ask of the chunks that come out."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pagegate.chunk import RawChunk

QUOTE = '{"symbol": "FCHI", "price": 8074.23}'
#: Writes a file and reads it, into the chunks that come out.
Reads = Callable[..., list[RawChunk]]


def rows(chunks: list[RawChunk], *names: str) -> list[Any]:
    """The values of some columns over all chunks, None for nulls: plain values for one column, tuples for several."""
    columns = [[None if pd.isna(value) else value for chunk in chunks for value in (chunk.raw[name] if name in chunk.raw else [None] * len(chunk.raw))] for name in names]
    return columns[0] if len(names) == 1 else list(zip(*columns, strict=True))


def problems(chunks: list[RawChunk]) -> list[tuple[str, int | None]]:
    """The name and line of each problem."""
    return [(name, None if pd.isna(line) else int(line)) for chunk in chunks for name, line in zip(chunk.problems["problem"], chunk.problems["line"], strict=True)]


def said(chunks: list[RawChunk]) -> list[str]:
    return [text for chunk in chunks for text in chunk.problems["text"]]


def parquet(table: pa.Table, **options: Any) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer, **options)
    return buffer.getvalue()
