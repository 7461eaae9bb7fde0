"""Names of character sets, and which of them mean one decoder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._markup import hits, shown

if TYPE_CHECKING:
    import pandas as pd

#: Labels that mean one decoder, in lower case without hyphens and underscores, and the family they belong to.
_FAMILIES = {
    "utf8": "utf8", "utf8sig": "utf8", "utf16": "utf16", "utf16le": "utf16", "utf16be": "utf16", "ascii": "latin1", "usascii": "latin1", "latin1": "latin1", "iso88591": "latin1",
    "windows1252": "latin1", "cp1252": "latin1", "iso885915": "latin9", "latin9": "latin9", "gb2312": "gb", "gbk": "gb", "gb18030": "gb", "cp936": "gb", "big5": "big5", "big5hkscs": "big5", "cp950": "big5",
    "shiftjis": "sjis", "sjis": "sjis", "cp932": "sjis", "windows31j": "sjis", "xsjis": "sjis", "eucjp": "eucjp", "euckr": "korean", "cp949": "korean", "ksc56011987": "korean", "windows949": "korean",
    "windows1251": "cp1251", "cp1251": "cp1251", "koi8r": "koi8r", "windows1250": "cp1250", "cp1250": "cp1250", "iso88592": "latin2", "windows1254": "cp1254", "iso88599": "cp1254", "windows874": "thai", "tis620": "thai",
}


def family(label: pd.Series[Any]) -> pd.Series[Any]:
    """The family of each name; null for one that is not known."""
    plain = label.str.lower().str.replace("[-_:.]", "", regex=True)
    return plain.map(_FAMILIES)


def foreign(pages: pd.DataFrame) -> pd.Series[Any]:
    """Whether the markup of each page has any letter beyond ASCII: without one, all families say the same."""
    return hits(shown(pages).markup, (r"[^\x00-\x7f]",)) > 0
