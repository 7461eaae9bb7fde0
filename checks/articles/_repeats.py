"""What a body says twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.frames import once

from ._body import array, body

#: A paragraph: shorter lines (captions, names, scores) come back in articles that are whole.
PARAGRAPH = 80
#: Right behind itself a shorter line is enough.
_BESIDE = 30
#: What must come back three times for a text to be searched for repeated phrases, in characters.
_PROBE = 25


@dataclass(frozen=True)
class Repeats:
    """One row an article: the longest paragraph that stands twice in it (empty if none), and the share of its lines that stand in it before, NaN below ten lines."""

    paragraph: list[str]
    share: npt.NDArray[np.float64]


@once
def repeats(articles: pd.DataFrame) -> Repeats:
    """The lines that bodies repeat."""
    bodies = body(articles)
    paragraph, share = [""] * len(articles), np.full(len(articles), np.nan)
    split = pc.split_pattern(bodies.text, "\n")
    flat, owner = pc.utf8_trim_whitespace(split.flatten()), array(split.value_parent_indices())
    rows = _candidates(owner, _marks(flat), array(pc.binary_length(flat)), len(articles))
    if not rows.any():
        return Repeats(paragraph, share)
    lines = pd.DataFrame({"row": owner[rows[owner]], "line": array(flat.filter(pa.array(rows[owner])))})
    lines = lines[lines["line"] != ""]
    seen, length = lines.duplicated(), lines["line"].str.len()
    beside = (lines["line"] == lines["line"].shift()) & (lines["row"] == lines["row"].shift()) & (length >= _BESIDE)
    again = lines[seen]
    long = lines[(seen & (length >= PARAGRAPH)) | beside].drop_duplicates("row")
    for row, line in zip(long["row"], long["line"], strict=True):  # the few rows that have one
        paragraph[row] = line
    number = np.bincount(lines["row"], minlength=len(articles))
    share = np.where(number >= 10, np.bincount(again["row"], minlength=len(articles)) / np.maximum(number, 1), np.nan)
    return Repeats(paragraph, share)


def first_again(text: str) -> int:
    """The character at which the first line begins that has stood in a text before; -1 for none."""
    seen: set[str] = set()
    at = 0
    for line in text.split("\n"):
        if line.strip() in seen:
            return at
        seen |= {line.strip()} - {""}
        at += len(line) + 1
    return -1


def _marks(lines: Any) -> npt.NDArray[np.int64]:
    """A number for each line, the same for the same lines: its length in bytes and three of its bytes."""
    offsets = np.frombuffer(lines.buffers()[1], dtype=np.int64)[lines.offset : lines.offset + len(lines) + 1]
    octets = np.frombuffer(lines.buffers()[2] or b"", dtype=np.uint8)
    size = np.diff(offsets)
    mark = size.astype(np.int64)
    if len(octets):
        for place in (3, 7, 12):
            at = np.minimum(offsets[:-1] + size * place // 16, len(octets) - 1)
            mark = mark * 31 + octets[at]
    return mark


def _candidates(owner: npt.NDArray[np.int64], mark: npt.NDArray[np.int64], size: npt.NDArray[np.int64], rows: int) -> npt.NDArray[np.bool_]:
    """Which rows may repeat a line: two of their lines have the same mark, and are no short ones, or many have."""
    filled = size > 1
    owner, mark, size = owner[filled].astype(np.int64), mark[filled], size[filled]
    beside = np.flatnonzero((owner[1:] == owner[:-1]) & (mark[1:] == mark[:-1]) & (size[1:] >= _BESIDE))
    # Row and mark as one number, so that the same lines of a row stand together when sorted.
    key = (owner << 40) | (mark & ((1 << 40) - 1))
    order = np.argsort(key, kind="stable")
    key, sorted_owner = key[order], owner[order]
    same = np.flatnonzero(key[1:] == key[:-1])
    often: npt.NDArray[np.bool_] = np.bincount(sorted_owner[same], minlength=rows) > 0.3 * np.bincount(owner, minlength=rows)
    long = same[size[order][same] >= PARAGRAPH]
    often[sorted_owner[long]] = True
    often[owner[beside]] = True
    return often


def repeated_phrases(articles: pd.DataFrame) -> tuple[npt.NDArray[np.float64], list[str]]:
    """How much of each body its most frequent run of four words fills (share of characters; 0 where nothing comes back), and that run."""
    bodies = body(articles)
    share, phrase = np.zeros(len(articles)), [""] * len(articles)
    long = np.flatnonzero(bodies.characters >= 400)
    # A loop over rows: each is searched for pieces of its own, and arrow searches all rows for the same.
    for row, text in zip(long, bodies.text.take(pa.array(long)).to_pylist(), strict=True):
        if text.count(text[len(text) // 2 : len(text) // 2 + _PROBE]) >= 4:
            share[row], phrase[row] = _most_frequent(text)
    return share, phrase


def _most_frequent(text: str) -> tuple[float, str]:
    words = text.split()
    if len(words) < 4:
        return 0.0, ""  # a run of letters without blanks: nothing in it comes back as words do
    run, _ = Counter(zip(words, words[1:], words[2:], words[3:], strict=False)).most_common(1)[0]
    phrase, spaced = " ".join(run), " ".join(words)
    # A run of one word over and over overlaps itself; what it fills is counted once.
    return spaced.count(phrase) * len(phrase) / len(spaced), phrase
