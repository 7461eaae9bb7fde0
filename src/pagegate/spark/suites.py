"""The batch suites on Great Expectations' own Spark engine: which rows fail is told by its conditions, as columns that Spark evaluates where the rows are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pagegate.judge.gx import condition_of, new_context, own_project, quietly, suite
from pagegate.model import BatchRule

#: How many rows fail, and none of them.
_COUNTED = {"result_format": "BASIC", "partial_unexpected_count": 0}


def failing(kind: str, rules: Sequence[BatchRule], table: Any) -> dict[str, tuple[int, Any]]:
    """How many rows of each rule fail its expectation, and these rows, by the code of the rule; rules that hold are not in it.

    `table` is a Spark DataFrame with the columns that expectations look at, without nulls in those of its rule, which the column `rule` names. Raises RuntimeError if an expectation could not be evaluated.
    """
    told: dict[str, tuple[int, Any]] = {}
    with quietly(), own_project(new_context) as context:
        asset = context.data_sources.add_spark(kind, persist=False).add_dataframe_asset(name=kind)
        batch = asset.add_batch_definition_whole_dataframe("whole").get_batch(batch_parameters={"dataframe": table})
        asked = suite(kind, rules)
        results = {result.expectation_config.meta["code"]: result for result in batch.validate(asked, result_format=_COUNTED).results}
        for rule, expectation in zip(rules, asked.expectations, strict=True):
            result = results[rule.code]
            if result.success:
                continue
            if not result.result:
                msg = f"{rule.code} ({rule.name}): Great Expectations could not evaluate {rule.expectation}: {result.exception_info}"
                raise RuntimeError(msg)
            number = result.result.get("unexpected_count")
            mine = table.where(table["rule"] == rule.code)
            # An expectation about the whole table fails with every row of it.
            told[rule.code] = (mine.count(), mine) if number is None else (int(number), _unexpected(expectation, batch.data.execution_engine))
    return told


def _unexpected(expectation: Any, engine: Any) -> Any:
    """The rows that fail, by the very condition that they were counted by."""
    from pyspark.sql import functions as sql

    condition, domain = condition_of(expectation, engine, _COUNTED)
    return engine.get_domain_records(domain_kwargs=domain).withColumn("__failed", condition).where(sql.col("__failed")).drop("__failed")
