"""Reads page texts in tests the way a run does."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagegate.chunk import Chunk, RawChunk
from pagegate.pages.read import read_pages
from pagegate.records.build import PROBLEM_COLUMNS


def page_chunk(*texts: str) -> RawChunk:
    """Pages in files of their own, `page0.txt` and so on."""
    raw = pd.DataFrame({"source": [f"page{i}.txt" for i in range(len(texts))], "line": 1, "column": 1, "page": None, "page_line": None, "record": 0, "text": pd.Series(texts, dtype="str")})
    lines = {f"page{i}.txt": text.splitlines() for i, text in enumerate(texts)}

    def line_text(source: str, page: int | None, line: int) -> str | None:
        assert page is None
        return lines[source][line - 1] if line <= len(lines[source]) else None

    return RawChunk("pages", raw, pd.DataFrame(columns=list(PROBLEM_COLUMNS)), line_text)


def read(*texts: str) -> Chunk:
    """The frames of some page texts."""
    return read_pages(page_chunk(*texts))


def widgets(text: str) -> list[dict[str, Any]]:
    """Every widget of a page as its fields that are there."""
    frame = read(text).frames["weather"]
    names = [name for name in frame.columns if "." not in name and name not in ("source", "line", "column", "page", "page_line", "record", "on_page")]
    return [{str(name): value for name, value in row.items() if not pd.isna(value)} for row in frame[names].to_dict("records")]


def unread(text: str) -> list[tuple[str, str]]:
    """What could not be read on a page: the name of each problem, and its text."""
    return [(str(problem), str(shown)) for problem, shown in read(text).problems[["problem", "text"]].to_numpy()]
