"""Reads HAR 1.2, the record of a browser's traffic: each response is a page."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from pagegate.records.json_items import JsonReader
from pagegate.records.json_walk import JsonWalk
from pagegate.records.read_html import ASSET, body_column, decode_page, media_type
from pagegate.records.unpack import unpacked
from pagegate.sources.decode import decode, unix
from pagegate.sources.formats import Format, Found, Item, Trouble
from pagegate.sources.stream import Stream, UnreadableError

_LOG = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"log"\s*:\s*\{')
#: Where the list of entries begins. Inside a JSON text a quote has a backslash before it, so this is never text.
ENTRIES = re.compile(r'"entries"\s*:\s*\[')


def read(stream: Stream) -> Iterator[Found]:
    """A page for every entry, with the line and column where it begins: `url`, `status`, `fetched_at`, `media_type`, `charset` (as its header has it), `encoding`, and its body as `html` or `text`.

    Entries whose body was not stored, or is neither HTML nor plain text, have neither. What a page loads beside itself (images, styles, scripts) has no status either, for a
    missing icon says nothing about the page; unless the file has nothing but such entries.

    Raises UnreadableError if there is no list of entries.
    """
    text = unix(decode(stream.whole())[0]).removeprefix("\ufeff")
    begin = ENTRIES.search(text)
    if begin is None:
        msg = "is no HAR: it has no log.entries"
        raise UnreadableError(msg, 1)
    walk = JsonWalk(text, JsonReader(stream.limits.columns), cut=lambda: stream.broken is not None)
    found = list(walk.document(begin.end() - 1))
    stream.line = 1 + text.count("\n")
    alone = all(ASSET.match(_media(one)[0]) for one in found if isinstance(one, Item))
    for one in found:
        if isinstance(one, Item):
            yield from _page(one, stream.limits.record_bytes, alone=alone)
        else:
            yield one


def _media(entry: Item) -> tuple[str, str | None]:
    value = entry.fields.get("response.content.mimeType")
    return media_type(value if isinstance(value, str) else "")


def _page(entry: Item, most: int, *, alone: bool) -> Iterator[Found]:
    """The page of an entry, and what is wrong with it."""
    fields = entry.fields
    media, charset = _media(entry)
    page: dict[str, object] = {
        "url": fields.get("request.url"), "status": None if ASSET.match(media) and not alone else fields.get("response.status"), "fetched_at": fields.get("startedDateTime"),
        "media_type": media or None, "charset": charset, "encoding": None, "text": None, "html": None,
    }
    body = fields.get("response.content.text")
    if isinstance(body, str) and body:
        packed = str(fields.get("response.content.encoding") or "").lower() == "base64"
        try:
            column, page["encoding"], content = _unpacked(body, media, charset, most) if packed else (body_column(media, body), None, body)
        except UnreadableError as error:
            yield Trouble("unreadable-record", f"the body of the response {error}", entry.line, entry.column, "response.content.text", entry.shown)
        else:
            if column is not None:
                page[column] = content
                if short := _cut(fields.get("response.content.size"), content, page["encoding"] or charset):
                    yield Trouble("truncated-source", f"the response {short}", entry.line, entry.column)
    yield Item(page, entry.line, entry.column, entry.shown, entry.size)


def _cut(size: object, content: str, encoding: object) -> str:
    """How a body was cut, by the size that its entry promises (a number as it was written); empty if it was not.

    A line break or a mark of byte order may be lost where a browser stores text, so a twentieth is let pass; and UTF-16 has more bytes than the same text has here.
    """
    wide = str(encoding or "").lower().startswith(("utf-16", "utf16", "utf-32", "utf32"))
    if wide or not isinstance(size, bytes) or not size.isdigit() or len(size) > 15 or len(content) >= int(size):
        return ""
    octets = len(content.encode("utf-8", "replace"))
    return f"has {octets:,} of the {int(size):,} bytes that its entry promises" if octets < 0.95 * int(size) - 16 else ""


def _unpacked(body: str, media: str, charset: str | None, most: int) -> tuple[str | None, str | None, str]:
    """The column, the encoding and the text of a body in base64. Raises UnreadableError if it is not base64, or not text."""
    try:
        data = base64.b64decode("".join(body.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        msg = f"is not base64: {error}"
        raise UnreadableError(msg) from error
    data = unpacked(data, "", most)  # what was stored as it came over the wire is still packed
    column = body_column(media, data[:4096].decode("latin-1"))
    if column is None:
        return None, None, ""
    text, encoding = decode_page(data, charset)
    return column, encoding, text


def _sniff(head: bytes) -> bool:
    return _LOG.match(head) is not None and b'"version"' in head and b'"entries"' in head


FORMAT = Format(name="HAR", suffixes=(".har",), read=read, sniff=_sniff, rank=20, kind="pages", refines="JSON")
