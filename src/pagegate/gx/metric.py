"""The metric behind the expectation: one batch, read once for all the rules that a suite asks of it."""

from __future__ import annotations

from typing import Any

from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from pagegate.answers import Answers

#: The metric's name; its value is a `Judged`.
ANSWERS = "table.pagegate_answers"


class Judged(Answers):
    """A batch's rows, as its domain has them, beside what the rules say of them."""

    def __init__(self, frame: Any, kind: Any, as_of: str | None) -> None:
        """Read the rows. Raises what `Answers` raises."""
        super().__init__(frame, kind, as_of)
        self.rows = frame


class PagegateAnswers(TableMetricProvider):
    """Reads the rows of a domain as records of one kind."""

    metric_name = ANSWERS
    value_keys = ("kind", "as_of")

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(cls, execution_engine: PandasExecutionEngine, metric_domain_kwargs: dict[str, Any], metric_value_kwargs: dict[str, Any], **_: Any) -> Judged:  # noqa: N805  Great Expectations calls it with the class
        rows, _compute, _accessor = execution_engine.get_compute_domain(domain_kwargs=metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE)
        return Judged(rows, metric_value_kwargs["kind"], metric_value_kwargs["as_of"])
