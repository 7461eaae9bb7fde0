"""What a page shows, and what its markup holds: shared by the checks of pages.

All expressions run in RE2 through pyarrow, in time linear in the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.frames import once
from pagegate.literals.octets import Octets

MAY_READ = ("text", "html", "url", "status", "media_type", "encoding", "records")

#: A wall has no more words; and a page of more than so many is told apart from no other.
FEW, MANY = 300, 400
_UNSEEN = r"(?is)<!--.*?-->|<(?:script|style|template|svg|title|iframe)\b.*?</(?:script|style|template|svg|title|iframe)\s*>|<(?:script|style)\b.*"
_NOSCRIPT = r"(?is)<noscript\b.*?</noscript\s*>"
_TAG = r"(?s)<[A-Za-z/!?][^>]*>"
_ENTITIES = (("&nbsp;", " "), ("&#160;", " "), ("&#39;", "'"), ("&#x27;", "'"), ("&rsquo;", "'"), ("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_TITLE = r"(?is)<title\b[^>]*>(?P<title>.*?)</title"
_MARKUP = r"(?i)<(?:!doctype|html|head|body|div|p|script|title|span|a|table)\b"


@dataclass(frozen=True)
class Shown:
    """What the pages of a frame show, one value a page.

    `stored` whether a page came with text or markup, `raw` what a person reads as it was written (pyarrow large strings), `text` the same as `plain` makes it (of pages of more than
    `MANY` words, which are asked nothing, ""; null for a page that is not stored), `unscripted` that and what a browser without JavaScript shows ("" for pages of more than `FEW`
    words, which are no walls), `title` the title as `plain` makes it ("" if there is none), `words` about how many words the text has (of more than `MANY`, at least so many),
    `markup` the HTML ("" if there is none).
    """

    stored: pd.Series[Any]
    raw: Any
    text: pd.Series[Any]
    unscripted: pd.Series[Any]
    title: pd.Series[Any]
    words: pd.Series[Any]
    markup: pd.Series[Any]

    def rows(self, rows: npt.NDArray[np.intp]) -> Any:
        """`raw` of some pages."""
        return self.raw.take(pa.array(rows))

    def plain(self, rows: npt.NDArray[np.intp]) -> Any:
        """What a person reads on some pages, as `plain` makes it, whatever their length."""
        return plain(self.rows(rows))


@once
def shown(pages: pd.DataFrame) -> Shown:
    """Strip the markup of every page. A page that has both is read from its markup, for its text may have been chosen from it."""
    html, text = _text(pages, "html"), _text(pages, "text")
    stored = _array(pc.or_(pc.is_valid(html), pc.is_valid(text)))
    html, text = pc.fill_null(html, ""), pc.fill_null(text, "")
    marked, markup = _markup(html, text)
    # Patterns go only over the pages that have markup, and what they leave stands beside the texts of the others again.
    with_notices = _without(_UNSEEN, markup)
    raw = _beside(text, marked, _without(_TAG, _without(_NOSCRIPT, with_notices)))
    words = Octets.of(raw).begun()
    some = words <= MANY
    short = plain(raw.filter(pa.array(some)))
    words[some] = rough_words(short)
    few = words <= FEW
    empty = pa.array([""] * len(pages), type=pa.large_string())
    read = _beside(empty, some, short)
    unscripted = _beside(pc.if_else(pa.array(few), read, ""), few & marked, plain(_without(_TAG, with_notices.filter(pa.array(few[marked])))))
    return Shown(
        pd.Series(stored, index=pages.index),
        raw,
        _series(pc.if_else(pa.array(stored), read, pa.scalar(None, pa.large_string())), pages.index),
        _series(unscripted, pages.index),
        _series(_beside(empty, marked, plain(_titles(markup))), pages.index),
        pd.Series(words, index=pages.index),
        _series(_beside(empty, marked, markup), pages.index),
    )


def _markup(html: Any, text: Any) -> tuple[npt.NDArray[np.bool_], Any]:
    """Which pages have markup, in their HTML or else in their text, and theirs."""
    has_html = _array(pc.greater(pc.binary_length(pc.utf8_trim_whitespace(html)), 0))
    in_text = np.zeros(len(text), dtype=bool)
    rows = Octets.of(text).holding("<")
    in_text[rows] = _array(pc.match_substring_regex(pc.utf8_slice_codeunits(text.take(pa.array(rows)), 0, 4096), _MARKUP))
    marked = has_html | in_text
    return marked, pc.if_else(pa.array(has_html[marked]), html.filter(pa.array(marked)), text.filter(pa.array(marked)))


def rough_words(text: Any) -> npt.NDArray[np.int64]:
    """About how many words texts with single spaces have: 0 of an empty one."""
    spaced = pc.if_else(pc.equal(pc.binary_length(text), 0), 0, pc.add(pc.count_substring(text, " "), 1))
    # Scripts without spaces: a page of 800 characters is never a page of one word.
    return _array(pc.max_element_wise(spaced, pc.divide(pc.utf8_length(text), 8))).astype(np.int64)


def _beside(texts: Any, where: npt.NDArray[np.bool_], others: Any) -> Any:
    """Texts, but for the rows that others stand for."""
    return pc.replace_with_mask(texts, pa.array(where), others) if where.any() else texts


def _without(pattern: str, markup: Any) -> Any:
    return pc.replace_substring_regex(markup, pattern, " ") if len(markup) else markup


def _titles(markup: Any) -> Any:
    return pc.fill_null(pc.struct_field(pc.extract_regex(pc.utf8_slice_codeunits(markup, 0, 100_000), _TITLE), [0]), "") if len(markup) else markup


def _text(pages: pd.DataFrame, column: str) -> Any:
    texts = pa.array(pages[column].astype("str"), type=pa.large_string(), from_pandas=True)
    # Pages of several sources are one column in pieces.
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


def plain(text: Any) -> Any:
    """What is read, in lower case, with plain quotes and single spaces. Patterns are slow beside plain words, so that they go only over the texts that need them."""
    escaped = pc.match_substring(text, "&")
    if pc.any(escaped).as_py():
        told = text.filter(escaped)
        for entity, character in _ENTITIES:
            told = pc.replace_substring(told, entity, character)
        text = pc.replace_with_mask(text, escaped, told)
    for quote in "\u2019\u2018\u02bc":
        text = pc.replace_substring(text, quote, "'")
    for blank in "\n\t\r\f\u00a0\u200b\ufeff":
        text = pc.replace_substring(text, blank, " ")
    text = pc.replace_substring(text, "  ", " ")
    wide = pc.match_substring(text, "  ")
    if pc.any(wide).as_py():
        text = pc.replace_with_mask(text, wide, pc.replace_substring_regex(text.filter(wide), " +", " "))
    return pc.utf8_lower(pc.utf8_trim_whitespace(text))


def _series(column: Any, index: pd.Index[Any]) -> pd.Series[Any]:
    return pd.Series(pd.array(column, dtype="str"), index=index)


def _array(column: Any) -> npt.NDArray[Any]:
    values: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return values


def matches(texts: Any, pattern: str) -> npt.NDArray[np.bool_]:
    """Which texts hold a match. A pattern takes longer to be built than to be asked of a text or two, and is not built for none."""
    return _array(pc.match_substring_regex(texts, pattern)) if len(texts) else np.zeros(0, dtype=bool)


def hits(column: pd.Series[Any], patterns: tuple[str, ...], where: pd.Series[Any] | None = None) -> pd.Series[Any]:
    """How many of the patterns each text has: int64. Nulls and empty texts have none, nor have texts that are not looked at (`where`, bool)."""
    texts = pa.array(column, type=pa.large_string(), from_pandas=True)
    asked = _array(pc.fill_null(pc.binary_length(texts), 0)) > 0
    if where is not None:
        asked &= where.to_numpy(dtype=bool)
    count = np.zeros(len(column), dtype=np.int64)
    texts = texts.filter(pa.array(asked))
    for pattern in patterns:
        count[asked] += matches(texts, pattern)
    return pd.Series(count, index=column.index)
