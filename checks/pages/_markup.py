"""What a page shows, and what its markup holds: shared by the checks of pages.

All expressions run in RE2 through pyarrow, in time linear in the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.frames import once

MAY_READ = ("text", "html", "url", "status", "media_type", "encoding", "records")

#: A wall has no more words, and a page that stands for another has no more than these.
FEW, SOME = 300, 400
_UNSEEN = r"(?is)<!--.*?-->|<(?:script|style|template|svg|title|iframe)\b.*?</(?:script|style|template|svg|title|iframe)\s*>|<(?:script|style)\b.*"
_NOSCRIPT = r"(?is)<noscript\b.*?</noscript\s*>"
_TAG = r"(?s)<[A-Za-z/!?][^>]*>"
_ENTITIES = (("&nbsp;", " "), ("&#160;", " "), ("&#39;", "'"), ("&#x27;", "'"), ("&rsquo;", "'"), ("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_TITLE = r"(?is)<title\b[^>]*>(?P<title>.*?)</title"
_MARKUP = r"(?i)<(?:!doctype|html|head|body|div|p|script|title|span|a|table)\b"
#: What white space is not. Nearly every page has one of these at once; only others are trimmed.
_VISIBLE = "[!-~]"


@dataclass(frozen=True)
class Shown:
    """What the pages of a frame show, one value a page.

    `text` what a person reads (lower case, single spaces, "" for an empty page, null for a page stored without text and markup), `unscripted` that and what a browser
    without JavaScript shows ("" for pages of more than `FEW` words, which are no walls), `title` the title in lower case ("" if there is none, and for pages of more than `SOME` words), `words` about how many words the
    text has, `markup` the HTML ("" if there is none).
    """

    text: pd.Series[Any]
    unscripted: pd.Series[Any]
    title: pd.Series[Any]
    words: pd.Series[Any]
    markup: pd.Series[Any]


@once
def shown(pages: pd.DataFrame) -> Shown:
    """Strip the markup of every page. A page that has both is read from its markup, for its text may have been chosen from it."""
    index = pages.index
    html, text = _text(pages, "html"), _text(pages, "text")
    markup = _of_either(html, text)
    with_notices = pc.replace_substring_regex(markup, _UNSEEN, " ")
    body = pc.replace_substring_regex(with_notices, _NOSCRIPT, " ")
    is_markup = pc.greater(pc.binary_length(markup), 0)
    stored = pc.or_(pc.is_valid(html), pc.is_valid(text))
    plain = _untagged(body, is_markup, text)
    length = pc.utf8_length(plain)
    words = pc.if_else(pc.equal(length, 0), 0, pc.add(pc.count_substring(plain, " "), 1))
    # Scripts without spaces: a page of 800 characters is never a page of one word.
    words = pc.max_element_wise(words, pc.divide(length, 8))
    few, some = pc.less_equal(words, FEW), pc.less_equal(words, SOME)
    unscripted = _where(few, _untagged(with_notices.filter(few), is_markup.filter(few), text.filter(few)))
    title = pc.struct_field(pc.extract_regex(pc.utf8_slice_codeunits(markup.filter(some), 0, 100_000), _TITLE), [0])
    return Shown(
        _series(pc.if_else(stored, plain, pa.scalar(None, pa.large_string())), index),
        _series(unscripted, index),
        _series(_where(some, _plain(pc.fill_null(title, ""))), index),
        pd.Series(words.to_numpy(zero_copy_only=False), index=index),
        _series(markup, index),
    )


def _of_either(html: Any, text: Any) -> Any:
    """The markup of each page: its HTML, else its text if that begins as markup does, else "". Never null."""
    has_html = pc.fill_null(pc.match_substring_regex(html, _VISIBLE), False)  # noqa: FBT003
    if pc.all(has_html).as_py():
        return html
    has_html = pc.or_(has_html, pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(pc.if_else(has_html, "", pc.fill_null(html, "")))), 0))
    in_text = pc.match_substring_regex(pc.utf8_slice_codeunits(pc.fill_null(text, ""), 0, 4096), _MARKUP)
    return pc.if_else(has_html, html, pc.if_else(in_text, text, ""))


def _where(rows: Any, values: Any) -> Any:
    """The values at their rows (a mask with as many true), "" at the others."""
    return pc.replace_with_mask(pa.array([""] * len(rows), type=pa.large_string()), rows, values)


def _untagged(markup: Any, is_markup: Any, text: Any) -> Any:
    """Markup without its tags, or the text where there is none."""
    return _plain(pc.if_else(is_markup, pc.replace_substring_regex(markup, _TAG, " "), pc.fill_null(text, "")))


def _text(pages: pd.DataFrame, column: str) -> Any:
    texts = pa.array(pages[column].astype("str"), type=pa.large_string(), from_pandas=True)
    # Pages of several sources are one column in pieces.
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


def _plain(text: Any) -> Any:
    """Text in lower case, with plain quotes and single spaces. Patterns are slow beside plain words, so that they go only over the texts that need them."""
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
    return pd.Series(column.to_pandas().array, index=index)


def hits(column: pd.Series[Any], patterns: tuple[str, ...], where: pd.Series[Any] | None = None) -> pd.Series[Any]:
    """How many of the patterns each text has: int64. Nulls have none, nor have texts that are not looked at (`where`, bool)."""
    if where is not None:
        return hits(column[where], patterns).reindex(column.index, fill_value=0)
    array = pa.array(column, type=pa.large_string(), from_pandas=True)
    count = pd.Series(0, index=column.index)
    for pattern in patterns:
        count += pc.fill_null(pc.match_substring_regex(array, pattern), False).to_numpy(zero_copy_only=False).astype("int64")  # noqa: FBT003
    return count
