"""Has records judged as users have them judged, and says what became of each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

import pagegate
from pagegate.model import RecordKind

from .figure import Figure

Rows = npt.NDArray[np.bool_]
_FLAGS = ("error", "warning")
_EXAMPLES = 4


@dataclass(frozen=True)
class Judged:
    """The findings about the rows of a frame. `batch` are those about the whole."""

    rows: int
    findings: pd.DataFrame
    batch: pd.DataFrame

    def flagged(self, *severities: str, only: Sequence[str] = (), but: Sequence[str] = ()) -> Rows:
        """The rows with a finding of these severities (default: errors and warnings), by `only` rules whose codes begin so, `but` those."""
        flagged = np.zeros(self.rows, dtype=bool)
        flagged[self._chosen(severities or _FLAGS, only, but)["record"].to_numpy(dtype=np.int64)] = True
        return flagged

    def rules(self, *severities: str, only: Sequence[str] = (), but: Sequence[str] = (), within: Rows | None = None, most: int = 8) -> tuple[tuple[str, int], ...]:
        """The codes of such findings with how many rows they have, most first."""
        found = self._chosen(severities or _FLAGS, only, but, within)
        return tuple(Counter(found.drop_duplicates(["code", "record"])["code"]).most_common(most))

    def messages(self, *severities: str, only: Sequence[str] = (), but: Sequence[str] = (), within: Rows | None = None) -> tuple[str, ...]:
        """A few of such findings in words, of different rules if there are any."""
        found = self._chosen(severities or _FLAGS, only, but, within)
        first = pd.concat([found.drop_duplicates("code"), found]).drop_duplicates(["code", "record"]).head(_EXAMPLES)
        return tuple(f"{code} row {record}: {short(message)}" for code, record, message in zip(first["code"], first["record"], first["message"], strict=True))

    def alarms(self, name: str, severity: str, within: Rows | None = None, *, only: Sequence[str] = (), but: Sequence[str] = ()) -> Figure:
        """How many rows have a finding of a severity, with the rules responsible and examples."""
        rows = np.ones(self.rows, dtype=bool) if within is None else within
        chosen: dict[str, Any] = {"only": only, "but": but}
        count = int((self.flagged(severity, **chosen) & rows).sum())
        return Figure(name, count, int(rows.sum()), self.rules(severity, within=rows, **chosen), self.messages(severity, within=rows, **chosen))

    def caught(self, name: str, bad: Rows, *severities: str, only: Sequence[str] = (), shown: Sequence[str] = ()) -> Figure:
        """How many of the bad rows are found, with the rules that find them and examples of the missed ones, `shown` the text of each row."""
        found = self.flagged(*severities, only=only) & bad
        missed = np.flatnonzero(bad & ~found)[:_EXAMPLES]
        examples = tuple(f"row {row}: {short(shown[row])}" if len(shown) else f"row {row}" for row in missed)
        return Figure(name, int(found.sum()), int(bad.sum()), self.rules(*severities, only=only, within=bad), examples)

    def _chosen(self, severities: Sequence[str], only: Sequence[str], but: Sequence[str], within: Rows | None = None) -> pd.DataFrame:
        found = self.findings[self.findings["severity"].isin(severities)]
        if only:
            found = found[found["code"].str.startswith(tuple(only))]
        if but:
            found = found[~found["code"].str.startswith(tuple(but))]
        return found if within is None else found[within[found["record"].to_numpy(dtype=np.int64)]]


def judge(frame: pd.DataFrame, kind: RecordKind, *, as_of: str | None = None, batch: bool = False, select: Sequence[str] = ()) -> Judged:
    """Judge a frame of records. `as_of` is the moment that dates are judged against."""
    verdict = pagegate.check(frame, kind=kind, as_of=as_of, no_batch=not batch, select=select)
    found = verdict.findings
    about_rows = found["kind"].eq(kind) & found["record"].notna()
    return Judged(len(frame), found[about_rows], found[found["kind"].eq("batch")])


def short(text: object, most: int = 160) -> str:
    """A text on one line, its middle left out if it is long."""
    line = " ".join(str(text).split())
    return line if len(line) <= most else f"{line[: most // 2]} … {line[-most // 2 :]}"
