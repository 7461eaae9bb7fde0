"""Fixtures that several files of tests share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from pagegate.chunk import RawChunk
from pagegate.records.read import read
from pagegate.sources.find import find
from tests.readers import Reads
from tests.streams import Opener


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """Writes a file and reads it, into the chunks that come out."""

    def reads(name: str, content: str | bytes, **options: Any) -> list[RawChunk]:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        (source,) = find([str(tmp_path / name)], tmp_path)
        return list(read(source, **options))

    return reads


@pytest.fixture
def stream(tmp_path: Path) -> Iterator[Opener]:
    """Opens what it is given as a stream, and closes all at the end."""
    with ExitStack() as stack:
        yield Opener(tmp_path, stack)
