"""What the records of a run look like, in brief: how full their columns are, and how their numbers are spread.

Its size does not depend on the number of records: numbers are counted in the cells of a picture's axes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from pagegate.model import LETTERS, Axis, Check, Picture, RecordKind, Rule

if TYPE_CHECKING:
    import pandas as pd

#: Columns that say where a record came from, not what it says.
_PROVENANCE = frozenset({"source", "line", "column", "page", "page_line", "record", "judged_at"})

_BLOCK = 1 << 15


@dataclass
class Drawing:
    """The cells of a picture: how many records lie in each, by their number on either axis, and how many of them are marked."""

    picture: Picture
    cells: Counter[tuple[int, int]] = field(default_factory=Counter)
    marked: Counter[tuple[int, int]] = field(default_factory=Counter)

    def add(self, frame: pd.DataFrame, marked: npt.NDArray[np.bool_]) -> None:
        """Count the records of a frame; `marked` says which of them are to be marked."""
        values = self.picture.values(frame)
        x = values["x"].to_numpy(dtype=np.float64)
        y = np.zeros(len(x)) if self.picture.y is None else values["y"].to_numpy(dtype=np.float64)
        rows = 1 if self.picture.y is None else cells(self.picture.y)
        # In blocks, which stay in the processor's cache with all that is computed of them.
        parts = [self._places(x[start : start + _BLOCK], y[start : start + _BLOCK], marked[start : start + _BLOCK], rows) for start in range(0, len(x), _BLOCK)]
        for counter, places in zip((self.cells, self.marked), zip(*parts, strict=True), strict=False):
            numbers = np.bincount(np.concatenate(places))
            counter.update({divmod(int(place), rows): int(numbers[place]) for place in np.flatnonzero(numbers)})  # one step a cell, not a record

    def _places(self, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], marked: npt.NDArray[np.bool_], rows: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The cells that records lie in, and those that are marked: one number a cell, of as many as there are."""
        there = np.isfinite(x) & np.isfinite(y)
        places = cell(self.picture.x, x[there]) * rows
        if self.picture.y is not None:
            places += cell(self.picture.y, y[there])
        return places, places[marked[there]]


@dataclass
class Portrait:
    """What was seen of the records of each kind.

    `records` counts them, `filled` those that have a value in a column. `drawings` are the pictures of the rules that were asked, by the code of the rule.
    """

    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    records: Counter[RecordKind] = field(default_factory=Counter)
    filled: dict[RecordKind, Counter[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Portrait:
        """An empty portrait, with the pictures of these rules."""
        return cls({rule.code: Drawing(rule.picture) for rule in rules if isinstance(rule, Check) and rule.picture is not None})

    def add(self, kind: RecordKind, frame: pd.DataFrame, failed: Mapping[str, npt.NDArray[np.bool_]]) -> None:
        """Count the records of a frame; `failed` says, by the code of the rule, which rows failed it."""
        self.records[kind] += len(frame)
        columns = [name for name in frame.columns if "." not in str(name) and name not in _PROVENANCE]
        self.filled.setdefault(kind, Counter()).update({str(name): int(frame[name].count()) for name in columns})
        for code, drawing in self.drawings.items():
            if _drawn(drawing.picture, code, kind, frame):
                masks = [mask for of, mask in failed.items() if of.startswith(drawing.picture.marks)]
                drawing.add(frame, np.logical_or.reduce(masks) if masks else np.zeros(len(frame), dtype=bool))

    def take(self, other: Portrait) -> None:
        """Count what another portrait counted, which has the pictures of the same rules."""
        self.records.update(other.records)
        for kind, filled in other.filled.items():
            self.filled.setdefault(kind, Counter()).update(filled)
        for code, drawing in other.drawings.items():
            self.drawings[code].cells.update(drawing.cells)
            self.drawings[code].marked.update(drawing.marked)

    def coverage(self, kind: RecordKind) -> dict[str, float]:
        """The share of a kind's records, 0 to 1, that have a value in each column; columns in which nothing ever stands are left out."""
        return {name: number / self.records[kind] for name, number in self.filled.get(kind, Counter[str]()).items() if number}

    def without_values(self, columns: Collection[str]) -> Portrait:
        """The same without what the records say: how full columns are, of those named, and no pictures."""
        filled = {kind: Counter({name: number for name, number in found.items() if name in columns}) for kind, found in self.filled.items()}
        return replace(self, drawings={}, filled=filled)


def _drawn(picture: Picture, code: str, kind: RecordKind, frame: pd.DataFrame) -> bool:
    """Whether a frame has what a picture shows."""
    return LETTERS[code[0]] == kind and all(name in frame for name in picture.reads)


def cell(axis: Axis, values: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """The numbers of the cells that values lie in, 0 for the first; what lies outside the axis is in the cell at its edge."""
    low, high = scale(axis, np.array([axis.low, axis.high]))
    inside = np.clip(scale(axis, np.clip(values, axis.low, axis.high)), low, high)
    number: npt.NDArray[np.int64] = np.minimum(np.floor((inside - low) * _cells_a_unit(axis) + 1e-9), cells(axis) - 1).astype(np.int64)
    return number


def cells(axis: Axis) -> int:
    """How many cells an axis has."""
    low, high = scale(axis, np.array([axis.low, axis.high]))
    number: int = round((high - low) * _cells_a_unit(axis))
    return number


def edges(axis: Axis) -> npt.NDArray[np.float64]:
    """The ends of an axis's cells, in its scale: one more than cells."""
    low, high = scale(axis, np.array([axis.low, axis.high]))
    return np.linspace(low, high, cells(axis) + 1)


def scale(axis: Axis, values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Values as an axis lays them out: their logarithms to base 10, or themselves."""
    return np.log10(values) if axis.logarithmic else values.astype(np.float64)


def _cells_a_unit(axis: Axis) -> float:
    return axis.step if axis.logarithmic else 1 / axis.step
