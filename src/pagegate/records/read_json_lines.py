"""Reads JSON Lines: one object a line, as Scrapy's feeds are."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pagegate.records.json_items import JsonReader, skip_space, why
from pagegate.records.read_json import read as read_json
from pagegate.sources.decode import BadLine, lines
from pagegate.sources.formats import Format, Found, Trouble
from pagegate.sources.sample import sample
from pagegate.sources.stream import Stream, UnreadableError

#: How much of a line is kept for excerpts.
_KEPT = 2_000


def read(stream: Stream) -> Iterator[Found]:
    """The records of JSON Lines, each with its line. Blank lines are none.

    Several objects on one line (a lost line end) are all read, and reported once a line. A file that is a JSON array, or whose objects go over many lines, is
    read as JSON.
    """
    if is_document(stream.head):
        yield from read_json(stream)
        return
    first = _first_line(stream.head)
    if first.startswith(b"<"):
        msg = f"holds markup, not JSON Lines: {sample(first[:100].decode('utf-8', 'replace'))}"
        raise UnreadableError(msg, 1)
    reader = JsonReader(stream.limits.columns)
    number = 0
    for batch in lines(stream):
        for line in batch:
            number += 1
            if isinstance(line, BadLine):
                yield Trouble("unreadable-record", line.text, number, 1, shown=line.shown)
                continue
            try:
                found, end = reader.record(line, 0, number, 1, line[:_KEPT])
            except (ValueError, RecursionError):
                end = -1
            if end == len(line):
                yield from found
            elif line and not line.isspace():
                yield from _unusual(reader, line, number)


def is_document(head: bytes) -> bool:
    """Whether what begins so is read as one JSON document, whatever it is called: an array, or an object over many lines."""
    first = _first_line(head)
    return first.startswith(b"[") or first == b"{"


def _first_line(head: bytes) -> bytes:
    return head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\r", b"\n").partition(b"\n")[0].strip()


def _unusual(reader: JsonReader, line: str, number: int) -> Iterator[Found]:
    """The records of a line that is not one object from its first letter to its last."""
    shown = line[:_KEPT]
    start = skip_space(line, int(line[0] == "\ufeff"))
    joined = False
    while start < len(line):
        try:
            found, end = reader.record(line, start, number, start + 1, shown)
        except (ValueError, RecursionError) as error:
            at = error.pos if isinstance(error, json.JSONDecodeError) else start
            told = sample(line[max(start, at - 40) :], 160) or "the end of the line"
            yield Trouble("unreadable-record", f"{why(error)} at column {at + 1:,}: {told}", number, at + 1, shown=shown)
            return
        yield from found
        start = skip_space(line, end)
        if start < len(line) and not joined:
            joined = True
            yield Trouble("joined-documents", f"the line goes on after its object: {sample(line[start:], 100)}", number, start + 1, shown=shown)


def _sniff(head: bytes) -> bool:
    """Whether the first line is one object, and the next line, if there is one, begins another."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{"):
        return False
    first, _, second = start.partition(b"\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return not second.strip() or second.lstrip().startswith(b"{")


FORMAT = Format(name="JSON Lines", suffixes=(".jsonl", ".jl", ".ndjson"), read=read, sniff=_sniff, rank=20)
