"""Writes files whole: a reader, or a run that is killed, finds the old file or the new one, never a part."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from pagegate import outputs
from pagegate.errors import UsageError

if TYPE_CHECKING:
    from pagegate.verdict import Verdict


def refuse_missing_folder(path: Path) -> None:
    """Raise UsageError if the folder of a file to be written is not there: more often a slip than a wish."""
    folder = path.parent
    if not folder.is_dir():
        what = "is no folder" if folder.exists() else "does not exist: make it first, or look at the spelling"
        msg = f"cannot write {path}: {folder} {what}"
        raise UsageError(msg)


@contextlib.contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """The path of a file to be written that takes the place of `path` in one step when the block ends well. What a link leads to is replaced, and a device or a pipe is written to.

    Raises OSError if the folder cannot be made or written.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        yield path
        return
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A text stream whose content takes the place of `path` in one step when the block ends well; UTF-8, Unix line ends.

    Raises OSError if the folder cannot be made or written.
    """
    with replacing_file(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as stream:  # closed before it takes its place
        yield stream


def write_file(form: str, verdict: Verdict, path: Path, options: outputs.Options | None = None) -> None:
    """Write a verdict in a format to a file, in one step."""
    with replacing(path) as stream:
        outputs.write(form, verdict, stream, options)
