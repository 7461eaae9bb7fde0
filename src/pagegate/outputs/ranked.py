"""The order and the standing of findings where a platform takes only so many: worst first, what counts before what is known or allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from pagegate.model import SEVERITIES
from pagegate.outputs.sample import in_reading_order
from pagegate.outputs.summary import failing_severities, is_allowed, is_known

if TYPE_CHECKING:
    from pagegate.verdict import Verdict


def worst_first(findings: pd.DataFrame) -> pd.DataFrame:
    """All findings, with a new index: the new before the known, those that count before those within an allowance, the graver before the lesser, then in reading order."""
    ordered = in_reading_order(findings)
    rank = pd.DataFrame({"known": is_known(ordered), "allowed": is_allowed(ordered), "severity": ordered["severity"].map(SEVERITIES.index)})
    return ordered.loc[rank.sort_values(["known", "allowed", "severity"], kind="stable").index].reset_index(drop=True)


def grave(verdict: Verdict, findings: pd.DataFrame) -> pd.Series[Any]:
    """Which of some findings of a verdict reach what it fails on and are not known."""
    return findings["severity"].isin(failing_severities(verdict)) & ~is_known(findings)


def deciding(verdict: Verdict, findings: pd.DataFrame) -> pd.Series[Any]:
    """Which of some findings of a verdict make it fail: the grave ones, but for those under an allowance that holds."""
    return grave(verdict, findings) & ~is_allowed(findings)
