"""Reads JSON documents: an array of records, one record, or an object around an array of records."""

from __future__ import annotations

from collections.abc import Iterator

from pagegate.records.json_large import walk_of
from pagegate.sources.formats import Format, Found, Trouble
from pagegate.sources.sample import sample
from pagegate.sources.stream import Stream, UnreadableError


def read(stream: Stream) -> Iterator[Found]:
    """The records of a JSON file, each with the line and column where it begins.

    An array holds one record an element. An object is one record, unless it is an envelope: its own columns are those of no kind, and exactly one of its values is
    an array of objects (or an envelope itself, three deep at the most); names that services use for it (`data`, `items`, `results` ...) go before others.

    Of a document that is larger than twice the longest record, a window is held: of an object, the records are those of its large lists of objects.

    Several documents in one file are not JSON: that is one trouble, and the records of all of them are read. A damaged array is read past its damage: each broken
    element is a trouble.

    Raises UnreadableError if the file does not begin as JSON does.
    """
    walk = walk_of(stream)
    start = walk.skip_space(0)
    if start < len(walk.text) and walk.text[start] not in "[{":
        msg = f"is not JSON, which begins with {{ or [: {sample(walk.text[start : start + 200], 160)}"
        raise UnreadableError(msg, walk.place(start)[0])
    documents = 0
    second = (1, 1, "")
    while start < len(walk.text):
        if walk.text[start] in "[{":
            documents += 1
            if documents == 2:
                second = (*walk.place(start), walk.text[start : start + 200])
            yield from walk.document(start)
        else:
            line, column = walk.place(start)
            yield Trouble("unreadable-record", f"text after the end of the document: {sample(walk.text[start : start + 200], 160)}", line, column)
            walk.end = walk.next_document(start)
        start = walk.skip_space(walk.end)
    stream.line = walk.place(len(walk.text))[0]
    if documents > 1:
        follows = "another document follows" if documents == 2 else f"{documents - 1:,} more documents follow"
        yield Trouble("joined-documents", f"{follows} the first; a JSON file holds one (one object a line is JSON Lines, .jsonl)", *second[:2], shown=second[2])


def _sniff(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


FORMAT = Format(name="JSON", suffixes=(".json",), read=read, sniff=_sniff, rank=30)
