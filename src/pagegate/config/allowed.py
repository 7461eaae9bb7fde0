"""Whether a rule's findings stay within what a configuration allows."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pagegate.config.settings import Settings, dotted
from pagegate.config.values import Allowance

Standing = Literal["within", "exceeded", "not enough rows"]
#: A share of fewer records says nothing.
ENOUGH = 30
#: The 97.5 % point of the standard normal distribution: 95 % of cases lie between its negative and it.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Grant:
    """An allowance of a rule; `key` is where the configuration gives it: `allow.Q101`, or `overrides[0].allow.Q101` for a part of the input."""

    code: str
    allowance: Allowance
    key: str


#: The allowances that hold for some records, by the code of the rule.
Grants = Mapping[str, Grant]


@dataclass(frozen=True)
class Allowed:
    """A rule with an allowance: `failed` findings that count, of `judged` records. `key` is where the configuration gives it."""

    code: str
    allowance: Allowance
    failed: int
    judged: int
    key: str

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
        return {"code": self.code, "allowed": str(self.allowance), "failed": self.failed, "judged": self.judged, "standing": self.standing, "key": self.key}

    @property
    def where(self) -> str:
        """` in overrides[0]` for an allowance of a part of the input, else nothing."""
        part, _, rest = self.key.partition(".allow.")
        return f" in {part}" if rest else ""

    def __str__(self) -> str:
        """In words."""
        share = f" ({100 * self.failed / self.judged:.3g} %)" if self.judged else ""
        told = {"within": "within", "exceeded": "more than", "not enough rows": "not enough rows to tell about"}[self.standing]
        return f"{self.code}: {self.failed:,} of {self.judged:,}{share}{self.where}, {told} the allowed {self.allowance}"


@dataclass
class Ledger:
    """Counts what rules judged under each allowance of a configuration.

    `grants` are those of the whole input, `parts` those of each part of it. A record is under the allowance of the last part that it belongs to and that has one for the rule, else under that of
    the whole input. Rules about whole scrapes are counted under all of theirs.
    """

    grants: Grants
    parts: tuple[Grants, ...]
    _judged: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, settings: Settings) -> Ledger:
        """The ledger for a configuration, with rules by their codes, before anything is judged."""
        return cls(_grants(settings.allow, ("allow",)), tuple(_grants(part.allow, ("overrides", number, "allow")) for number, part in enumerate(settings.parts)))

    @property
    def every(self) -> list[Grant]:
        """Every allowance there is, by the rules' codes; those of parts behind that of the whole input."""
        return sorted((grant for grants in (self.grants, *self.parts) for grant in grants.values()), key=lambda grant: grant.code)

    def take(self, judged: Mapping[str, int]) -> None:
        """Count records that rules judged, by the keys of the allowances that they were under."""
        self._judged.update(judged)

    def count_everywhere(self, code: str, judged: int) -> None:
        """Count what a rule about whole scrapes judged: it belongs to no part of the input alone."""
        self.take({grants[code].key: judged for grants in (self.grants, *self.parts) if code in grants})

    def allowed(self, found: Mapping[str, int], codes: Iterable[str]) -> tuple[Allowed, ...]:
        """How the rules of `codes` stand to their allowances; `found` has the findings that count, by the keys of the allowances."""
        asked = set(codes)
        return tuple(Allowed(grant.code, grant.allowance, found.get(grant.key, 0), self._judged[grant.key], grant.key) for grant in self.every if grant.code in asked)


def _grants(allow: Mapping[str, Allowance], path: tuple[str | int, ...]) -> Grants:
    return {code: Grant(code, allowance, dotted((*path, code))) for code, allowance in allow.items()}


def wilson_low(failed: int, judged: int) -> float:
    """The lower end of the 95 % score interval of a share (Wilson 1927, equation 5). `failed` may be more than `judged`: a record can fail more than once."""
    share = min(1.0, failed / judged)
    middle = share + _Z**2 / (2 * judged)
    width = _Z * math.sqrt(share * (1 - share) / judged + _Z**2 / (4 * judged**2))
    return (middle - width) / (1 + _Z**2 / judged)
