"""Lines of bytes as they are, and files packed as their source was."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from pagegate.sources.stream import compression_of


def byte_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of some bytes with their ends: LF, CR and CRLF all end one, as for readers. Nothing is left out."""
    rest = b""
    for block in blocks:
        lines = (rest + block).splitlines(keepends=True)
        # The last may go on in the next block, or end with the first half of a CRLF.
        rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        yield from lines
    yield from rest.splitlines(keepends=True)


@contextlib.contextmanager
def packed(path: Path, like: bytes) -> Iterator[IO[bytes]]:
    """A file to write bytes to, compressed as a file that begins with `like` is. The same bytes give the same file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    compression = compression_of(like)
    with path.open("wb") as raw, contextlib.ExitStack() as stack:
        stream: Any = raw
        if compression == "gzip":
            import gzip

            stream = stack.enter_context(gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0))
        elif compression == "bzip2":
            import bz2

            stream = stack.enter_context(bz2.BZ2File(raw, "wb"))
        elif compression == "xz":
            import lzma

            stream = stack.enter_context(lzma.LZMAFile(raw, "wb"))
        elif compression == "zstd":
            import pyarrow as pa

            stream = stack.enter_context(pa.CompressedOutputStream(pa.PythonFile(raw, mode="w"), "zstd"))
        buffered = io.BufferedWriter(_Unclosed(stream), 1 << 20)
        yield buffered
        buffered.flush()
        buffered.detach()


class _Unclosed(io.RawIOBase):
    """Passes bytes on, so that every kind of stream can be written to in large pieces."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._stream.write(bytes(data))
        return len(data)
