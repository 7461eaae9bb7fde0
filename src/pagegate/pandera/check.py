"""One registered check for all rules about single records, asked by its code."""

from __future__ import annotations

import weakref
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pagegate.answers import Answers, kind_of
from pagegate.beside import beside_pyspark
from pagegate.catalogue import catalogue
from pagegate.errors import UsageError
from pagegate.model import BatchRule, RecordKind

with beside_pyspark():
    import pandera.pandas as pa
    from pandera.api.extensions import register_check_method


class _Read(NamedTuple):
    """The last frame that was read: itself, what it held then, how it was read, and the answers."""

    frame: weakref.ref[pd.DataFrame]
    held: pd.DataFrame
    how: tuple[RecordKind, str | None]
    answers: Answers


_last: list[_Read] = []


@register_check_method(statistics=["code", "as_of"], supported_types=pd.DataFrame)  # type: ignore[untyped-decorator]  # pandera's
def pagegate(frame: pd.DataFrame, *, code: str, as_of: str | None = None) -> pd.Series[Any]:
    """Which rows keep a rule of pagegate, or are none of its business: bool, one a row of the frame.

    `code` is the code or name of a limit, a check or a rule about reading; `as_of` the moment to judge dates against, in ISO 8601. Raises UsageError for a rule
    that there is none of, or that judges whole scrapes or files, and for a frame without any column that the rule's kind has.
    """
    rule = catalogue().find(code)
    if isinstance(rule, BatchRule):
        msg = f"{rule.code} ({rule.name}) judges whole scrapes, not rows: ask it in Great Expectations (pagegate.gx)"
        raise UsageError(msg)
    kept = np.ones(len(frame), dtype=bool)
    kept[_answers(frame, kind_of(rule), as_of).of(rule.code).failed] = False
    return pd.Series(kept, index=frame.index)


# pandera would pass a row without any value whatever the check says of it; a record without anything is what some rules are for.
pa.Check.REGISTERED_CUSTOM_CHECKS["pagegate"] = partial(pa.Check.REGISTERED_CUSTOM_CHECKS["pagegate"], ignore_na=False)


def _answers(frame: pd.DataFrame, kind: RecordKind, as_of: str | None) -> Answers:
    """The answers about a frame. The checks of one validation are asked about the same frame one by one, and it is read for the first of them.

    A frame that was changed in place since is read again: what it held then was kept apart, which pandas does without copying it.
    """
    for read in _last:
        if read.frame() is frame and read.how == (kind, as_of) and read.held.equals(frame):
            return read.answers
    answers = Answers(frame, kind, as_of)
    _last[:] = [_Read(weakref.ref(frame, _forget), frame.copy(deep=False), (kind, as_of), answers)]
    return answers


def _forget(gone: weakref.ref[pd.DataFrame]) -> None:
    _last[:] = [read for read in _last if read.frame is not gone]
