"""Where in the quarantine a source goes: its own name below the folder, whatever it is called, and no two in one place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import quote

from pagegate.errors import UsageError
from pagegate.sources.find import STANDARD_INPUT
from pagegate.sources.sample import sample

WHY = ".why.jsonl"
#: What file systems take as one name, less what is added to it.
_LONGEST = 255 - len(WHY)


def name_of(source: str, suffix: str = "") -> str:
    """The path of a source below `good/` and `bad/`, with `/`, never leading out of them.

    A file below the working directory keeps its name. A step up becomes `@up`, the root `@root`, an address one file below `@web/SCHEME/HOST`, and standard input `stdin` with
    the suffix of its format.
    """
    if source == STANDARD_INPUT:
        return f"stdin{suffix}"
    scheme, address, rest = source.partition("://")
    if address:
        host, _, path = rest.partition("/")
        return "/".join(("@web", *(_fitting(quote(part, safe="@:")) for part in (scheme, host or "-", path or "-"))))
    parts = ["@up" if part == ".." else "@root" if part.strip("/\\") == "" else part for part in PurePosixPath(source).parts if part != "."]
    return "/".join(_fitting(part) for part in parts) or "@root"


def distinct(names: Iterable[tuple[str, str]]) -> None:
    """Raise UsageError if two sources, given with their names, would be written to one place, or one into the file that explains another."""
    taken: dict[str, str] = {}
    for source, name in names:
        for place in (name, name + WHY):
            other = taken.setdefault(place, source)
            if other != source:
                msg = f"{sample(source)} and {sample(other)} would both be written to {sample(place)} in the quarantine: split them in two runs"
                raise UsageError(msg)


def _fitting(part: str) -> str:
    """A part of a path that a file system takes: what is too long is cut, and told apart by a hash."""
    data = part.encode("utf-8", "surrogateescape")
    if len(data) <= _LONGEST:
        return part
    suffix = PurePosixPath(part).suffix[-20:]
    return data[:160].decode("utf-8", "ignore") + "-" + hashlib.sha256(data).hexdigest()[:16] + suffix
