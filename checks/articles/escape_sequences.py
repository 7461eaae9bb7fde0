r"""Escape sequences in the body.

What it does: looks for two and more escapes as programs write them, such as `\u201c`, `\xe9`, or `\n` that no small letter follows (those are words of LaTeX); texts that speak of
    code or markup are not asked.
Why it matters: the text was taken out of a script or a string without being decoded; quotation marks, letters and line breaks are lost in it.
Instead: Decode the text once, with the reader of its format (JSON, JavaScript, Python).
Source: RFC 8259, section 7 (strings in JSON); Python Language Reference, section 2.4.1.
Known false alarms: none of 179 complete news articles, none of 26 in a dozen other languages and scripts, and none of 4,544 bodies of a news interface.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pagegate import Check

from ._body import body, first_match, number_of, verdicts
from ._markup import ESCAPE, about_markup


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    text = body(articles).text
    rows = body(articles).looks.holding("\\")
    escaped = np.zeros(len(articles), dtype=bool)
    escaped[rows] = number_of(text.take(pa.array(rows)), ESCAPE) >= 2
    return verdicts(articles, ~escaped, ~body(articles).blank & ~about_markup(articles, escaped))


def _explain(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"place": first_match(body(articles).text, f".{{0,20}}{ESCAPE}.{{0,20}}")}, index=articles.index)


CHECK = Check(
    code="A317",
    name="escape-sequences",
    severity="error",
    reads=("body",),
    may_read=("title",),
    holds=_holds,
    explain=_explain,
    message="the body has escape sequences in it: {place!r}",
    hint="Decode the text once, with the reader of its format (JSON, JavaScript, Python).",
    passes=({"body": "The folder is C:\\new\\table."}, {"body": "The slope \\nu and \\theta are small, \\nabla is not."}, {"body": "One \\u201c alone."}),
    fails=({"body": "\\u201cNo\\u201d, he said."}, {"body": "The end.\\n\\nThe beginning.\\nThe middle."}),
    skips=({"body": "In Python, \\n and \\r\\n end a line."}, {"body": None}),
)
