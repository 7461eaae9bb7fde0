"""dataframely: a schema with rules, and the rows that `filter` holds back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from . import harness
from .facts import LONGEST, RULES
from .polars_rules import rules

_COLUMNS = {"Q001": "nullable=False", "Q002": "nullable=False", "Q003": "min", "Q101": "min_exclusive", "Q401": "max_length"}
SAYS = {code: _COLUMNS.get(code, "a rule") for code in RULES}
_NAMES = {"symbol|nullability": "Q001", "price|nullability": "Q002", "volume|min": "Q003", "price|min_exclusive": "Q101", "symbol|max_length": "Q401"}
_ROW = "row"


def _schema(currencies: list[str]) -> type[dy.Schema]:
    """A class made of the same names that somebody would write down one by one."""
    number = {name: dy.Float64(nullable=True) for name in ("change", "change_pct", "previous_close", "open", "day_low", "day_high", "week52_low", "week52_high")}
    known = rules(currencies)

    def kept(fails: Any) -> Any:
        return dy.rule()(lambda _schema: ~fails)

    columns = {
        "symbol": dy.String(nullable=False, max_length=LONGEST), "price": dy.Float64(nullable=False, min_exclusive=0), **number, "volume": dy.Float64(nullable=True, min=0),
        "currency": dy.String(nullable=True), "fetched_at": dy.Datetime(nullable=True, time_unit="us"), _ROW: dy.UInt32(),
    }
    return type("QuoteSchema", (dy.Schema,), {**columns, **{code: kept(known[code]) for code in RULES if code not in _COLUMNS}})


def load(source: Path, _currencies: list[str], *, memory: bool) -> pl.DataFrame:  # noqa: ARG001  in memory or not, it is a frame
    """A frame of polars, its rows numbered."""
    return pl.read_parquet(source).with_row_index(_ROW)


def judge(quotes: pl.DataFrame, currencies: list[str]) -> pl.DataFrame:
    """The failing rows, with a column for each rule that says how it went."""
    _good, failure = _schema(currencies).filter(quotes)
    return failure.details()


def write(result: pl.DataFrame, target: Path) -> None:
    """As JSON Lines."""
    result.write_ndjson(target)


def rows(result: pl.DataFrame) -> dict[str, Any]:
    """By the numbers of the rows."""
    return {_NAMES.get(name, name): result.filter(pl.col(name) == "invalid")[_ROW].to_numpy() for name in result.columns if name in RULES or name in _NAMES}


if __name__ == "__main__":
    harness.main(sys.modules[__name__])
