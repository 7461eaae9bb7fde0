"""pointblank: a chain of validation steps over a frame of polars, and the extracts of failing rows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pointblank as pb
import polars as pl

from . import harness
from .facts import RULES
from .polars_rules import rules

_COLUMNS = {"Q001": "col_vals_not_null", "Q002": "col_vals_not_null", "Q003": "col_vals_ge", "Q101": "col_vals_gt", "Q405": "col_vals_in_set"}
SAYS = {code: _COLUMNS.get(code, "col_vals_expr") for code in RULES}


def load(source: Path, _currencies: list[str], *, memory: bool) -> pl.DataFrame:  # noqa: ARG001  in memory or not, it is a frame
    """A frame of polars."""
    return pl.read_parquet(source)


def judge(quotes: pl.DataFrame, currencies: list[str]) -> dict[str, pl.DataFrame]:
    """The failing rows of each step, all of them."""
    known = rules(currencies)
    return steps(pb.Validate(quotes), currencies, lambda code: ~known[code].fill_null(value=False), quotes.height)


def steps(validation: Any, currencies: list[str], held: Callable[[str], Any], rows: int) -> dict[str, Any]:
    """Ask every rule of a table, those without words of pointblank's own by what `held` gives for their code; all failing rows of each."""
    validation = validation.col_vals_not_null("symbol").col_vals_not_null("price").col_vals_ge("volume", 0, na_pass=True).col_vals_gt("price", 0, na_pass=True)
    validation = validation.col_vals_in_set("currency", currencies)
    expressions = [code for code in RULES if code not in _COLUMNS]
    for code in expressions:
        validation = validation.col_vals_expr(held(code))
    extracts = validation.interrogate(extract_limit=rows).get_data_extracts()
    return {code: extracts[step] for step, code in enumerate([*_COLUMNS, *expressions], start=1)}


def write(result: dict[str, pl.DataFrame], target: Path) -> None:
    """As JSON Lines."""
    pl.concat([extract.with_columns(rule=pl.lit(code)) for code, extract in result.items()], how="diagonal").write_ndjson(target)


def rows(result: dict[str, pl.DataFrame]) -> dict[str, Any]:
    """By the numbers of the rows, which pointblank counts from 1."""
    return {code: extract["_row_num_"].to_numpy() - 1 for code, extract in result.items()}


if __name__ == "__main__":
    harness.main(sys.modules[__name__])
