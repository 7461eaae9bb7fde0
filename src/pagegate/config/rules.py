"""The rules as a configuration wants them: severities, limits, and other ones for parts of the input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.catalogue import Catalogue
from pagegate.chunk import Chunk, Passages
from pagegate.config.allowed import Grants, Ledger
from pagegate.config.settings import Part, Range
from pagegate.model import RECORD_KINDS, BatchRule, Limit, RecordKind, Rule, Severity


@dataclass(frozen=True)
class Asked:
    """The rules that a part of the input is asked; `silent` are those that are asked elsewhere only, `grants` the allowances that hold."""

    catalogue: Catalogue
    silent: tuple[Rule, ...]
    grants: Grants


@dataclass(frozen=True)
class Piece:
    """A part of a chunk with the rules that it is asked."""

    chunk: Chunk
    asked: Asked


@dataclass(frozen=True)
class Belonging:
    """To which parts the records of one kind in a chunk belong, as bits.

    `sources` has the parts that all records of a source belong to; `records`, where a part is told by its site, one row a record (`source`, `record`, `marks`).
    """

    sources: Mapping[str, int]
    records: pd.DataFrame | None


def configured(catalogue: Catalogue, severity: Mapping[str, Severity], limits: Mapping[str, Range]) -> Catalogue:
    """The catalogue with other severities and limits, by code. Rules that are not in it are passed over."""
    changed: dict[str, Rule] = {}
    for code, rule in catalogue.rules.items():
        made: Rule = rule
        if code in limits and isinstance(made, Limit):
            made = _limited(made, limits[code], _column_of(catalogue, made))
        if code in severity:
            made = replace(made, severity=severity[code])
        if made is not rule:
            changed[code] = made
    return catalogue.with_rules(changed)


def _limited(limit: Limit, given: Range, column: str) -> Limit:
    """A limit with another range, whose message says so: the rule's own words name its own range."""
    made = replace(limit, low=given.get("low", limit.low), high=given.get("high", limit.high))
    low, high = (None if side is None else f"{side:.12g}" for side in (made.low, made.high))
    told = f"outside {low}..{high}" if low is not None and high is not None else f"below {low}" if low is not None else f"above {high}"
    return replace(made, message=f"{column} {{{column}}} is {told}, as the configuration sets it")


def _column_of(catalogue: Catalogue, limit: Limit) -> str:
    kinds: tuple[RecordKind, ...] = RECORD_KINDS
    return next(name for kind in kinds if kind == limit.kind for name, limits in catalogue.limits(kind).items() if any(one.code == limit.code for one in limits))


class Parts:
    """The rules of the parts of an input.

    A finding about a whole scrape belongs to a part if all records that it is about do: the one that it names, else all of its source, else all of the run. So what records belong to is remembered: by
    source, and record by record where a part is told by its site.
    """

    def __init__(self, catalogue: Catalogue, parts: Sequence[Part], ledger: Ledger) -> None:
        """Keep the rules that hold where no part says otherwise."""
        self._parts, self._ledger = parts, ledger
        self._made: dict[int, Asked] = {0: Asked(catalogue, (), ledger.grants)}
        self._sources: dict[RecordKind, dict[str, int]] = {kind: {} for kind in RECORD_KINDS}
        self._records: dict[RecordKind, list[pd.DataFrame]] = {kind: [] for kind in RECORD_KINDS}

    def parted(self, chunk: Chunk) -> tuple[list[Piece], dict[RecordKind, Belonging]]:
        """A chunk by the parts that its records belong to, with no parts the chunk itself; and what is to be remembered of it."""
        if not self._parts:
            return [Piece(chunk, self._made[0])], {}
        frames = {kind: self._of_frame(kind, frame) for kind, frame in chunk.frames.items()}
        problems = self._of_problems(chunk, frames)
        pieces = []
        for fits in sorted({*(int(one) for marks in (*frames.values(), problems) for one in np.unique(marks))}):
            rows = {kind: np.flatnonzero(marks == fits) for kind, marks in frames.items()}
            pieces.append(Piece(_cut(chunk, rows, problems == fits), self._rules(fits)))
        return pieces, {kind: self._belonging(chunk.frames[kind], marks) for kind, marks in frames.items() if len(marks)}

    def remember(self, kind: RecordKind, belonging: Belonging) -> None:
        """Keep to which parts records belong; here they are numbered from the beginning of their sources."""
        known = self._sources[kind]
        for source, common in belonging.sources.items():
            known[source] = known.get(source, common) & common
        if belonging.records is not None:
            self._records[kind].append(belonging.records)

    def of_batch(self, found: pd.DataFrame) -> Iterator[tuple[Asked, pd.DataFrame]]:
        """What rules about whole scrapes found, by the parts that it belongs to."""
        if not self._parts or found.empty:
            yield self._made[0], found
            return
        rules = self._made[0].catalogue.rules
        of = found["code"].map({code: rule.of for code, rule in rules.items() if isinstance(rule, BatchRule)})
        fits = np.zeros(len(found), dtype=np.int64)
        for kind in RECORD_KINDS:
            mine = (of == kind).to_numpy(dtype=bool)
            fits[mine] = self._of_found(kind, found[mine])
        for one in np.unique(fits):
            yield self._rules(int(one)), found[fits == one]

    def _rules(self, fits: int) -> Asked:
        """The rules of the records that belong to the parts whose bits are set."""
        if fits not in self._made:
            made, grants = self._made[0].catalogue, dict(self._made[0].grants)
            ignored: set[str] = set()
            for number, part in enumerate(self._parts):
                if fits >> number & 1:
                    made = configured(made, part.severity, part.limits)
                    grants |= self._ledger.parts[number]
                    ignored |= {code for code in made.rules if part.ignore and code.startswith(tuple(prefix.upper() for prefix in part.ignore))}
            asked = Catalogue(made.schemas, {code: rule for code, rule in made.rules.items() if code not in ignored}, made.modules)
            self._made[fits] = Asked(asked, tuple(made.rules[code] for code in sorted(ignored)), grants)
        return self._made[fits]

    def _belonging(self, frame: pd.DataFrame, marks: npt.NDArray[np.int64]) -> Belonging:
        common = {str(source): int(np.bitwise_and.reduce(mine.to_numpy())) for source, mine in pd.Series(marks).groupby(frame["source"].to_numpy(), sort=False)}
        if not any(part.site for part in self._parts):
            return Belonging(common, None)
        return Belonging(common, pd.DataFrame({"source": frame["source"].astype("str").array, "record": frame["record"].array, "marks": marks}))

    def _of_found(self, kind: RecordKind, found: pd.DataFrame) -> npt.NDArray[np.int64]:
        sources = self._sources[kind]
        everything = int(np.bitwise_and.reduce(list(sources.values()))) if sources else 0
        # What names no source of records of this kind is about all of them.
        fits = np.array([sources.get(source, everything) for source in found["source"]], dtype=np.int64)
        if self._records[kind]:
            marks = pd.concat(self._records[kind], ignore_index=True).set_index(["source", "record"])["marks"]
            exact = marks.reindex(pd.MultiIndex.from_arrays([found["source"], found["record"]]), fill_value=-1).to_numpy(dtype=np.int64)
            return np.where(exact < 0, fits, exact)
        return fits

    def _of_frame(self, kind: RecordKind, frame: pd.DataFrame) -> npt.NDArray[np.int64]:
        fits = np.zeros(len(frame), dtype=np.int64)
        for number, part in enumerate(self._parts):
            if part.kind in {None, kind}:
                fits |= _marks(_in_paths(frame["source"], part) & _on_site(frame, part), number)
        return fits

    def _of_problems(self, chunk: Chunk, frames: Mapping[RecordKind, npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
        """Problems of a record belong where it does, others where their source does."""
        problems = chunk.problems
        fits = np.zeros(len(problems), dtype=np.int64)
        for number, part in enumerate(self._parts):
            if not part.site:
                mine = problems["kind"].eq(part.kind).to_numpy(dtype=bool) if part.kind else np.ones(len(problems), dtype=bool)
                fits |= _marks(_in_paths(problems["source"], part) & mine, number)
        row = problems["row"].to_numpy(dtype=np.int64)
        for kind, marks in frames.items():
            there = (row >= 0) & problems["kind"].eq(kind).to_numpy(dtype=bool)
            fits[there] = marks[row[there]]
        return fits


def _marks(rows: npt.NDArray[np.bool_], number: int) -> npt.NDArray[np.int64]:
    return rows.astype(np.int64) << number


def _in_paths(sources: pd.Series[Any], part: Part) -> npt.NDArray[np.bool_]:
    paths = part.paths
    if paths is None:
        return np.ones(len(sources), dtype=bool)
    fitting = [source for source in sources.dropna().unique() if source and paths.fit(str(source))]
    rows: npt.NDArray[np.bool_] = sources.isin(fitting).to_numpy(dtype=bool)
    return rows


def _on_site(frame: pd.DataFrame, part: Part) -> npt.NDArray[np.bool_]:
    """Which records are from the part's sites, by their url, else by the URL that they were read from."""
    if not part.site:
        return np.ones(len(frame), dtype=bool)
    addresses = frame["url"].fillna(frame["source"]) if "url" in frame else frame["source"]
    fitting = [address for address in addresses.dropna().unique() if _host_fits(str(address), part.site)]
    rows: npt.NDArray[np.bool_] = addresses.isin(fitting).to_numpy(dtype=bool)
    return rows


def _host_fits(address: str, sites: Sequence[str]) -> bool:
    try:
        host = (urlsplit(address).hostname or "").lower().rstrip(".")
    except ValueError:  # an address that is none belongs to no site
        return False
    return any(host == site.lower() or host.endswith(f".{site.lower()}") for site in sites)


def _cut(chunk: Chunk, rows: Mapping[RecordKind, npt.NDArray[np.intp]], problems: npt.NDArray[np.bool_]) -> Chunk:
    """The given rows of a chunk. Positions that places and problems name follow their rows."""
    frames = {kind: frame.iloc[rows[kind]].reset_index(drop=True) for kind, frame in chunk.frames.items()}
    places = {}
    for kind, table in chunk.places.items():
        mine = table[table["row"].isin(rows[kind])] if kind in rows else table.iloc[:0]
        places[kind] = mine.assign(row=np.searchsorted(rows[kind], mine["row"].to_numpy())) if kind in rows else mine
    kept = chunk.problems[problems].copy()
    row = kept["row"].to_numpy(dtype=np.int64).copy()
    for kind, positions in rows.items():
        there = (row >= 0) & kept["kind"].eq(kind).to_numpy(dtype=bool)
        row[there] = np.searchsorted(positions, row[there])
    passages = {(kind, field): partial(_of_rows, told, rows[kind]) for (kind, field), told in chunk.passages.items() if kind in rows}
    return Chunk(frames, kept.assign(row=row).reset_index(drop=True), places, chunk.line_text, passages=passages)


def _of_rows(passages: Passages, rows: npt.NDArray[np.intp], wanted: npt.NDArray[np.int64], offsets: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The places of characters in some of a chunk's rows."""
    return passages(rows[wanted], offsets)
