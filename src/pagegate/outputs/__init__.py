"""How a verdict is told: one module a format, found by its name.

The format `json` is the module `to_json` of this package, with `write(verdict, stream, options)`; adding a format is adding a file.
The other modules are what several formats share, and `report` writes a folder instead of a stream.
"""

from __future__ import annotations

import importlib
import io
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO, cast

from pagegate.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pagegate.verdict import Verdict

_PREFIX = "to_"


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader asks of an output; formats for machines ignore it.

    `quiet` leaves the verdict alone, `verbose` shows every rule and every finding; else `most` is the number of findings shown per rule.
    """

    quiet: bool = False
    verbose: bool = False
    most: int = 10


def names() -> tuple[str, ...]:
    """The formats there are, in the order of their names. Imports none of them."""
    return tuple(sorted(module.name.removeprefix(_PREFIX) for module in pkgutil.iter_modules(__path__) if module.name.startswith(_PREFIX)))


def writer(name: str) -> Callable[[Verdict, TextIO, Options], None]:
    """The function that writes a format. Raises UsageError if there is no such format."""
    if name not in names():
        msg = f"no format is called {name!r}; there are {', '.join(names())}"
        raise UsageError(msg)
    return cast("Callable[[Verdict, TextIO, Options], None]", importlib.import_module(f"{__name__}.{_PREFIX}{name}").write)


def write(name: str, verdict: Verdict, stream: TextIO, options: Options | None = None) -> None:
    """Write a verdict in a format to a text stream, piece by piece.

    Formats for machines are UTF-8 with Unix line ends wherever they are written; text keeps the stream's encoding, and a character that it does not
    have becomes a question mark.
    """
    write_format = writer(name)
    if isinstance(stream, io.TextIOWrapper):
        if name == "text":
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", newline="\n")
    write_format(verdict, stream, options or Options())
