"""Keeps pages that cost too much from being read: those too large, and those whose reading takes too long."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.chunk import Chunk, RawChunk
from pagegate.pages.read import read_pages
from pagegate.records.build import PROBLEM_COLUMNS
from pagegate.sources.alarm import TooLongError, ringing
from pagegate.sources.stream import Limits

#: What one page more may add to the time of a chunk: a large page of HTML takes a tenth of it.
_SECONDS_A_PAGE = 2


def read_bounded(raw: RawChunk, limits: Limits) -> Chunk:
    """The frames of a chunk of pages, without those that are longer than `limits.page_characters` or take longer than `limits.seconds`: each of these is a problem at its line."""
    raw = _without(raw, _lengths(raw.raw) > limits.page_characters, f"the page has more than {limits.page_characters:,} characters (--limit page_characters=...)")
    chunk = _in_time(raw, limits.seconds + _SECONDS_A_PAGE * len(raw.raw))
    if chunk is not None:
        return chunk
    # Each page alone tells which it is; that happens to none but hostile chunks.
    slow = np.array([_in_time(_one(raw, row), limits.seconds) is None for row in range(len(raw.raw))], dtype=bool)
    return read_pages(_without(raw, slow, f"the page takes more than {limits.seconds:g} s to read (--limit seconds=...)"))


def _in_time(raw: RawChunk, seconds: float) -> Chunk | None:
    try:
        with ringing(seconds):
            return read_pages(raw)
    except TooLongError:
        return None


def _lengths(pages: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The characters of the longer of each page's text and HTML."""
    found = [pages[name].astype("str").str.len().fillna(0).to_numpy(dtype=np.int64) for name in ("text", "html") if name in pages]
    longest: npt.NDArray[np.int64] = np.maximum.reduce([np.zeros(len(pages), dtype=np.int64), *found])
    return longest


def _one(raw: RawChunk, row: int) -> RawChunk:
    return replace(raw, raw=raw.raw.iloc[[row]].reset_index(drop=True), problems=raw.problems.iloc[:0])


def _without(raw: RawChunk, rows: npt.NDArray[np.bool_], told: str) -> RawChunk:
    """The chunk without these rows, and a problem for each of them."""
    if not rows.any():
        return raw
    left_out = raw.raw.loc[rows]
    places = {name: left_out[name].array for name in ("source", "line", "column", "page", "page_line")}
    problems = pd.DataFrame({"problem": "unreadable-record", "kind": "pages", "row": -1, "field": "", "text": told, **places}, columns=list(PROBLEM_COLUMNS), index=range(int(rows.sum())))
    return replace(raw, raw=raw.raw.loc[~rows].reset_index(drop=True), problems=pd.concat([raw.problems, problems], ignore_index=True) if len(raw.problems) else problems)
