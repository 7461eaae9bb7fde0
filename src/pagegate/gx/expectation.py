"""One expectation for all rules: any limit, check or batch rule of pagegate, asked by its code inside Great Expectations."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from great_expectations.compatibility import pydantic
from great_expectations.expectations.expectation import BatchExpectation, render_suite_parameter_string
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.model_field_types import ConditionParser, MostlyField  # noqa: TC002  pydantic reads the annotations
from great_expectations.expectations.row_conditions import RowConditionType  # noqa: TC002  pydantic reads the annotations
from great_expectations.render.components import LegacyDiagnosticRendererType, LegacyRendererType, RenderedStringTemplateContent, RenderedTableContent
from great_expectations.render.renderer.renderer import renderer
from great_expectations.validator.metric_configuration import MetricConfiguration

from pagegate.answers import kind_of
from pagegate.api import moment
from pagegate.catalogue import catalogue
from pagegate.errors import UsageError
from pagegate.gx.metric import ANSWERS, Judged
from pagegate.gx.result import outcome
from pagegate.model import Severity
from pagegate.outputs.visible import visible

#: pagegate's severities in Great Expectations' words.
SEVERITIES: Mapping[Severity, FailureSeverity] = {"error": FailureSeverity.CRITICAL, "warning": FailureSeverity.WARNING, "info": FailureSeverity.INFO}


class ExpectPagegateCheckToHold(BatchExpectation):
    """Expect a rule of pagegate to hold in every record of a pandas batch that it applies to.

    Args:
        code: the rule's code or name, such as `W201`; of limits, checks and reading rules each row is judged, of batch rules the whole batch.
        mostly: the share that must keep it of what it applies to.
        as_of: the moment to judge dates against, in ISO 8601 (default: the record's `fetched_at`, else now).
        row_condition: which rows to look at, as for Great Expectations' own expectations.

    Columns have pagegate's names (`temp_c`, `price`, ...). They may hold text as shown, which is read as `pagegate check` reads it. Where a column that the rule needs is
    null or absent the rule does not apply, and the row counts as missing. `severity` is the rule's own unless given.
    """

    code: str = pydantic.Field(description="The code or name of a rule of pagegate; `pagegate rule` lists them.")
    mostly: MostlyField = 1
    as_of: str | None = pydantic.Field(default=None, description="The moment to judge dates against, in ISO 8601.")
    row_condition: RowConditionType = None
    condition_parser: ConditionParser | None = None

    domain_keys: ClassVar[tuple[str, ...]] = ("batch_id", "row_condition", "condition_parser")
    success_keys: ClassVar[tuple[str, ...]] = ("code", "mostly", "as_of")
    args_keys: ClassVar[tuple[str, ...]] = ("code", "mostly", "as_of")

    @pydantic.validator("code")
    def _known(cls, code: str) -> str:  # noqa: N805  pydantic's way
        try:
            rule = catalogue().find(code)
        except UsageError as error:
            raise ValueError(str(error)) from error
        return rule.code

    @pydantic.validator("as_of")
    def _a_moment(cls, as_of: str | None) -> str | None:  # noqa: N805  pydantic's way
        try:
            moment(as_of)
        except UsageError as error:
            raise ValueError(str(error)) from error
        return as_of

    @pydantic.root_validator(pre=True)
    def _of_the_rule(cls, given: dict[str, Any]) -> dict[str, Any]:  # noqa: N805  pydantic's way
        """Severity and description are the rule's own unless given."""
        try:
            rule = catalogue().find(str(given.get("code")))
        except UsageError:  # told by the validator of `code`
            return given
        own = {"severity": SEVERITIES[rule.severity], "description": described(rule.code)}
        return {**given, **{name: value for name, value in own.items() if given.get(name) is None}}

    def get_validation_dependencies(self, execution_engine: Any = None, runtime_configuration: dict[str, Any] | None = None) -> Any:
        """The one metric that all rules of a kind share; none for a rule that cannot be asked of a batch, which is told when it is asked."""
        dependencies = super().get_validation_dependencies(execution_engine, runtime_configuration)
        try:
            kind = kind_of(catalogue().rules[self.code])
        except UsageError:
            return dependencies
        domain = {name: value for name in self.domain_keys if (value := self.configuration.kwargs.get(name)) is not None}
        dependencies.set_metric_configuration(ANSWERS, MetricConfiguration(ANSWERS, metric_domain_kwargs=domain, metric_value_kwargs={"kind": kind, "as_of": self.as_of}))
        return dependencies

    def _validate(self, metrics: dict[str, Any], runtime_configuration: dict[str, Any] | None = None, execution_engine: Any = None) -> dict[str, Any]:  # noqa: ARG002  the shape that is called
        kind_of(catalogue().rules[self.code])
        judged: Judged = metrics[ANSWERS]
        form = super().get_validation_dependencies(runtime_configuration=runtime_configuration).result_format
        return outcome(judged.of(self.code), judged.rows, float(cast("float", self.mostly)), form)

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    @render_suite_parameter_string
    def _prescriptive_renderer(cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None) -> list[Any]:  # noqa: ARG003  the shape that is called
        """What Data Docs say of the expectation."""
        configuration = configuration or result.expectation_config
        kwargs = configuration.kwargs
        share = f", in at least {float(kwargs['mostly']):.4g} of what it applies to" if isinstance(kwargs.get("mostly"), float) else ""
        when = f", as of {kwargs['as_of']}" if kwargs.get("as_of") else ""
        told = {"what": (configuration.description or described(str(kwargs["code"]))) + share + when}
        return [RenderedStringTemplateContent(content_block_type="string_template", string_template={"template": "$what", "params": told})]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None) -> list[Any] | None:  # noqa: ARG003  the shape that is called
        """The first failures, escaped: Data Docs print the cells of a table as they are, and these are what pages said."""
        values = (result.result or {}).get("partial_unexpected_list") if result is not None else None
        if not values:
            return None
        names = list(dict.fromkeys(name for value in values for name in value))
        rows = [[_cell(value.get(name)) for name in names] for value in values]
        return [RenderedTableContent(content_block_type="table", header_row=[_cell(name) for name in names], table=rows, styling={"body": {"classes": ["table-bordered", "table-sm", "mt-3"]}})]


def described(code: str) -> str:
    """What an expectation says of its rule: the code, the name, and the first sentence of its page."""
    from pagegate.rulebook import page

    shown = page(code, catalogue(), run=False)
    return f"{code} {shown.rule.name}: {shown.summary}"


def _cell(value: object) -> str:
    """A value as a cell of a page prints it: its text, with nothing in it that is markup or cannot be seen."""
    return "" if value is None or value != value else html.escape(visible(str(value)))  # noqa: PLR0124  NaN differs from itself
