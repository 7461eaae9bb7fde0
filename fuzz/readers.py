"""A coverage-guided fuzz target: the readers, and what is made of their records. Run by hand; fuzz/README.md says how."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pagegate"]):
    from pagegate.records.build import build
    from pagegate.records.read import read
    from pagegate.sources.find import find

#: The first byte of an input chooses one.
SUFFIXES = (".jsonl", ".json", ".csv", ".parquet", ".txt", ".html", ".har", ".warc", ".jsonl.gz", ".dat")
FOLDER = Path(tempfile.mkdtemp(prefix="pagegate-fuzz-"))


def _read(path: Path) -> list[str]:
    said = []
    for chunk in read(next(find([str(path)], FOLDER))):
        built = build(chunk.kind, chunk.raw)
        if len(built.frame) != len(chunk.raw):
            msg = f"{len(chunk.raw)} records became {len(built.frame)}"
            raise RuntimeError(msg)
        said += [built.frame.to_json(date_format="iso") or "", chunk.problems.to_json() or ""]
    return said


def one(data: bytes) -> None:
    """Read one input twice."""
    path = FOLDER / f"input{SUFFIXES[data[0] % len(SUFFIXES)]}" if data else FOLDER / "input.txt"
    path.write_bytes(data[1:])
    if _read(path) != _read(path):
        msg = "the same input gave two answers"
        raise RuntimeError(msg)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
