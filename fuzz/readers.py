"""A coverage-guided fuzz target: the readers, and what is made of their records. Run by hand; fuzz/README.md says how."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pagegate"]):
    from pagegate.records.read import format_of, read_all
    from pagegate.run import Options, Run
    from pagegate.sources.find import find
    from pagegate.sources.formats import Found
    from pagegate.sources.stream import Limits, Stream, UnreadableError

#: The first byte of an input chooses one.
SUFFIXES = (".jsonl", ".json", ".csv", ".parquet", ".txt", ".html", ".har", ".warc", ".jsonl.gz", ".dat")
#: Making frames costs sixty times what reading does, nearly all of it for the first row: so many inputs are made frames together.
TOGETHER = 400
FOLDER = Path(tempfile.mkdtemp(prefix="pagegate-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))  # noqa: S108  memory is quicker, and nothing else looks at it


def _found(path: Path) -> list[Found | str]:
    """What the reader finds, a trouble with the source as a whole as its text."""
    source = next(find([str(path)], FOLDER))
    found: list[Found | str] = []
    try:
        with Stream(source, Limits()) as stream:
            try:
                found += format_of(source, stream).read(stream)
            finally:
                found.append(stream.broken or "")
    except UnreadableError as error:
        found.append(str(error))
    return found


def _framed(paths: list[Path]) -> None:
    """Make frames of inputs: none may raise, and every record that was read is in one."""
    run = Run(Options(batch=False))
    for raw in read_all(find([str(path) for path in paths], FOLDER)):
        chunk = run.judging.frames(raw)
        if len(chunk.frames[raw.kind]) != len(raw.raw):
            msg = f"{len(raw.raw)} records became {len(chunk.frames[raw.kind])}"
            raise RuntimeError(msg)


class Inputs:
    """Takes inputs one by one; keeps them until there are enough to be made frames."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: list[Path] = []

    def __call__(self, data: bytes) -> None:
        """Read one input twice."""
        suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ".txt"
        path = FOLDER / f"{suffix[1:]}-{len(self._kept):04}{suffix}"
        path.write_bytes(data[1:])
        # Tables compare cell by cell and NaN differs from itself; their text does not.
        if repr(_found(path)) != repr(_found(path)):
            msg = "the same input gave two answers"
            raise RuntimeError(msg)
        self._kept.append(path)
        if len(self._kept) >= TOGETHER:
            self._frame()

    def _frame(self) -> None:
        kept, self._kept = sorted(self._kept), []
        try:
            _framed(kept)
        except Exception:
            broken = Path("broken-frames")
            shutil.copytree(FOLDER, broken, dirs_exist_ok=True)
            sys.stderr.write(f"one of the inputs in {broken} breaks the frames of all; the last input read is not to blame\n")
            raise
        for path in kept:
            path.unlink()


if __name__ == "__main__":
    atheris.Setup(sys.argv, Inputs())
    atheris.Fuzz()
