"""Reads HTML files: each is one page. Its text is derived where pages are read."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from pagegate.sources.decode import STRANGE, decode, split_lines, wide_encoding
from pagegate.sources.formats import Format, Found, Item
from pagegate.sources.stream import Stream, UnreadableError

HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
TEXT_TYPES = frozenset(("text/plain",))
#: What programs write that do not know the type.
_UNKNOWN_TYPES = frozenset(("", "x-unknown", "application/octet-stream", "application/x-unknown-content-type"))
#: What a page loads and is none itself.
ASSET = re.compile(r"(?:image|font|audio|video)/|text/css$|(?:text|application)/(?:x-)?(?:java|ecma)script$|application/(?:wasm$|font|x-font|vnd\.ms-fontobject)")
_LOOKS_HTML = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|h[1-6])\b", re.IGNORECASE | re.DOTALL)
_META = re.compile(rb"""<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_-]{1,40})""", re.IGNORECASE)
_PARAMETER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_-]{1,40})""", re.IGNORECASE)
_LANG = re.compile(rb"""<html\b[^>]{0,400}?\blang\s{0,9}=\s{0,9}["']?([A-Za-z]{2})\b""", re.IGNORECASE)
#: What pages in these languages are in that declare nothing, most usual first: HTML standard, section 13.2.3.2, the table of default encodings, and the set beside it. Their letters are western ones in
#: another order, which no detector tells from western text.
_OF_LANGUAGE = {
    **dict.fromkeys(("cs", "sk", "pl", "hu", "sl", "hr", "ro", "sq", "bs"), ("iso8859-2", "cp1250")), **dict.fromkeys(("lt", "lv", "et"), ("cp1257", "iso8859-13")), "tr": ("cp1254",), "el": ("iso8859-7", "cp1253"),
}
#: Where declarations are looked for.
_HEAD = 4096
#: What may be declared: no Python codecs that no page is in.
_DECLARABLE = re.compile(r"utf-8$|ascii$|cp\d+$|iso8859-\d+$|koi8-[rut]$|gb\w+$|big5\w*$|euc_\w+$|shift_jis\w*$|iso2022_\w+$|mac-\w+$|tis-620$|johab$|hz$")
#: Labels stand for the larger set that the WHATWG Encoding standard, section 4.2, gives them.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}


def read(stream: Stream) -> Iterator[Found]:
    """One page with the columns `html`, `encoding` and `media_type`; line ends as they are. A page that was cut in its packing is not read."""
    data = stream.whole()
    if len(data) > stream.limits.record_bytes:
        msg = f"is larger than {stream.limits.record_bytes >> 20} MiB, the most that is read of one page"
        raise UnreadableError(msg)
    html, encoding = decode_page(data)
    if stream.broken is None and html.strip("\ufeff \t\r\n"):
        yield Item({"html": html, "encoding": encoding, "media_type": "text/html"}, 1, size=len(html))


def decode_page(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """The text of a page and the name of the encoding it was in; `charset` is what came with it, outside of the page.

    A byte order mark decides; then UTF-8, where there is anything beyond ASCII in it: hardly a text of another encoding is UTF-8 by chance, whatever it declares;
    then `charset` and what the page declares; then what is usual for the language that it declares; then what text files are read in.

    Raises UnreadableError for binary data and for what no encoding explains.
    """
    text, encoding = _decoded(data, charset)
    if "\0" in text:
        at = text.index("\0")
        msg = f"is damaged or binary: character {at + 1:,} is NUL"
        raise UnreadableError(msg, len(split_lines(text[:at])))
    return text, encoding


def _decoded(data: bytes, charset: str | None) -> tuple[str, str]:
    if data.startswith(codecs.BOM_UTF8) or wide_encoding(data[:_HEAD]):
        return decode(data)
    if not data.isascii():
        try:
            return data.decode(), "utf-8"
        except UnicodeDecodeError:
            pass
    found = _META.search(data[:_HEAD])
    for label in (charset, found[1].decode("ascii") if found else None):
        read_as = _as_declared(data, label) if label else None
        if read_as is not None:
            return read_as
    return _of_language(data) or decode(data)


def _of_language(data: bytes) -> tuple[str, str] | None:
    """The text in the encoding that is usual for the page's language, the one with the fewest controls and signs inside words; None if no language is known or none of them fits."""
    found = _LANG.search(data[:_HEAD])
    if data.isascii() or found is None:
        return None
    texts = []
    for number, encoding in enumerate(_OF_LANGUAGE.get(found[1].decode("ascii").lower(), ())):
        text = data.decode(encoding, "replace")
        strange = len(STRANGE.findall(text))
        texts.append((strange, number, text, encoding))
    if not texts:
        return None
    strange, _, text, encoding = min(texts)
    return (text, encoding) if strange * 20 <= sum(letter > "\x7f" for letter in text) else None


def _as_declared(data: bytes, label: str) -> tuple[str, str] | None:
    """The text in a declared encoding, with hardly a character broken; None if it is not in it."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    if not _DECLARABLE.match(name):
        return None
    name = _MEANT.get(name, name)
    text = data.decode(name, "replace")
    broken = text.count("\ufffd")
    if broken and (name == "utf-8" or broken * 100 > sum(letter > "\x7f" for letter in text)):
        return None
    return text, name


def media_type(header: str) -> tuple[str, str | None]:
    """The media type in a Content-Type, in lower case, and its charset."""
    found = _PARAMETER.search(header)
    return header.partition(";")[0].strip().lower(), found[1] if found else None


def body_column(media: str, start: str) -> str | None:
    """The column that the body of a response belongs to, by its media type, else by how it begins: `html` or `text`, None for what is no page."""
    if media in HTML_TYPES or (media in _UNKNOWN_TYPES and looks_html(start)):
        return "html"
    return "text" if media in TEXT_TYPES else None


def looks_html(start: str) -> bool:
    """Whether a text begins as pages do."""
    return _LOOKS_HTML.match(start[:_HEAD].removeprefix("\ufeff")) is not None


def _sniff(head: bytes) -> bool:
    return looks_html(head[: 2 * _HEAD].decode("utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "latin-1", "replace").removeprefix("ï»¿"))


FORMAT = Format(name="HTML", suffixes=(".html", ".htm", ".xhtml"), read=read, sniff=_sniff, rank=80, kind="pages", feed=False)
