"""A page that declares one character set and came in another.

What it does: compares the character set that the page's own `<meta>` names with the one it was decoded with (`encoding`), if the page has any letter beyond ASCII; names of one family (Latin-1 and Windows-1252, the Chinese GB sets, the Japanese and Korean ones) are equal.
Why it matters: one of the two is wrong, and every letter beyond ASCII with it.
Instead: decode with the HTTP header's character set, else with the page's own.
Source: WHATWG Encoding standard, section 4.2, names and labels; HTML standard, section 13.2.3.2, which one wins.
Known false alarms: sites that converted to UTF-8 and left the old `<meta>` in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._markup import MAY_READ, hits, shown

if TYPE_CHECKING:
    import pandas as pd

#: Labels that mean one decoder, in lower case without hyphens and underscores, and the family they belong to.
_FAMILIES = {
    "utf8": "utf8", "utf8sig": "utf8", "utf16": "utf16", "utf16le": "utf16", "utf16be": "utf16", "ascii": "latin1", "usascii": "latin1", "latin1": "latin1", "iso88591": "latin1",
    "windows1252": "latin1", "cp1252": "latin1", "iso885915": "latin9", "latin9": "latin9", "gb2312": "gb", "gbk": "gb", "gb18030": "gb", "cp936": "gb", "big5": "big5", "big5hkscs": "big5", "cp950": "big5",
    "shiftjis": "sjis", "sjis": "sjis", "cp932": "sjis", "windows31j": "sjis", "xsjis": "sjis", "eucjp": "eucjp", "euckr": "korean", "cp949": "korean", "ksc56011987": "korean", "windows949": "korean",
    "windows1251": "cp1251", "cp1251": "cp1251", "koi8r": "koi8r", "windows1250": "cp1250", "cp1250": "cp1250", "iso88592": "latin2", "windows1254": "cp1254", "iso88599": "cp1254", "windows874": "thai", "tis620": "thai",
}
_META = r"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)"""


def _family(label: pd.Series[Any]) -> pd.Series[Any]:
    plain = label.str.lower().str.replace("[-_:.]", "", regex=True)
    return plain.map(_FAMILIES)


def _declared(pages: pd.DataFrame) -> pd.Series[Any]:
    return shown(pages).markup.str.slice(0, 4096).str.extract(_META, expand=False)


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    declared, decoded = _family(_declared(pages)), _family(pages["encoding"])
    foreign = hits(shown(pages).markup, (r"[^\x00-\x7f]",)) > 0
    return answer(declared == decoded, declared.notna() & decoded.notna() & foreign)


def _explain(pages: pd.DataFrame) -> pd.DataFrame:
    return _declared(pages).to_frame("declared")


CHECK = Check(
    code="P109",
    name="charset-disagrees",
    severity="warning",
    reads=("encoding",),
    may_read=tuple(name for name in MAY_READ if name != "encoding"),
    holds=_holds,
    explain=_explain,
    points_at="html",
    message="the page declares {declared} and was decoded as {encoding}",
    hint="Decode with the HTTP header's character set, else with the page's own.",
    passes=(
        {"html": "<html><head><meta charset='utf-8'></head><body>Café</body></html>", "encoding": "UTF-8"},
        {"html": "<html><head><meta charset='iso-8859-1'></head><body>Café</body></html>", "encoding": "windows-1252"},
    ),
    fails=({"html": "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'></head><body>ÐŸÑ€Ð¸Ð²ÐµÑ‚</body></html>", "encoding": "utf-8"},),
    skips=(
        {"html": "<html><head><meta charset='iso-8859-1'></head><body>Cafe</body></html>", "encoding": "utf-8"},
        {"html": "<html><body>Café</body></html>", "encoding": "utf-8"},
        {"html": "<html><head><meta charset='utf-8'></head><body>Café</body></html>"},
    ),
)
