"""pagegate, as `pagegate.check(frame)`: every rule about quotes, those that find nothing here among them. As a process it is measured by its own command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd

import pagegate

from . import harness
from .facts import RULES

SAYS = {code: f"its rule {code}" for code in RULES}


def load(source: Path, _currencies: list[str], *, memory: bool) -> pd.DataFrame:  # noqa: ARG001  in memory or not, it is a frame
    """A frame."""
    return pd.read_parquet(source)


def judge(quotes: pd.DataFrame, _currencies: list[str]) -> pagegate.Verdict:
    """A verdict with all findings."""
    return pagegate.check(quotes, kind="quotes", no_batch=True)


def write(result: pagegate.Verdict, target: Path) -> None:
    """As JSON Lines."""
    result.findings.to_json(target, orient="records", lines=True, date_format="iso")


def rows(result: pagegate.Verdict) -> dict[str, Any]:
    """By the places of the records."""
    return {str(code): part["record"].to_numpy() for code, part in result.findings.groupby("code")}


if __name__ == "__main__":
    harness.main(sys.modules[__name__])
