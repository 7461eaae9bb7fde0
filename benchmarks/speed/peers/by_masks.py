"""Bare masks of pandas: what somebody writes in ten minutes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd

from . import harness
from .facts import RULES
from .pandas_rules import masks

SAYS = dict.fromkeys(RULES, "a mask")


def load(source: Path, _currencies: list[str], *, memory: bool) -> pd.DataFrame:  # noqa: ARG001  in memory or not, it is a frame
    """A frame."""
    return pd.read_parquet(source)


def judge(quotes: pd.DataFrame, currencies: list[str]) -> pd.DataFrame:
    """The failing rows, once for each rule that they break."""
    return pd.concat([quotes[mask].assign(rule=code) for code, mask in masks(quotes, currencies).items()])


def write(result: pd.DataFrame, target: Path) -> None:
    """As JSON Lines."""
    result.to_json(target, orient="records", lines=True, date_format="iso")


def rows(result: pd.DataFrame) -> dict[str, Any]:
    """By the index, which the failing rows have kept."""
    return {str(code): part.index.to_numpy() for code, part in result.groupby("rule")}


if __name__ == "__main__":
    harness.main(sys.modules[__name__])
