"""Finds the data sets' files by name below a folder."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from pagegate.records.values import Shown

from .figure import Measured

#: How much of a SHA-256 the table shows.
_SHORT = 12


class Folder:
    """The files below a folder, found by their names; without a folder, none."""

    def __init__(self, root: Path | None) -> None:
        """Look below `root`."""
        self._root = root

    def find(self, *patterns: str) -> list[Path]:
        """The files whose name fits one of the patterns, in the order of their names."""
        return sorted({path for path in self._all for pattern in patterns if path.match(pattern)}, key=lambda path: path.name)

    @cached_property
    def _all(self) -> list[Path]:
        return [path for path in self._root.rglob("*") if path.is_file()] if self._root else []


#: What measures a set, by the set's name; None of a set that the folder does not have.
Sets: TypeAlias = Mapping[str, Callable[[Folder], Measured | None]]


def sums(*paths: Path) -> dict[str, str]:
    """The short SHA-256 of files, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:_SHORT] for path in paths}


def read_csv(path: Path) -> pd.DataFrame:
    """A CSV file, every value the text that the file shows."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def read_json(path: Path) -> Any:
    """A JSON file, its numbers as their digits."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file, parse_float=Shown, parse_int=Shown)


def read_json_lines(path: Path) -> pd.DataFrame:
    """A JSON Lines file, one row a line, its numbers as their digits."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return pd.DataFrame([json.loads(line, parse_float=Shown, parse_int=Shown) for line in file], dtype=object)


def members(path: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    """The files of a tar archive whose name fits a pattern: name and content, unpacked if it is gzip."""
    with tarfile.open(path) as archive:
        for member in archive:
            if not member.isfile() or not Path(member.name).match(pattern):
                continue
            file = archive.extractfile(member)
            content = file.read() if file else b""
            yield Path(member.name).name, gzip.GzipFile(fileobj=io.BytesIO(content)).read() if content[:2] == b"\x1f\x8b" else content
