"""A page in HTML, and what is read of pages."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate.chunk import Chunk, RawChunk

TICKER = """<!doctype html>
<html><head>
  <title>Shares</title>
</head><body>
<ul>
  <li>
    <span>CAC 40</span>
    <span>4,413.57</span>
    <div>(<i>+</i>0.85&#37;)</div>
    <div>+37.25</div>
  </li>
</ul>
</body></html>
"""


def values(chunk: RawChunk | Chunk, *names: str) -> list[tuple[Any, ...]]:
    """Some columns of the pages of a chunk, None for nulls and columns that are not there."""
    frame = chunk.raw if isinstance(chunk, RawChunk) else chunk.frames["pages"]
    columns = [[None if pd.isna(value) else value for value in (frame[name] if name in frame else [None] * len(frame))] for name in names]
    return list(zip(*columns, strict=True))


def told(chunks: list[RawChunk]) -> list[tuple[str, str]]:
    """The name and text of each problem."""
    return [(name, said) for chunk in chunks for name, said in zip(chunk.problems["problem"], chunk.problems["text"], strict=True)]
