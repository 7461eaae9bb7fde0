"""Reads named pipes, which nobody may ever write into."""

from __future__ import annotations

import io
import os
import select
import stat
from typing import Any


def is_pipe(location: str) -> bool:
    """Whether a path is a named pipe."""
    try:
        return stat.S_ISFIFO(os.stat(location).st_mode)  # noqa: PTH116  once per file, and no object for it
    except (OSError, ValueError):
        return False


class Pipe(io.RawIOBase):
    """The bytes that are written into a named pipe. Raises OSError where none come for so many seconds."""

    def __init__(self, location: str, seconds: float) -> None:
        """Open it, whether somebody writes or not."""
        self._seconds = seconds
        self._number = os.open(location, os.O_RDONLY | os.O_NONBLOCK)
        self._poll = select.poll()
        self._poll.register(self._number, select.POLLIN)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Wait for bytes, and take them; 0 at the end."""
        if not self._poll.poll(self._seconds * 1000):
            msg = f"nobody wrote into this pipe for {self._seconds:g} s"
            raise OSError(msg)
        return os.readv(self._number, [buffer])

    def close(self) -> None:
        """Close it."""
        if not self.closed:
            os.close(self._number)
        super().close()
