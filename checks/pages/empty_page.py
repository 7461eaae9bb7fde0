"""A page with nothing on it.

What it does: looks whether a person would see a single letter or digit, leaving out the title, scripts, styles and what is shown only without JavaScript.
Why it matters: the application's shell arrived and its content did not, or the answer had no body. A scraper that goes on writes an empty record or the last one again.
Instead: wait for the content in a browser, or ask the address from which the page's script loads it.
Source: captured responses of sites that answer robots with an empty shell.
Known false alarms: pages whose records are in JSON inside the markup are not flagged if a record was read. None measured on 183 real pages.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check
from pagegate.frames import answer

from ._markup import MAY_READ, matches, shown

LETTER = r"[\p{L}\p{N}]"
#: A letter that most pages show in their first line, and that is none of a character reference.
_AT_ONCE = r"[ \n][A-Za-z0-9]"


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    seen = shown(pages)
    lettered = (pages["records"] > 0).fillna(value=False).to_numpy(dtype=bool, copy=True)
    for letter, texts in ((_AT_ONCE, seen.rows), (LETTER, seen.plain)):
        rows = np.flatnonzero(~lettered)
        lettered[rows] = matches(texts(rows), letter)
    return answer(pd.Series(lettered, index=pages.index), seen.stored)


CHECK = Check(
    code="P105",
    name="empty-page",
    severity="error",
    may_read=MAY_READ,
    holds=_holds,
    message="nobody would see a word on this page",
    hint="The content is loaded by a script: wait for it in a browser, or ask the address it comes from.",
    passes=({"text": "29.1°C"}, {"html": "<html><body><p>42</p></body></html>"}, {"html": "<html><body><div id='root'></div></body></html>", "records": 3}),
    fails=(
        {"text": ""},
        {"text": " \n - "},
        {"html": "<!DOCTYPE html><html><head><title> - Video</title></head><body><app-shell></app-shell></body></html>", "records": 0},
        {"html": "<html><head><title>Shares</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div><script>var a=1</script></body></html>"},
    ),
    skips=({"status": 200}, {"html": None, "text": None}),
)
