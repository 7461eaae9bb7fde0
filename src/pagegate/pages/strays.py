"""Finds the lines among quotes that must have been quotes too: a price without its percent, a name with dashes for numbers.

A list of quotes is regular. What stands within it, begins with a name and holds nothing but numbers, or words for none, is one that broke.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from pagegate.pages import octets
from pagegate.pages.arrow import matches, numpy, take
from pagegate.pages.cells import plain
from pagegate.pages.forms import STATE
from pagegate.pages.labels import ANY_LABEL
from pagegate.pages.layout import MOST_PARTS, letters
from pagegate.pages.segments import Segments

#: A broken quote stands no farther from a whole one, in segments, and is no longer, in characters.
_REACH, _LONGEST = 3, 60
_NONE = r"(?:(?i:n/a|#n/a|nan|null|none|undefined|unch\.?)|-{2,}|—|–)"
_NUMBER = r"[+\-▲▼]?\s?\p{Sc}?[0-9][0-9.,']*\s?%?"
_NAME = r"[\p{L}^.][\p{L}\p{N}^.&$'/=\- ]"
#: Counting the letters of names makes a pattern forty times as long, so that only texts which are longer are asked by one that does.
_UNCOUNTED, _COUNTED, _LONGEST_NAME = rf"{_NAME}*?", rf"{_NAME}{{0,40}}?", 41
#: A name, and then nothing but numbers of which one has decimals, groups, or touches the name; or words for none, at least one of them.
_NAMED = (
    rf"\s*(?:[(\[]?\s*{_NUMBER}\s*[)\]]?[\s\t]*)*{_NONE}\s*%?(?:[\s\t]*[(\[]?(?:{_NONE}|{_NUMBER})\s*[)\]]?\s*%?)*$",
    rf"\s*[+\-▲▼]?\s?\p{{Sc}}?[0-9]+(?:[.,'][0-9]+)+(?:[\s\t]*[(\[]?\s*{_NUMBER}\s*[)\]]?)*$",
)
_NAMELESS = (r"^[A-Z^][A-Z.\-]{1,9}[0-9]{3,}$", rf"^{_NONE}\s*%$")
#: What one of these cannot do without.
_ANY_VALUE = r"(?i)[0-9]|--|—|–|n/a|nan|null|none|undefined|unch"
#: A price and a percent without its sign, glued to the name, as a whole list of quotes is that lost every percent sign; and how many make a list.
_SIGNLESS, _LIST = r"^[\p{L}^.][\p{L}\p{N}^.&'/=\- ]{0,30}?[\p{L}^=][1-9][0-9,]*\.[0-9]{3,7}\.[0-9]{1,2}$", 3
#: A yield stands among quotes with a percent for its price.
YIELD = r"(?i:\b[0-9]{1,2}[ \-]?(?:y|yr|yrs|year|m|mo|month)\b|treasury|bund\b|gilt|yield)[^%0-9]*[0-9.,]+\s?%\s*[+\-▲▼]?[0-9.]+$"
#: What sites print beside quotes that is none: details of a share, times and dates, and the readings of a weather widget.
_DETAIL = (
    r"^(?i:(?:pre.?market )?(?:open|high|low|close|prev(?:ious)?\.?(?: close)?|vol(?:ume|\.)?|avg\.?(?: vol(?:ume)?)?|average|market cap\w*|mkt\.? cap|p/?e(?: ratio)?|eps|div(?:idend)?|(?:div )?yield|bid|ask|day'?s?|52.?w\w*|range|beta|shares|"
    r"target|change|last|updated|as of|turnover|float|rsi|total|jan\w*|feb\w*|mar|mar\.|march|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|page|top|version|v)(?:[^\p{L}]|$))"
)


def strays(found: Segments, claimed: npt.NDArray[np.bool_], parts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The broken quotes among whole ones, as their (first) segments.

    `parts` are the segments of each whole quote (-1 where fewer), in their order; `claimed` those that belong to other records.
    """
    used = claimed.copy()
    used[parts[parts >= 0]] = True
    single = parts[:, 1] < 0
    rows: npt.NDArray[np.int64] = np.union1d(np.union1d(_between_lines(found, used, parts[single, 0]), _between_runs(found, used, parts[~single])), _signless(found, used))
    return rows


def _between_lines(found: Segments, used: npt.NDArray[np.bool_], quotes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Broken quotes of one line, near quotes of one line on a page with at least two."""
    on_page = np.bincount(found.page[quotes], minlength=int(found.page.max(initial=0)) + 1)
    quotes = quotes[on_page[found.page[quotes]] >= 2]
    offsets = np.array([step for step in range(-_REACH, _REACH + 1) if step])
    near = (quotes[:, None] + offsets).ravel()
    page = np.repeat(found.page[quotes], len(offsets))
    within = (near >= 0) & (near < len(found))
    near, page = near[within], page[within]
    rows = np.unique(near[(found.page[near] == page) & ~used[near]])
    return rows[_broken(found, rows)]


def _broken(found: Segments, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    if not len(rows):
        return np.empty(0, dtype=bool)
    # The pages of a site have most of their short lines in common.
    lines = take(found.text, rows).dictionary_encode()
    text = plain(lines.dictionary)
    broken = numpy(pc.less_equal(pc.utf8_length(text), _LONGEST)).astype(bool) & matches(text, _ANY_VALUE)
    # From the cheapest to the dearest: the last are long, and hardly a text is left for them.
    for pattern in (rf"^(?i:{STATE})", _DETAIL, YIELD):
        asked = np.flatnonzero(broken)
        if len(asked):
            broken[asked] = ~matches(take(text, asked), pattern)
    asked = np.flatnonzero(broken)
    if len(asked):
        left = take(text, asked)
        named = np.logical_or.reduce([matches(left, f"^{_UNCOUNTED}{rest}") for rest in _NAMED])
        long = np.flatnonzero(named & (octets.characters(left) > _LONGEST_NAME))
        if len(long):
            named[long] = np.logical_or.reduce([matches(take(left, long), f"^{_COUNTED}{rest}") for rest in _NAMED])
        broken[asked] = named | np.logical_or.reduce([matches(left, pattern) for pattern in _NAMELESS])
    asked = np.flatnonzero(broken)
    if len(asked):
        broken[asked] = ~matches(take(text, asked), rf"^(?i:{ANY_LABEL})(?:\b|[^\p{{L}}])")
    result: npt.NDArray[np.bool_] = broken[numpy(lines.indices)]
    return result


def _signless(found: Segments, used: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The lines of lists in which no percent sign is left."""
    rows = np.flatnonzero(octets.ending(found.text, b"0123456789") & ~used) if len(found) else np.empty(0, dtype=np.int64)
    rows = rows[matches(take(found.text, rows), r"[0-9]\.[0-9]{3,7}\.[0-9]{1,2}$")]
    if len(rows) < _LIST:
        return np.empty(0, dtype=np.int64)
    rows = rows[matches(take(found.text, rows), _SIGNLESS)].astype(np.int64)
    listed: npt.NDArray[np.int64] = rows[(np.bincount(found.page[rows], minlength=1) >= _LIST)[found.page[rows]]]
    return listed


def _between_runs(found: Segments, used: npt.NDArray[np.bool_], parts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Names whose values are broken, between quotes spread over lines: what stands there has a shape that most gaps of the page do not have."""
    first = np.where(parts >= 0, parts, len(found)).min(axis=1)
    last = parts.max(axis=1)
    order = np.argsort(first)
    first, last = first[order], last[order]
    begin, length = last[:-1] + 1, first[1:] - last[:-1] - 1
    inner = (found.page[last[:-1]] == found.page[first[1:]]) if len(first) > 1 else np.empty(0, dtype=bool)
    begin, length = begin[inner], length[inner]
    if not len(begin):
        return np.empty(0, dtype=np.int64)
    page = found.page[begin - 1]
    filled = (length > 0) & (length <= 2 * MOST_PARTS)
    at = np.repeat(begin[filled], length[filled]) + np.arange(length[filled].sum()) - np.repeat(np.cumsum(length[filled]) - length[filled], length[filled])
    kinds = np.where(used[at], "U", letters(plain(take(found.text, at)))) if len(at) else np.empty(0, dtype=str)
    gap = np.repeat(np.flatnonzero(filled), length[filled])
    shapes = pd.Series(kinds, dtype="str").groupby(gap).agg("".join).reindex(range(len(begin)), fill_value="")
    alike = shapes.groupby([page, shapes.to_numpy()]).transform("size").to_numpy()
    gaps = np.bincount(page)[page]
    odd = shapes.str.contains(r"^T{1,2}A?[NMPCHS]*[NMPCH][NMPCHSA]*$").to_numpy(dtype=bool) & (2 * alike < gaps + 1)
    broken: npt.NDArray[np.int64] = begin[odd]
    return broken
