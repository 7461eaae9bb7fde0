"""The bytes of one source: opened, decompressed, in blocks, and never more than its limits."""

from __future__ import annotations

import codecs
import io
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import IO, Any, Self

from pagegate.errors import UsageError
from pagegate.sources.cost import Cost, Meter
from pagegate.sources.find import STANDARD_INPUT, Source
from pagegate.sources.pipe import Pipe, is_pipe
from pagegate.sources.sample import sample

BLOCK = 1 << 18
#: What a compressed file begins with.
_BEGINNINGS = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz", b"\x28\xb5\x2f\xfd": "zstd"}
_SUFFIXES = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one source may cost, in bytes, rows and columns.

    `chunk_rows`, `chunk_bytes` and `chunk_cells` end a chunk. `record_bytes` is the longest line or record, `page_characters` the longest text or HTML of a page, `whole_bytes` the largest file of a format that
    must be read whole (text, HTML, HAR), `columns` the most columns of one record, `troubles` the most pieces of it that cannot be read. A compressed source that gives more than `inflated_bytes` and more than
    `inflation` times its own size is a decompression bomb. A source that takes more than `seconds` to read, or makes the process larger by `memory_bytes`, is read no further; neither is a page of which nothing
    is made in so many seconds.
    """

    chunk_rows: int = 20_000
    chunk_bytes: int = 16 << 20
    chunk_cells: int = 5_000_000
    record_bytes: int = 64 << 20
    page_characters: int = 16 << 20
    whole_bytes: int = 256 << 20
    columns: int = 10_000
    troubles: int = 100_000
    inflated_bytes: int = 1 << 30
    inflation: int = 200
    seconds: float = 60
    memory_bytes: int = 6 << 30

    @classmethod
    def named(cls, given: Mapping[str, float]) -> Self:
        """The usual limits but for those given by name. Raises UsageError for a name that is none, and for a value that is no number from 1 on."""
        names = {field.name: field for field in fields(cls)}
        for name, value in given.items():
            if name not in names:
                msg = f"no limit is called {sample(name)!r}; there are {', '.join(names)}"
                raise UsageError(msg)
            if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value < float("inf"):
                msg = f"the limit {name} must be a number that is 1 or more, not {sample(str(value))}"
                raise UsageError(msg)
        values: dict[str, Any] = {name: value if name == "seconds" else int(value) for name, value in given.items()}
        return cls(**values)


class UnreadableError(Exception):
    """A source, or the rest of it, cannot be read. `problem` and `line` are those of the problem that says so."""

    def __init__(self, text: str, line: int | None = None, problem: str = "unreadable-source") -> None:
        """Say what is wrong in `text`."""
        super().__init__(text)
        self.problem = problem
        self.line = line


class Stream:
    """The decompressed bytes of a source, to be gone through once.

    `head` holds the first block, before anything is taken. `broken` says why the bytes ended early (cut, damaged, too many), None where they did not; readers
    use what came before, and need not report it. `line` is the line where reading stands and `unended` whether the last line
    lacks an end; those who make lines keep the two.

    Raises UnreadableError if the source cannot be opened.
    """

    def __init__(self, source: Source, limits: Limits, meter: Meter | None = None) -> None:
        """Open a source and read its first block. What is taken of it is counted on the `meter` too."""
        self.source = source
        self.limits = limits
        self.broken: str | None = None
        self.line: int | None = None
        self.unended = False
        self._given = 0
        self._decoder: codecs.IncrementalDecoder | None = None
        self.cost = Cost(limits.seconds, limits.memory_bytes)
        opened: IO[bytes] | None = None
        try:
            opened = open_source(source, limits.seconds)
            self._raw = _Counted(opened, meter or Meter())
            self._read = _decompressed(self._raw, source)
        except UsageError:
            raise
        except Exception as error:
            if opened is not None and source.location != STANDARD_INPUT:
                opened.close()
            raise UnreadableError(f"cannot be opened: {_reason(error)}") from error  # noqa: TRY003, EM102  one place says this
        self.head = self._block()

    def __enter__(self) -> Self:
        """The stream, to be closed afterwards."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the stream."""
        self.close()

    def blocks(self) -> Iterator[bytes]:
        """The bytes in blocks of a fixed size, whatever pieces the source came in."""
        block, self.head = self.head, b""
        while block:
            yield block
            block = self._block()
            if self._decoder is not None:
                block = self._as_utf8(block, self._decoder)

    def declare(self, encoding: str) -> None:
        """Give the bytes as UTF-8 from here on, for they are in an encoding that somebody knows; a byte order mark knows it better. Where they are not in it, they end."""
        if self.head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self.head = self._as_utf8(self.head, self._decoder)

    def _as_utf8(self, block: bytes, decoder: codecs.IncrementalDecoder) -> bytes:
        try:
            return decoder.decode(block, not block).encode()
        except UnicodeError as error:
            self._decoder = None
            self.broken = f"is not in the encoding that the configuration says: {sample(str(error), 100)}"
            return decoder.__class__("replace").decode(block[: error.start]).encode() if isinstance(error, UnicodeDecodeError) else b""

    def whole(self) -> bytes:
        """All bytes. Raises UnreadableError if there are more than the limit for whole files."""
        blocks = []
        size = 0
        for block in self.blocks():
            size += len(block)
            if size > self.limits.whole_bytes:
                msg = f"is larger than {self.limits.whole_bytes >> 20} MiB, the most that is read of a file that must be read whole: split it"
                raise UnreadableError(msg)
            blocks.append(block)
        return b"".join(blocks)

    @property
    def is_plain_file(self) -> bool:
        """Whether the source is a file on this machine, not compressed, that can be opened again."""
        return self.source.location != STANDARD_INPUT and "://" not in self.source.location and self._read == self._raw.read and self._raw.file.seekable()

    def close(self) -> None:
        """Close what was opened; standard input stays open."""
        if self.source.location != STANDARD_INPUT:
            self._raw.file.close()

    def _block(self) -> bytes:
        pieces: list[bytes] = []
        missing = BLOCK
        while missing and self.broken is None:
            self.broken = self.cost.too_much()
            if self.broken is not None:
                break
            try:
                piece = self._read(missing)
            except Exception as error:  # noqa: BLE001  every file system and compression raises errors of its own
                self.broken = _reason(error)
                break
            if not piece:
                break
            pieces.append(piece)
            missing -= len(piece)
            self._given += len(piece)
            if self._given > self.limits.inflated_bytes and self._given > self.limits.inflation * self._raw.count:
                self.broken = f"expands to more than {self.limits.inflation} times its size: a decompression bomb, read no further"
        return b"".join(pieces)


class _Counted:
    """A binary file that counts what is taken from it and can give back its first bytes."""

    closed = False

    def __init__(self, file: IO[bytes], meter: Meter) -> None:
        self.file = file
        self._meter = meter
        self.count = 0
        self.first = file.read(8)

    def read(self, size: int = -1) -> bytes:
        if self.first:
            piece, self.first = (self.first, b"") if size < 0 else (self.first[:size], self.first[size:])
        else:
            piece = self.file.read(size)
        self.count += len(piece)
        self._meter.count += len(piece)
        return piece

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        """The stream closes the file."""


def open_source(source: Source, seconds: float = 60) -> IO[bytes]:
    """The bytes of a source as they are stored; a named pipe into which nobody writes for so many seconds ends. Raises whatever its file system raises, UsageError for a URL that nothing installed opens."""
    if source.location == STANDARD_INPUT:
        return sys.stdin.buffer
    if "://" in source.location:
        from pagegate.sources.remote import open_url

        return open_url(source.location)
    if is_pipe(source.location):
        return io.BufferedReader(Pipe(source.location, seconds))
    return open(source.location, "rb")  # noqa: PTH123  the stream closes it; one call, no object per file


def compression_of(first: bytes) -> str | None:
    """How a file that begins so is compressed: gzip, bzip2, xz, zstd or not at all."""
    return next((name for beginning, name in _BEGINNINGS.items() if first.startswith(beginning)), None)


def _decompressed(raw: _Counted, source: Source) -> Callable[[int], bytes]:
    """What reads the next bytes, decompressed. The first bytes decide; names only say what is wrong."""
    file: Any = raw
    compression = compression_of(raw.first)
    claimed = next((name for suffix, name in _SUFFIXES.items() if source.location.lower().endswith(suffix)), None)
    if compression is None and claimed and b"\0" in raw.first:
        msg = f"named as {claimed}, but does not begin as {claimed} does"
        raise OSError(msg)
    if compression == "gzip":
        import gzip

        return gzip.GzipFile(fileobj=file, mode="rb").read1
    if compression == "bzip2":
        import bz2

        return bz2.BZ2File(file).read1
    if compression == "xz":
        import lzma

        return lzma.LZMAFile(file).read1
    if compression == "zstd":
        import pyarrow as pa

        read: Callable[[int], bytes] = pa.CompressedInputStream(pa.PythonFile(file, mode="r"), "zstd").read
        return lambda size: read(min(size, 1 << 16))
    return raw.read


def _reason(error: BaseException) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return sample(text or type(error).__name__)
