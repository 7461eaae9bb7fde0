"""Reads WARC archives (ISO 28500), packed or not: each response is a page."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from pagegate.records.read_html import ASSET, body_column, decode_page, looks_html, media_type
from pagegate.records.unpack import unpacked
from pagegate.sources.formats import Format, Found, Item, Trouble
from pagegate.sources.sample import sample
from pagegate.sources.stream import Stream, UnreadableError

#: Records that hold what a site sent, or (`revisit`) say that it sent the same as before.
_LINKS = frozenset(("warc-concurrent-to", "warc-refers-to", "warc-segment-origin-id"))
_PAGES = frozenset(("response", "resource", "conversion", "revisit"))
_BLOCK = 1 << 16
#: Records that are about the whole archive.
ABOUT_ALL = frozenset(("warcinfo",))


class Placed(NamedTuple):
    """Where a record of an archive begins, in bytes (unpacked) and in lines; which page it is (None for what is none), its own name, and the names of the records that it belongs to."""

    offset: int
    line: int
    kind: str
    page: int | None
    id: str
    belongs_to: tuple[str, ...]


def layout(stream: Stream) -> list[Placed] | None:
    """Every record of an archive, in order, pages numbered as `read` gives them; None if it is not sound."""
    from warcio.archiveiterator import WARCIterator

    file = _File(stream)
    found: list[Placed] = []
    pages = 0
    try:
        archive = WARCIterator(file, no_record_parse=True)
        archive.INC_RECORD = ""
        for record in archive:
            headers = record.rec_headers
            page = pages if record.rec_type in _PAGES else None
            pages += page is not None
            linked = tuple(value for name, value in headers.headers if name.lower() in _LINKS)
            found.append(Placed(archive.offset, file.line_at(archive.offset), record.rec_type, page, headers.get_header("WARC-Record-ID") or "", linked))
    except Exception:  # noqa: BLE001  as in `read`, which tells what it is
        return None
    return found if found and not archive.err_count else None


def read(stream: Stream) -> Iterator[Found]:
    """A page for every response, with the line where its record begins: `url`, `status`, `fetched_at`, `media_type`, `charset` (as its header has it), `encoding`, and its body as `html` or `text`.

    Bodies that are neither HTML nor plain text are left out; so is the status of images, styles and scripts, for a missing icon says nothing about the page.

    Raises UnreadableError where the archive is broken; what stands before is read.
    """
    import logging

    try:
        from warcio.archiveiterator import WARCIterator
    except ImportError as error:
        msg = "cannot be read without the package warcio (pip install warcio)"
        raise UnreadableError(msg) from error
    file = _File(stream)
    try:
        archive = WARCIterator(file)
        logging.getLogger("warcio").setLevel(logging.CRITICAL)  # it would print addresses as they are, with whatever they do to a terminal
        archive.INC_RECORD = ""  # it prints this to standard error; `err_count` says the same
        complained = 0
        for record in archive:
            line = file.line_at(archive.offset)
            if archive.err_count > complained:
                complained = archive.err_count
                yield Trouble("unreadable-record", "the record before this one is longer than it says", line, 1)
            if record.rec_type in _PAGES:
                yield from _page(record, line, stream)
    except UnreadableError:
        raise
    except Exception as error:
        # warcio raises errors of its own, and whatever its parsing of headers stumbles over
        if stream.broken is None:
            msg = f"is a broken archive: {sample(str(error) or type(error).__name__)}"
            raise UnreadableError(msg, stream.line) from error


def _page(record: Any, line: int, stream: Stream) -> Iterator[Found]:
    headers, http = record.rec_headers, record.http_headers
    media, charset = media_type((http.get_header("Content-Type") if http else headers.get_header("Content-Type")) or "")
    status = http.get_statuscode() if http else None
    page: dict[str, object] = {
        "url": headers.get_header("WARC-Target-URI"), "status": None if ASSET.match(media) else status, "fetched_at": headers.get_header("WARC-Date"), "media_type": media or None,
        "charset": charset, "encoding": None, "text": None, "html": None,
    }
    size = 0
    if record.rec_type != "revisit" and not ASSET.match(media):
        try:
            body = _body(record, stream.limits.record_bytes)
            missing = getattr(record.raw_stream, "limit", 0)
            if missing > 0 and stream.broken is None:
                yield Trouble("unreadable-record", f"the archive ends {missing:,} bytes before its last record does", line, 1)
            elif short := _cut(record, len(body)):
                yield Trouble("truncated-source", f"the response {short}", line, 1)
            body = _plain(body, (http.get_header("Content-Encoding") if http else None) or "", stream.limits.record_bytes)
            column = body_column(media, body[:4096].decode("latin-1"))
            if column is not None and body and not missing > 0:
                page[column], page["encoding"] = decode_page(body, charset)
                size = len(body)
        except UnreadableError as error:
            yield Trouble("unreadable-record", f"the body of the response {error}", line, 1)
    yield Item(page, line, size=size)


def _plain(body: bytes, codings: str, most: int) -> bytes:
    """The body unpacked; some crawlers unpack it themselves and leave the header, so what looks like HTML is."""
    try:
        return unpacked(body, codings, most)
    except UnreadableError:
        if looks_html(body[:4096].decode("latin-1")):
            return body
        raise


def _cut(record: Any, size: int) -> str:
    """How a response of so many bytes was cut, by what the crawler or the server says; empty if it was not."""
    reason = record.rec_headers.get_header("WARC-Truncated")
    if reason:
        return f"was cut by the crawler ({sample(reason, 40)})"
    http = record.http_headers
    length = (http.get_header("Content-Length") or "").strip() if http else ""
    packed = http is not None and (http.get_header("Content-Encoding") or http.get_header("Transfer-Encoding"))
    if length.isdecimal() and len(length) < 16 and size and not packed and size < int(length):
        return f"has {size:,} of the {int(length):,} bytes that its Content-Length promises"
    return ""


def _body(record: Any, most: int) -> bytes:
    """The body as it was sent, its chunks put together. Raises UnreadableError if it is larger than `most` bytes."""
    from warcio.bufferedreaders import ChunkedDataReader

    http = record.http_headers
    chunked = http is not None and "chunked" in (http.get_header("Transfer-Encoding") or "").lower()
    content = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    pieces = []
    size = 0
    while piece := content.read(_BLOCK):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            msg = f"is larger than {most >> 20} MiB, the most that is read of one page"
            raise UnreadableError(msg)
    return b"".join(pieces)


class _File:
    """The bytes of a stream as a file that can be read forward, and the lines that they are on."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._blocks = stream.blocks()
        self._rest = b""
        self._given = self._ended = 0
        # Records begin in what was read last.
        self._last: deque[tuple[int, int, bytes]] = deque(maxlen=64)

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`."""
        if not self._rest:
            self._rest = next(self._blocks, b"")
        piece = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(piece) :]
        self._last.append((self._given, self._ended, piece))
        self._given += len(piece)
        self._ended += piece.count(b"\n")
        self._stream.line = 1 + self._ended
        return piece

    def tell(self) -> int:
        """How many bytes were given."""
        return self._given

    def line_at(self, offset: int) -> int:
        """The 1-based line of a byte that was given lately."""
        for start, ended, piece in reversed(self._last):
            if start <= offset:
                return 1 + ended + piece.count(b"\n", 0, offset - start)
        return 1 + (self._last[0][1] if self._last else 0)


def _sniff(head: bytes) -> bool:
    return head.startswith(b"WARC/")


FORMAT = Format(name="WARC", suffixes=(".warc",), read=read, sniff=_sniff, rank=10, kind="pages")
