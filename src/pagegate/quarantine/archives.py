"""Splits WARC archives: records byte for byte, what belongs to a response with it."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from pagegate.quarantine.condemned import Condemned, Reason, why
from pagegate.quarantine.packing import packed
from pagegate.quarantine.target import Target, beginning, copy
from pagegate.records.read_warc import ABOUT_ALL, Placed, layout
from pagegate.sources.find import Source
from pagegate.sources.stream import Stream, compression_of


def by_record(source: Source, stream: Stream, against: Condemned, target: Target) -> int | None:
    """WARC: each response is a page, and takes its request and metadata along; what is about the whole archive (`warcinfo`) belongs to both halves.

    Packed archives have each record packed alone, as the standard asks (ISO 28500, annex D).
    """
    records = layout(stream)
    if records is None or stream.broken is not None:
        return None
    reasons = _reasons(records, against)
    if reasons is None:
        return None
    if not reasons:
        copy(source, target.good)
        return 0
    bad = {*reasons, *_companions(records, reasons)}
    if all(number in bad for number, record in enumerate(records) if record.page is not None):
        copy(source, target.bad)
    else:
        with Stream(source, stream.limits) as again, ExitStack() as stack:
            good, wrong = (_Half(path, beginning(source), stack) for path in (target.good, target.bad))
            for number, pieces in _cut(again, records):
                halves = [good, wrong] if records[number].kind in ABOUT_ALL else [wrong if number in bad else good]
                for half in halves:
                    half.begin()
                for piece in pieces:
                    for half in halves:
                        half.stream.write(piece)
    return target.explain(why(reasons[number], line=records[number].line, record=records[number].page) for number in sorted(reasons))


def _reasons(records: Sequence[Placed], against: Condemned) -> dict[int, list[Reason]] | None:
    """The reasons against each record, by its number; None if one stands where no record begins."""
    at_line = {record.line: number for number, record in enumerate(records)}
    of_page = {record.page: number for number, record in enumerate(records) if record.page is not None}
    found: dict[int, list[Reason]] = {}
    for reason in against.all:
        if reason["line"] is None and reason["page"] is None:  # about the source, and no record of it
            continue
        number = at_line.get(reason["line"]) if reason["page"] is None else of_page.get(reason["page"])
        if number is None:
            return None
        found.setdefault(number, []).append(reason)
    return found


def _companions(records: Sequence[Placed], bad: dict[int, list[Reason]]) -> Iterator[int]:
    """The records that belong to bad ones: they name each other, whichever of them does."""
    names = {records[number].id for number in bad} - {""}
    named = {name for number in bad for name in records[number].belongs_to}
    for number, record in enumerate(records):
        if record.page is None and (record.id in named or names.intersection(record.belongs_to)):
            yield number


def _cut(stream: Stream, records: Sequence[Placed]) -> Iterator[tuple[int, Iterator[bytes]]]:
    """The bytes of each record, in pieces. What stands before the first belongs to it."""
    ends: list[int | None] = [*(record.offset for record in records[1:]), None]
    blocks = stream.blocks()
    rest, given = b"", 0

    def pieces(end: int | None) -> Iterator[bytes]:
        nonlocal rest, given
        while end is None or given < end:
            block = rest or next(blocks, b"")
            if not block:
                return
            piece = block if end is None else block[: end - given]
            rest, given = block[len(piece) :], given + len(piece)
            yield piece

    for number, end in enumerate(ends):
        taken = pieces(end)
        yield number, taken
        # What the caller left is passed over, so that the next record begins where it does.
        for _ in itertools.chain(taken):
            pass


class _Half:
    """One half of an archive. `begin` starts a record: of a gzip archive, a member of its own."""

    def __init__(self, path: Path, like: bytes, stack: ExitStack) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._member: gzip.GzipFile | None = None
        self._file: IO[bytes] | None = None
        if compression_of(like) == "gzip":
            self._file = stack.enter_context(path.open("wb"))
            stack.callback(self._end)
        else:
            self._packed = stack.enter_context(packed(path, like))

    @property
    def stream(self) -> IO[bytes] | gzip.GzipFile:
        """Where the bytes of the record go."""
        return self._packed if self._member is None else self._member

    def begin(self) -> None:
        """Begin a record."""
        if self._file is not None:
            self._end()
            self._member = gzip.GzipFile(filename="", mode="wb", fileobj=self._file, mtime=0)

    def _end(self) -> None:
        if self._member is not None:
            self._member.close()
