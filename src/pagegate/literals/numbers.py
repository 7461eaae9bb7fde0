"""Reads printed numbers: `$0.97`, `-3.96%`, `16.105,83`, `1.2M`, `(4.2)`, `▼ 3`, `N/A`.

All expressions run in RE2 through pyarrow, in time linear in the text.
"""

from __future__ import annotations

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

_TIDY = ((r"[\x{00a0}\x{2007}\x{2009}\x{202f}\x{200b}\x{200e}\x{200f}\x{2060}\x{feff}]", " "), (r"[\x{2212}\x{2010}\x{2011}\x{2012}\x{2013}\x{ff0d}]", "-"),
         (r"[▲△↑⬆🔺]", "+"), (r"[▼▽↓⬇🔻]", "-"), (r"[\x{2019}`´]", "'"))
_HEAD = (
    r"^(?P<open>[(\[]?)\s*(?P<sign>[+-]?)\s*(?P<currency>[A-Z]{0,3}[$€£¥₹₩₽₺₿]|[A-Z]{3} |Rs\.? ?)?\s*(?P<inner>[+-]?)"
    r"(?P<digits>[0-9][0-9.,' ]*|[.,][0-9]+)(?P<exponent>[eE][+-]?[0-9]{1,3})?\s*"
)
_UNIT = r"(?P<unit>[%‰]|[°º℃℉]?\s?[A-Za-zµμ³/²]{0,8}[0-9]?|[\"'′″€$£¥₹₩₽])\s*[)\]]?$"
_PLAIN_NUMBER = _HEAD + _UNIT
_SCALED_NUMBER = _HEAD + r"(?:(?P<scale>[KMBTkmbt]|[Bb]n|[Mm]n|[Tt]n|[Mm]rd|[Mm]io)\s*[€$£¥]?[)\]]?$|" + _UNIT + ")"
_GROUPED = {"dot": r"^[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]*)?$", "comma": r"^[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)$|^[1-9][0-9]{0,2}(\.[0-9]{3}){2,}$"}
_BROKEN = r"[0-9] (?:[0-9]{1,2}(?:[^0-9]|$)|[0-9]{4})|[0-9]{4} [0-9]"
_SCALES = {"k": 3, "m": 6, "mn": 6, "mio": 6, "b": 9, "bn": 9, "mrd": 9, "t": 12, "tn": 12}


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
    for pattern, plain in _TIDY:
        text = pc.replace_substring_regex(text, pattern, plain)
    text = pc.utf8_trim_whitespace(text)
    absent = pc.or_kleene(pc.is_null(text), pc.is_in(pc.utf8_lower(text), pa.array(MISSING, pa.large_string())))
    missing = _array(pc.fill_null(absent, True))  # noqa: FBT003
    parts = pc.extract_regex(text, _SCALED_NUMBER if scaled else _PLAIN_NUMBER)
    field = {name: pc.fill_null(parts.field(i), "") for i, name in enumerate(f.name for f in parts.type)}
    matched = _array(parts.is_valid())

    plain_text, decimals = _plain(field["digits"])
    value = pd.to_numeric(pd.Series(_array(pc.binary_join_element_wise(plain_text, field["exponent"], pa.scalar("", pa.large_string())))), errors="coerce").to_numpy(dtype=float)
    scale = pd.Series(_array(field["scale"])).str.lower().map(_SCALES).fillna(0).to_numpy(dtype=float) if scaled else np.zeros(len(shown))
    exponent = pd.to_numeric(pd.Series(_array(pc.utf8_slice_codeunits(field["exponent"], 1))), errors="coerce").fillna(0).to_numpy(dtype=float)
    sign, inner, opened = (_array(field[name]) for name in ("sign", "inner", "open"))
    # Brackets mean a loss in accounts, `(4.2)`; around a number that has its own sign or a percent, `(+0.68%)`, they mean nothing.
    bracketed = (opened == "(") & (sign == "") & (inner == "") & (_array(field["unit"]) != "%")
    negative = (sign == "-") | (inner == "-") | bracketed
    with np.errstate(over="ignore", invalid="ignore"):
        value = np.where(negative, -value, value) * 10.0**scale
        step = 10.0 ** (scale + exponent - decimals)
    # A blank inside a number parts its thousands; anywhere else, `7 5`, it says that the number is broken.
    broken = _array(pc.match_substring_regex(field["digits"], _BROKEN))
    readable = missing | (matched & np.isfinite(value) & ~broken)
    value = np.where(readable & ~missing, value, np.nan)
    step = np.where(np.isnan(value), np.nan, step)
    return Numbers(value, step, readable, (sign != "") | (inner != "") | bracketed, pd.Series(_array(field["unit"]), dtype="str").str.lower().str.strip())


def _plain(digits: Any) -> tuple[Any, npt.NDArray[np.float64]]:
    """The digits with a decimal point and no grouping, and how many decimals they show."""
    spaceless = pc.replace_substring_regex(digits, "[' ]", "")
    dots, commas = pc.count_substring(spaceless, "."), pc.count_substring(spaceless, ",")
    # Both marks: the one that comes last is the decimal one. One mark alone is a grouping mark if it groups by three and recurs, or is a comma.
    both = pc.and_(pc.greater(dots, 0), pc.greater(commas, 0))
    comma_last = pc.greater(pc.find_substring(pc.utf8_reverse(spaceless), "."), pc.find_substring(pc.utf8_reverse(spaceless), ","))
    comma_decimal = pc.if_else(
        both, comma_last,
        pc.and_(pc.equal(commas, 1), pc.invert(pc.match_substring_regex(spaceless, _GROUPED["dot"]))),
    )
    comma_decimal = pc.or_(comma_decimal, pc.and_(pc.equal(commas, 0), pc.match_substring_regex(spaceless, _GROUPED["comma"])))
    as_dot = pc.replace_substring(spaceless, ",", "")
    as_comma = pc.replace_substring(pc.replace_substring(spaceless, ".", ""), ",", ".")
    plain = pc.if_else(comma_decimal, as_comma, as_dot)
    at = _array(pc.find_substring(plain, "."))
    length = _array(pc.utf8_length(plain))
    return plain, np.where(at < 0, 0, length - at - 1).astype(float)


def _array(column: Any) -> npt.NDArray[Any]:
    array: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return array
