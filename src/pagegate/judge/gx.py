"""Great Expectations, and nothing else in pagegate imports it: it costs seconds and 200 MB.

The judged tables of one record kind are stacked into one table with a column `rule`, and judged by one suite, in which every expectation is
asked of its own rule's rows.
"""

from __future__ import annotations

import logging
import os
import shutil
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.beside import beside_pyspark
from pagegate.collection import importing
from pagegate.model import BatchRule

# Read when great_expectations is imported, and never again.
os.environ["GX_ANALYTICS_ENABLED"] = "False"

#: Every failing row, by its place in the table; without the query that would find them again, which repeats all their numbers as text.
_COMPLETE = {"result_format": "COMPLETE", "return_unexpected_index_query": False, "partial_unexpected_count": 0}
_SEVERITIES: Mapping[str, str] = {"error": "critical", "warning": "warning", "info": "info"}


def failing(kind: str, rules: Sequence[BatchRule], tables: Sequence[pd.DataFrame]) -> list[npt.NDArray[np.bool_]]:
    """Which rows of each rule's table fail its expectation: one array of booleans a table.

    The tables hold the columns that the expectations look at, without nulls, and none is empty. Raises RuntimeError if an expectation could not be evaluated.
    """
    lengths = [len(table) for table in tables]
    stacked = pd.concat([table[list(rule.looks_at)].assign(rule=rule.code) for rule, table in zip(rules, tables, strict=True)], ignore_index=True)
    with quietly(), own_project():
        batch = _whole_frame(kind).get_batch(batch_parameters={"dataframe": stacked})
        results = {result.expectation_config.meta["code"]: result for result in batch.validate(suite(kind, rules), result_format=_COMPLETE).results}
    ends = np.cumsum(lengths)
    return [_mask(rule, results[rule.code], int(end) - length, length) for rule, end, length in zip(rules, ends, lengths, strict=True)]


def suite(kind: str, rules: Sequence[BatchRule]) -> Any:
    """The suite of a record kind, over a table whose column `rule` says whose row each is."""
    import great_expectations as gx
    from great_expectations.expectations.row_conditions import Column

    return gx.ExpectationSuite(
        name=kind,
        expectations=[
            getattr(gx.expectations, rule.expectation)(
                **rule.arguments, row_condition=Column("rule") == rule.code, severity=_SEVERITIES[rule.severity], meta={"code": rule.code},
            )
            for rule in rules
        ],
    )


def condition_of(expectation: Any, engine: Any, result_format: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The condition that rows fail an expectation by, as the engine has it, and the domain that it is asked in: what the expectation counts failing rows by."""
    from great_expectations.validator.metric_configuration import MetricConfiguration
    from great_expectations.validator.metrics_calculator import MetricsCalculator

    name = expectation.map_metric
    counted = expectation.get_validation_dependencies(execution_engine=engine, runtime_configuration={"result_format": dict(result_format)}).metric_configurations[f"{name}.unexpected_count"]
    wanted = MetricConfiguration(f"{name}.condition", metric_domain_kwargs=counted.metric_domain_kwargs, metric_value_kwargs=counted.metric_value_kwargs)
    condition, compute, accessor = MetricsCalculator(execution_engine=engine, show_progress_bars=False).get_metric(wanted)
    return condition, {**compute, **accessor}


@cache
def _whole_frame(kind: str) -> Any:
    source = _context().data_sources.add_pandas(kind)
    return source.add_dataframe_asset(name=kind).add_batch_definition_whole_dataframe("whole")


@cache
def _context() -> Any:
    return new_context()


def new_context() -> Any:
    """A context of Great Expectations that lives in memory and shows no progress bars."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    # Great Expectations sends all warnings of the program to its log; they are the program's, so give them back.
    logging.captureWarnings(capture=False)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    for name, site in list(context.list_data_docs_sites().items()):
        # It begins with a site in a temporary folder that nobody removes.
        shutil.rmtree(site["store_backend"]["base_directory"], ignore_errors=True)
        context.delete_data_docs_site(name)
    return context


@contextmanager
def own_project(make: Callable[[], Any] = _context) -> Iterator[Any]:
    """Make a context Great Expectations' current one, and put back the one that a user's own program works with."""
    from great_expectations.data_context.data_context.context_factory import project_manager
    from great_expectations.exceptions.exceptions import DataContextRequiredError

    try:
        before = project_manager.get_current_project()
    except DataContextRequiredError:
        before = None
    try:
        context = make()
        project_manager.set_project(context)
        yield context
    finally:
        project_manager.set_project(before)


@contextmanager
def quietly() -> Iterator[None]:
    """Import Great Expectations, and hide what its own modules are warned about; nobody who runs pagegate can mend it. Importing this module has turned its telemetry off."""
    with beside_pyspark(), warnings.catch_warnings():
        for category in (DeprecationWarning, PendingDeprecationWarning, FutureWarning):
            warnings.filterwarnings("ignore", category=category, module=r"great_expectations(\..*)?$")
        with importing():
            import great_expectations  # noqa: F401
        yield


def _mask(rule: BatchRule, result: Any, start: int, length: int) -> npt.NDArray[np.bool_]:
    mask = np.zeros(length, dtype=bool)
    if result.success:
        return mask
    rows = result.result.get("unexpected_index_list")
    if rows is not None:
        mask[np.asarray(rows, dtype=np.int64) - start] = True
        return mask
    if not result.result:
        msg = f"{rule.code} ({rule.name}): Great Expectations could not evaluate {rule.expectation}: {result.exception_info}"
        raise RuntimeError(msg)
    return ~mask
