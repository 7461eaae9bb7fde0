"""How many words texts have, in any script, counted on their bytes."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.literals.octets import Octets

#: Scripts without spaces between words, and about how many characters a word has in them: Chinese characters and kana 2.5, which is also what sites use for reading
#: times (500 characters a minute against 200 words); Thai, Lao, Khmer and Burmese 5, counting vowel signs.
_DENSE, _DENSE_CHARACTERS = r"[\x{3040}-\x{30ff}\x{3400}-\x{9fff}\x{f900}-\x{faff}]", 2.5
_LOOSE, _LOOSE_CHARACTERS = r"[\x{0e00}-\x{0eff}\x{1000}-\x{109f}\x{1780}-\x{17ff}]", 5.0


def count_words(text: Any, characters: npt.NDArray[np.int64], octets: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The number of words of trimmed texts (pyarrow large_string) of so many characters and bytes: float64.

    Runs of characters between spaces, plus an estimate for scripts without spaces.
    """
    total = _runs(text)
    # A text of so many letters a word has long runs of a script without spaces, and most of its characters take three bytes.
    rows = np.flatnonzero((octets > 2 * characters) & (characters > 6 * total))
    if len(rows):
        found = text.take(pa.array(rows))
        total[rows] += _array(pc.count_substring_regex(found, _DENSE)) / _DENSE_CHARACTERS + _array(pc.count_substring_regex(found, _LOOSE)) / _LOOSE_CHARACTERS
    return total


def _runs(text: Any) -> npt.NDArray[np.float64]:
    """How many runs of characters other than white space each text has, counted on its bytes."""
    octets = Octets.of(text)
    total = octets.counted(lambda here, before: (here > ord(" ")) & (before <= ord(" ")))
    # A text that begins right behind the last letter of another begins with a word, too.
    begin = octets.ends[:-1][np.diff(octets.ends) > 0]
    hidden = begin[(octets.after(begin, 0) > ord(" ")) & (octets.after(begin, -1) > ord(" "))]
    runs: npt.NDArray[np.float64] = (total + octets.counts(hidden)).astype(np.float64)
    return runs


def _array(column: Any) -> npt.NDArray[Any]:
    array: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return array
