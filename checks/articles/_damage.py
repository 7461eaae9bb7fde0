"""Text that was read in the wrong encoding."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from pagegate.frames import once

from ._body import body, found_in

#: What UTF-8 looks like when it is read as Windows-1252, Latin-1 or Windows-1251: a first byte's letter and one that no word has behind it.
SUSPECT = (
    r"â(?:€|\x{80})|[ÂÃ][\x{80}-\x{bf}ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|ðŸ|ï»¿|[àá][¤¥¦§¨©ª«¬¸¹º»][\x{80}-\x{bf}‚-™]|(?:[ÐÑ][\x{80}-\x{bf}‚-™Œ-žƒ]){2}|(?:[РС][Ђ-Џђ-џ°±²³ґµ¶·‚-™\x{80}-\x{bf}]){3}|(?:[ØÙ][\x{80}-\x{bf}‚-™Œ-žƒ]){3}|[ãäåæçèé][\x{80}-\x{bf}‚-™Œ-žƒ]{2}"
)
_PIECE = re.compile(r"[âÂÃðÐÑРСØÙãäåæçèéàáï](?:[^\s\w]|[\x80-\xbfŒœŠšŽžŸƒ€Ђ-Џђ-џ])")


@once
def garbled(articles: pd.DataFrame) -> list[tuple[str, str]]:
    """For each body, a garbled piece and what it was meant to be; two empty texts where nothing is garbled."""
    bodies = body(articles)
    none: list[tuple[str, str]] = [("", "")] * len(articles)
    rows = np.flatnonzero(found_in(bodies.text, np.flatnonzero(bodies.octets > bodies.characters), SUSPECT))
    # A loop over the few suspects: ftfy reads one text at a time.
    for row, text in zip(rows, bodies.text.take(pa.array(rows)).to_pylist(), strict=True):
        none[row] = mended(text)
    return none


def mended(text: str, width: int = 40) -> tuple[str, str]:
    """The first piece of a text that ftfy reads otherwise, and its reading."""
    from ftfy import fix_encoding  # only where a text is suspect: the import takes longer than most runs' articles

    for found in _PIECE.finditer(text):
        piece = text[max(0, found.start() - width // 2) : found.end() + width // 2]
        meant = fix_encoding(piece)
        if meant != piece:
            return piece.strip(), meant.strip()
    return "", ""


def any_of(pieces: list[tuple[str, str]]) -> npt.NDArray[np.bool_]:
    """Where something is garbled."""
    return np.array([bool(piece) for piece, _ in pieces], dtype=bool)

