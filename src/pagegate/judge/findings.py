"""Turns answers and problems into findings: what, where, which record, and what to do.

Findings are made column by column: a run may report tens of thousands of records that fail the same rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.catalogue import Catalogue
from pagegate.chunk import Chunk, LineText, no_line_text
from pagegate.judge.ask import with_columns
from pagegate.judge.records import Answer
from pagegate.judge.told import bounded, expected, fields_of, messages, null
from pagegate.judge.where import Where, place_of
from pagegate.model import Check, Limit, RecordKind, Rule
from pagegate.verdict import PRIVATE, PUBLISHED

__all__ = ["COLUMNS", "bounded", "merge", "of_answer", "of_batch", "of_problems"]

#: The findings of one rule on one chunk, as columns; the fingerprint is stamped when the run gathers them.
COLUMNS = (*PUBLISHED, *PRIVATE, "field", "entity")
_AROUND = 2


def of_answer(kind: RecordKind, answer: Answer, chunk: Chunk, catalogue: Catalogue) -> pd.DataFrame:
    """One finding for each row that failed a rule.

    A check that asks many fields at once says in the column `field` of what it explains which of them a finding is about.
    """
    rows = np.flatnonzero(answer.failed)
    failing = chunk.frames[kind].iloc[rows]
    rule = answer.rule
    names = [answer.field] if isinstance(rule, Limit) else list(dict.fromkeys([*rule.reads, *rule.may_read]))
    shown = with_columns(failing, rule.may_read) if isinstance(rule, Check) else failing
    explained = pd.DataFrame(index=failing.index)
    if isinstance(rule, Check) and rule.explain is not None:
        with np.errstate(all="ignore"):
            explained = rule.explain(shown)
        shown = shown.assign(**{name: explained[name].array for name in explained.columns})
    fields = shown["field"].astype("str").to_numpy(dtype=object) if "field" in shown else np.full(len(rows), answer.field, dtype=object)
    where = place_of(kind, rows, fields, failing, chunk)
    if "offset" in explained:
        where = where.moved(kind, rows, fields, explained["offset"], shown, chunk)
    keys = _keys(kind, failing, catalogue)
    table = _table(rule, kind, shown, [name for name in names if name in shown and "." not in name and name != "judged_at"], where, keys, chunk.line_text)
    table["field"] = pd.Series(fields, dtype="str").to_numpy()
    table["entity"] = _entities(kind, failing, catalogue, keys)
    return table


def of_problems(kind: str, rule: Check, problems: pd.DataFrame, chunk: Chunk, catalogue: Catalogue) -> pd.DataFrame:
    """One finding for each problem of a rule about reading."""
    rows = problems["row"].to_numpy(dtype=np.int64)
    frame = chunk.frames.get(kind)  # type: ignore[call-overload]
    keys = np.full(len(rows), None, dtype=object)
    entities = np.full(len(rows), None, dtype=object)
    record = np.full(len(rows), None, dtype=object)
    known = rows >= 0
    if frame is not None and known.any():
        failing = frame.iloc[rows[known]]
        keys[known] = _keys(rule.kind, failing, catalogue)  # type: ignore[arg-type]
        entities[known] = _entities(rule.kind, failing, catalogue, keys[known])  # type: ignore[arg-type]
        record[known] = failing["record"].to_numpy()
    told = problems.assign(record=record)
    table = _table(rule, kind, told, ["field", "text"], Where.of(told, problems["text"].to_numpy(dtype=object)), keys, chunk.line_text)
    table["field"] = problems["field"].to_numpy()
    table["entity"] = entities
    # A problem's own words are no fields of the record: the field it is about is.
    table["fields"] = pd.Series([{} if null(field) or not field else {str(field): bounded(text)} for field, text in zip(problems["field"], problems["text"], strict=True)], dtype=object)
    return table


def of_batch(found: pd.DataFrame, rules: Mapping[str, Rule], line_text: LineText) -> list[pd.DataFrame]:
    """The findings of batch rules: what they found by code, with `fields` for the message."""
    tables = []
    for code, rows in found.groupby("code", sort=True):
        fields = pd.DataFrame(list(rows["fields"]), index=pd.RangeIndex(len(rows)))
        keys = np.array([key or None for key in rows["key"]], dtype=object)
        tables.append(_table(rules[str(code)], "batch", fields, list(fields.columns), Where.of(rows), keys, line_text))
    return tables


def _table(rule: Rule, kind: str, shown: pd.DataFrame, names: list[str], where: Where, keys: npt.NDArray[Any], line_text: LineText) -> pd.DataFrame:  # noqa: PLR0913, PLR0917  the columns of a finding
    columns: dict[str, Any] = {
        "code": rule.code, "rule": rule.name, "severity": rule.severity, "kind": kind, "source": where.source,
        **where.places, "key": keys, "fields": _objects(fields_of(shown, names)),
        "message": _objects(messages(rule.message, shown)), "fingerprint": "", "hint": rule.hint, "text": [bounded(text) for text in where.text],
        "excerpt": _objects(_excerpts(line_text, where)), "expected": expected(rule, shown, names), "field": names[0] if names else "",
        "entity": keys,
    }
    objects = {name: pd.Series(columns[name], dtype=object) for name in (*where.places, "key", "fields", "message", "excerpt", "entity")}
    return pd.DataFrame(columns | objects, index=pd.RangeIndex(len(where.text)), columns=list(COLUMNS))


def _objects(values: list[Any]) -> npt.NDArray[Any]:
    """A list as an array of so many objects, whatever they are."""
    held = np.empty(len(values), dtype=object)
    held[:] = values
    return held


def _entities(kind: RecordKind, failing: pd.DataFrame, catalogue: Catalogue, keys: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """What each record is about whenever it is read again: its key without the moment."""
    names = [name for name in (catalogue.schemas[kind].metadata or {}).get("key", ()) if name in failing]
    lasting = [name for name in names if not pd.api.types.is_datetime64_any_dtype(failing[name].dtype)]
    return keys if lasting == names else _keys(kind, failing[lasting], catalogue)


def _keys(kind: RecordKind, failing: pd.DataFrame, catalogue: Catalogue) -> npt.NDArray[Any]:
    """What each record is about, from the key columns of its schema: all of them, or the first that is there."""
    metadata = catalogue.schemas[kind].metadata or {}
    columns = [failing[name].astype("str") for name in metadata.get("key", ()) if name in failing]
    if not columns:
        return np.full(len(failing), None, dtype=object)
    key = columns[0]
    for column in columns[1:]:
        key = key.fillna(column) if metadata.get("key_is") == "first" else (key + " @ " + column).fillna(key).fillna(column)
    return np.array([None if null(value) else bounded(value) for value in key.tolist()], dtype=object)


def _excerpts(line_text: LineText, where: Where) -> list[tuple[tuple[int, str], ...]]:
    """The lines around each finding, with their numbers."""
    if line_text is no_line_text:
        return [()] * len(where.text)
    places = where.places
    # A source may be a file or anything else that tells its lines one by one.
    return [_excerpt(line_text, *spot) for spot in zip(where.source, places["page"], places["page_line"], places["line"], strict=True)]


def _excerpt(line_text: LineText, source: str, page: int | None, page_line: int | None, line: int | None) -> tuple[tuple[int, str], ...]:
    at = page_line if page is not None else line
    if at is None:
        return ()
    texts = ((number, line_text(source, page, number)) for number in range(max(1, at - _AROUND), at + _AROUND + 1))
    return tuple((number, bounded(text, 2000)) for number, text in texts if text is not None)


def merge(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Findings of several rules as one table, in the order given."""
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(COLUMNS))
