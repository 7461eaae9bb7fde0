"""The words of pagegate as plain data: kinds, severities, limits, checks and batch rules.

Nothing here imports pandas, so that the command line can start without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

RecordKind: TypeAlias = Literal["pages", "quotes", "weather", "articles"]
Kind: TypeAlias = Literal["pages", "quotes", "weather", "articles", "batch"]
Severity: TypeAlias = Literal["error", "warning", "info"]

RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
LETTERS: Mapping[str, Kind] = {"Q": "quotes", "W": "weather", "A": "articles", "P": "pages", "B": "batch"}

#: One record as a reader would meet it in a JSON line: the examples of rules are written so.
Example: TypeAlias = Mapping[str, object]

_CODE = re.compile(r"[QWAPB]\d{3}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule has, whoever runs it.

    `code` is stable for ever; its letter is the kind. `message` is a format string over the fields the rule reads (and
    what `explain` adds); it says what is wrong. `hint` says what the scraper's author should do.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        """Refuse a rule whose code, name or severity is malformed."""
        if not _CODE.fullmatch(self.code):
            msg = f"rule code {self.code!r} is not a kind's letter and three digits, such as W201"
            raise ValueError(msg)
        if not _NAME.fullmatch(self.name):
            msg = f"{self.code}: rule name {self.name!r} is not lower-case words joined by hyphens"
            raise ValueError(msg)
        if self.severity not in SEVERITIES:
            msg = f"{self.code}: severity {self.severity!r} is none of {', '.join(SEVERITIES)}"
            raise ValueError(msg)

    @property
    def kind(self) -> Kind:
        """The kind of record the rule asks about, from its code."""
        return LETTERS[self.code[0]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Rule):
    """A column's own rule, kept in its schema: a range, a null or a pattern.

    `low` and `high` are inclusive unless `exclusive`; a pattern must match the whole text. Nulls are not judged, except by `required`.
    """

    low: float | None = None
    high: float | None = None
    exclusive: bool = False
    whole: bool = False
    pattern: str | None = None
    required: bool = False
    source: str
    passes: tuple[object, ...]
    fails: tuple[object, ...]

    @property
    def range(self) -> str:
        """What a value must be, in words: `a whole number between 1 and 6`, `over 0`, `of the form ...`, `there`."""
        if self.required:
            return "there"
        if self.pattern is not None:
            return f"of the form {self.pattern}"
        low, high = (None if bound is None else f"{bound:g}" for bound in (self.low, self.high))
        if low is not None and high is not None:
            words = f"between {low} and {high}"
        elif low is not None:
            words = f"{'over' if self.exclusive else 'at least'} {low}"
        else:
            words = "" if high is None else f"{'under' if self.exclusive else 'at most'} {high}"
        return f"a whole number {words}".strip() if self.whole else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis of a picture: what it shows, from `low` to `high` in cells of `step`, all in `unit`; a logarithmic axis has `step` cells a decade.

    What lies outside is drawn at the edge.
    """

    label: str
    unit: str
    low: float
    high: float
    step: float
    logarithmic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a check shows of all records of its kind: two numbers against each other, or, without `y`, how one number is spread.

    `reads` are the columns that `values` needs; it gives the frame's `x` (and `y`) as float64, one a row, NaN where there is nothing to draw. `envelope` gives, for values of x, the least and the most that y may be;
    `guides` are named lines, each by its y for values of x. Records that failed a rule whose code begins with one of `marks` are marked, and `marked` says what they are.
    """

    title: str
    told: str
    x: Axis
    y: Axis | None = None
    reads: tuple[str, ...]
    values: Callable[[pd.DataFrame], pd.DataFrame]
    marks: tuple[str, ...]
    marked: str
    envelope: Callable[[npt.NDArray[np.float64]], tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]] | None = None
    bounded_by: str = ""
    guides: Mapping[str, Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Rule):
    """One question asked of every record of a kind.

    `reads` are the columns the question cannot do without: where one of them is null, or absent from the frame, the check is not
    applicable. `may_read` are columns that help: `holds` finds them in its frame always, filled with nulls if the input
    has none. `holds` takes the whole frame and answers one value a row: True, False, or NA where the question does not apply.

    A finding points at the place of `points_at` (default: the first of `reads`). `explain`, if given, is asked with the failing rows only, and
    returns a frame of further columns for the message, such as the range that was expected. Its column `offset`, if it has one, says at which character of that field
    (0-based, negative for none) the evidence stands: the finding then points there, not at the field.

    `picture` is what it shows of all records, where a picture says more than numbers.

    A rule about reading has `problem` instead of `holds`: every problem of that name that a reader reports is a finding.

    `passes`, `fails` and `skips` (not applicable) are example records; tests, docs and `pagegate rule` all read them.
    """

    reads: tuple[str, ...] = ()
    may_read: tuple[str, ...] = ()
    holds: Callable[[pd.DataFrame], pd.Series[Any]] | None = None
    explain: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    problem: str | None = None
    points_at: str = ""
    picture: Picture | None = None
    passes: tuple[Example, ...]
    fails: tuple[Example, ...]
    skips: tuple[Example, ...] = ()

    @property
    def place(self) -> str:
        """The field whose place in the page a finding of this check points at."""
        return self.points_at or (self.reads[0] if self.reads else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRule(Rule):
    """One question asked of a whole scrape (or of each page, place or column of it) by Great Expectations.

    `of` is the kind of record it looks at; `rules` are the run's own counts, one row a rule. `reads` are the columns it cannot do without: a chunk that
    lacks one is not asked. `may_read` are columns that help: they are always there, full of nulls if the input has none.

    `gather` turns one chunk's records into facts: aggregates, or hashes and numbers, never the records' text. Rules with the same `gather` and the same columns share
    what it found. `merge` turns facts into fewer facts that say the same, and is asked for whenever they have grown. `settle` turns the facts of all chunks
    together into the table that is judged: one row for each thing that can fail, with `source`, `line`, `column`, `page`, `page_line`, `record` and `key` where it knows
    them (a negative number means none) and whatever the message names. Text in facts reaches `settle` as categories. The answers must not depend on where the chunks were cut.

    `expectation` names the class of `great_expectations.expectations` that every row of the table must meet, and `arguments` are its arguments. A
    row with a null in a column that the expectation looks at is not applicable. An expectation about the whole table fails with every row of it.

    `apart` are columns of the facts that `settle` never looks across: facts that differ in one of them may be settled apart, on another machine. Without any, all facts of a run are settled together.

    With `remembers`, the facts of earlier runs are given to `settle` too: `run` is 0 for this run's facts, -1, -2, ... for earlier ones. `condense` turns the facts of a whole run into
    the few that are kept of it: sums and shares by `site` and `field`, never a page's text; `settle` is then given these of this run too. Such a rule's findings name the `site` and `field` that they
    are about, and bounds are learned without the runs in which the rule found something there.

    The examples are lists of records: each is one scrape. A record with `earlier` 1, 2, ... belongs to the last run, the one before it, ...; `judged_at` is the
    moment the run is judged at.
    """

    of: RecordKind | Literal["rules"]
    reads: tuple[str, ...]
    may_read: tuple[str, ...] = ()
    gather: Callable[[pd.DataFrame], pd.DataFrame]
    merge: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    settle: Callable[[pd.DataFrame], pd.DataFrame]
    apart: tuple[str, ...] = ()
    remembers: bool = False
    condense: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    expectation: str
    arguments: Mapping[str, object]
    passes: tuple[tuple[Example, ...], ...]
    fails: tuple[tuple[Example, ...], ...]
    skips: tuple[tuple[Example, ...], ...] = ()

    @property
    def looks_at(self) -> tuple[str, ...]:
        """The columns of the settled table that the expectation looks at."""
        names = [self.arguments[name] for name in ("column", "column_A", "column_B") if name in self.arguments]
        listed = self.arguments.get("column_list", ())
        return tuple(str(name) for name in [*names, *(listed if isinstance(listed, list | tuple) else ())])
