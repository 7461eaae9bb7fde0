"""How many words a body has, in any script."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.frames import once
from pagegate.literals.words import count_words

from ._body import body


@once
def words(articles: pd.DataFrame) -> npt.NDArray[np.float64]:
    """The number of words of each body, float64: runs of characters between spaces, plus an estimate for scripts without spaces; 0 for no body."""
    bodies = body(articles)
    return count_words(bodies.text, bodies.characters, bodies.octets)


def most_words(articles: pd.DataFrame) -> npt.NDArray[np.float64]:
    """The highest number of words that anybody would count: sites without spaces in their script often count characters."""
    bodies, counted = body(articles), words(articles)
    # Fewer than three characters a word has no script with spaces, Korean neither, which has four.
    dense = (bodies.octets > 2 * bodies.characters) & (bodies.characters < 3 * counted)
    return np.where(dense, bodies.characters.astype(float), counted)
