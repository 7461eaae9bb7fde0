"""Texts that a cleaning step took letters out of."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ._body import Body, array, matches
from ._language import LANGUAGES, languages

#: Languages of which three words in a hundred and more have a letter beyond ASCII.
_ACCENTED = frozenset({"de", "fr", "es", "pt", "pl", "cs", "ro", "tr", "sv", "da", "nb", "lv"})
#: Forms that English does not have without an apostrophe.
LOST = r"(?i:\b(?:dont|doesnt|didnt|isnt|wasnt|arent|werent|couldnt|wouldnt|shouldnt|hasnt|havent|hadnt|aint|youre|youve|youll|theyre|theyve|theyll|weve|thats|whats|heres|theres|shouldve|couldve|wouldve)\b)"


def stripped(bodies: Body) -> npt.NDArray[np.bool_]:
    """Which texts have marks without the letters between them."""
    gone = np.zeros(len(bodies.blank), dtype=bool)
    head = pc.utf8_slice_codeunits(bodies.text, 0, 600)
    # Marks by themselves: two in a row are rare in any text, and tables have figures or dashes there.
    rows = np.flatnonzero(matches(head, r"(?:^|\s)[.,«»()\"]+(?:\s+[.,«»():;!?\"-]+){1,}(?:\s|$)|[.,]\s+[.,]\s"))
    if len(rows):
        text = head.take(pa.array(rows))
        pieces = pc.utf8_split_whitespace(text)
        flat, owner = pieces.flatten(), array(pieces.value_parent_indices())
        alone = np.bincount(owner, weights=matches(flat, r"^[.,«»():;!?\"—–-]+$"), minlength=len(rows))
        lettered = np.bincount(owner, weights=matches(flat, r"[^\s!-@\[-`{-~«»—–“”„…№]{2}"), minlength=len(rows))
        total = np.bincount(owner, minlength=len(rows))
        gone[rows] = (alone >= 3) & (alone > 0.15 * total) & (lettered < 0.5 * total)
    return gone


def without_accents(bodies: Body, plain: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which of the plain ASCII texts are in a language that is not written so."""
    lost = np.zeros(len(plain), dtype=bool)
    # English is told at once by its article, twice in 800 bytes.
    rows = np.flatnonzero(plain)
    if len(rows):
        rows = rows[array(pc.count_substring(bodies.tail.take(pa.array(rows)), " the ")) < 2]
    if len(rows):
        accented = np.array([code in _ACCENTED for code in LANGUAGES] + [False])
        lost[rows] = accented[languages(bodies, rows)]
    return lost


def without_apostrophes(text: Any) -> npt.NDArray[np.bool_]:
    """Which texts have two English forms and more that an apostrophe is missing from, and no apostrophe anywhere."""
    return (array(pc.count_substring_regex(text, LOST)) >= 2) & ~matches(text, "['’‘]")
