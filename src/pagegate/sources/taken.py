"""Which reader takes a source: by its suffix, else by how it begins."""

from __future__ import annotations

from pagegate.sources.find import STANDARD_INPUT, Source, readable_suffixes
from pagegate.sources.formats import Format, formats, sniff
from pagegate.sources.stream import BLOCK, Stream, UnreadableError

_BLANK = b"\xef\xbb\xbf \t\r\n"


def format_of(source: Source, stream: Stream) -> Format:
    """The format of a source, by its suffix, else by its content. Raises UnreadableError for a source without content or without reader."""
    if stream.broken is None and len(stream.head) < BLOCK and not stream.head.strip(_BLANK):
        what = "holds nothing but white space" if stream.head else "is empty"
        raise UnreadableError(what, 1, "empty-source")
    if not stream.head:
        msg = f"cannot be read: {stream.broken}"
        raise UnreadableError(msg)
    fmt = formats().get(source.suffix)
    looks = sniff(stream.head) if fmt is None or any(fmt.name == other.refines for other in formats().values()) else None
    if fmt is None or (looks is not None and looks.refines == fmt.name):
        fmt = looks
    if fmt is None:
        name = "standard input" if source.location == STANDARD_INPUT else f"files that end in {source.suffix}" if source.suffix else "files without a suffix"
        msg = f"no reader knows {name}, and it looks like none of those that readers know ({', '.join(readable_suffixes())})"
        raise UnreadableError(msg, 1, "no-reader")
    return fmt
