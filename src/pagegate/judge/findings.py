"""Turns answers and problems into findings: what, where, which record, and what to do."""

from __future__ import annotations

import math
import string
from collections.abc import Iterator, Mapping
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.catalogue import Catalogue
from pagegate.chunk import Chunk, LineText
from pagegate.judge.ask import with_columns
from pagegate.judge.records import Answer
from pagegate.model import Check, Limit, RecordKind, Rule
from pagegate.verdict import PRIVATE, PUBLISHED, plain

#: The findings of one rule on one chunk, as columns; the fingerprint is stamped when the run gathers them.
COLUMNS = (*PUBLISHED, *PRIVATE, "field", "entity")
#: Texts longer than this are shown by their beginning and end.
_LONGEST_FIELD = 240
_AROUND = 2
#: Columns of what a check explains that say what it expected: the ends of a range, or one of them.
_RANGES = (("lowest", "highest"), ("low", "high"), ("least", "most"))
_BOUNDS = {"expected": "", "lowest": "at least ", "least": "at least ", "highest": "at most ", "most": "at most "}


def of_answer(kind: RecordKind, answer: Answer, chunk: Chunk, catalogue: Catalogue) -> pd.DataFrame:
    """One finding for each row that failed a rule.

    A check that asks many fields at once says in the column `field` of what it explains which of them a finding is about.
    """
    frame = chunk.frames[kind]
    rows = np.flatnonzero(answer.failed)
    failing = frame.iloc[rows]
    rule = answer.rule
    names = [answer.field] if isinstance(rule, Limit) else list(dict.fromkeys([*rule.reads, *rule.may_read]))
    shown = with_columns(failing, rule.may_read) if isinstance(rule, Check) else failing
    explained = pd.DataFrame(index=failing.index)
    if isinstance(rule, Check) and rule.explain is not None:
        with np.errstate(all="ignore"):
            explained = rule.explain(shown)
        shown = shown.assign(**{name: explained[name].array for name in explained.columns})
    fields = shown["field"].astype("str") if "field" in shown else pd.Series(answer.field, index=failing.index, dtype="str")
    where = _where(kind, rows, fields, failing, chunk)
    if "offset" in explained:
        _point(where, kind, rows, fields, shown.assign(offset=explained["offset"].array), chunk)
    table = _table(rule, kind, shown, [name for name in names if name in shown and "." not in name and name != "judged_at"], where, _keys(kind, failing, catalogue), chunk.line_text)
    table["field"] = fields.to_numpy()
    table["entity"] = _entities(kind, failing, catalogue)
    return table


def of_problems(kind: str, rule: Check, problems: pd.DataFrame, chunk: Chunk, catalogue: Catalogue) -> pd.DataFrame:
    """One finding for each problem of a rule about reading."""
    rows = problems["row"].to_numpy(dtype=np.int64)
    frame = chunk.frames.get(kind)  # type: ignore[call-overload]
    where = problems[["source", "line", "column", "page", "page_line", "text"]].reset_index(drop=True)
    keys = np.full(len(rows), None, dtype=object)
    entities = np.full(len(rows), None, dtype=object)
    record = np.full(len(rows), None, dtype=object)
    known = rows >= 0
    if frame is not None and known.any():
        keys[known] = _keys(rule.kind, frame.iloc[rows[known]], catalogue)  # type: ignore[arg-type]
        entities[known] = _entities(rule.kind, frame.iloc[rows[known]], catalogue)  # type: ignore[arg-type]
        record[known] = frame["record"].iloc[rows[known]].to_numpy()
    table = _table(rule, kind, problems.assign(record=record), ["field", "text"], where.assign(record=record), keys, chunk.line_text)
    table["field"] = problems["field"].to_numpy()
    table["entity"] = entities
    # A problem's own words are no fields of the record: the field it is about is.
    table["fields"] = pd.Series([{} if _null(field) or not field else {str(field): bounded(text)} for field, text in zip(problems["field"], problems["text"], strict=True)], dtype=object)
    return table


def of_batch(found: pd.DataFrame, rules: Mapping[str, Rule], line_text: LineText) -> list[pd.DataFrame]:
    """The findings of batch rules: what they found by code, with `fields` for the message."""
    tables = []
    for code, rows in found.groupby("code", sort=True):
        fields = pd.DataFrame(list(rows["fields"]), index=pd.RangeIndex(len(rows)))
        where = rows[["source", "line", "column", "page", "page_line", "record"]].reset_index(drop=True).assign(text="")
        keys = np.array([key or None for key in rows["key"]], dtype=object)
        tables.append(_table(rules[str(code)], "batch", fields, list(fields.columns), where, keys, line_text))
    return tables


def _where(kind: RecordKind, rows: npt.NDArray[np.int64], fields: pd.Series, failing: pd.DataFrame, chunk: Chunk) -> pd.DataFrame:
    """The place of the field in each failing row; the record's place where the field has none of its own."""
    where = failing[["source", "line", "column", "page", "page_line", "record"]].reset_index(drop=True)
    where["text"] = ""
    places = chunk.places.get(kind)
    if places is None:
        return where
    wanted = pd.MultiIndex.from_arrays([rows, fields.to_numpy()])
    at = places[np.isin(places["row"].to_numpy(dtype=np.int64), rows)].drop_duplicates(["row", "field"]).set_index(["row", "field"]).reindex(wanted)
    there = at["line"].notna().to_numpy()
    in_feed = where["page"].notna().to_numpy()
    where["page_line"] = np.where(in_feed & there, at["line"].to_numpy(), where["page_line"].astype(object).to_numpy())
    where["line"] = np.where(~in_feed & there, at["line"].to_numpy(), where["line"].astype(object).to_numpy())
    where["column"] = np.where(~in_feed & there, at["column"].to_numpy(), where["column"].astype(object).to_numpy())
    where["text"] = at["text"].where(there, "").to_numpy()
    return where


def _point(where: pd.DataFrame, kind: RecordKind, rows: npt.NDArray[np.int64], fields: pd.Series, shown: pd.DataFrame, chunk: Chunk) -> None:  # noqa: PLR0913, PLR0917  what `_where` takes, and its answer
    """Move findings from the place of their field to that of the character which the check names, where the field was put together from many places."""
    offset = shown["offset"].fillna(-1).to_numpy(dtype=np.int64)
    for field in fields.unique():
        passages = chunk.passages.get((kind, field))
        here = np.flatnonzero((fields.to_numpy() == field) & (offset >= 0))
        if passages is None or not len(here):
            continue
        line, column = passages(rows[here], offset[here])
        in_feed = where["page"].iloc[here].notna().to_numpy()
        for name, values, moved in (("page_line", line, in_feed), ("line", line, ~in_feed), ("column", column, ~in_feed)):
            into = where[name].to_numpy(dtype=object, copy=True)
            into[here[moved]] = values[moved]
            where[name] = into
        texts = where["text"].to_numpy(dtype=object, copy=True)
        texts[here] = [_line_at(text, at) for text, at in zip(shown[field].iloc[here], offset[here].tolist(), strict=True)]  # the few rows that are reported
        where["text"] = texts


def _line_at(text: str, offset: int) -> str:
    """The line of a text that holds a character."""
    end = text.find("\n", offset)
    return text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)]


def _table(rule: Rule, kind: str, shown: pd.DataFrame, names: list[str], where: pd.DataFrame, keys: npt.NDArray[Any], line_text: LineText) -> pd.DataFrame:  # noqa: PLR0913, PLR0917  the columns of a finding
    count = len(where)
    fields = [{name: bounded(plain(value)) for name, value in row.items() if not _null(value)} for row in shown[names].to_dict("records")]
    place = {name: [None if _null(value) else int(value) for value in where[name]] for name in ("line", "column", "page", "page_line", "record")}
    return pd.DataFrame({
        "code": rule.code, "rule": rule.name, "severity": rule.severity, "kind": kind, "source": where["source"].to_numpy(),
        **{name: pd.Series(values, dtype=object) for name, values in place.items()}, "key": pd.Series(keys, dtype=object), "fields": pd.Series(fields, dtype=object),
        "message": pd.Series(list(_messages(rule, shown)), dtype=object), "fingerprint": "", "hint": rule.hint, "text": [bounded(text) for text in where["text"]],
        "excerpt": pd.Series([_excerpt(line_text, *spot) for spot in zip(where["source"], place["page"], place["page_line"], place["line"], strict=True)], dtype=object), "expected": _expected(rule, shown, names), "field": names[0] if names else "",
        "entity": pd.Series(keys, dtype=object),
    }, index=pd.RangeIndex(count), columns=list(COLUMNS))


def _expected(rule: Rule, shown: pd.DataFrame, names: list[str]) -> list[str]:
    """What each value should have been: the range of a limit, or what a check explains under one of the names that stand for it."""
    if isinstance(rule, Limit):
        return [f"{' '.join(names[:1])} {rule.range}".strip()] * len(shown)
    for low, high in _RANGES:
        if low in shown and high in shown:
            return [f"{_told(least, None)} to {_told(most, None)}" for least, most in zip(shown[low], shown[high], strict=True)]
    for name, words in _BOUNDS.items():
        if name in shown:
            return [f"{words}{_told(value, None)}" for value in shown[name]]
    return [""] * len(shown)


def _messages(rule: Rule, shown: pd.DataFrame) -> Iterator[str]:
    """The rule's message for each row. The format is pagegate's own; the page's text is only ever a value in it."""
    used = {name.partition(".")[0].partition("[")[0] for _, name, _, _ in string.Formatter().parse(rule.message) if name}
    known = shown[[name for name in shown.columns if name in used]]
    steps = {name: shown[f"{name}.step"].to_numpy() for name in known if f"{name}.step" in shown}
    if known.empty:
        yield from (rule.message.format_map(dict.fromkeys(used, _Missing())) for _ in range(len(shown)))
        return
    absent = dict.fromkeys(used - set(known.columns), _Missing())
    for at, row in enumerate(known.to_dict("records")):
        yield rule.message.format_map({name: _told(value, steps[name][at] if name in steps else None) for name, value in row.items()} | absent)


def _told(value: Any, step: float | None) -> Any:
    """A value as a message tells it: nothing, a text within bounds, or a number with the digits its page showed."""
    if _null(value):
        return _Missing()
    if isinstance(value, float):
        return _Number(value, step)
    return bounded(value)


class _Number(float):
    """A number that prints with the digits it was shown with: 75 for `75%`, 52.60 for `52.60`."""

    def __new__(cls, value: float, step: float | None) -> Self:
        number = super().__new__(cls, value)
        number.step = step
        return number

    step: float | None

    def __format__(self, spec: str) -> str:
        if spec:
            return super().__format__(spec)
        if self.step is None or not self.step > 0:
            return f"{float(self):.12g}"
        return f"{float(self):.{max(0, round(-math.log10(self.step)))}f}"

    __str__ = __repr__ = lambda self: format(self, "")


class _Missing:
    """What a message says for a value that is not there."""

    def __format__(self, _spec: str) -> str:
        return "nothing"

    def __repr__(self) -> str:
        return "nothing"


def _entities(kind: RecordKind, failing: pd.DataFrame, catalogue: Catalogue) -> npt.NDArray[Any]:
    """What each record is about whenever it is read again: its key without the moment."""
    return _keys(kind, failing[[name for name in failing.columns if not pd.api.types.is_datetime64_any_dtype(failing[name].dtype)]], catalogue)


def _keys(kind: RecordKind, failing: pd.DataFrame, catalogue: Catalogue) -> npt.NDArray[Any]:
    """What each record is about, from the key columns of its schema: all of them, or the first that is there."""
    metadata = catalogue.schemas[kind].metadata or {}
    columns = [failing[name].astype("str") for name in metadata.get("key", ()) if name in failing]
    if not columns:
        return np.full(len(failing), None, dtype=object)
    key = columns[0]
    for column in columns[1:]:
        key = key.fillna(column) if metadata.get("key_is") == "first" else (key + " @ " + column).fillna(key).fillna(column)
    return np.array([None if _null(value) else bounded(value) for value in key], dtype=object)


def _excerpt(line_text: LineText, source: str, page: int | None, page_line: int | None, line: int | None) -> tuple[tuple[int, str], ...]:
    """The lines around a finding, with their numbers."""
    at = page_line if page is not None else line
    if at is None:
        return ()
    texts = ((number, line_text(source, page, number)) for number in range(max(1, at - _AROUND), at + _AROUND + 1))
    return tuple((number, bounded(text, 2000)) for number, text in texts if text is not None)


def bounded(value: Any, most: int = _LONGEST_FIELD) -> Any:
    """The value itself, but of a long text only its beginning and end."""
    if isinstance(value, str) and len(value) > most:
        return f"{value[: most // 2]} … {value[-(most // 2) :]}"
    return value


def _null(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)  # noqa: PLR0124  NaN differs from itself


def merge(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Findings of several rules as one table, in the order given."""
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(COLUMNS))


