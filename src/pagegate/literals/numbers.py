"""Reads printed numbers: `$0.97`, `-3.96%`, `16.105,83`, `8 206,07`, `12,34,567.89`, `1.2M`, `(4.2)`, `▼ 3`, `N/A`.

Digits may be of any script. What groups them must be what people write: threes, by comma, dot, space or apostrophe, or Indian twos; `1,2,3` is no number. Money is not
converted: `2,795p` is 2795, in the pence that the column `currency` names.

All expressions run in RE2 through pyarrow, in time linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

#: How files write a null. Compared in lower case.
NULLS = ("", "na", "nan", "null", "none", "nil", "#n/a", "no sunrise", "no sunset")
#: What sites print where a reading is missing: a record that holds one took a decoration for a value.
PLACEHOLDERS = ("-", "--", "---", "—", "–", "n/a", "n.a.", "nd", "n/d", "undefined", "unch", "unch.", "unchanged", "?", "...", "…")
MISSING = NULLS + PLACEHOLDERS

_TIDY = ((r"[\x{00a0}\x{2000}-\x{200f}\x{202f}\x{205f}\x{2060}\x{3000}\x{061c}\x{feff}]", " "), (r"[\x{2212}\x{2010}\x{2011}\x{2012}\x{2013}\x{fe63}\x{ff0d}]", "-"),
         (r"[▲△↑⬆🔺]", "+"), (r"[▼▽↓⬇🔻]", "-"), (r"[\x{2019}\x{02bc}´]", "'"))
#: Decimal digits beyond ASCII, and marks that come with them.
_FOREIGN_DIGIT = r"[^\P{Nd}0-9]"
_FOREIGN_MARKS = {"٫": ".", "٬": ",", "،": ",", "．": ".", "，": ",", "％": "%", "٪": "%", "＋": "+", "（": "(", "）": ")"}
_HEAD = (
    r"^(?P<open>[(\[]?)\s*(?P<sign>[+-]?)\s*(?P<currency>[A-Z]{0,3}\p{Sc}|[A-Z]{3} |Rs\.? ?|kr\.? ?|Fr\.? ?|Kč ?|zł ?)?\s*(?P<inner>[+-]?)"
    r"(?P<digits>[0-9][0-9.,' ]*|[.,][0-9]+)(?P<exponent>[eE][+-]?[0-9]{1,3})?\s*"
)
#: Counting the letters of a unit in the pattern makes it eight times as long; they are counted behind.
_UNIT = r"(?P<unit>[%‰]|[°º℃℉]?\s?[\p{L}µμ³/²]*[0-9]?\.?|[\"'′″]|\p{Sc})\s*(?P<close>[)\]]?)$"
_UNIT_LETTERS, _LONGEST_UNIT = r"[\p{L}µμ³/²]", 8
_PLAIN_NUMBER = _HEAD + _UNIT
#: What most numbers look like; the patterns above take it apart in one way only.
_ORDINARY = r"^[+-]?[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?%?$"
#: What needs no taking apart.
_SIMPLE = r"^[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?%?$"
#: Nulls and texts without letters beyond ASCII.
_FEW_LETTERS = r"^[\x00-\x7f°º%‰£€¥′″³²]*$"
_SCALES = {
    "k": 3, "thousand": 3, "lakh": 5, "lac": 5, "m": 6, "mn": 6, "mio": 6, "mln": 6, "million": 6, "millions": 6, "crore": 7, "crores": 7, "b": 9, "bn": 9, "bln": 9, "mrd": 9,
    "billion": 9, "billions": 9, "t": 12, "tn": 12, "trillion": 12, "trillions": 12, "万": 4, "億": 8, "亿": 8, "兆": 12,
}
_SCALED_NUMBER = _HEAD + rf"(?:(?P<scale>(?i:{'|'.join(sorted(_SCALES, key=len, reverse=True))}))\.?(?:\s*\p{{Sc}}|\s[A-Z]{{3}})?\s*(?P<end>[)\]]?)$|" + _UNIT + ")"
_GROUP = re.compile(r"\(\?P<(\w+)>")
_THREES = r"[1-9][0-9]{0,2}"
#: Digits with a decimal point, and digits with a decimal comma. `1,234` is the first, `0,234` and `1234,5` can only be the second.
_POINT = rf"^(?:[0-9]*\.?[0-9]*|{_THREES}(?:(?:,[0-9]{{3}})+|(?: [0-9]{{3}})+|(?:'[0-9]{{3}})+)(?:\.[0-9]*)?|[1-9][0-9]?(?:,[0-9]{{2}})+,[0-9]{{3}}(?:\.[0-9]*)?)$"
_COMMA = rf"^(?:[0-9]*,[0-9]+|{_THREES}(?:(?:\.[0-9]{{3}})+|(?: [0-9]{{3}})+|(?:'[0-9]{{3}})+),[0-9]+|{_THREES}(?:\.[0-9]{{3}}){{2,}})$"


@dataclass(frozen=True)
class Numbers:
    """A column of printed numbers, read.

    `value` float64 (NaN where missing or unreadable), `step` float64 (the worth of the last digit shown, 0.01 for `6,796.29`),
    `readable` bool (False for text that is neither a number nor a word for a missing one), `signed` bool (a sign, an arrow or brackets stood by
    it), `unit` text as shown, in lower case (`%`, `°c`, `km/h`, empty if none).
    """

    value: npt.NDArray[np.float64]
    step: npt.NDArray[np.float64]
    readable: npt.NDArray[np.bool_]
    signed: npt.NDArray[np.bool_]
    unit: pd.Series[Any]


def read_numbers(shown: pd.Series[Any], *, scaled: bool = True) -> Numbers:
    """Read a column of printed numbers (text, nulls allowed).

    With `scaled`, a K, M, B or T behind the digits multiplies; without it, the letter is a unit (`12 m`).
    """
    text = pa.array(shown, type=pa.large_string(), from_pandas=True)
    if isinstance(text, pa.ChunkedArray):
        text = text.combine_chunks()
    simple = _array(pc.fill_null(pc.match_substring_regex(text, _SIMPLE), False)).astype(bool)  # noqa: FBT003
    if simple.all():
        return _read_simple(text)
    # What is no simple number repeats itself, `10 km`, `n/a`: each text is taken apart once.
    different = text.filter(pa.array(~simple)).dictionary_encode(null_encoding="encode")
    others, code = _read_any(different.dictionary, scaled=scaled), _array(different.indices)
    if not simple.any():
        return Numbers(others.value[code], others.step[code], others.readable[code], others.signed[code], others.unit.iloc[code].reset_index(drop=True))
    return _mixed(_read_simple(text.filter(pa.array(simple))), simple, others, code)


def _read_simple(text: Any) -> Numbers:
    """Numbers of digits and a decimal point, with a sign in front or not and a percent sign behind or not."""
    digits = pc.ascii_rtrim(pc.ascii_ltrim(text, "+"), "%")
    point, length = _array(pc.find_substring(digits, ".")), _array(pc.binary_length(digits))
    percent = pc.ends_with(text, "%")
    signed = _array(pc.or_(pc.starts_with(text, "+"), pc.starts_with(text, "-"))).astype(bool)
    unit = pd.Series(pc.if_else(percent, "%", "").to_pandas(), dtype="str")
    return Numbers(_array(digits.cast(pa.float64())), 10.0 ** -np.where(point < 0, 0, length - point - 1).astype(float), np.ones(len(text), dtype=bool), signed, unit)


def _mixed(plain: Numbers, simple: npt.NDArray[np.bool_], others: Numbers, code: npt.NDArray[Any]) -> Numbers:
    """Simple numbers and others (`code` says which each is) in their places."""
    columns = []
    for mine, theirs in ((plain.value, others.value), (plain.step, others.step), (plain.readable, others.readable), (plain.signed, others.signed), (plain.unit.to_numpy(dtype=object), others.unit.to_numpy(dtype=object))):
        column = np.empty(len(simple), dtype=mine.dtype)
        column[simple], column[~simple] = mine, theirs[code]
        columns.append(column)
    value, step, readable, signed, unit = columns
    return Numbers(value, step, readable, signed, pd.Series(unit, dtype="str"))


def _read_any(text: Any, *, scaled: bool) -> Numbers:
    """Numbers of any shape (pyarrow large_string)."""
    text = _tidy(text)
    absent = pc.or_kleene(pc.is_null(text), pc.is_in(pc.utf8_lower(text), pa.array(MISSING, pa.large_string())))
    missing = _array(pc.fill_null(absent, True))  # noqa: FBT003
    field, matched = _parts(text, _SCALED_NUMBER if scaled else _PLAIN_NUMBER)
    plain_text, decimals = _plain(field["digits"])
    value = pd.to_numeric(pd.Series(_array(pc.binary_join_element_wise(plain_text, field["exponent"], pa.scalar("", pa.large_string())))), errors="coerce").to_numpy(dtype=float)
    scale: npt.NDArray[Any] = np.zeros(len(text))
    exponent = scale
    if scaled and _any(field["scale"]):
        scale = pd.Series(_array(field["scale"])).str.lower().map(_SCALES).astype("float64").fillna(0.0).to_numpy(dtype=np.float64)
    if _any(field["exponent"]):
        exponent = pd.to_numeric(pd.Series(_array(pc.utf8_slice_codeunits(field["exponent"], 1))), errors="coerce").fillna(0).to_numpy(dtype=float)
    closing = _is(field["close"], ")") | (scaled and _is(field["end"], ")"))
    # Round brackets mean a loss in accounts, `(4.2)`; around a number that has its own sign or a percent, `(+0.68%)`, any brackets mean nothing. `[4.2]` is a list, not a number.
    unsigned = _is(field["sign"], "") & _is(field["inner"], "")
    bare = unsigned & ~_is(field["unit"], "%")
    bracketed = bare & _is(field["open"], "(")
    matched &= ~bare | _is(field["open"], "") | (bracketed & closing)
    negative = _is(field["sign"], "-") | _is(field["inner"], "-") | bracketed
    vanished = (value == 0) & _array(pc.match_substring_regex(plain_text, "[1-9]"))
    with np.errstate(over="ignore", invalid="ignore"):
        value = np.where(negative, -value, value) * 10.0**scale
        step = 10.0 ** (scale + exponent - decimals)
    readable = missing | (matched & np.isfinite(value) & ~vanished)
    value = np.where(readable & ~missing, value, np.nan)
    step = np.where(np.isnan(value), np.nan, step)
    return Numbers(value, step, readable, ~unsigned | bracketed, pd.Series(_array(field["unit"]), dtype="str").str.lower().str.strip())


def _parts(text: Any, pattern: str) -> tuple[dict[str, Any], npt.NDArray[np.bool_]]:
    """The named groups of each text, "" where there is none, and whether it is a number at all."""
    ordinary = pc.fill_null(pc.match_substring_regex(text, _ORDINARY), False)  # noqa: FBT003
    others = pc.invert(ordinary)
    # Groups cost a hundred times what a match does. An ordinary number is cut at its first and last letter instead.
    shown = pc.if_else(ordinary, text, "")
    taken = {"sign": pc.if_else(pc.starts_with(shown, "-"), "-", pc.if_else(pc.starts_with(shown, "+"), "+", "")), "digits": pc.ascii_trim(shown, "+-%"), "unit": pc.if_else(pc.ends_with(shown, "%"), "%", "")}
    nothing = pa.array([""], pa.large_string()).take(pa.array(np.zeros(len(text), dtype=np.int64)))
    field = {name: taken.get(name, nothing).cast(pa.large_string()) for name in _GROUP.findall(pattern)}
    matched = _array(ordinary).copy()
    if not matched.all():
        # Readings of a widget repeat themselves, `10 km`, `12 °C`: each text is taken apart once.
        distinct = text.filter(others).dictionary_encode()
        parts = pc.extract_regex(distinct.dictionary, _narrow(pattern) if pc.all(pc.match_substring_regex(distinct.dictionary, _FEW_LETTERS), min_count=0).as_py() else pattern)
        field = {one.name: pc.replace_with_mask(field[one.name], others, pc.fill_null(parts.field(place).take(distinct.indices), "")) for place, one in enumerate(parts.type)}
        matched[_array(others)] = _array(pc.fill_null(parts.is_valid().take(distinct.indices), False))  # noqa: FBT003
    letters = _array(pc.count_substring_regex(pc.replace_substring_regex(field["unit"], "^[°º]", ""), _UNIT_LETTERS))
    short = letters <= _LONGEST_UNIT
    if not short.all():
        field = {name: pc.if_else(pa.array(short), shown, "") for name, shown in field.items()}
    return field, matched & short


def _narrow(pattern: str) -> str:
    """The pattern for texts whose letters are all ASCII's, or that of a degree: RE2 builds it in a tenth of the time."""
    return pattern.replace(r"\p{L}", "A-Za-zº")


def _tidy(text: Any) -> Any:
    """Text whose spaces, signs, apostrophes and digits are those of ASCII, trimmed."""
    if not pc.all(pc.string_is_ascii(text)).as_py():
        foreign = _array(pc.fill_null(pc.match_substring_regex(text, _FOREIGN_DIGIT), False))  # noqa: FBT003
        if foreign.any():
            marks = str.maketrans(_FOREIGN_MARKS)
            # Hardly a page has them, so that its few texts are gone through one by one.
            turned = [_ascii_digits(shown.translate(marks)) for shown in text.filter(pa.array(foreign)).to_pylist()]
            text = pc.replace_with_mask(text, pa.array(foreign), pa.array(turned, pa.large_string()))
        for pattern, plain in _TIDY:
            text = pc.replace_substring_regex(text, pattern, plain)
    return pc.utf8_trim_whitespace(text)


def _ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def _plain(digits: Any) -> tuple[Any, npt.NDArray[np.float64]]:
    """The digits with a decimal point and no grouping, and how many decimals they show; no text where they are not grouped as people group them."""
    digits = pc.utf8_rtrim_whitespace(digits)
    point = pc.match_substring_regex(digits, _POINT)
    comma = pc.and_not(pc.match_substring_regex(digits, _COMMA), point)
    as_point = pc.replace_substring_regex(digits, "[,' ]", "")
    as_comma = pc.replace_substring(pc.replace_substring_regex(digits, "[.' ]", ""), ",", ".")
    plain = pc.if_else(point, as_point, pc.if_else(comma, as_comma, ""))
    at = _array(pc.find_substring(plain, "."))
    length = _array(pc.utf8_length(plain))
    return plain, np.where(at < 0, 0, length - at - 1).astype(float)


def _is(texts: Any, text: str) -> npt.NDArray[np.bool_]:
    return _array(pc.equal(texts, text)).astype(bool)


def _any(texts: Any) -> bool:
    return bool(pc.any(pc.not_equal(texts, "")).as_py())


def _array(column: Any) -> npt.NDArray[Any]:
    array: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return array
