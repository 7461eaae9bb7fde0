"""A measured figure, and the words it is told in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """`count` of `of` records are as the figure's entry in floors.toml says.

    `name` is `SET.FIGURE`. `rules` are the codes that make the count, with how many records each; `examples` a few messages or texts: of wrong findings where the
    count should be low, of what was missed where it should be high.
    """

    name: str
    count: int
    of: int
    rules: tuple[tuple[str, int], ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def percent(self) -> float:
        """The share in percent; NaN of nothing."""
        return 100 * self.count / self.of if self.of else float("nan")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one set of records showed: its files (name to short SHA-256; none if it was generated), its number of records, its figures, and the rules that fire most."""

    name: str
    files: Mapping[str, str]
    records: int
    figures: Sequence[Figure]
    fired: tuple[tuple[str, int], ...] = field(default=())
