"""One look at every body for all that is rare: most texts hold nothing of it, and six patterns at once cost little more than one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.frames import once

from ._body import body, found_in, matches
from ._damage import REPLACED, SUSPECT
from ._markup import SCRIPT
from ._phrases import ADVERTISEMENT, FILLER
from ._stripped import LOST

_ANY = "|".join(f"(?:{pattern})" for pattern in (SCRIPT, ADVERTISEMENT, FILLER, LOST, SUSPECT, REPLACED))


@once
def suspects(articles: pd.DataFrame) -> npt.NDArray[np.intp]:
    """The rows whose body holds something of a script, advertising, filler, a lost apostrophe a lost letter or a wrong encoding."""
    return np.flatnonzero(matches(body(articles).text, _ANY))


def suspect(articles: pd.DataFrame, pattern: str) -> npt.NDArray[np.bool_]:
    """Which bodies match one of the six patterns."""
    return found_in(body(articles).text, suspects(articles), pattern)
