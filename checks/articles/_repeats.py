"""What a body says twice."""

from __future__ import annotations

from dataclasses import dataclass
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.frames import once

from ._body import array, body

#: A paragraph: shorter lines (captions, names, scores) come back in articles that are whole.
PARAGRAPH = 120
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
    rows = _candidates(owner, array(pc.binary_length(flat)), len(articles))
    if not rows.any():
        return Repeats(paragraph, share)
    lines = pd.DataFrame({"row": owner[rows[owner]], "line": array(flat.filter(pa.array(rows[owner])))})
    lines = lines[lines["line"] != ""]
    again = lines[lines.duplicated()]
    long = again[again["line"].str.len() >= PARAGRAPH].drop_duplicates("row")
    for row, line in zip(long["row"], long["line"], strict=True):  # the few rows that have one
        paragraph[row] = line
    number = np.bincount(lines["row"], minlength=len(articles))
    share = np.where(number >= 10, np.bincount(again["row"], minlength=len(articles)) / np.maximum(number, 1), np.nan)  # noqa: PLR2004  fewer say nothing
    return Repeats(paragraph, share)


def _candidates(owner: npt.NDArray[np.int64], size: npt.NDArray[np.int64], rows: int) -> npt.NDArray[np.bool_]:
    """Which rows may repeat a line: two of their lines have the same number of bytes, and it is no small one, or many have."""
    filled = size > 1
    owner, size = owner[filled].astype(np.int64), size[filled].astype(np.int64)
    order = np.lexsort((size, owner))
    owner, size = owner[order], size[order]
    same = np.flatnonzero((owner[1:] == owner[:-1]) & (size[1:] == size[:-1]))
    often = np.bincount(owner[same], minlength=rows) > 0.3 * np.bincount(owner, minlength=rows)
    long = np.zeros(rows, dtype=bool)
    long[owner[same[size[same] >= PARAGRAPH]]] = True
    return long | often


def repeated_phrases(articles: pd.DataFrame) -> tuple[npt.NDArray[np.float64], list[str]]:
    """How much of each body its most frequent run of four words fills (share of characters; 0 where nothing comes back), and that run."""
    bodies = body(articles)
    share, phrase = np.zeros(len(articles)), [""] * len(articles)
    long = np.flatnonzero(bodies.characters >= 400)  # noqa: PLR2004  shorter ones are too short for shares
    # A loop over rows: each is searched for pieces of its own, and arrow searches all rows for the same.
    for row, text in zip(long, bodies.text.take(pa.array(long)).to_pylist(), strict=True):
        if any(text.count(text[at : at + _PROBE]) >= 4 for at in (len(text) // 3, 2 * len(text) // 3)):  # noqa: PLR2004  often
            share[row], phrase[row] = _most_frequent(text)
    return share, phrase


def _most_frequent(text: str, size: int = 4) -> tuple[float, str]:
    words = text.split()
    runs = pd.Series([" ".join(words[at : at + size]) for at in range(len(words) - size + 1)])
    counts = runs.value_counts()
    return float(counts.iloc[0] * len(counts.index[0]) / len(text)), str(counts.index[0])

