"""Understands the different texts that lines near weather fall into: labels, values, and what may stand between them.

What stands between is told from what it says: nothing (a colon, `Moderate`, `currently`), a unit that stands apart, where the wind comes from, or other words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from pagegate.pages import labels
from pagegate.pages.arrow import Strings, matches, numpy, take
from pagegate.pages.compass import DIRECTION
from pagegate.pages.weather_values import FIELD, FIELDS, QUANTITY, UNIT, units, values

_SEPARATORS = "[\\s\u00a0\u2007\u2009\u202f\u200b\ufe0f:：=|/~,;·•∙・.…\\-–—(){}\\[\\]*+&>®™→↑↓↗↘↙↖↔⬆⬇▲▼※°]"
#: Words that say no more than the value behind (or before) them.
_IDLE = (
    r"(?i:good|fair|moderate|poor|unhealthy(?: for sensitive groups)?|hazardous|bad|extreme|severe|excellent|satisfactory|medium|minimal|very|aqi|index|us|gut|mäßig|schlecht|sehr|niedrig|hoch|bon|moyenn?e?|mauvais|bajo|alto|moderado|muy|now|currently|current|today|tonight|outside|outdoor|"
    r"avg\.?|average|approx\.?|about|around|ca\.?|up to|up|level|value|risk|steady|rising|falling|steigend|fallend|gleichbleibend|stable|en hausse|en baisse|aktuell|actual|actuelle?|jetzt|heute|maintenant|ahora|saat|umg/m3)|좋음|보통|매우|나쁨|현재|오늘|優|良好?|优|低|中等|中|高|甚高|嚴重|百分之|現在|今日|约|約"
)
_IDLE_GAP = rf"^(?:{_IDLE}|{_SEPARATORS})*$"
_UNIT_GAP = rf"^{_SEPARATORS}*?(?P<unit>{UNIT}){_SEPARATORS}*$"
_WIND_GAP = rf"^{_SEPARATORS}*(?:(?i:from(?: the)?|out of(?: the)?|aus|du|de|del|dal|van|frå|fra)\s+)?(?P<wind>{DIRECTION})(?:\s?(?i:winds?))?{_SEPARATORS}*(?:(?i:at|with|mit|à)\s*)?$"
#: Readings in words: the wind, rain and sight that have no number.
_TOLD = {"calm": r"(?i:calm|windstill|calme|calma|stille|штиль)|静穏|無風|静风", "trace": r"(?i:trace)", "unbounded": r"(?i:unlimited|unrestricted)"}
_ANY_TOLD = rf"^{_SEPARATORS}*(?:{'|'.join(_TOLD.values())}){_SEPARATORS}*$"
#: A single dash alone in its line, or behind a label at the end of it, stands for no value.
_DASH = rf"^\s*[:：]?\s*[\-–—]\s*{UNIT}?\s*$"
_LONGEST_GAP = 60
#: What no label begins with.
_NO_LABEL = r"^(?:[+\-.]|[02-9]|1[^시])"
#: Marks that join two values, in the order in which they count, and nothing between them at all.
_JOINING = (r"^\s*[/|•·~]\s*$", r"^\s*[\-–—]\s*$", r"^\s*[(\[]\s*$", r"^\s?$")
SLASH, DASH, BRACKET, BLANK = 1, 2, 3, 4
KEEP, DROP, UNIT_APART, WIND_FROM = 0, 1, 2, 3




@dataclass(frozen=True)
class Words:
    """What labels and values mean: parallel arrays, one row a text; `field` (a code of `FIELDS`, -1 for none), the others as in `Values`."""

    field: npt.NDArray[np.int64]
    quantity: npt.NDArray[np.int64]
    unit: npt.NDArray[np.int64]
    number: npt.NDArray[Any]
    high: npt.NDArray[Any]

    @cached_property
    def spread(self) -> npt.NDArray[np.bool_]:
        """Which are values with an upper end."""
        return self.high.astype(bool)


@dataclass(frozen=True)
class Gaps:
    """What stands between labels and values: parallel arrays, one row a text.

    `meaning` (KEEP, DROP, UNIT_APART or WIND_FROM), `quantity` and `unit` (of a unit that stands apart, else -1 and 0), `wind` (place in `winds`, 0 for none), `told` (the quantity of a reading in
    words, else -1), `dash` (it stands for no value where nothing else does), `joining` (SLASH, DASH, BRACKET, BLANK or 0).
    """

    meaning: npt.NDArray[np.int64]
    quantity: npt.NDArray[np.int64]
    unit: npt.NDArray[np.int64]
    wind: npt.NDArray[np.int64]
    winds: npt.NDArray[Any]
    told: npt.NDArray[np.int64]
    dash: npt.NDArray[np.bool_]
    joining: npt.NDArray[np.int64]


def words(texts: Strings, asked: npt.NDArray[np.bool_]) -> Words:
    """What those texts mean, as labels or values, that are asked about; the others mean nothing."""
    count = len(texts)
    field, quantity, unit = np.full(count, -1, dtype=np.int64), np.full(count, -1, dtype=np.int64), np.zeros(count, dtype=np.int64)
    number, high = (np.full(count, "", dtype=object) for _ in range(2))
    at = np.flatnonzero(asked)
    named = at[~matches(take(texts, at), _NO_LABEL)]
    field[named] = _fields(take(texts, named))
    at = at[field[at] < 0]
    read = values(take(texts, at))
    quantity[at], unit[at], number[at], high[at] = read.quantity, read.unit, read.number, read.high
    return Words(field, quantity, unit, number, high)


def _fields(texts: Strings) -> npt.NDArray[np.int64]:
    """The field that each label means, -1 for what is no label; labels are tried in the order of the table."""
    field = np.full(len(texts), -1, dtype=np.int64)
    for name in reversed(FIELDS):
        field[matches(texts, rf"^(?i:{'|'.join(labels.LABELS[name])})$")] = FIELD[name]
    return field


def gaps(texts: Strings, asked: npt.NDArray[np.bool_]) -> Gaps:
    """What those texts say, standing between labels and values, that are asked about."""
    count = len(texts)
    meaning, wind, unit, joining = (np.zeros(count, dtype=np.int64) for _ in range(4))
    told, quantity = np.full(count, -1, dtype=np.int64), np.full(count, -1, dtype=np.int64)
    dash = np.zeros(count, dtype=bool)
    at = np.flatnonzero(asked)
    all_ = take(texts, at)
    told_, dash[at] = matches(all_, _ANY_TOLD), matches(all_, _DASH)
    for mark, pattern in zip((BLANK, BRACKET, DASH, SLASH), reversed(_JOINING), strict=True):
        joining[at[matches(all_, pattern)]] = mark
    for name, pattern in _TOLD.items():
        some = at[told_]
        told[some[matches(take(texts, some), rf"^{_SEPARATORS}*(?:{pattern}){_SEPARATORS}*$")]] = QUANTITY[name]
    short = numpy(pc.binary_length(all_)) <= _LONGEST_GAP
    long = ~short
    short[long] = numpy(pc.utf8_length(take(all_, long))) <= _LONGEST_GAP
    at, all_ = at[short], take(all_, short)
    from_ = matches(all_, _WIND_GAP)
    apart = matches(all_, _UNIT_GAP)
    meaning[at[from_]] = WIND_FROM
    meaning[at[matches(all_, _IDLE_GAP)]] = DROP
    meaning[at[apart]] = UNIT_APART
    from_ &= meaning[at] == WIND_FROM
    said = pc.dictionary_encode(pc.extract_regex(take(all_, from_), _WIND_GAP).field(0))
    wind[at[from_]] = numpy(said.indices).astype(np.int64) + 1
    winds = np.concatenate([np.array([""], dtype=object), numpy(said.dictionary)])
    quantity[at[apart]], unit[at[apart]] = units(pc.extract_regex(take(all_, apart), _UNIT_GAP).field(0))
    return Gaps(meaning, quantity, unit, wind, winds, told, dash, joining)
