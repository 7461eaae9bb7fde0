"""Judges the records of one kind: limits and checks, run by pandera, answered per rule and record."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.catalogue import Catalogue
from pagegate.judge.ask import ask, readable, with_columns
from pagegate.model import Check, Limit, RecordKind

with warnings.catch_warnings():
    # Where pyspark is installed, importing pandera warns that pyspark does not know pandas 3; nothing here uses it.
    warnings.filterwarnings("ignore", message=".*pyspark.*")
    import pandera.pandas as pa
    from pandera.errors import SchemaErrors

    from pagegate.schema import check_of


@dataclass(frozen=True)
class Answer:
    """What one rule says of a frame: which rows failed it, and how many it does not apply to.

    `field` is what a finding points at; `readable` counts the rows that have all columns the rule reads.
    """

    rule: Limit | Check
    field: str
    failed: npt.NDArray[np.bool_]
    not_applicable: int
    readable: int

    @property
    def held(self) -> int:
        """How many rows keep the rule."""
        return len(self.failed) - int(self.failed.sum()) - self.not_applicable


def judge_records(kind: RecordKind, frame: pd.DataFrame, catalogue: Catalogue) -> list[Answer]:
    """Ask every limit and check of a kind about every row of a frame.

    pandera runs them in one lazy validation with `n_failure_cases=1`: its failure cases would copy every column of every failing row, and the mask
    of each check says all of it.
    """
    limits = {name: found for name, found in catalogue.limits(kind).items() if name in frame}
    checks = catalogue.checks(kind)
    # One frame for all of them, so that what they share is computed once.
    whole = with_columns(frame, tuple(dict.fromkeys(name for check in checks for name in check.may_read)))
    with np.errstate(all="ignore"):  # absurd numbers overflow; what comes of it is compared like any other
        answers = {check.code: ask(check, whole) for check in checks}
    schema = pa.DataFrameSchema(
        {name: pa.Column(catalogue.schemas[kind].columns[name].dtype, [check_of(limit) for limit in found], nullable=True) for name, found in limits.items()},
        # Answers have no nulls left; to look for rows of nothing but nulls, pandera would go through the whole frame for each.
        checks=[pa.Check(_Given(answer), name=code, n_failure_cases=1, ignore_na=False) for code, answer in answers.items()],
    )
    # pandera copies the failing rows of what it is given, every column of them: it is given those that the limits are about.
    masks = _failures(schema, frame[list(limits)])
    judged: list[Answer] = []
    for name, found in catalogue.limits(kind).items():
        judged += answers_of_limits(name, found, {limit.code: masks.get(limit.code, _none(frame)) for limit in found}, frame)
    judged += [Answer(check, check.place, masks.get(check.code, _none(frame)), int(answers[check.code].isna().sum()), int(readable(check, whole).sum())) for check in checks]
    return judged


def answers_of_limits(name: str, limits: Sequence[Limit], failed: Mapping[str, npt.NDArray[np.bool_]], frame: pd.DataFrame) -> Iterator[Answer]:
    """What the limits of one column say of a frame, by the rows that are outside of each: what cannot be true is not also called unlikely."""
    null = int(frame[name].isna().sum()) if name in frame else len(frame)
    impossible = np.any([failed[limit.code] for limit in limits if limit.severity == "error"] or [_none(frame)], axis=0)
    for limit in limits:
        spared = failed[limit.code] & impossible if limit.severity != "error" else _none(frame)
        yield Answer(limit, name, failed[limit.code] & ~spared, (0 if limit.required else null) + int(spared.sum()), len(frame) - null)


@dataclass(frozen=True)
class _Given:
    """A frame check whose answer is known: not applicable counts as kept."""

    answer: pd.Series[Any]

    def __call__(self, _frame: pd.DataFrame) -> pd.Series[Any]:
        return pd.Series(self.answer.to_numpy(dtype=bool, na_value=True), index=self.answer.index)


def _failures(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> Mapping[str, npt.NDArray[np.bool_]]:
    """The mask of failing rows of every check that did not hold everywhere, by code."""
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        masks = {}
        for error in errors.schema_errors:
            code = getattr(error.check, "name", None)
            if code is None or not isinstance(error.check_output, pd.Series):
                # A frame is built by pagegate: a wrong type in it, or a check that raises, is a fault of its own.
                msg = f"pandera could not run {error.check!r} on {error.column_name!r}: {error.reason_code}"
                raise RuntimeError(msg) from None
            masks[code] = ~error.check_output.to_numpy(dtype=bool)
        return masks
    return {}


def _none(frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
    return np.zeros(len(frame), dtype=bool)
