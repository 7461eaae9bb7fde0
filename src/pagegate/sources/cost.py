"""What reading one source costs, in seconds and bytes of memory: a source that needs too much is read no further."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TypeVar

Found = TypeVar("Found")

_STATUS = Path("/proc/self/statm")
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
#: So many things found are taken between two looks at the memory.
_BETWEEN = 256


class Meter:
    """Counts what has been read of all sources, in bytes as they are stored."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.count = 0


class Cost:
    """A clock that runs while a source is read, and stands still while what was read is judged."""

    def __init__(self, seconds: float, memory_bytes: int) -> None:
        """Allow so many seconds of reading, and so many bytes more than the process has now."""
        self._seconds = seconds
        self._memory = memory_bytes
        self._before = resident()
        self._spent = 0.0
        self._since: float | None = None

    def running(self, found: Iterator[Found]) -> Iterator[Found]:
        """The same things, with the clock running while the next one is looked for; at most one more after the source has cost too much."""
        for number, one in enumerate(self._timed(found), 1):
            yield one
            if self.too_much(memory=number % _BETWEEN == 0) is not None:
                return

    def _timed(self, found: Iterator[Found]) -> Iterator[Found]:
        while True:
            self._since = perf_counter()
            try:
                one = next(found)
            except StopIteration:
                return
            finally:
                self._spent += perf_counter() - self._since
                self._since = None
            yield one

    def too_much(self, *, memory: bool = True) -> str | None:
        """Why the source has cost too much, None if it has not."""
        running = 0.0 if self._since is None else perf_counter() - self._since
        if self._spent + running > self._seconds:
            return f"takes more than {self._seconds:g} s to read: read no further (--limit seconds=...)"
        if memory and resident() - self._before > self._memory:
            return f"takes more than {self._memory / (1 << 30):.3g} GiB of memory to read: read no further (--limit memory_bytes=...)"
        return None


def resident() -> int:
    """How many bytes of memory the process holds; where the system does not tell, the most it ever held, or 0."""
    try:
        return int(_STATUS.read_bytes().split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        pass
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
