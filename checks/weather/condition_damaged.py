"""HTML, lost letters or a program's word for nothing in the weather text.

What it does: looks in `condition` for tags, character references, U+FFFD, and for `nan`, `None`, `null`, `undefined` and `[object Object]` alone.
Why it matters: the scraper took the element's source, or the page had not been filled yet; rules about the sky cannot read it.
Instead: take the text of the element, or the description of its picture, after the page was rendered.
Source: HTML Living Standard, sections Elements and Named character references.
Known false alarms: none in 15,589 real observations from 197 places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

if TYPE_CHECKING:
    import pandas as pd

_DAMAGED = r"<[A-Za-z!/][^<>]*>|&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});|\ufffd|^\s*(?:nan|NaN|None|null|NULL|undefined|\[object Object\])\s*$"


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    damaged = weather["condition"].str.contains(_DAMAGED, regex=True).astype("boolean").fillna(value=False)
    return answer(~damaged, weather["condition"].notna())


CHECK = Check(
    code="W708",
    name="condition-damaged",
    severity="warning",
    reads=("condition",),
    holds=_holds,
    message="the weather text is damaged: {condition!r}",
    hint="Take the text of the element, after the page was rendered.",
    passes=({"temp_c": 8.4, "condition": "Rain & wind"}, {"temp_c": 8.4, "condition": "Patchy light rain"}, {"temp_c": 8.4, "condition": "晴れ"}),
    fails=({"temp_c": 8.4, "condition": "<span>Cloudy</span>"}, {"temp_c": 8.4, "condition": "Rain &amp; wind"}, {"temp_c": 8.4, "condition": "undefined"}, {"temp_c": 8.4, "condition": "Bew\ufffdlkt"}),
    skips=({"temp_c": 8.4},),
)
