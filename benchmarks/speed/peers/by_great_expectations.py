"""Great Expectations: a suite over a data frame asset, validated with result_format COMPLETE, whose results hold every unexpected row.

It has expectations for one column and for pairs of them; for arithmetic, columns that hold the answer are put beside the others, and expected to be true.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pandas as pd

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import great_expectations.expectations as gxe

from . import harness
from .facts import LONGEST, MARKUP, NUMBER, PLACEHOLDERS, RULES
from .pandas_rules import Quotes, rules

_COLUMNS = {
    "Q001": "ValuesToNotBeNull", "Q002": "ValuesToNotBeNull", "Q003": "ValuesToBeBetween", "Q101": "ValuesToBeBetween", "Q201": "PairValuesAToBeGreaterThanB", "Q205": "PairValuesAToBeGreaterThanB",
    "Q401": "ValueLengthsToBeBetween", "Q402": "ValuesToNotMatchRegex", "Q403": "ValuesToNotMatchRegex", "Q405": "ValuesToBeInSet", "Q407": "ValuesToNotBeInSet",
}
SAYS = {code: _COLUMNS.get(code, "ValuesToBeInSet of a column made for it") for code in RULES}


def _expectations(currencies: list[str]) -> dict[str, Any]:
    either = "either_value_is_missing"
    named = {
        "Q001": gxe.ExpectColumnValuesToNotBeNull(column="symbol"), "Q002": gxe.ExpectColumnValuesToNotBeNull(column="price"),
        "Q003": gxe.ExpectColumnValuesToBeBetween(column="volume", min_value=0), "Q101": gxe.ExpectColumnValuesToBeBetween(column="price", min_value=0, strict_min=True),
        "Q201": gxe.ExpectColumnPairValuesAToBeGreaterThanB(column_A="day_high", column_B="day_low", or_equal=True, ignore_row_if=either),
        "Q205": gxe.ExpectColumnPairValuesAToBeGreaterThanB(column_A="week52_high", column_B="week52_low", or_equal=True, ignore_row_if=either),
        "Q401": gxe.ExpectColumnValueLengthsToBeBetween(column="symbol", max_value=LONGEST), "Q402": gxe.ExpectColumnValuesToNotMatchRegex(column="symbol", regex=MARKUP),
        "Q403": gxe.ExpectColumnValuesToNotMatchRegex(column="symbol", regex=NUMBER), "Q405": gxe.ExpectColumnValuesToBeInSet(column="currency", value_set=currencies),
        "Q407": gxe.ExpectColumnValuesToNotBeInSet(column="symbol", value_set=list(PLACEHOLDERS)),
    }
    return {code: named.get(code) or gxe.ExpectColumnValuesToBeInSet(column=code, value_set=[True]) for code in RULES}


def load(source: Path, _currencies: list[str], *, memory: bool) -> pd.DataFrame:  # noqa: ARG001  in memory or not, it is a frame
    """A frame."""
    return pd.read_parquet(source)


def judge(quotes: pd.DataFrame, currencies: list[str]) -> dict[str, dict[str, Any]]:
    """The result of each expectation: how many are unexpected, which, and where."""
    known, shared = rules(currencies), Quotes(quotes)
    made = quotes.assign(**{code: ~known[code](shared) for code in RULES if code not in _COLUMNS})
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    batch = context.data_sources.add_pandas("quotes").add_dataframe_asset("quotes").add_batch_definition_whole_dataframe("all").get_batch({"dataframe": made})
    expectations = _expectations(currencies)
    for code, expectation in expectations.items():
        expectation.meta = {"code": code}
    suite = gx.ExpectationSuite(name="quotes", expectations=list(expectations.values()))
    result = batch.validate(suite, result_format={"result_format": "COMPLETE"})
    return {str(one.expectation_config.meta["code"]): one.to_json_dict() for one in result.results}


def write(result: dict[str, dict[str, Any]], target: Path) -> None:
    """As JSON Lines, one an expectation."""
    import json

    with target.open("w", encoding="utf-8") as lines:
        for one in result.values():
            lines.write(json.dumps(one, default=str) + "\n")


def rows(result: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """By the index of the frame."""
    return {code: one["result"].get("unexpected_index_list") or [] for code, one in result.items()}


if __name__ == "__main__":
    harness.main(sys.modules[__name__])
