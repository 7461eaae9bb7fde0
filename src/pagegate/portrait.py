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

#: More cells than any axis has.
_ROWS = 1_000_000


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
        there = np.isfinite(x) & np.isfinite(y)
        column = cell(self.picture.x, x[there])
        row = np.zeros(len(column), dtype=np.int64) if self.picture.y is None else cell(self.picture.y, y[there])
        # One number a cell: whole pairs would have to be sorted as pairs.
        places = column * _ROWS + row
        for counter, chosen in ((self.cells, places), (self.marked, places[marked[there]])):
            found, numbers = np.unique(chosen, return_counts=True)
            counter.update({divmod(int(place), _ROWS): int(number) for place, number in zip(found, numbers, strict=True)})  # one step a cell, not a record


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
        filled = frame[columns].notna().sum()
        self.filled.setdefault(kind, Counter()).update({str(name): int(number) for name, number in filled.items()})
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
    number: npt.NDArray[np.int64] = np.minimum(np.floor((inside - low) * _cells_a_unit(axis) + 1e-9), round((high - low) * _cells_a_unit(axis)) - 1).astype(np.int64)
    return number


def edges(axis: Axis) -> npt.NDArray[np.float64]:
    """The ends of an axis's cells, in its scale: one more than cells."""
    low, high = scale(axis, np.array([axis.low, axis.high]))
    return np.linspace(low, high, round((high - low) * _cells_a_unit(axis)) + 1)


def scale(axis: Axis, values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Values as an axis lays them out: their logarithms to base 10, or themselves."""
    return np.log10(values) if axis.logarithmic else values.astype(np.float64)


def _cells_a_unit(axis: Axis) -> float:
    return axis.step if axis.logarithmic else 1 / axis.step
