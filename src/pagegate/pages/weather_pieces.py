"""Marks the labels and values in the text around weather readings, and says of what stands between them what it is.

Only the neighbourhood of something that speaks of weather is looked at. One expression marks labels and values; what is left between them is told from what it
says: nothing (a colon, `Moderate`, `currently`), a unit that stands apart, where the wind comes from, or other words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from pagegate.pages import labels
from pagegate.pages.arrow import Strings, extract, matches, numpy, split, strings, take
from pagegate.pages.compass import DIRECTION
from pagegate.pages.segments import Segments
from pagegate.pages.weather_values import FIELD, FIELDS, QUANTITY, UNIT, VALUE, units, values

WORDS, LABEL, VALUE_ = 0, 1, 2
_CUT, _BREAK = "\x1e", "\x1d"
#: So far from something that speaks of weather, in segments, a part of its widget may stand.
_REACH = 24
#: Segments longer than this are looked at only if they show a label with its value.
_LONGEST = 240
#: Values first: `minus 5` begins like `min`.
_TOKEN = rf"{VALUE}|(?i:{labels.ANY_LABEL})"
#: A line drawn in a table says nothing.
_RULE = r"^[\s|│:+=_*\-–—]*(?:[|│]\s*:?-{3,}|[-–—=_*]{5,})[\s|│:+=_*\-–—]*$"
_PAIR = rf"(?i:{labels.ANY_LABEL})[\s\x{{a0}}:：=|]*(?:{VALUE}|[?{{%°])"
#: `21°Clear` and `63°Feels like` show no unit but the degree: the letter begins a word.
_LETTER_OF_WORD = (r"([0-9]\s?[°º˚]\s?|[0-9]\s)([CFcf]\p{Ll})", r"\1" + _BREAK + r"\2")
#: And `Temp minus 5` speaks of no minimum.
_MINUS = (r"(?i)(minus|moins|menos)(\s?[0-9])", _BREAK + r"\1\2")
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
#: A single dash alone in its line, or behind a label at the end of it, stands for no value.
_DASH = rf"^\s*[:：]?\s*[\-–—]\s*{UNIT}?\s*$"
KEEP, DROP, UNIT_APART, WIND_FROM = 0, 1, 2, 3


def near_weather(found: Segments) -> npt.NDArray[np.int64]:
    """The segments that a widget may stand in: those near something that speaks of weather."""
    evidence = np.flatnonzero(matches(found.text, labels.EVIDENCE))
    near = np.zeros(len(found), dtype=bool)
    if not len(evidence):
        return np.empty(0, dtype=np.int64)
    bounds = np.zeros(len(found) + 1, dtype=np.int64)
    np.add.at(bounds, np.maximum(evidence - _REACH, 0), 1)
    np.add.at(bounds, np.minimum(evidence + _REACH + 1, len(found)), -1)
    near = np.cumsum(bounds[:-1]) > 0
    speaks = np.zeros(int(found.page[-1]) + 1, dtype=bool)
    speaks[found.page[evidence]] = True
    rows = np.flatnonzero(near & speaks[found.page])
    texts = take(found.text, rows)
    long = np.flatnonzero(numpy(pc.greater(pc.utf8_length(texts), _LONGEST)).astype(bool))
    drawn = matches(texts, _RULE)
    drawn[long] = ~matches(take(texts, long), _PAIR)
    return rows[~drawn]


@dataclass
class Pieces:
    """What the marked segments fall into: tokens and the gaps between them, in turn. `distinct` are their different texts, `code` says which is whose."""

    distinct: Strings
    code: npt.NDArray[np.int64]
    segment: npt.NDArray[np.int64]
    offset: npt.NDArray[np.int64]
    cell: npt.NDArray[np.int64]
    token: npt.NDArray[np.bool_]
    kind: npt.NDArray[np.int64]
    gap: npt.NDArray[np.int64]
    field: npt.NDArray[np.int64]
    quantity: npt.NDArray[np.int64]
    number: npt.NDArray[Any]
    high: npt.NDArray[Any]
    unit: npt.NDArray[Any]
    amount: npt.NDArray[np.float64]
    length: npt.NDArray[np.int64]
    wind: npt.NDArray[Any]
    last: npt.NDArray[np.bool_]

    def which(self, pattern: str) -> npt.NDArray[np.bool_]:
        """The pieces in which a pattern occurs."""
        return matches(self.distinct, pattern)[self.code]


def pieces_of(found: Segments, rows: npt.NDArray[np.int64]) -> Pieces:
    """Mark the labels and values of some segments, and understand them and what stands between."""
    pieces = _marked(found, rows)
    _understand(pieces)
    return pieces


def _marked(found: Segments, rows: npt.NDArray[np.int64]) -> Pieces:
    # The pages of a site have most of their short lines in common.
    lines = take(found.text, rows).dictionary_encode()
    marked = pc.replace_substring_regex(lines.dictionary, *_LETTER_OF_WORD)
    marked = pc.replace_substring_regex(marked, *_MINUS)
    marked = pc.replace_substring_regex(marked, _TOKEN, _CUT + r"\0" + _CUT).take(lines.indices)
    pieces, parent, place = split(marked, _CUT)
    length = numpy(pc.utf8_length(pieces)).astype(np.int64) - numpy(pc.count_substring(pieces, _BREAK)).astype(np.int64)
    end = np.cumsum(length)
    first = np.flatnonzero(place == 0)
    base = (end - length)[first][np.cumsum(place == 0) - 1] if len(place) else end
    encoded = pc.dictionary_encode(pieces)
    distinct = pc.replace_substring(encoded.dictionary, _BREAK, "")
    code = numpy(encoded.indices).astype(np.int64)
    token = place % 2 == 1
    fences = numpy(pc.count_substring_regex(distinct, r"\t|\s*[|│]\s*|\s{2,}")).astype(np.int64)[code] * ~token
    cells = np.cumsum(fences)
    cell = cells - cells[first][np.cumsum(place == 0) - 1] + fences[first][np.cumsum(place == 0) - 1] if len(place) else cells
    count, empty = len(code), np.full(len(code), "", dtype=object)
    last = np.append(place[1:] == 0, values=True) if count else np.empty(0, dtype=bool)
    return Pieces(
        distinct, code, rows[parent] if count else np.empty(0, dtype=np.int64), end - length - base, cell, token, np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64), np.full(count, -1), np.full(count, -1),
        empty, empty, empty, np.full(count, np.nan), length, empty, last,
    )


def _understand(pieces: Pieces) -> None:
    """Say of each piece what it is."""
    distinct, code = pieces.distinct, pieces.code
    if not len(code):
        return
    is_token = np.zeros(len(distinct), dtype=bool)
    is_token[code[pieces.token]] = True
    field = np.full(len(distinct), -1, dtype=np.int64)
    at = np.flatnonzero(is_token)
    shown = take(distinct, at)
    named = _fields(shown)
    field[at] = named
    read = values(shown)
    for name, column in (("quantity", read.quantity), ("number", read.number), ("high", read.high), ("unit", read.unit), ("amount", read.amount)):
        spread = np.full(len(distinct), {"quantity": -1, "amount": np.nan}.get(name, ""), dtype=column.dtype)
        spread[at] = column
        setattr(pieces, name, spread[code])
    pieces.field = np.where(pieces.token, field[code], -1)
    pieces.kind = np.where(~pieces.token, WORDS, np.where(pieces.field >= 0, LABEL, np.where(pieces.quantity >= 0, VALUE_, WORDS)))
    pieces.quantity = np.where(pieces.kind == VALUE_, pieces.quantity, -1)
    _judge_gaps(pieces)
    _bound(pieces)


def _fields(texts: Strings) -> npt.NDArray[np.int64]:
    """The field that each label means, -1 for what is no label; labels are tried in the order of the table."""
    field = np.full(len(texts), -1, dtype=np.int64)
    for name in reversed(FIELDS):
        field[matches(texts, rf"^(?i:{'|'.join(labels.LABELS[name])})$")] = FIELD[name]
    return field


def _judge_gaps(pieces: Pieces) -> None:
    """Tell what stands between labels and values."""
    distinct, code = pieces.distinct, pieces.code
    gap = np.full(len(distinct), KEEP, dtype=np.int64)
    is_gap = np.zeros(len(distinct), dtype=bool)
    is_gap[code[~pieces.token]] = True
    at = np.flatnonzero(is_gap & numpy(pc.less_equal(pc.utf8_length(distinct), 60)).astype(bool))
    texts = take(distinct, at)
    wind, unit = extract(texts, _WIND_GAP), extract(texts, _UNIT_GAP)
    gap[at[wind["found"].to_numpy(dtype=bool)]] = WIND_FROM
    gap[at[matches(texts, _IDLE_GAP)]] = DROP
    gap[at[unit["found"].to_numpy(dtype=bool)]] = UNIT_APART
    directions, names = (np.full(len(distinct), "", dtype=object) for _ in range(2))
    directions[at], names[at] = wind["wind"], unit["unit"]
    quantity, unit_name = units(strings(names))
    pieces.gap = np.where(pieces.token, KEEP, gap[code])
    pieces.wind = np.where(pieces.gap == WIND_FROM, directions[code], "")
    apart = pieces.gap == UNIT_APART
    pieces.quantity = np.where(apart, quantity[code], pieces.quantity)
    pieces.unit = np.where(apart, unit_name[code], pieces.unit)
    told = ~pieces.token & (pieces.gap == KEEP)
    for name, words in _TOLD.items():
        hit = told & pieces.which(rf"^{_SEPARATORS}*(?:{words}){_SEPARATORS}*$")
        _as_value(pieces, hit, name, "0" if name != "unbounded" else "")
    behind = np.concatenate([[False], pieces.kind[:-1] == LABEL]) & (np.diff(pieces.segment, prepend=-1) == 0)
    alone = ~pieces.token & pieces.last & (behind | (np.diff(pieces.segment, prepend=-1) != 0))
    hit = alone & pieces.which(_DASH)
    _as_value(pieces, hit, "missing", "--")


def _as_value(pieces: Pieces, hit: npt.NDArray[np.bool_], quantity: str, number: str) -> None:
    pieces.kind[hit], pieces.gap[hit] = VALUE_, KEEP
    pieces.quantity[hit], pieces.number[hit] = QUANTITY[quantity], number
    pieces.amount[hit] = np.nan


def _bound(pieces: Pieces) -> None:
    """Take back labels that begin or end inside a word (`Overtime 10:30`, `Highland`), and units that do (`3 min read`)."""
    before, after = np.roll(pieces.code, 1), np.roll(pieces.code, -1)
    starts = {name: matches(pieces.distinct, pattern) for name, pattern in (("lower", r"^\p{Ll}"), ("upper", r"^\p{Lu}"), ("capitals", r"^\p{Lu}{2}"), ("letter", r"^\p{L}"))}
    ends = {name: matches(pieces.distinct, pattern) for name, pattern in (("letter", r"[\p{Latin}\p{Cyrillic}]$"), ("capitals", r"\p{Lu}{2}$"))}
    wide = pieces.which(r"[^\p{Latin}\p{Cyrillic}:.]$")
    shouted = pieces.which(r"^[\p{Lu} ]{2,}$")
    label = pieces.kind == LABEL
    inside = ends["letter"][before] & (starts["lower"][pieces.code] | (shouted & ends["capitals"][before]))
    goes_on = ~wide & (starts["lower"][after] | (shouted & starts["capitals"][after]))
    value = (pieces.kind == VALUE_) & pieces.token
    lettered = value & ends["letter"][pieces.code]
    plain = value & (pieces.quantity == QUANTITY["plain"])
    broken = (label & (inside | goes_on)) | ((lettered | plain) & starts["lower"][after]) | (value & (pieces.quantity == QUANTITY["missing"]) & lettered & starts["letter"][after])
    pieces.kind[broken], pieces.field[broken], pieces.quantity[broken] = WORDS, -1, -1
