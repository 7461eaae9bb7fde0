"""A body without a single letter of the title's script.

What it does: where most letters of the title are of another script than Latin, flags a body that has none but Latin ones.
Why it matters: a cleaning step that keeps ASCII only took the text away and left the names of makers, the figures and the marks; or title and body belong to different
    articles.
Instead: drop the cleaning step; keep the text in Unicode, and take title and body from the same article.
Source: Unicode Standard Annex 24, "Unicode Script Property"; 589 real rows of a news interface have lost their letters.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from pagegate import Check
from pagegate.literals.octets import Bytes, Octets

from ._body import body, matches, number_of, strings, verdicts

#: Letters, and letters of any script but Latin (of which the ordinal signs are no letters, but look like them).
LETTER, FOREIGN = r"\p{L}", r"[^\P{L}\p{Latin}]"
FEWEST = 4


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    titles, good, asked = strings(articles["title"]), np.ones(len(articles), dtype=bool), np.zeros(len(articles), dtype=bool)
    rows = np.flatnonzero((Octets.of(titles).counted(may_be_foreign) >= FEWEST) & ~body(articles).blank)
    foreign, letters = (number_of(titles.take(pa.array(rows)), pattern) for pattern in (FOREIGN, LETTER))
    rows = rows[(foreign >= FEWEST) & (2 * foreign > letters)]
    asked[rows], good[rows] = True, matches(body(articles).text.take(pa.array(rows)), FOREIGN)
    return verdicts(articles, good, asked)


def may_be_foreign(octets: Bytes, before: Bytes) -> npt.NDArray[np.bool_]:
    """The second bytes of characters that can be letters of another script: all but Latin ones up to U+027F (of the signs below U+00C0, only µ) and the punctuation from U+2000."""
    wanted: npt.NDArray[np.bool_] = ((before >= 0xCA) & ((before != 0xE2) | (octets != 0x80))) | ((before == 0xC2) & (octets == 0xB5))
    return wanted


CHECK = Check(
    code="A314",
    name="body-in-another-script",
    severity="warning",
    reads=("body", "title"),
    holds=_holds,
    message="the title is {title!r}, and no letter of the body is of its script",
    hint="Drop the cleaning step that keeps ASCII only; or take title and body from the same article.",
    passes=(
        {"title": "Министр ушёл в отставку", "body": "Министр ушёл в отставку в понедельник."},
        {"title": "部長が辞任", "body": "NHK: 外務部長の辞任を発表した。"},
    ),
    fails=(
        {"title": "Новый Duster показали на видео", "body": "« » , Renault Duster , , 2021 . Dacia , , Mercedes-Benz Citan."},
        {"title": "部長が辞任", "body": "The minister resigned on Monday, he said."},
    ),
    skips=(
        {"title": "Minister resigns", "body": "Министр ушёл в отставку."},
        # A sign or two of another script is no title in it.
        {"title": "π day at the school", "body": "The school kept the day of the number."},
        {"title": "Министр ушёл", "body": ""},
        {"title": "Министр ушёл"},
    ),
)
