"""Where the halves of a source go, and how it is copied whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pagegate.outputs.rows import dumps
from pagegate.quarantine.names import WHY
from pagegate.sources.find import Source


@dataclass(frozen=True)
class Target:
    """Where the halves of one source go: below `good/` and `bad/` of a folder, under one name."""

    folder: Path
    name: str

    @property
    def good(self) -> Path:
        """The good half."""
        return self.folder / "good" / self.name

    @property
    def bad(self) -> Path:
        """The bad half."""
        return self.folder / "bad" / self.name

    def explain(self, lines: Iterable[Mapping[str, Any]]) -> int:
        """Say of each bad record, in their order, what condemns it; returns how many there are."""
        path = self.bad.with_name(self.bad.name + WHY)
        path.parent.mkdir(parents=True, exist_ok=True)
        number = 0
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            for line in lines:
                stream.write(dumps(line) + "\n")
                number += 1
        return number


def copy(source: Source, path: Path) -> None:
    """The whole source, byte for byte."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source.location, path)


def beginning(source: Source) -> bytes:
    """The first bytes of a source as it is stored, which tell its compression."""
    with Path(source.location).open("rb") as file:
        return file.read(8)
