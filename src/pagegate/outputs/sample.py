"""Which findings people are shown, where there are too many."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pagegate.model import SEVERITIES


def sample(findings: pd.DataFrame, most: int, total: int | None = None) -> pd.DataFrame:
    """At most `most` findings of each rule, and at most `total` in all, those that must be shown first.

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
    """By source, then down its lines; a finding without a place stands behind those of its source, one without a source behind all."""
    keys = pd.DataFrame(
        {
            "source": findings["source"].astype("str"),
            "line": pd.to_numeric(findings["line"]).astype("float64"),
            "page_line": pd.to_numeric(findings["page_line"]).astype("float64"),
            "column": pd.to_numeric(findings["column"]).astype("float64"),
            "severity": findings["severity"].map(SEVERITIES.index).astype("float64"),
            "code": findings["code"].astype("str"),
        }
    )
    order = keys.reset_index(drop=True).sort_values(list(keys.columns), kind="stable", na_position="last").index
    return findings.iloc[order]
