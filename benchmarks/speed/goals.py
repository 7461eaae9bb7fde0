"""What a figure is to reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Goal:
    """A bound: `Goal("at least", 5000)`."""

    keep: Literal["at least", "at most"]
    value: float

    def met(self, figure: float) -> bool:
        """Whether a figure keeps it; one that is no number does not."""
        return figure >= self.value if self.keep == "at least" else figure <= self.value

    def __str__(self) -> str:
        """`at least 5,000`."""
        return f"{self.keep} {self.value:,g}"
