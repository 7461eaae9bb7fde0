"""Unpacks the bodies of responses: gzip, deflate, br and zstd, as HTTP names them (RFC 9110, section 8.4.1; RFC 7932; RFC 8878)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from pagegate.sources.stream import UnreadableError

_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
_BLOCK = 1 << 16
#: Parts of a gzip body, and codings on top of each other.
_MOST_PARTS, _MOST_CODINGS = 1000, 4


def unpacked(body: bytes, codings: str, most: int) -> bytes:
    """A body without its codings, a Content-Encoding header as it stands; a body that begins as gzip or zstd does is unpacked whatever was declared.

    Raises UnreadableError for a body that is broken, in a coding that is not known, or larger than `most` bytes.
    """
    names = [name.strip().lower().removeprefix("x-") for name in codings.split(",")]
    named = [name for name in names if name not in {"", "identity"}]
    for name in reversed(named[:_MOST_CODINGS]):
        body = _unpack(body, name, most)
    for beginning, name in ((_GZIP, "gzip"), (_ZSTD, "zstd")):
        if body.startswith(beginning):
            body = _unpack(body, name, most)
    return body


def _unpack(body: bytes, name: str, most: int) -> bytes:
    if not body:
        return body
    if name not in {"gzip", "deflate", "br", "zstd"}:
        msg = f"is packed with {name[:20]}, which is not known"
        raise UnreadableError(msg)
    pieces, size = [], 0
    try:
        for piece in _inflated(body, name) if name in {"gzip", "deflate"} else _streamed(body, "brotli" if name == "br" else name):
            pieces.append(piece)
            size += len(piece)
            if size > most:
                msg = f"is larger than {most >> 20} MiB, the most that is read of one page"
                raise UnreadableError(msg)
    except (zlib.error, OSError, EOFError) as error:
        msg = f"is no whole {name}: {str(error)[:100] or type(error).__name__}"
        raise UnreadableError(msg) from error
    return b"".join(pieces)


def _inflated(body: bytes, name: str) -> Iterator[bytes]:
    """Deflate is zlib's format in RFC 9110, and without its header at many servers."""
    bits = 31 if name == "gzip" else 15 if body[:1] and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0 else -15
    for _ in range(_MOST_PARTS):
        part = zlib.decompressobj(bits)
        piece = part.decompress(body, _BLOCK)
        while piece or part.unconsumed_tail:
            yield piece
            piece = part.decompress(part.unconsumed_tail, _BLOCK)
        if not part.eof:
            msg = "it ends too early"
            raise EOFError(msg)
        body = part.unused_data
        if name != "gzip" or not body.startswith(_GZIP):
            return


def _streamed(body: bytes, codec: str) -> Iterator[bytes]:
    import pyarrow as pa

    with pa.CompressedInputStream(pa.BufferReader(body), codec) as stream:
        while piece := stream.read(_BLOCK):
            yield piece
