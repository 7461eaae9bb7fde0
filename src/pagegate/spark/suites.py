"""The batch suites on Great Expectations' own Spark engine: which rows fail is told by its conditions, as columns that Spark evaluates where the rows are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pagegate.judge.gx import new_context, own_project, quietly, suite
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
    from great_expectations.validator.metric_configuration import MetricConfiguration
    from great_expectations.validator.metrics_calculator import MetricsCalculator
    from pyspark.sql import functions as sql

    name = expectation.map_metric
    counted = expectation.get_validation_dependencies(execution_engine=engine, runtime_configuration={"result_format": _COUNTED}).metric_configurations[f"{name}.unexpected_count"]
    wanted = MetricConfiguration(f"{name}.condition", metric_domain_kwargs=counted.metric_domain_kwargs, metric_value_kwargs=counted.metric_value_kwargs)
    condition, compute, accessor = MetricsCalculator(execution_engine=engine, show_progress_bars=False).get_metric(wanted)
    rows = engine.get_domain_records(domain_kwargs={**compute, **accessor})
    return rows.withColumn("__failed", condition).where(sql.col("__failed")).drop("__failed")
