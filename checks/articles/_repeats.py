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
from pagegate.literals.octets import Octets

from ._body import Body, body

#: A paragraph: shorter lines (captions, names, scores) come back in articles that are whole.
PARAGRAPH = 80
#: Right behind itself a shorter line is enough.
_BESIDE = 30
#: What must come back three times for a text to be searched for repeated phrases, in characters.
_PROBE = 25


@dataclass(frozen=True)
class Repeats:
    """One row an article: the first paragraph that stands twice in it (empty if none), and the share of its lines that stand in it before, NaN below ten lines."""

    paragraph: list[str]
    share: npt.NDArray[np.float64]


@once
def repeats(articles: pd.DataFrame) -> Repeats:
    """The lines that bodies repeat."""
    paragraph, share = [""] * len(articles), np.full(len(articles), np.nan)
    lines, owner = _lines(body(articles))
    flat = pc.utf8_trim_whitespace(lines)
    rows = _candidates(owner, flat, len(articles))
    begins = np.searchsorted(owner, np.arange(len(articles) + 1))
    for row in np.flatnonzero(rows):  # the few that have lines alike
        paragraph[row], share[row] = _told([line for line in flat[begins[row] : begins[row + 1]].to_pylist() if line])
    return Repeats(paragraph, share)


def _told(lines: list[str]) -> tuple[str, float]:
    """The first paragraph that stands twice among the lines of a text (empty if none), and the share of lines that have stood there before, NaN of fewer than ten."""
    seen: set[str] = set()
    again, paragraph, previous = 0, "", ""
    for line in lines:
        if not paragraph and ((line in seen and len(line) >= PARAGRAPH) or (line == previous and len(line) >= _BESIDE)):
            paragraph = line
        again += line in seen
        seen.add(line)
        previous = line
    return paragraph, again / len(lines) if len(lines) >= 10 else np.nan


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


def _lines(bodies: Body) -> tuple[Any, npt.NDArray[np.int64]]:
    """The lines of all bodies, each with its line break (pyarrow large strings that share their bytes), and the row of each."""
    looks = bodies.looks
    breaks = looks.places(lambda octets, _: octets == ord("\n")) + 1
    # Bodies are trimmed: none begins or ends with a line break.
    ends = np.sort(np.concatenate([breaks, looks.ends]))
    lines = pa.LargeStringArray.from_buffers(len(ends) - 1, pa.py_buffer(ends), pa.py_buffer(looks.octets))
    return lines, np.repeat(np.arange(len(looks.ends) - 1), looks.counts(breaks) + 1)


def _candidates(owner: npt.NDArray[np.int64], lines: Any, rows: int) -> npt.NDArray[np.bool_]:
    """Which rows may repeat a line: two of their lines have the same mark, and are no short ones, or many have."""
    looks = Octets.of(lines)
    size = np.diff(looks.ends)
    filled = np.flatnonzero(size > 1)
    owner, size, begin = owner[filled], size[filled], looks.ends[:-1][filled]
    # The same for the same lines: the length in bytes and three of the bytes.
    mark = size.copy()
    for place in (3, 7, 12):
        mark = mark * 31 + looks.octets[begin + size * place // 16]
    beside = (owner[1:] == owner[:-1]) & (mark[1:] == mark[:-1]) & (size[1:] >= _BESIDE)
    # Row, whether it is a paragraph, and mark as one number, so that the same lines of a row stand together when sorted.
    key = np.sort((owner << 40) | ((size >= PARAGRAPH).astype(np.int64) << 39) | (mark & ((1 << 39) - 1)))
    same = key[1:][key[1:] == key[:-1]]
    often: npt.NDArray[np.bool_] = np.bincount(same >> 40, minlength=rows) > 0.3 * np.bincount(owner, minlength=rows)
    often[same[(same >> 39) & 1 == 1] >> 40] = True
    often[owner[1:][beside]] = True
    return often


def repeated_phrases(articles: pd.DataFrame, least: float) -> tuple[npt.NDArray[np.float64], list[str]]:
    """How much of each body its most frequent run of four words fills (share of characters; 0 where nothing comes back, or no run can fill more than `least`), and that run."""
    bodies = body(articles)
    looks, whole = bodies.looks, bodies.looks.whole
    share, phrase = np.zeros(len(articles)), [""] * len(articles)
    long = np.flatnonzero(bodies.characters >= 400)
    middle = bodies.characters[long] // 2
    probes = zip(long.tolist(), looks.character(long, middle).tolist(), looks.character(long, middle + _PROBE).tolist(), looks.ends[long].tolist(), looks.ends[long + 1].tolist(), strict=True)
    # A loop over rows: each is searched for a piece of its own, and arrow searches all rows for the same. Bytes are searched, which need not be decoded.
    for row, begin, end, first, last in probes:
        if whole.count(whole[begin:end], first, last) >= 4:
            words = whole[first:last].decode().split()
            # A run of letters without blanks: nothing in it comes back as words do.
            if len(words) >= 4 and may_fill(" ".join(words), least):
                share[row], phrase[row] = most_frequent(words)
    return share, phrase


def may_fill(spaced: str, least: float) -> bool:
    """Whether any run of four words of a text with single spaces can fill more of it than `least`, by the bytes.

    A run that stands somewhere has six bytes in common with itself elsewhere: the space before its second word, that word or its beginning, and what follows.
    """
    text = spaced.encode()
    octets = np.frombuffer(text + bytes(8), dtype=np.uint8)
    spaces = np.flatnonzero(octets == ord(" "))
    ends = np.concatenate([[-1], spaces, [len(text)]])
    longest = int((ends[4:] - ends[:-4]).max()) - 1
    times = max(int(least * len(spaced) / longest), 1)
    six = np.ndarray(len(text) + 1, dtype="<u8", buffer=octets, strides=(1,))[spaces] & np.uint64(0xFFFF_FFFF_FFFF)
    six.sort()
    return bool((six[times - 1 :] == six[: len(six) - times + 1]).any())


def most_frequent(words: list[str]) -> tuple[float, str]:
    """The share of the characters of a text that the most frequent run of four of its words fills, and that run."""
    run, _ = Counter(zip(words, words[1:], words[2:], words[3:], strict=False)).most_common(1)[0]
    phrase, spaced = " ".join(run), " ".join(words)
    # A run of one word over and over overlaps itself; what it fills is counted once.
    return spaced.count(phrase) * len(phrase) / len(spaced), phrase
