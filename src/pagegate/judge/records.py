"""Judges the records of one kind: limits and checks, run by pandera, answered per rule and record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.beside import beside_pyspark
from pagegate.catalogue import Catalogue
from pagegate.judge.ask import Asked, asked, with_columns
from pagegate.model import Check, Limit, RecordKind

with beside_pyspark():  # some of it is imported with the first check
    import pandera.pandas as pa

    pa.DataFrameSchema.register_default_backends(pd.DataFrame)
    pa.Check.get_backend(pd.Series(dtype=bool))
    from pandera.errors import SchemaErrors

    from pagegate.schema import within


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
        return len(self.failed) - int(np.count_nonzero(self.failed)) - self.not_applicable


def judge_records(kind: RecordKind, frame: pd.DataFrame, catalogue: Catalogue) -> list[Answer]:
    """Ask every limit and check of a kind about every row of a frame.

    pandera says which rows fail, check by check, and is not asked about a rule that every row keeps: of some two hundred, a chunk of ordinary records fails a few. The checks are called one by one,
    because a lazy validation tells of every failing check in words and tables that nobody reads here, which takes eight times as long as the check itself.
    """
    checks = catalogue.checks(kind)
    nothing = _none(frame)
    # One frame for all of them, so that what they share is computed once.
    whole = with_columns(frame, tuple(dict.fromkeys(name for check in checks for name in check.may_read)))
    with np.errstate(all="ignore"):  # absurd numbers overflow; what comes of it is compared like any other
        answers = [_answer(check, asked(check, whole), nothing) for check in checks]
    limits = catalogue.limits(kind)
    _have_types(frame, {name: catalogue.schemas[kind].columns[name].dtype for name in limits if name in frame})
    judged: list[Answer] = []
    for name, found in limits.items():
        kept = {limit.code: within(limit, frame[name]).to_numpy(dtype=bool) for limit in found if name in frame}
        failed = {limit.code: _failures(limit.code, kept[limit.code]) if limit.code in kept and not kept[limit.code].all() else nothing for limit in found}
        judged += answers_of_limits(name, found, failed, frame)
    return judged + answers


def _answer(check: Check, said: Asked, nothing: npt.NDArray[np.bool_]) -> Answer:
    failed = said.failed
    rows = _failures(check.code, ~failed) if failed.any() else nothing
    return Answer(check, check.place, rows, len(failed) - int(np.count_nonzero(said.applies)), int(np.count_nonzero(said.readable)))


def _have_types(frame: pd.DataFrame, types: Mapping[str, Any]) -> None:
    """See that columns have the types of their schema. A frame is built by pagegate: a wrong type in it is a fault of its own."""
    others = [name for name, dtype in types.items() if _spelt(frame[name].dtype) != _spelt(dtype)]
    if not others:
        return
    try:
        pa.DataFrameSchema({name: pa.Column(types[name], nullable=True) for name in others}).validate(frame[others], lazy=True)
    except SchemaErrors as errors:
        error = errors.schema_errors[0]
        msg = f"pandera could not run {error.check!r} on {error.column_name!r}: {error.reason_code}"
        raise RuntimeError(msg) from None


@cache
def _spelt(dtype: Any) -> str:
    """How a type is written, which takes longer than to look it up."""
    return str(dtype)


def answers_of_limits(name: str, limits: Sequence[Limit], failed: Mapping[str, npt.NDArray[np.bool_]], frame: pd.DataFrame) -> Iterator[Answer]:
    """What the limits of one column say of a frame, by the rows that are outside of each: what cannot be true is not also called unlikely."""
    null = int(frame[name].isna().sum()) if name in frame else len(frame)
    impossible = np.any([failed[limit.code] for limit in limits if limit.severity == "error"] or [_none(frame)], axis=0)
    for limit in limits:
        spared = failed[limit.code] & impossible if limit.severity != "error" else _none(frame)
        yield Answer(limit, name, failed[limit.code] & ~spared, (0 if limit.required else null) + int(spared.sum()), len(frame) - null)


def _given(kept: pd.Series[Any]) -> pd.Series[Any]:
    """What pandera asks of answers that are known: whether they are true."""
    return kept


def _failures(code: str, kept: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The rows that fail a rule, as pandera says by the answers, which have no nulls left: not applicable counts as kept."""
    failed: npt.NDArray[np.bool_] = ~pa.Check(_given, name=code, ignore_na=False)(pd.Series(kept)).check_output.to_numpy(dtype=bool)
    return failed


def _none(frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
    return np.zeros(len(frame), dtype=bool)
