"""The floors that figures must keep, and the goals they were given: floors.toml, read and held to its rules."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("floors.toml")
#: Figures are shown, and compared, with so many decimals.
DECIMALS = 2
_SIDES = ("at most", "at least", "exactly")
_UNITS = ("%", "")


@dataclass(frozen=True, slots=True)
class Entry:
    """A floor as it was set: when, to what, and why; a floor that is worse than an earlier one needs a reason."""

    date: dt.date
    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Floor:
    """What a figure counts, and what it must keep: `keep` is `at most`, `at least` or `exactly`, `unit` % of its records, or nothing for a count.

    `history` are all floors it ever had, the present one last. `note` is what a reader of the figure must know.
    """

    name: str
    what: str
    keep: str
    unit: str
    goal: float | None
    note: str
    history: tuple[Entry, ...]

    @property
    def value(self) -> float:
        """The present floor."""
        return self.history[-1].value

    def kept(self, measured: float) -> bool:
        """Whether a figure keeps the present floor."""
        return self._badness(measured) <= self._badness(self.value)

    def meets_goal(self, measured: float) -> bool | None:
        """Whether a figure reaches its goal; None without one."""
        return None if self.goal is None else self._badness(measured) <= self._badness(self.goal)

    def better(self, measured: float) -> bool:
        """Whether a figure is better than its floor, which may then be raised."""
        return self._badness(measured) < self._badness(self.value)

    def lowered_in_silence(self) -> Iterator[Entry]:
        """The entries that are worse than one before them and give no reason."""
        best = math.inf
        for entry in self.history:
            if self._badness(entry.value) > best and not entry.reason.strip():
                yield entry
            best = min(best, self._badness(entry.value))

    def shown(self, value: float) -> str:
        """A value of this figure: `at most` figures rounded up, `at least` ones down, so that none looks better than it is."""
        return f"{self.rounded(value):.{DECIMALS}f} %" if self.unit else f"{value:g}"

    def rounded(self, value: float) -> float:
        """A value with the decimals that are shown and compared, rounded to the worse side."""
        scaled = round(value * 10**DECIMALS, 6)
        whole = math.ceil(scaled) if self.keep == "at most" else math.floor(scaled)
        return float(whole / 10**DECIMALS)

    def _badness(self, value: float) -> float:
        """How bad a value is: the less, the better. What was not measured is as bad as can be."""
        if math.isnan(value):
            return math.inf
        if self.keep == "exactly":
            return abs(value - (self.goal or 0))
        rounded = self.rounded(value)
        return rounded if self.keep == "at most" else -rounded


def read(text: str | None = None) -> dict[str, Floor]:
    """The floors by the name of their figure, in the order of the file. Raises ValueError for an entry that cannot be one."""
    sets: Mapping[str, Mapping[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8") if text is None else text)
    return {f"{name}.{figure}": _floor(f"{name}.{figure}", entry) for name, figures in sets.items() for figure, entry in figures.items()}


def rewritten(earlier: Mapping[str, Floor], later: Mapping[str, Floor]) -> list[str]:
    """What a later version says otherwise than an earlier one: floors may be added to a history, and never changed or removed."""
    found = []
    for name, floor in earlier.items():
        if name not in later:
            found.append(f"{name} is gone")
        elif [(entry.date, entry.value) for entry in later[name].history[: len(floor.history)]] != [(entry.date, entry.value) for entry in floor.history]:
            found.append(f"{name}: its history was {[entry.value for entry in floor.history]} and is {[entry.value for entry in later[name].history]}")
        elif (floor.keep, floor.unit) != (later[name].keep, later[name].unit):
            found.append(f"{name} was kept {floor.keep} and is kept {later[name].keep}")
    return found


def _floor(name: str, entry: Mapping[str, Any]) -> Floor:
    history = tuple(Entry(one["date"], float(one["value"]), str(one.get("reason", ""))) for one in entry["floors"])
    if not history or entry["keep"] not in _SIDES or entry["unit"] not in _UNITS:
        msg = f"{name}: a floor has a history, is kept {', '.join(_SIDES)}, and its unit is % or nothing"
        raise ValueError(msg)
    return Floor(name, entry["what"], entry["keep"], entry["unit"], entry.get("goal"), entry.get("note", ""), history)
