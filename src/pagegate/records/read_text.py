"""Reads text files: each is one page."""

from __future__ import annotations

from collections.abc import Iterator

from pagegate.sources.decode import decode, split_lines
from pagegate.sources.formats import Format, Found, Item
from pagegate.sources.stream import Stream, UnreadableError


def read(stream: Stream) -> Iterator[Found]:
    """One page with the columns `text`, `encoding` and `media_type`; line ends as they are. A page that was cut in its packing is not read."""
    text, encoding = decode(stream.whole())
    if "\0" in text:
        at = text.index("\0")
        msg = f"is damaged or binary: character {at + 1:,} is NUL"
        raise UnreadableError(msg, len(split_lines(text[:at])))
    if stream.broken is None and text.strip("\ufeff \t\r\n"):
        yield Item({"text": text, "encoding": encoding, "media_type": "text/plain"}, 1, size=len(text))


def _sniff(head: bytes) -> bool:
    """Whether it can be decoded and is no markup."""
    try:
        text, _ = decode(head)
    except UnreadableError:
        return False
    return not text.lstrip("\ufeff \t\r\n").startswith("<")


FORMAT = Format(name="text", suffixes=(".txt", ".text"), read=read, sniff=_sniff, rank=90, kind="pages", feed=False)
