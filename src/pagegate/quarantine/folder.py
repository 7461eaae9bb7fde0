"""Replaces a folder in one step: readers, and runs that are killed, find the old content or the new, never a part of either."""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import shutil
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from pagegate.errors import UsageError
from pagegate.sources.sample import sample
from pagegate.sources.walk import MARKER

_MARKED = "This folder is written by pagegate --quarantine; pagegate does not judge what is in it.\n"
#: From Linux's renameat2(2) and macOS's renamex_np(2): exchange two paths; the working directory as the folder that paths start from.
_EXCHANGE, _HERE = 2, -100


@contextlib.contextmanager
def replacing(folder: Path, names: Collection[str]) -> Iterator[Path]:
    """A folder to the side that takes the place of `folder` when the block ends well.

    What `folder` holds under other names than `names` is carried over. Raises UsageError for a folder that holds what pagegate did not write.
    """
    folder = Path(os.path.realpath(folder))
    refuse_foreign(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder.parent):
        _clean(folder)
        side = folder.with_name(f".{folder.name}.pagegate-{secrets.token_hex(6)}")
        try:
            side.mkdir()
            (side / MARKER).write_text(_MARKED, encoding="utf-8")
            yield side
            if folder.exists():
                _carry_over(folder, side, names)
            _put(side, folder)
        finally:
            shutil.rmtree(side, ignore_errors=True)


def refuse_foreign(folder: Path) -> None:
    """Raise UsageError for a folder that holds what pagegate did not write, and for a file."""
    if not folder.exists() or (folder.is_dir() and ((folder / MARKER).exists() or not any(folder.iterdir()))):
        return
    what = "holds files that pagegate did not write" if folder.is_dir() else "is a file"
    msg = f"{sample(str(folder))} {what}, and a quarantine needs a folder of its own: name another, or an empty one"
    raise UsageError(msg)


@contextlib.contextmanager
def _alone(parent: Path) -> Iterator[None]:
    """Let no two runs write below one folder at once. The lock goes with the process, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows has no such lock; there the last of two runs wins
        yield
        return
    held = os.open(parent, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _clean(folder: Path) -> None:
    """Take away what killed runs left to the side; what was on its way out when there was no exchange comes back."""
    for left in sorted(folder.parent.glob(f".{folder.name}.pagegate-*")):
        if left.name.endswith(".old") and not folder.exists():
            left.rename(folder)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _carry_over(folder: Path, side: Path, names: Collection[str]) -> None:
    """Link (or copy) into `side` what it does not have; nothing of `names`, which this run has judged anew."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        target = side / inside
        if path.is_dir() or inside.as_posix() in names or os.path.lexists(target):
            continue
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError:  # a name that is a file now was a folder before: the new one stays
            continue
        try:
            target.hardlink_to(path)
        except OSError:
            shutil.copy2(path, target)


def _put(side: Path, folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        side.replace(folder)
    elif not _exchanged(side, folder):
        # Without an exchange there is a moment without the folder; the next run brings the old one back if this one dies in it.
        old = side.with_name(f"{side.name}.old")
        folder.rename(old)
        side.rename(folder)
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system could exchange the two in one step."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        paths = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(*paths, _EXCHANGE) == 0)
        return bool(libc.renameat2(_HERE, paths[0], _HERE, paths[1], _EXCHANGE) == 0)
    except (OSError, AttributeError, TypeError):  # no such call in this system's library
        return False
