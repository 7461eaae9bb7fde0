"""One look at every body for all that is rare: most texts hold nothing of it, and ten patterns at once cost little more than one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.frames import once

from ._body import body, found_in, matches
from ._damage import CONTROL, REPLACED, SUSPECT
from ._markup import SCRIPT, TEMPLATE
from ._phrases import ADVERTISEMENT, BLOCK, CONSENT, FILLER
from ._stripped import LOST

RARE = (SCRIPT, ADVERTISEMENT, FILLER, LOST, SUSPECT, REPLACED, CONTROL, TEMPLATE, BLOCK, CONSENT)
_ANY = "|".join(f"(?:{pattern})" for pattern in RARE)


@once
def suspects(articles: pd.DataFrame) -> npt.NDArray[np.intp]:
    """The rows whose body holds something of a script, advertising, filler, a lost apostrophe, a lost letter, a wrong encoding, a control character, an empty template, a block page or a consent notice."""
    return np.flatnonzero(matches(body(articles).text, _ANY))


def suspect(articles: pd.DataFrame, pattern: str) -> npt.NDArray[np.bool_]:
    """Which bodies match one of the ten patterns."""
    return found_in(body(articles).text, suspects(articles), pattern)
