"""A response whose header names one character set and whose page is in another.

What it does: compares the character set of the Content-Type header (`charset`, from HAR and WARC archives) with the one that the page could be decoded with (`encoding`), if the page has any letter beyond ASCII. Names of one family are equal.
Why it matters: a scraper that trusts the header, as the standards tell it to, gets every letter beyond ASCII wrong.
Instead: decode by the byte order mark, then by what the bytes are, and have the site mend its header.
Source: RFC 9110, section 8.3.2; WHATWG Encoding standard, section 4.2, names and labels.
Known false alarms: pages of very few letters beyond ASCII that two sets explain equally well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._charsets import family, foreign
from ._markup import MAY_READ

if TYPE_CHECKING:
    import pandas as pd


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    declared, decoded = family(pages["charset"]), family(pages["encoding"])
    return answer(declared == decoded, declared.notna() & decoded.notna() & foreign(pages))


CHECK = Check(
    code="P113",
    name="header-charset-disagrees",
    severity="warning",
    reads=("charset", "encoding"),
    may_read=tuple(name for name in MAY_READ if name != "encoding"),
    holds=_holds,
    points_at="html",
    message="the response declares {charset} and is in {encoding}",
    hint="Decode by what the bytes are, and have the site mend its header.",
    passes=({"html": "<html><body>Café</body></html>", "charset": "ISO-8859-1", "encoding": "cp1252"}, {"html": "<html><body>Café</body></html>", "charset": "UTF-8", "encoding": "utf-8"}),
    fails=({"html": "<html><body>Café</body></html>", "charset": "iso-8859-1", "encoding": "utf-8"},),
    skips=({"html": "<html><body>Cafe</body></html>", "charset": "iso-8859-1", "encoding": "utf-8"}, {"html": "<html><body>Café</body></html>", "encoding": "utf-8"}),
)
