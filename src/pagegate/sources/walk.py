"""Goes through folders in a fixed order, without what nobody wants read: hidden files, pagegate's own output, linked loops, assets of saved pages."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from fnmatch import translate

#: A folder that holds a file of this name is a report that pagegate wrote.
MARKER = ".pagegate-report"
MAGIC = re.compile(r"[*?[]")

_SAVED_PAGES = (".html", ".htm", ".xhtml")
_Identity = tuple[int, int, str]


def files_below(folder: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    """The regular files below a folder whose names are wanted, in sorted order. Links are followed, but no folder is entered twice.

    A folder that cannot be listed is given itself, so that opening it says why.
    """
    # An explicit stack, because a tree may be deeper than Python can recurse; a file waits on it between its neighbours.
    stack = [(folder, True)]
    entered: set[_Identity] = set()
    while stack:
        path, is_folder = stack.pop()
        if not is_folder:
            yield path
            continue
        identity = _identity(path)
        if identity in entered:
            continue
        entered.add(identity)
        entries = _entries(path)
        if entries is None:
            yield path
            continue
        for entry in reversed(entries):
            if _is_folder(entry):
                stack.append((entry.path, True))
            elif wanted(entry.name) and _is_file(entry):
                stack.append((entry.path, False))


def expand(pattern: str) -> list[str]:
    """What a glob matches, sorted; `**` stands for any number of folders. A hidden name matches only a part that begins with a dot."""
    parts = pattern.replace(os.sep, "/").split("/")
    plain = next(i for i, part in enumerate(parts) if MAGIC.search(part))
    base = "/".join(parts[:plain]) + "/" if plain else ""
    return sorted(dict.fromkeys(_expand(base, [part for part in parts[plain:] if part], set())))


def _expand(folder: str, parts: list[str], entered: set[tuple[_Identity, int]]) -> Iterator[str]:
    """What the parts of a glob match below a folder, which ends with a slash. `entered` holds the folders gone through, with the parts left then."""
    here = (_identity(folder or "."), len(parts))
    if here in entered:
        return
    entered.add(here)
    part, rest = parts[0], parts[1:]
    if not MAGIC.search(part):
        path = folder + part
        if not rest:
            yield from [path] if os.path.lexists(path) else []
        elif os.path.isdir(path):  # noqa: PTH112  False, not an error, where a folder above may not be entered
            yield from _expand(f"{path}/", rest, entered)
        return
    if part == "**" and rest:
        yield from _expand(folder, rest, entered)
    matches = re.compile(translate(part)).match
    for entry in _entries(folder or ".", hidden=part.startswith(".")) or ():
        path = folder + entry.name
        if part == "**" and _is_folder(entry):
            yield from _expand(f"{path}/", parts, entered)
        elif not rest and matches(entry.name) and (_is_folder(entry) or _is_file(entry)):
            yield path
        elif rest and part != "**" and matches(entry.name) and _is_folder(entry):
            yield from _expand(f"{path}/", rest, entered)


def _entries(folder: str, *, hidden: bool = False) -> list[os.DirEntry[str]] | None:
    """What a folder holds, sorted by name, without what nobody wants read; None if it cannot be listed."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError:
        return None
    names = {entry.name for entry in entries}
    return [entry for entry in entries if (hidden or not entry.name.startswith(".")) and not _left_out(entry, names)]


def _left_out(entry: os.DirEntry[str], beside: set[str]) -> bool:
    if not _is_folder(entry):
        return False
    stem = entry.name.removesuffix("_files")
    saved_page = stem != entry.name and any(stem + suffix in beside for suffix in _SAVED_PAGES)
    return saved_page or os.path.lexists(f"{entry.path}/{MARKER}")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, or into a folder that may not be entered
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _identity(folder: str) -> _Identity:
    """What makes a folder the same under another name."""
    try:
        status = os.stat(folder)  # noqa: PTH116  once per folder, and no object for it
    except OSError:
        return (0, 0, folder)
    return (status.st_dev, status.st_ino, "")
