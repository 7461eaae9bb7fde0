"""One look at every body for all that is rare: most texts hold nothing of it, and eight patterns at once cost little more than one.

Phrases with many words between their parts are not among them: what RE2 must keep in mind of them grows with the texts it has seen. They stand near an end, and are looked for there.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.frames import once

from ._body import body, found_in, matches
from ._damage import CONTROL, REPLACED, SUSPECT
from ._markup import SCRIPT, TEMPLATE
from ._phrases import ADVERTISEMENT, BLOCK, CONSENT, FILLER
from ._stripped import LOST

RARE = (SCRIPT, ADVERTISEMENT, FILLER, LOST, SUSPECT, REPLACED, CONTROL, TEMPLATE)
_ANY = "|".join(f"(?:{pattern})" for pattern in RARE)


@once
def suspects(articles: pd.DataFrame) -> npt.NDArray[np.intp]:
    """The rows whose body holds something of a script, advertising, filler, a lost apostrophe, a lost letter, a wrong encoding, a control character or an empty template."""
    return np.flatnonzero(matches(body(articles).text, _ANY))


def suspect(articles: pd.DataFrame, pattern: str) -> npt.NDArray[np.bool_]:
    """Which bodies match one of the eight patterns."""
    return found_in(body(articles).text, suspects(articles), pattern)


@once
def walled(articles: pd.DataFrame) -> npt.NDArray[np.intp]:
    """The rows whose first 300 characters or last bytes say what block pages or consent notices say."""
    bodies = body(articles)
    edges = pc.binary_join_element_wise(pc.utf8_slice_codeunits(bodies.text, 0, 300), bodies.tail, pa.scalar("\n", pa.large_string()))
    return np.flatnonzero(matches(edges, f"(?:{BLOCK})|(?:{CONSENT})"))
