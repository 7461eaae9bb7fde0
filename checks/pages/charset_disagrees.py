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

from ._charsets import family, foreign
from ._markup import MAY_READ, shown

if TYPE_CHECKING:
    import pandas as pd

_META = r"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)"""


def _declared(pages: pd.DataFrame) -> pd.Series[Any]:
    return shown(pages).markup.str.slice(0, 4096).str.extract(_META, expand=False)


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    declared, decoded = family(_declared(pages)), family(pages["encoding"])
    return answer(declared == decoded, declared.notna() & decoded.notna() & foreign(pages))


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
