"""Which findings people are shown, where there are too many."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.model import SEVERITIES


def sample(findings: pd.DataFrame, most: int, total: int | None = None) -> pd.DataFrame:
    """At most `most` findings of each rule, and at most `total` in all, those that matter most first; they keep their index.

    Each source gives its first finding of a rule before any source gives its second, so that a rule that failed in many places shows many of them;
    and each rule gives its first before any rule gives its second.
    """
    if findings.empty:
        return findings
    turn = findings.groupby([findings["code"], findings["source"].fillna("")], sort=False).cumcount()
    ranked = pd.DataFrame({"code": findings["code"].to_numpy(), "turn": turn.to_numpy(), "at": np.arange(len(findings))})
    ranked = ranked.sort_values(["turn", "at"], kind="stable")
    ranked["rank"] = ranked.groupby("code", sort=False).cumcount()
    chosen = ranked[ranked["rank"] < most].sort_values(["rank", "at"], kind="stable")
    return findings.iloc[chosen["at"].to_numpy()[:total]]


def in_reading_order(findings: pd.DataFrame) -> pd.DataFrame:
    """By source, then down its lines, with a new index; a finding without a place stands behind those of its source, one without a source behind all."""
    numbers = [pd.to_numeric(findings[name]).to_numpy(dtype=float, na_value=np.inf) for name in ("line", "page_line", "column")]
    severity = findings["severity"].map(SEVERITIES.index).to_numpy()
    # The last key is the first to sort by.
    order = np.lexsort((_rank(findings["code"]), severity, *reversed(numbers), _rank(findings["source"])))
    return findings.iloc[order].reset_index(drop=True)


def _rank(names: pd.Series[Any]) -> npt.NDArray[np.intp]:
    """The place of each text in the sorted list of them; nulls come last."""
    ranks, known = pd.factorize(names, sort=True)
    return np.where(ranks < 0, len(known), ranks)
