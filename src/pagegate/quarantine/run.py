"""The quarantine of one run: what it reads is held still, and split once the verdict is known."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pagegate.errors import UsageError
from pagegate.quarantine.condemned import condemned
from pagegate.quarantine.folder import refuse_foreign, replacing
from pagegate.quarantine.names import WHY, distinct, name_of
from pagegate.quarantine.split import split
from pagegate.quarantine.target import Target
from pagegate.sources.find import STANDARD_INPUT, Source
from pagegate.sources.pipe import is_pipe
from pagegate.sources.sample import sample
from pagegate.sources.stream import Limits, Stream, UnreadableError, open_source
from pagegate.sources.taken import format_of
from pagegate.verdict import Verdict

_State = tuple[int, int] | None


@dataclass(frozen=True)
class Parted:
    """What became of a run's sources: how many there are, how many have bad records, and how many bad records (whole files count as one)."""

    sources: int
    with_bad: int
    bad: int


class Quarantine:
    """Sources that will be split into `folder`. `sources` are to be read instead of those that were given: what can be read only once is kept in files meanwhile."""

    def __init__(self, sources: Iterable[Source], folder: Path, spool: Path, limits: Limits) -> None:
        """Hold the sources. Raises UsageError for a folder that is not pagegate's, and for sources that would go to one place."""
        refuse_foreign(folder)
        self._folder = folder
        self._limits = limits
        self.sources = [_held(source, spool / str(number)) for number, source in enumerate(sources)]
        distinct((source.name, name_of(source.name)) for source in self.sources)
        self._states = {source.location: _state(source) for source in self.sources}

    def split(self, verdict: Verdict) -> Parted:
        """Write `good/` and `bad/` of all sources, in one step.

        Raises UsageError if a source has changed since it was judged.
        """
        against, everything = condemned(verdict)
        named = [(source, name_of(source.name, _suffix(source, self._limits))) for source in self.sources]
        replaced = {f"{half}/{name}{end}" for _, name in named for half, end in (("good", ""), ("bad", ""), ("bad", WHY))}
        bad = []
        with replacing(self._folder, replaced) as side:
            for half in ("good", "bad"):
                (side / half).mkdir()
            for source, name in named:
                bad.append(split(source, against.get(source.name), everything, Target(side, name), self._limits))
                if _state(source) != self._states[source.location]:
                    msg = f"{sample(source.name)} changed while it was judged, so it cannot be split: run again"
                    raise UsageError(msg)
        return Parted(len(bad), sum(number > 0 for number in bad), sum(bad))


@contextmanager
def quarantine(sources: Iterable[Source], folder: Path, limits: Limits) -> Iterator[Quarantine]:
    """Hold sources for a run whose verdict splits them into `folder`."""
    with TemporaryDirectory(prefix="pagegate-") as spool:
        yield Quarantine(sources, folder, Path(spool), limits)


def _held(source: Source, path: Path) -> Source:
    """A source that can be read twice. One that cannot be opened stays as it is: reading it will say why."""
    if source.location != STANDARD_INPUT and "://" not in source.location and not is_pipe(source.location):
        return source
    try:
        opened = open_source(source)
    except UsageError:
        raise
    except Exception:  # noqa: BLE001  every file system raises errors of its own, and the reader tells them
        return source
    with path.open("wb") as file:
        shutil.copyfileobj(opened, file, 1 << 20)
    return replace(source, location=str(path), size=path.stat().st_size)


def _suffix(source: Source, limits: Limits) -> str:
    """The suffix of what came through a pipe, by its format."""
    if source.name != STANDARD_INPUT:
        return ""
    try:
        with Stream(source, limits) as stream:
            return format_of(source, stream).suffixes[0]
    except UnreadableError:
        return ""


def _state(source: Source) -> _State:
    try:
        found = os.stat(source.location)  # noqa: PTH116  once per file, and no object for it
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns
