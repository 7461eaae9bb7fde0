"""On which line of a TOML file a key stands, for messages."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_KEY = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*\[(\[?)\s*({_KEY})\s*\]")
_ASSIGNED = re.compile(rf"\s*({_KEY})\s*=")
_PARTS = re.compile(_PART)


class KeyLines:
    """The lines of a file's keys. A key inside an inline table or a list stands where its table does."""

    def __init__(self, text: str) -> None:
        """Note every line that begins with a key or a table's name."""
        self._lines: dict[tuple[str | int, ...], int] = {}
        table: tuple[str | int, ...] = ()
        met: dict[tuple[str | int, ...], int] = {}
        for number, line in enumerate(text.split("\n"), 1):
            header = _HEADER.match(line)
            if header:
                table = _path(header[2])
                if header[1]:
                    met[table] = met.get(table, -1) + 1
                    table = (*table, met[table])
                self._lines.setdefault(table, number)
                continue
            assigned = _ASSIGNED.match(line)
            if assigned:
                self._lines.setdefault((*table, *_path(assigned[1])), number)

    def line(self, path: Sequence[str | int]) -> int | None:
        """The line of a key, or of the nearest table around it that has one; None if none has."""
        whole = tuple(path)
        # A table may have no line of its own: `[a.b]` makes `a` as well.
        inside = (number for known, number in self._lines.items() if known[: len(whole)] == whole)
        return self._lines.get(whole) or next(inside, None) or next((self._lines[whole[:end]] for end in range(len(whole) - 1, 0, -1) if whole[:end] in self._lines), None)


def _path(key: str) -> tuple[str | int, ...]:
    return tuple(part.strip("\"'") for part in _PARTS.findall(key))
