"""A way for tests to open bytes as a stream."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from pagegate.sources.decode import BadLine, lines
from pagegate.sources.find import find
from pagegate.sources.stream import Limits, Stream


class Opener:
    """Writes bytes into a file and opens it as a stream, as often as it is asked; closes all at the end."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """Write into `folder`; `stack` closes."""
        self._folder = folder
        self._stack = stack

    def __call__(self, content: bytes, name: str = "a.txt", limits: Limits | None = None) -> Stream:
        """The stream of a file with this content."""
        (self._folder / name).write_bytes(content)
        return self._stack.enter_context(Stream(next(find([str(self._folder / name)], self._folder)), limits or Limits()))

    def lines(self, content: bytes) -> list[str | BadLine]:
        """The lines of a file with this content."""
        return [line for batch in lines(self(content)) for line in batch]
