"""How far a run has come, on a terminal: records, their rate, and the time that remains by the bytes that were read."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from pagegate.chunk import RawChunk
    from pagegate.sources.cost import Meter
    from pagegate.sources.find import Source


class Progress:
    """A bar on the error stream, gone when the run is over; nothing at all unless it is `shown`."""

    def __init__(self, sources: Sequence[Source], meter: Meter, *, shown: bool) -> None:
        """Count against the size of all sources, if it is known of each."""
        sizes = [source.size for source in sources if source.size]
        self._total = sum(sizes) if len(sizes) == len(sources) else None
        self._meter = meter
        self._read: deque[int] = deque()
        self._begun = monotonic()
        self._bar: Bar | None = _bar() if shown else None

    def __enter__(self) -> Self:
        """Show it."""
        if self._bar is not None:
            self._bar.start()
            self._bar.add_task("judging", total=self._total, told="")
        return self

    def __exit__(self, *error: object) -> None:
        """Take it off the terminal."""
        if self._bar is not None:
            self._bar.stop()

    def reading(self, chunks: Iterator[RawChunk]) -> Iterator[RawChunk]:
        """The same chunks, with a note of how much was read for each: it has come so far when what was found in it is taken."""
        for chunk in chunks:
            self._read.append(self._meter.count)
            yield chunk

    def take(self, records: Mapping[Any, int]) -> None:
        """One chunk more was judged; `records` are those of all chunks until now, by their kind."""
        read = self._read.popleft()
        if self._bar is None:
            return
        count = max(records["pages"], sum(records.values()) - records["pages"])
        name = "pages" if records["pages"] == count else "records"
        told = f"{count:,} {name}, {count / max(monotonic() - self._begun, 0.001):,.0f} a second"
        self._bar.update(self._bar.task_ids[0], completed=read, told=told)


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[told]}"), TimeRemainingColumn())
    return Progress(*columns, console=Console(file=sys.stderr), transient=True)
