"""What a fault is, and which faults there are."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

import numpy as np

from pagegate import mutate
from pagegate.model import RecordKind

if TYPE_CHECKING:
    import pandas as pd

#: Records in columns: frames as `build` makes them, with a text column `NAME.shown` beside every column of the schema.
Records: TypeAlias = "pd.DataFrame"
Mask: TypeAlias = "pd.Series[Any]"
#: Which records a fault can be put into.
Applies: TypeAlias = Callable[[Records], Mask]
#: The texts that a scraper with this fault would have stored: one column a field that it touches, None where it stores nothing.
Apply: TypeAlias = Callable[[Records, np.random.Generator], "pd.DataFrame"]
#: Of records before and after, which show a trace of the fault.
Traces: TypeAlias = Callable[[Records, Records], Mask]
#: Of records before and after, what they still show that could betray the fault: one boolean column a case; a record may be in several, or in none.
Cases: TypeAlias = Callable[[Records, Records], "pd.DataFrame"]

_PREFIX = "faults_"


class Way(NamedTuple):
    """How a fault breaks records: which it can be put into, and the texts that it leaves."""

    applies: Applies
    apply: Apply


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of scrapers.

    `what` says what happens to a record, `way` makes it happen, `expected` says what ought to give it away, `plausible` where it can pass for the truth (empty if hardly
    ever). `traces` is asked of records whose values changed at all; without it all of those count. Each fault has random numbers of its own.
    """

    name: str
    kind: RecordKind
    what: str
    way: Way
    expected: str
    plausible: str = ""
    traces: Traces | None = None
    cases: Cases | None = None


def faults(kind: RecordKind) -> tuple[Fault, ...]:
    """The faults of a kind, in the order of their module; none if it has no module."""
    name = f"{_PREFIX}{kind}"
    if name not in {module.name for module in pkgutil.iter_modules(mutate.__path__)}:
        return ()
    return cast("tuple[Fault, ...]", importlib.import_module(f"{mutate.__name__}.{name}").FAULTS)


def table(kind: RecordKind) -> str:
    """The faults of a kind as the Markdown table of docs/mutate.md."""
    rows = [f"| `{one.name}` | {one.what} | {one.expected} | {one.plausible or 'hardly ever'} |" for one in faults(kind)]
    return "\n".join(["| fault | what happens | what ought to see it | can pass for the truth |", "|---|---|---|---|", *rows])
