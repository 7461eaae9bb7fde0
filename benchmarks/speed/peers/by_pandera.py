"""pandera, lazy as its documentation says: a schema of checks, and the failure cases of SchemaErrors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from . import harness
from .facts import LONGEST, MARKUP, NUMBER, PLACEHOLDERS, RULES
from .pandas_rules import Quotes, rules

_COLUMNS = {
    "Q001": "Column(nullable=False)", "Q002": "Column(nullable=False)", "Q003": "Check.ge", "Q101": "Check.gt", "Q301": "Check of a column", "Q401": "Check.str_length", "Q402": "Check of a column", "Q403": "Check of a column",
    "Q405": "Check.isin", "Q407": "Check.notin",
}
SAYS = {code: _COLUMNS.get(code, "Check of the frame") for code in RULES}
#: What a null that is not allowed is called in the failure cases.
_NULL = "not_nullable"


def _schema(currencies: list[str]) -> pa.DataFrameSchema:
    known = rules(currencies)
    frame_checks = [pa.Check(lambda frame, rule=known[code]: ~rule(Quotes(frame)), name=code) for code in RULES if code not in _COLUMNS]
    number = {name: pa.Column(float, nullable=True) for name in ("change", "change_pct", "previous_close", "open", "day_low", "day_high", "week52_low", "week52_high")}
    return pa.DataFrameSchema({
        "symbol": pa.Column("str", [
            pa.Check.str_length(max_value=LONGEST, error="Q401"), pa.Check(lambda symbol: ~symbol.str.contains(MARKUP), error="Q402"),
            pa.Check(lambda symbol: ~symbol.str.contains(NUMBER), error="Q403"), pa.Check.notin(PLACEHOLDERS, error="Q407"),
        ]),
        "price": pa.Column(float, pa.Check.gt(0, error="Q101")), **number,
        "volume": pa.Column(float, [pa.Check.ge(0, error="Q003"), pa.Check(lambda volume: volume % 1 == 0, error="Q301")]),
        "currency": pa.Column("str", pa.Check.isin(currencies, error="Q405")), "fetched_at": pa.Column("datetime64[us]"),
    }, checks=frame_checks)


def load(source: Path, _currencies: list[str], *, memory: bool) -> pd.DataFrame:  # noqa: ARG001  in memory or not, it is a frame
    """A frame."""
    return pd.read_parquet(source)


def judge(quotes: pd.DataFrame, currencies: list[str]) -> pd.DataFrame:
    """The failure cases: one for each value that fails a check of a column, and for each value of a row that fails one of the frame."""
    try:
        _schema(currencies).validate(quotes, lazy=True)
    except SchemaErrors as errors:
        return errors.failure_cases
    return pd.DataFrame({"check": [], "column": [], "index": []})


def write(result: pd.DataFrame, target: Path) -> None:
    """As JSON Lines."""
    result.to_json(target, orient="records", lines=True, date_format="iso", default_handler=str)


def rows(result: pd.DataFrame) -> dict[str, Any]:
    """By the index."""
    codes = result["check"].where(result["check"] != _NULL, result["column"].map({"symbol": "Q001", "price": "Q002"}))
    return {str(code): part["index"].to_numpy() for code, part in result.groupby(codes)}


if __name__ == "__main__":
    harness.main(sys.modules[__name__])
