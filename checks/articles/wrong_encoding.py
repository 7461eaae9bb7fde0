"""Text that was decoded in the wrong encoding.

What it does: where letters stand together that only a wrong decoding puts together (`â€™`, `Ã©`, `Ð¿Ñ€`), asks ftfy what was meant; flagged is what ftfy can mend.
Why it matters: every letter beyond ASCII in the text is wrong.
Instead: decode the page in the encoding that it declares; do not mend the text afterwards.
Source: Speer 2019, ftfy 6: heuristic of sequences that are mojibake.
Known false alarms: none of 179 complete news articles, and none of 26 in a dozen other languages and scripts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pagegate import Check

from ._body import body, strings, verdicts
from ._damage import SUSPECT, garbled
from ._suspects import suspect


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    wrong = suspect(articles, SUSPECT)
    # ftfy reads one text at a time, and is asked only of the suspects.
    rows = np.flatnonzero(wrong)
    wrong[rows] = [bool(piece) for piece, _, _ in garbled(body(articles).text.take(pa.array(rows)).to_pylist())]
    return verdicts(articles, ~wrong)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(garbled(strings(articles["body"]).to_pylist()), columns=["garbled", "meant", "offset"], index=articles.index)


CHECK = Check(
    code="A305",
    name="wrong-encoding",
    severity="error",
    reads=("body",),
    holds=_holds,
    explain=_explain,
    message="the body was decoded in the wrong encoding: {garbled!r} was {meant!r}",
    hint="Decode the page in the encoding that it declares.",
    passes=({"body": "It isn’t the café in São Paulo, CORAÇÃO."}, {"body": "Привет, мир"}, {"body": "Ça va « bien »"}),
    fails=({"body": "It isnâ€™t so."}, {"body": "Le cafÃ© est ouvert."}, {"body": "ÐŸÑ€Ð¸Ð²ÐµÑ‚ Ð¼Ð¸Ñ€"}, {"body": "РџСЂРёРІРµС‚ РјРёСЂ"}),
    skips=({"body": None}, {"title": "A headline"}),
)
