"""pointblank over the frame of pandas that pagegate is given: the same chain as over polars, with masks of pandas where it has no words of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pointblank as pb

from . import harness
from .by_pointblank import SAYS as SAYS  # noqa: PLC0414  what the harness asks of this module too
from .by_pointblank import steps
from .pandas_rules import Quotes, rules


def load(source: Path, _currencies: list[str], *, memory: bool) -> pd.DataFrame:  # noqa: ARG001  in memory or not, it is a frame
    """A frame."""
    return pd.read_parquet(source)


def judge(quotes: pd.DataFrame, currencies: list[str]) -> dict[str, pd.DataFrame]:
    """The failing rows of each step, all of them."""
    known, shared = rules(currencies), Quotes(quotes)
    return steps(pb.Validate(quotes), currencies, lambda code: lambda _frame, rule=known[code]: ~rule(shared), len(quotes))


def write(result: dict[str, pd.DataFrame], target: Path) -> None:
    """As JSON Lines."""
    pd.concat([extract.assign(rule=code) for code, extract in result.items()]).to_json(target, orient="records", lines=True, date_format="iso")


def rows(result: dict[str, Any]) -> dict[str, Any]:
    """By the numbers of the rows, which pointblank counts from 1."""
    return {code: extract["_row_num_"].to_numpy() - 1 for code, extract in result.items()}


if __name__ == "__main__":
    harness.main(sys.modules[__name__])
