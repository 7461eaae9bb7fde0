"""Turns answers and problems into findings: what, where, which record, and what to do.

Findings are made column by column: a run may report tens of thousands of records that fail the same rule. What rules have in common, such as the places of
their records, is made once for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.catalogue import Catalogue
from pagegate.chunk import Chunk, LineText, no_line_text
from pagegate.frames import beside
from pagegate.judge.ask import nulls
from pagegate.judge.records import Answer
from pagegate.judge.told import Shown, bounded, expected, fields_of, messages, null, texts
from pagegate.judge.where import Objects, Where, place_of
from pagegate.model import Check, Limit, RecordKind, Rule
from pagegate.verdict import PRIVATE, PUBLISHED

__all__ = ["COLUMNS", "Found", "bounded", "merge", "of_answers", "of_batch", "of_problems", "table_of"]

#: The columns of a table of findings; the fingerprint is stamped when the run gathers them.
COLUMNS = (*PUBLISHED, *PRIVATE, "field", "entity")
#: Those of them that are text; the others hold objects.
_TEXTS = frozenset(("code", "rule", "severity", "kind", "source", "fingerprint", "hint", "text", "expected", "field"))
#: Where a record stands.
_PLACED = ("source", "line", "column", "page", "page_line", "record")
_AROUND = 2


@dataclass(frozen=True)
class Found:
    """What one rule found: `count` findings, and their columns, each an array of objects, or the one value that all of them have."""

    rule: Rule
    count: int
    columns: Mapping[str, Any]


@dataclass(frozen=True)
class _Failing:
    """The rows that failed a rule, what is told of them, what explains it, and the field that each finding is about."""

    rule: Limit | Check
    rows: npt.NDArray[np.int64]
    shown: Shown
    explained: Mapping[str, pd.Series[Any]]
    fields: Objects


def of_answers(kind: RecordKind, answers: Sequence[Answer], chunk: Chunk, catalogue: Catalogue) -> list[Found]:
    """One finding for each row that failed a rule, rule by rule in the order of the answers.

    A check that asks many fields at once says in the column `field` of what it explains which of them a finding is about.
    """
    frame = chunk.frames[kind]
    columns = {str(name): column for name, column in frame.items()}
    failing = [_failing(answer, columns) for answer in answers if answer.failed.any()]
    if not failing:
        return []
    rows = np.concatenate([one.rows for one in failing])
    records = frame[[name for name in frame.columns if name in {*_PLACED, *_key(kind, catalogue)}]].iloc[rows]
    places = place_of(kind, rows, np.concatenate([one.fields for one in failing]), records, chunk)
    keys = _keys(kind, records, catalogue)
    entities = _entities(kind, records, catalogue, keys)
    found, end = [], 0
    for one in failing:
        mine = slice(end, end := end + len(one.rows))
        where = places.part(mine)
        if "offset" in one.explained:
            where = where.moved(kind, one.rows, one.fields, one.explained["offset"], one.shown, chunk)
        rule = one.rule
        names = [one.fields[0]] if isinstance(rule, Limit) else list(dict.fromkeys([*rule.reads, *rule.may_read]))
        names = [name for name in names if name in one.shown and "." not in name and name != "judged_at"]
        found.append(_found(rule, kind, one.shown, names, where, {"key": keys[mine], "entity": entities[mine], "field": one.fields if "field" in one.explained else str(one.fields[0])}, chunk.line_text))
    return found


def _failing(answer: Answer, columns: Mapping[str, pd.Series[Any]]) -> _Failing:
    rule, rows = answer.rule, np.flatnonzero(answer.failed)
    shown = Shown(columns, rows)
    explained: Mapping[str, pd.Series[Any]] = {}
    if isinstance(rule, Check) and rule.explain is not None:
        read = dict.fromkeys((*rule.reads, *rule.may_read))
        there = {name: shown[name] for name in columns if name.partition(".")[0] in read}
        with np.errstate(all="ignore"):
            told = rule.explain(beside({**there, **nulls([name for name in read if name not in there], len(rows))}, len(rows)))
        explained = {str(name): column for name, column in told.items()}
        shown = shown.with_explained(explained)
    fields = pd.Series(shown["field"]).astype("str").to_numpy(dtype=object) if "field" in shown else np.full(len(rows), answer.field, dtype=object)
    return _Failing(rule, rows, shown, explained, fields)


def of_problems(kind: str, rule: Check, problems: pd.DataFrame, chunk: Chunk, catalogue: Catalogue) -> Found:
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
    # A problem's own words are no fields of the record: the field it is about is.
    fields = [{} if null(field) or not field else {str(field): bounded(text)} for field, text in zip(problems["field"], problems["text"], strict=True)]
    own = {"key": keys, "entity": entities, "field": problems["field"].to_numpy(dtype=object), "fields": _objects(fields)}
    return _found(rule, kind, Shown.of(told), ["field", "text"], Where.of(told, problems["text"].to_numpy(dtype=object)), own, chunk.line_text)


def of_batch(found: pd.DataFrame, rules: Mapping[str, Rule], line_text: LineText) -> list[Found]:
    """The findings of batch rules: what they found by code, with `fields` for the message."""
    told = []
    for code, rows in found.groupby("code", sort=True):
        fields = pd.DataFrame(list(rows["fields"]), index=pd.RangeIndex(len(rows)))
        keys = np.array([key or None for key in rows["key"]], dtype=object)
        names = list(fields.columns)
        told.append(_found(rules[str(code)], "batch", Shown.of(fields), names, Where.of(rows), {"key": keys, "entity": keys, "field": names[0] if names else ""}, line_text))
    return told


def _found(rule: Rule, kind: str, shown: Shown, names: list[str], where: Where, own: Mapping[str, Any], line_text: LineText) -> Found:  # noqa: PLR0913, PLR0917  the columns of a finding
    shown_text = where.text.tolist()
    columns: dict[str, Any] = {
        "code": rule.code, "rule": rule.name, "severity": rule.severity, "kind": kind, "source": where.source, **where.places, "message": _objects(messages(rule.message, shown)), "fingerprint": "",
        "hint": rule.hint, "text": "" if shown_text.count("") == len(shown_text) else _objects([bounded(text) for text in shown_text]), "excerpt": _excerpts(line_text, where), "expected": expected(rule, shown, names), **own,
    }
    if "fields" not in columns:
        columns["fields"] = _objects(fields_of(shown, names))
    return Found(rule, len(where.text), columns)


def table_of(found: Sequence[Found]) -> pd.DataFrame:
    """Findings of several rules as one table with the columns of `COLUMNS` and those that were added to all of them, in the order given."""
    filled = [one for one in found if one.count]
    if not filled:
        return pd.DataFrame(columns=list(COLUMNS))
    counts = [one.count for one in filled]
    names = dict.fromkeys((*COLUMNS, *filled[0].columns))
    return beside({name: _column([one.columns[name] for one in filled], counts, text=name in _TEXTS) for name in names}, sum(counts))


def _column(values: list[Any], counts: list[int], *, text: bool) -> Any:
    """One column of several rules' findings."""
    dtype: Any = "str" if text else object
    if not any(isinstance(value, np.ndarray) for value in values):
        return pd.Series(pd.array(_objects(values), dtype=dtype).repeat(counts))
    parts = [value if isinstance(value, np.ndarray) else np.full(count, value, dtype=object) for value, count in zip(values, counts, strict=True)]
    return pd.Series(np.concatenate(parts), dtype=dtype)


def _objects(values: list[Any]) -> Objects:
    """A list as an array of so many objects, whatever they are."""
    held = np.empty(len(values), dtype=object)
    held[:] = values
    return held


def _key(kind: RecordKind, catalogue: Catalogue) -> tuple[str, ...]:
    """The columns that a record of a kind is known by."""
    return tuple((catalogue.schemas[kind].metadata or {}).get("key", ()))


def _entities(kind: RecordKind, failing: pd.DataFrame, catalogue: Catalogue, keys: Objects) -> Objects:
    """What each record is about whenever it is read again: its key without the moment."""
    names = [name for name in _key(kind, catalogue) if name in failing]
    lasting = [name for name in names if not pd.api.types.is_datetime64_any_dtype(failing[name].dtype)]
    return keys if lasting == names else _keys(kind, failing[lasting], catalogue)


def _keys(kind: RecordKind, failing: pd.DataFrame, catalogue: Catalogue) -> Objects:
    """What each record is about, from the key columns of its schema: all of them, or the first that is there."""
    metadata = catalogue.schemas[kind].metadata or {}
    columns = [failing[name].astype("str") for name in _key(kind, catalogue) if name in failing]
    if not columns:
        return np.full(len(failing), None, dtype=object)
    key = columns[0]
    for column in columns[1:]:
        key = key.fillna(column) if metadata.get("key_is") == "first" else (key + " @ " + column).fillna(key).fillna(column)
    return _objects(texts(key.to_numpy(dtype=object).tolist(), None))


def _excerpts(line_text: LineText, where: Where) -> Objects:
    """The lines around each finding, with their numbers."""
    places = where.places
    if line_text is no_line_text or not any(pd.notna(places[name]).any() for name in ("line", "page_line")):
        return _objects([()] * len(where.text))
    # A source may be a file or anything else that tells its lines one by one.
    return _objects([_excerpt(line_text, *spot) for spot in zip(where.source, places["page"], places["page_line"], places["line"], strict=True)])


def _excerpt(line_text: LineText, source: str, page: int | None, page_line: int | None, line: int | None) -> tuple[tuple[int, str], ...]:
    at = page_line if page is not None else line
    if at is None:
        return ()
    texts = ((number, line_text(source, page, number)) for number in range(max(1, at - _AROUND), at + _AROUND + 1))
    return tuple((number, bounded(text, 2000)) for number, text in texts if text is not None)


def merge(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Tables of findings as one, in the order given."""
    filled = [table for table in tables if len(table)]
    if len(filled) == 1:
        return filled[0].reset_index(drop=True)
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(COLUMNS))
