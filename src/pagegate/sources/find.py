"""Finds what to read: files, folders, globs, standard input and URLs, as sources in a fixed order, each once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pagegate.errors import UsageError
from pagegate.sources.formats import formats, suffix_of
from pagegate.sources.sample import sample
from pagegate.sources.walk import MAGIC, expand, files_below

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read.

    `name` is what is published: relative to the root with `/`, the URL without its password, `-` for standard input. `location` is what is
    opened: an absolute path, the URL, or `-`. `suffix` is without that of a compression; `size` in bytes as stored, None where unknown.
    """

    name: str
    location: str
    suffix: str
    size: int | None = None


def readable_suffixes() -> tuple[str, ...]:
    """The suffixes that a reader knows, without those of compressions, sorted."""
    return tuple(sorted(formats()))


def takes(name: str) -> bool:
    """Whether a reader knows files of this name: `feed.jsonl.gz` yes, `README.md` no."""
    return suffix_of(name) in formats()


def find(paths: Sequence[str], root: Path) -> Iterator[Source]:
    """The sources that `paths` name, in their order, each once; folders and globs sorted.

    Relative paths are taken from the current working directory, names are relative to `root`. A file that is named is a source whatever
    its suffix; of folders, and of globs that name no suffix, only what a reader knows.

    Raises UsageError, before the first source is given, for a path that does not exist, a glob that matches nothing and a URL that cannot be had.
    """
    roots = [_expanded(path) for path in paths]
    return _distinct(roots, root)


def _expanded(path: str) -> list[str]:
    """The locations (files, folders, URLs, `-`) that one path stands for."""
    if not path:
        msg = "an empty path names nothing: give a file, a folder, a glob, a URL, or - for standard input"
        raise UsageError(msg)
    if path == STANDARD_INPUT:
        return [path]
    if path.startswith("file://"):
        from urllib.parse import unquote, urlsplit

        path = unquote(urlsplit(path).path)
    elif "://" in path:
        from pagegate.sources.remote import expand_url

        return expand_url(path, takes)
    if "\0" not in path and os.path.lexists(path):
        return [path]
    if MAGIC.search(path):
        return _matches(path)
    raise UsageError(_missing(path))


def _matches(pattern: str) -> list[str]:
    found = expand(pattern)
    if not found:
        msg = f"{sample(pattern)!r} matches nothing: look at the folder and the spelling (** goes down through folders; quote a glob to keep the shell from it)"
        raise UsageError(msg)
    if MAGIC.search(suffix_of(pattern)) or not suffix_of(pattern):
        known = [path for path in found if os.path.isdir(path) or takes(path)]  # noqa: PTH112  False, not an error, without rights
        if not known:
            msg = f"{sample(pattern)!r} matches {len(found)} files, but no reader knows their suffixes: readers know {', '.join(readable_suffixes())}"
            raise UsageError(msg)
        return known
    return found


def _missing(path: str) -> str:
    from difflib import get_close_matches

    folder, name = os.path.split(path)
    try:
        beside = os.listdir(folder or ".")[:10_000]  # noqa: PTH208  names are all that is wanted
    except (OSError, ValueError):
        return f"there is no file or folder {sample(path)!r}: its folder does not exist either"
    near = get_close_matches(name, beside, n=1)
    hint = f"did you mean {sample(str(Path(folder, near[0])))!r}?" if near else "look at the spelling and at the working directory"
    return f"there is no file or folder {sample(path)!r}: {hint}"


def _distinct(roots: list[list[str]], root: Path) -> Iterator[Source]:
    seen: set[str] = set()
    for location in (location for found in roots for location in found):
        for file in files_below(location, takes) if os.path.isdir(location) else (location,):  # noqa: PTH112  False, not an error, without rights
            source = _source(file, root)
            identity = os.path.realpath(source.location) if os.path.isabs(source.location) else source.location  # noqa: PTH117  - and URLs are no paths
            if identity not in seen:
                seen.add(identity)
                yield source


def _source(location: str, root: Path) -> Source:
    if location == STANDARD_INPUT:
        return Source(STANDARD_INPUT, STANDARD_INPUT, "")
    if "://" in location:
        from pagegate.sources.remote import published

        return Source(published(location), location, suffix_of(location.partition("?")[0].partition("#")[0]))
    path = os.path.abspath(location)  # noqa: PTH100  Path.resolve would follow links and publish their targets
    try:
        size: int | None = os.stat(path).st_size  # noqa: PTH116  once per file, and no object for it
    except (OSError, ValueError):
        size = None
    return Source(_relative(path, root), path, suffix_of(path.replace(os.sep, "/")), size)


def _relative(path: str, root: Path) -> str:
    """The path as published. Bytes that are no UTF-8 are written out, so that every name is text."""
    relative = _below(path, str(root.absolute()))
    if _outside(relative):  # perhaps only by another name of the same folder
        real = _below(os.path.realpath(path), os.path.realpath(root))
        relative = relative if _outside(real) else real
    return os.fsencode(relative).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _below(path: str, root: str) -> str:
    try:
        return os.path.relpath(path, root)
    except ValueError:  # another drive
        return path


def _outside(relative: str) -> bool:
    return relative.partition(os.sep)[0] == os.pardir or os.path.isabs(relative)  # noqa: PTH117  a name, not a path to open
