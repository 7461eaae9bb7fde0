"""Sentences without a space between them.

What it does: looks for three and more full stops between a small and a capital letter, where they are three in ten and more of all that end a sentence so.
Why it matters: the texts of paragraphs and line breaks were joined with nothing between them; words at the seams are glued, and paragraphs lost.
Instead: Join the texts of elements with a space or a line break.
Source: DOM Living Standard, textContent: the texts of all descendants, with nothing between them.
Known false alarms: none of 179 complete news articles, none of 26 in a dozen other languages and scripts, and none of 4,544 bodies of a news interface but 4 that really ran together. 175 of 998 descriptions of books are flagged, and rightly.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from pagegate import Check
from pagegate.literals.octets import Bytes

from ._body import body, first_match, number_of, verdicts

#: A full stop between two words without a space, and with one.
GLUED, PARTED = r"[a-zà-ÿ][.!?][A-ZÀ-Þ][a-zà-ÿ]", r"[a-zà-ÿ][.!?][”\"’)]?\s+[“\"‘(]?[A-ZÀ-Þ]"
FEWEST, SHARE = 3, 0.3


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    good = np.ones(len(articles), dtype=bool)
    rows = np.flatnonzero(body(articles).looks.counted(_may_be_glued) >= FEWEST)
    text = body(articles).text.take(pa.array(rows))
    glued, parted = number_of(text, GLUED), number_of(text, PARTED)
    good[rows] = (glued < FEWEST) | (glued < SHARE * (glued + parted))
    return verdicts(articles, good)


def _may_be_glued(octets: Bytes, before: Bytes) -> npt.NDArray[np.bool_]:
    """The bytes right behind a full stop that begin a capital: one of ASCII, or À to Þ (0xC3)."""
    wanted: npt.NDArray[np.bool_] = ((before == ord(".")) | (before == ord("!")) | (before == ord("?"))) & ((octets - ord("A") < 26) | (octets == 0xC3))
    return wanted


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"place": first_match(body(articles).text, ".{{0,20}}" + GLUED + ".{{0,20}}")}, index=articles.index)


CHECK = Check(
    code="A320",
    name="sentences-run-together",
    severity="warning",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="sentences of the body run together: {place!r}",
    hint="Join the texts of elements with a space or a line break.",
    passes=({"body": "The council voted.It rained. He left. She stayed. They met again."}, {"body": "See e.g. Node.Js and U.S.A. there."}),
    fails=({"body": "The council voted.It rained.He left.She stayed. They met again."},),
    skips=({"body": None}, {"title": "A headline"}),
)
