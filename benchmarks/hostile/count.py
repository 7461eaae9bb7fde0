"""Counts what readers find, before anything is made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from unittest.mock import patch

from pagegate.chunk import RawChunk
from pagegate.records import read as reading
from pagegate.records.collect import Pile
from pagegate.sources.find import Source
from pagegate.sources.formats import Found, Item, Table, Trouble
from pagegate.sources.stream import Stream


def counted(sources: Iterable[Source], found: Counter[str]) -> Iterator[RawChunk]:
    """The chunks of sources. `found` counts the `records` their readers gave, those of sources of an unknown kind left out, and every trouble that was told."""

    def records(source: Source, stream: Stream, kind: None, pile: Pile, _feed: None) -> Iterator[RawChunk]:
        fmt = reading.format_of(source, stream)
        own: Counter[str] = Counter()
        try:
            yield from reading._piled(source.name, _counting(fmt.read(stream), own), kind, pile, fmt)  # noqa: SLF001  the benchmark looks inside
        finally:  # a reader that finds its source broken has given records before
            turned_away = any(name == source.name and trouble.problem == "unknown-kind" for name, trouble in pile._troubles)  # noqa: SLF001
            found["records"] += 0 if turned_away else own["records"]

    complain = Pile.complain

    def complaining(pile: Pile, source: str, trouble: Trouble) -> None:
        found["troubles"] += 1
        complain(pile, source, trouble)

    with patch.object(reading, "_records", records), patch.object(Pile, "complain", complaining):
        yield from reading.read_all(sources)


def _counting(found: Iterator[Found], own: Counter[str]) -> Iterator[Found]:
    for one in found:
        own["records"] += 1 if isinstance(one, Item) else len(one.frame) if isinstance(one, Table) else 0
        yield one
