"""pandera and Great Expectations fail the same rows as `pagegate.check` does, rule by rule."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pytest

import pagegate
import pagegate.pandera
from pagegate.answers import askable
from pagegate.catalogue import catalogue
from pagegate.judge.gx import quietly
from pagegate.model import RECORD_KINDS, BatchRule, Check, Limit, RecordKind, Rule
from tests.gx_batches import expecting, frame_of, validated

AS_OF = "2026-11-22"
ROWS = {kind: [rule for rule in rules if not isinstance(rule, BatchRule)] for kind, rules in askable(catalogue().rules).items()}


def column_of(limit: Limit) -> str:
    return next(name for kind in RECORD_KINDS for name, limits in catalogue().limits(kind).items() if limit in limits)


def examples(rule: Rule) -> tuple[list[Any], list[Any]]:
    """The records that a rule passes or skips, and those that it fails."""
    if isinstance(rule, Limit):
        return [{column_of(rule): value} for value in rule.passes], [{column_of(rule): value} for value in rule.fails]
    assert isinstance(rule, Check)
    return [*rule.passes, *rule.skips], list(rule.fails)


def by_pandera(frame: pd.DataFrame, codes: list[str]) -> dict[str, list[int]]:
    schema = pa.DataFrameSchema(checks=[pa.Check.pagegate(code=code, as_of=AS_OF) for code in codes])
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return {str(error.check.statistics["code"]): np.flatnonzero(~error.check_output.to_numpy()).tolist() for error in errors.schema_errors}
    return {}


def by_gx(frame: pd.DataFrame, codes: list[str]) -> dict[str, list[int]]:
    with quietly():
        import great_expectations as gx
    results = validated(frame, gx.ExpectationSuite(name="parity", expectations=[expecting(code, as_of=AS_OF) for code in codes])).results
    assert [result.exception_info for result in results if result.exception_info.get("raised_exception") is not False] == []
    return {result.expectation_config.kwargs["code"]: result.result["unexpected_index_list"] for result in results if not result.success}


def by_check(frame: pd.DataFrame, kind: RecordKind, codes: list[str]) -> dict[str, list[int]]:
    findings = pagegate.check(frame, kind=kind, as_of=AS_OF, no_batch=True, select=codes, allow_empty=True).findings
    findings = findings[findings["code"].isin(codes) & findings["record"].notna()]
    return {str(code): sorted({int(row) for row in rows}) for code, rows in findings.groupby("code")["record"]}


def mixed(kind: RecordKind) -> pd.DataFrame:
    """All passing and failing examples of all rules of a kind in one frame, in an order that mixes them."""
    return frame_of([record for rule in ROWS[kind] for side in examples(rule) for record in side]).sample(frac=1, random_state=1).reset_index(drop=True)


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_all_three_fail_the_same_rows(kind: RecordKind) -> None:
    frame, codes = mixed(kind), [rule.code for rule in ROWS[kind]]
    expected = by_check(frame, kind, codes)
    assert len(expected) > len(codes) / 2
    assert by_pandera(frame, codes) == expected
    assert by_gx(frame, codes) == expected
