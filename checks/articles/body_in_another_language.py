"""A body in another language than the one declared.

What it does: where a language is declared by its two letters, and the body's own small words tell another, asks a trained detector too (py3langid); flags the body
    if both tell the same language. Shorter bodies than fifty words are not asked.
Why it matters: the body is that of another edition, a machine's translation, or a notice.
Instead: take language and body from the same page.
Source: BCP 47 (language tags); Lui and Baldwin, "langid.py: An Off-the-shelf Language Identification Tool", ACL 2012.
Known false alarms: none in a gold standard of 181 articles declared as English, of which 13 are told: all of them are German, Italian, Portuguese, Indonesian or Russian. Articles that quote another language at length could be told.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate import Check
from pagegate.frames import once

from ._body import body
from ._language import LANGUAGES, languages
from ._words import words

_FEWEST, _LOOKED_AT = 50, 2000
#: Languages that are taken for each other, and the tags that mean them.
_ALIKE = {"nb": "da", "no": "da", "nn": "da", "sk": "cs", "ms": "id", "gl": "pt", "sr": "hr", "bs": "hr", "in": "id", "iw": "he"}


@once
def _told(articles: pd.DataFrame) -> pd.Series[Any]:
    """The language of each body that is not the one declared: two letters, null where it is the same or cannot be told."""
    declared = articles["language"].str.strip().str.lower().str.extract(r"^([a-z]{2})(?:[-_].*)?$", expand=False)
    told = np.full(len(articles), None, dtype=object)
    rows = np.flatnonzero(declared.notna() & (words(articles) >= _FEWEST))
    own = np.array([*LANGUAGES, None], dtype=object)[languages(body(articles), rows)]
    other = np.array([code is not None and _alike(code) != _alike(tag) for code, tag in zip(own, declared.iloc[rows], strict=True)], dtype=bool)
    strange = rows[other]
    if len(strange):
        told[strange] = _agreed(pc.utf8_slice_codeunits(body(articles).text.take(pa.array(strange)), 0, _LOOKED_AT).to_pylist(), own[other].tolist())
    return pd.Series(told, index=articles.index, dtype="str")


def _agreed(texts: list[str], codes: list[str]) -> list[str | None]:
    """The languages that the small words told, where the detector tells the same."""
    # Loading it takes longer than most runs' articles, and only bodies that look strange are worth it.
    from py3langid import classify

    # The detector takes one text at a time.
    return [code if _alike(str(classify(text)[0])) == _alike(code) else None for text, code in zip(texts, codes, strict=True)]


def _alike(code: str) -> str:
    return _ALIKE.get(code, code)


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    asked = articles["language"].str.strip().str.lower().str.fullmatch(r"[a-z]{2}(?:[-_].*)?").astype("boolean").fillna(value=False).to_numpy(dtype=bool) & (words(articles) >= _FEWEST)
    return pd.Series(pd.arrays.BooleanArray(_told(articles).isna().to_numpy(dtype=bool), ~asked), index=articles.index)


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"told": _told(articles)}, index=articles.index)


_ENGLISH = "The council voted on Tuesday evening to close the old bridge for repairs, and the debate that had run for most of the year was over. "
_GERMAN = "Der Rat hat am Dienstagabend beschlossen, die alte Brücke zu sperren, und damit eine Debatte beendet, die fast das ganze Jahr gedauert hat. "

CHECK = Check(
    code="A321",
    name="body-in-another-language",
    severity="warning",
    reads=("body", "language"),
    holds=_holds,
    explain=_explain,
    message="the language is said to be {language!r}, but the body is in {told!r}",
    hint="Take language and body from the same page.",
    passes=({"language": "en-GB", "body": _ENGLISH * 3}, {"language": "de", "body": _GERMAN * 3}),
    fails=({"language": "en", "body": _GERMAN * 3}, {"language": "de_AT", "body": _ENGLISH * 3}),
    skips=({"language": "en", "body": _GERMAN}, {"language": "English", "body": _GERMAN * 3}, {"body": _GERMAN * 3}, {"language": "en"}),
)
