"""Reads sources into chunks of raw records: the one way in, whatever the format.

Problems, by name: `unreadable-source` (cannot be opened, decompressed, decoded or parsed, or not to its end), `empty-source`, `no-reader`, `unknown-kind`,
`unreadable-record`, `joined-documents`, `duplicate-key`. All are of kind `pages` and belong to no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Literal

from pagegate.chunk import RawChunk
from pagegate.collection import no_collection
from pagegate.config.settings import Feed, Settings
from pagegate.config.values import nearest
from pagegate.model import RecordKind
from pagegate.records.collect import Pile, of_feed, table_chunk
from pagegate.records.feeds import absent, renamed
from pagegate.records.kind import kind_of, misfit, undecided
from pagegate.sources.cost import Meter
from pagegate.sources.find import Source
from pagegate.sources.formats import Format, Found, Item, Table, Trouble
from pagegate.sources.sample import sample
from pagegate.sources.stream import Limits, Stream, UnreadableError
from pagegate.sources.taken import format_of

#: How many records, and how many characters of them, are looked at to tell the kind of a source.
_LOOKED_AT, _LOOKED_AT_SIZE = 100, 1 << 20
#: From so many records on, rules about whole scrapes judge a source by itself.
_LARGE = 30
#: Formats of plain text, which say nowhere what they are encoded in.
_DECLARABLE = ("text", "CSV", "JSON", "JSON Lines")


def read(
    source: Source, kind: RecordKind | Literal["auto"] = "auto", chunk_rows: int | None = None, chunk_bytes: int | None = None, limits: Limits | None = None
) -> Iterator[RawChunk]:
    """The records of one source, in chunks of at most `chunk_rows` rows or about `chunk_bytes` characters, within `limits`.

    `kind` is what the records are; `auto` tells it by the columns of the first ones. Text, HTML, HAR and WARC files are pages whatever `kind` says.
    Every record is in a chunk or is a problem; nothing that a source holds raises.
    """
    return read_all((source,), kind, chunk_rows, chunk_bytes, limits)


def read_all(  # noqa: PLR0913  what to read, how much at once, and by which configuration
    sources: Iterable[Source], kind: RecordKind | Literal["auto"] = "auto", chunk_rows: int | None = None, chunk_bytes: int | None = None, limits: Limits | None = None, *, settings: Settings | None = None, meter: Meter | None = None,
    share: Callable[[], int] | None = None,
) -> Iterator[RawChunk]:
    """The records of many sources, in order. Neighbours of one kind share a chunk, so that a folder of small pages is judged as columns.

    What is read is counted on the `meter`, as it is stored. `share` is asked before each chunk how many bytes would do, so that several processes end together: chunks are then smaller, down to 4 MiB. The feeds of `settings` bring the columns of their sources under pagegate's names; what they say of the kind goes before `kind`.
    """
    limits = limits or Limits()
    limits = replace(limits, chunk_rows=chunk_rows or limits.chunk_rows, chunk_bytes=chunk_bytes or limits.chunk_bytes)
    chunks = _chunks(sources, None if kind == "auto" else kind, limits, settings or Settings(), meter, share)
    while True:
        with no_collection():
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk


def _chunks(sources: Iterable[Source], kind: RecordKind | None, limits: Limits, settings: Settings, meter: Meter | None, share: Callable[[], int] | None) -> Iterator[RawChunk]:  # noqa: PLR0913, PLR0917  what `read_all` takes
    pile = Pile(limits, share)
    for source in sources:
        yield from _one(source, kind, pile, partial(Stream, limits=limits, meter=meter), settings.feed_of(source.name))
    yield from pile.chunks()


def _one(source: Source, kind: RecordKind | None, pile: Pile, opened: Callable[[Source], Stream], feed: Feed | None) -> Iterator[RawChunk]:
    """Add one source to the pile; gives the chunks that fill meanwhile."""
    try:
        stream = opened(source)
    except UnreadableError as error:
        pile.complain(source.name, Trouble(error.problem, str(error), error.line))
        return
    with stream:
        try:
            yield from _records(source, stream, kind, pile, feed)
        except UnreadableError as error:
            pile.complain(source.name, Trouble(error.problem, str(error), error.line))
    if stream.broken is not None:
        where = "" if stream.line is None else f" after line {stream.line:,}"
        pile.complain(source.name, Trouble("unreadable-source", f"cannot be read to its end{where}: {stream.broken}", stream.line))


def read_found(name: str, found: Iterator[Found], kind: RecordKind | Literal["auto"] = "auto", limits: Limits | None = None) -> Iterator[RawChunk]:
    """The chunks of records that no file holds, of the source `name`."""
    pile = Pile(limits or Limits())
    yield from _piled(name, found, None if kind == "auto" else kind, pile)
    yield from pile.chunks()


def _records(source: Source, stream: Stream, kind: RecordKind | None, pile: Pile, feed: Feed | None) -> Iterator[RawChunk]:
    fmt = format_of(source, stream)
    if feed is not None and feed.encoding and fmt.name in _DECLARABLE:
        stream.declare(feed.encoding)
    feed = None if fmt.kind else feed  # pages have no columns to map
    if pile.feed is not feed:
        yield from pile.chunks()
    pile.feed = feed
    found = _not_too_broken(stream.cost.running(fmt.read(stream)), stream)
    met: set[str] = set()
    if feed is None:
        yield from _piled(source.name, found, kind, pile, fmt)
    else:
        yield from _piled(source.name, _named(found, met), feed.kind or kind, pile, fmt)
    stream.broken = stream.broken or stream.cost.too_much(memory=False)
    for trouble in _absent(met, feed) if met and feed is not None else ():
        pile.complain(source.name, trouble)


def _not_too_broken(found: Iterator[Found], stream: Stream) -> Iterator[Found]:
    """The same, up to so many troubles that nobody reads more of them."""
    troubles = 0
    for one in found:
        yield one
        troubles += isinstance(one, Trouble)
        if troubles >= stream.limits.troubles:
            stream.broken = stream.broken or f"{troubles:,} pieces of it could not be read: read no further (--limit troubles=...)"
            return


def _named(found: Iterator[Found], met: set[str]) -> Iterator[Found]:
    """The same, with the names of all columns noted in `met`."""
    for one in found:
        if not isinstance(one, Trouble):
            met.update(one.fields if isinstance(one, Item) else one.frame.columns)
        yield one


def _absent(names: set[str], feed: Feed) -> Iterator[Trouble]:
    """What a feed's table asks for and no record of a source has."""
    for column, owns in absent(names, feed).items():
        near = nearest(owns[0], names)
        told = f"no record has {' or '.join(sample(own, 60) for own in owns)}, which sources.{sample(feed.name, 60)}.fields.{column} names{sample(near, 100)}"
        yield Trouble("absent-column", told, None, None, column)


def _piled(name: str, found: Iterator[Found], kind: RecordKind | None, pile: Pile, fmt: Format | None = None) -> Iterator[RawChunk]:
    """Add what was found in a source to the pile; gives the chunks that fill meanwhile."""
    first: list[Item | Table] = []
    if fmt is not None and fmt.kind is not None:
        kind = fmt.kind
    else:
        first = _first(name, found, pile)
        kind, wrong = _told_kind(kind, first, pile.feed)
        if kind is None or wrong:
            _turned_away(name, first, wrong, pile)
            return
    large = len(first) >= _LARGE
    if pile.rows and (pile.kind != kind or pile.parts(_names(first), large=large)):
        yield from pile.chunks()
    pile.kind = kind
    paged = kind == "pages" and (fmt is None or fmt.feed)
    pile.begin(name, 0, paged=paged, large=large)
    record = 0
    for one in _both(first, found):
        if isinstance(one, Trouble):
            pile.complain(name, one)
        elif isinstance(one, Table):
            yield from pile.chunks()
            yield of_feed(table_chunk(kind, name, one, record, paged=paged), pile.feed)
            record += len(one.frame)
        else:
            if pile.widens(one):
                yield from pile.chunks()
                pile.go_on(kind, name, record, paged=paged, large=large)
            pile.add(one)
            record += 1
        if pile.full or pile.kind is None:
            yield from pile.chunks()
            pile.go_on(kind, name, record, paged=paged, large=large)
    if not record:
        pile.visit(name)


def _turned_away(name: str, first: list[Item | Table], wrong: str, pile: Pile) -> None:
    """Say what is wrong with a source none of whose records is judged: they are of no known kind, or there are none."""
    if not first:
        pile.visit(name)
        return
    line = None if isinstance(first[0], Table) or first[0].line is None else 1
    pile.complain(name, Trouble("unknown-kind", f"{wrong}. None of its records is judged", line, line))


def _first(source: str, found: Iterator[Found], pile: Pile) -> list[Item | Table]:
    """The first records of a source, as many as it takes to tell their kind. Troubles go to the pile."""
    first: list[Item | Table] = []
    size = 0
    for one in found:
        if isinstance(one, Trouble):
            pile.complain(source, one)
            continue
        first.append(one)
        size += one.size if isinstance(one, Item) else _LOOKED_AT_SIZE
        if len(first) >= _LOOKED_AT or size >= _LOOKED_AT_SIZE:
            break
    return first


def _told_kind(given: RecordKind | None, first: list[Item | Table], feed: Feed | None) -> tuple[RecordKind | None, str]:
    """The kind of the records of a source, by what was said and by the columns of the first, None if it cannot be told; and what is wrong with it."""
    if not first:
        return None, ""
    names = list(_names(first)) if feed is None else renamed(list(_names(first)), feed)
    if given is not None:
        return given, misfit(given, names) or ""
    kind = kind_of(names)
    return kind, undecided(names) if kind is None else ""


def _names(first: list[Item | Table]) -> dict[str, None]:
    return dict.fromkeys(name for one in first for name in (one.fields if isinstance(one, Item) else one.frame.columns))


def _both(first: list[Item | Table], rest: Iterator[Found]) -> Iterator[Found]:
    yield from first
    first.clear()
    yield from rest
