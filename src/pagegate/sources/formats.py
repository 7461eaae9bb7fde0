"""What a reader is: a module `pagegate.records.read_NAME` with a `FORMAT`. Adding a format is adding such a file.

A reader turns the bytes of one source into items (records as found), tables (many records at once) and troubles (what could not be read).
The modules of readers are imported to learn their suffixes, so they import pandas only inside their functions.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pagegate.model import RecordKind

if TYPE_CHECKING:
    import pandas as pd

    from pagegate.sources.stream import Stream

#: Suffixes that say how a file is compressed. What decides is its first bytes.
COMPRESSIONS = (".gz", ".bz2", ".xz", ".zst")


class Item(NamedTuple):
    """One record as its source gave it: text, None, booleans, and numbers as the bytes that showed them.

    `line` and `column` are the 1-based place where it begins, None in what has no lines; `shown` is how its text begins, for excerpts; `size` is the length of all its text.
    """

    fields: Mapping[str, object]
    line: int | None
    column: int | None = 1
    shown: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be read: the problem's name, what was wrong, and where."""

    problem: str
    text: str
    line: int | None = None
    column: int | None = None
    field: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Many records of a source without lines, one a row, with native values.

    `steps` says of columns of binary numbers what the last decimal seen in them is worth, in the whole source.
    """

    frame: pd.DataFrame
    steps: Mapping[str, float] = field(default_factory=dict)


Found: TypeAlias = Item | Table | Trouble
Read: TypeAlias = "Callable[[Stream], Iterator[Found]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How one kind of file is read.

    `kind` is the kind of all its records, None where their columns decide. `feed` says whether a source holds many pages; one that is
    itself a page has none. `sniff` is asked whether some first bytes (decompressed) look like this format, in the order of `rank`.
    `refines` names the format of which this is a special form: files of that one's suffixes are this one's if they look like it.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Read
    sniff: Callable[[bytes], bool]
    rank: int
    kind: RecordKind | None = None
    feed: bool = True
    refines: str | None = None


@cache
def formats() -> Mapping[str, Format]:
    """Every format by its suffix.

    Raises ValueError if two readers want the same suffix.
    """
    package = importlib.import_module("pagegate.records")
    found: dict[str, Format] = {}
    for info in pkgutil.iter_modules(package.__path__):
        if info.name.startswith("read_"):
            fmt: Format = importlib.import_module(f"pagegate.records.{info.name}").FORMAT
            for suffix in fmt.suffixes:
                if suffix in found:
                    msg = f"two readers want {suffix}: {found[suffix].name} and {fmt.name}"
                    raise ValueError(msg)
                found[suffix] = fmt
    return found


def sniff(head: bytes) -> Format | None:
    """The format that some first bytes look like, None if no reader knows them."""
    by_rank = sorted(set(formats().values()), key=lambda fmt: fmt.rank)
    return next((fmt for fmt in by_rank if fmt.sniff(head)), None)


def suffix_of(name: str) -> str:
    """The suffix that says what a file holds, in lower case and without that of its compression: `.jsonl` for `Feed.JSONL.gz`."""
    name = name.lower().rpartition("/")[2]
    for compression in COMPRESSIONS:
        name = name.removesuffix(compression)
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""
