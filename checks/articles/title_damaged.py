"""HTML, lost letters or a wrong encoding in the title.

What it does: looks for tags, character references, U+FFFD, and what a wrong decoding makes of letters, as A301 to A305 do for the body.
Why it matters: titles go through more hands than bodies: metadata, feeds, caches, each of which may escape them again.
Instead: unescape once, and decode in the encoding that the page declares.
Source: HTML Living Standard, section Named character references; ftfy 6.
Known false alarms: none of 181 real titles, and none of 5,000 of a news interface.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from pagegate import Check
from pagegate.literals.octets import Octets

from ._body import matches, strings, verdicts
from ._damage import REPLACED, SUSPECT, mended
from ._markup import ENTITY, TAG

if TYPE_CHECKING:
    import pandas as pd


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    titles, damaged = strings(articles["title"]), np.zeros(len(articles), dtype=bool)
    # All that these patterns find has one of the two signs, or begins beyond ASCII.
    rows = np.flatnonzero(Octets.of(titles).counted(lambda octets, _: (octets == ord("<")) | (octets == ord("&")) | (octets >= 0x80)))
    title = titles.take(pa.array(rows))
    damaged[rows] = matches(title, f"{REPLACED}|{TAG}") | matches(title, ENTITY)
    suspects = rows[matches(title, SUSPECT)]
    damaged[suspects] |= np.array([bool(mended(one)[0]) for one in titles.take(pa.array(suspects)).to_pylist()], dtype=bool)
    return verdicts(articles, ~damaged, articles["title"].notna().to_numpy())


CHECK = Check(
    code="A405",
    name="title-damaged",
    severity="warning",
    reads=("title",),
    holds=_holds,
    message="the title is damaged: {title!r}",
    hint="Unescape the title once, and decode the page in the encoding that it declares.",
    passes=({"title": "R&D at AT&T: what <5 means"}, {"title": "It isn’t so"}),
    fails=({"title": "AT&amp;T resigns"}, {"title": "It isnâ€™t so"}, {"title": "The <b>minister</b> resigns"}, {"title": "The caf\ufffd"}),
    skips=({"title": None},),
)
