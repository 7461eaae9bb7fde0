"""Whether a rule's findings stay within what a configuration allows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from pagegate.config.values import Allowance

Standing = Literal["within", "exceeded", "not enough rows"]
#: A share of fewer records says nothing.
ENOUGH = 30
#: The 97.5 % point of the standard normal distribution: 95 % of cases lie between its negative and it.
_Z = 1.959964


@dataclass(frozen=True)
class Allowed:
    """A rule with an allowance: `failed` findings that count, of `judged` records."""

    code: str
    allowance: Allowance
    failed: int
    judged: int

    @property
    def standing(self) -> Standing:
        """`within`, `exceeded`, or `not enough rows` where a share of so few records decides nothing.

        Exceeded is a share whose lower bound (Wilson, 95 %) is above the allowance; one that is above it by less than chance explains is not enough rows.
        """
        if self.allowance.share is None:
            return "exceeded" if self.failed > (self.allowance.count or 0) else "within"
        if not self.failed:
            return "within"
        if self.judged < ENOUGH:
            return "not enough rows"
        if self.failed <= self.allowance.share * self.judged:
            return "within"
        return "exceeded" if wilson_low(self.failed, self.judged) > self.allowance.share else "not enough rows"

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"code": self.code, "allowed": str(self.allowance), "failed": self.failed, "judged": self.judged, "standing": self.standing}

    def __str__(self) -> str:
        """In words."""
        share = f" ({100 * self.failed / self.judged:.3g} %)" if self.judged else ""
        told = {"within": "within", "exceeded": "more than", "not enough rows": "not enough rows to tell about"}[self.standing]
        return f"{self.code}: {self.failed:,} of {self.judged:,}{share}, {told} the allowed {self.allowance}"


def wilson_low(failed: int, judged: int) -> float:
    """The lower end of the 95 % score interval of a share (Wilson 1927, equation 5). `failed` may be more than `judged`: a record can fail more than once."""
    share = min(1.0, failed / judged)
    middle = share + _Z**2 / (2 * judged)
    width = _Z * math.sqrt(share * (1 - share) / judged + _Z**2 / (4 * judged**2))
    return (middle - width) / (1 + _Z**2 / judged)
