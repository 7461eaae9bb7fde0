"""What tasks send: rows of one shape for findings, facts, settled rows and counts, so that one pass over the input makes them all.

`what` says which it is, `share` and `at` put rows in the order of the input. Findings have the columns of findings; `fields` and `excerpt` are JSON. What is settled has in `payload` the fields of a
finding, and a column for each number that an expectation looks at. Facts and counts are all payload: pickles, which only the tasks of the same run read.
"""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pagegate.judge.batch import of_rows
from pagegate.model import BatchRule
from pagegate.outputs.rows import dumps
from pagegate.records.values import whole
from pagegate.verdict import PRIVATE, PUBLISHED

FINDING, FACTS, SETTLED, COUNTS = "finding", "facts", "settled", "counts"
_WHOLE = ("line", "column", "page", "page_line", "record")
_JSON = ("fields", "excerpt")
#: Findings as they are kept in Spark: those columns that every verdict has, what tells a baseline's and an allowance's findings, and `nth`, the how manieth of its rule in its task.
_KEPT = (*PUBLISHED, *PRIVATE, "field", "entity", "status", "allowance", "allowed_by")
_HEAD = {"what": "string", "share": "bigint", "at": "bigint", "slot": "int", "bucket": "int", "payload": "binary", "nth": "bigint"}
#: The columns that a settled row shares with a finding.
_SETTLED_AS = ("code", "source", *_WHOLE, "key", "field")


def looked_at(rules: Iterable[BatchRule]) -> dict[str, str]:
    """The columns for the numbers that expectations look at, by the name in a settled table."""
    return {name: f"look_{name}" for name in sorted({name for rule in rules for name in rule.looks_at})}


def types(rules: Iterable[BatchRule]) -> dict[str, str]:
    """The columns of a row and their types in Spark."""
    kept = {name: "bigint" if name in _WHOLE else "string" for name in _KEPT}
    return _HEAD | kept | dict.fromkeys(looked_at(rules).values(), "double")


def schema(rules: Iterable[BatchRule]) -> str:
    """The same as Spark's words for a schema."""
    return ", ".join(f"`{name}` {kind}" for name, kind in types(rules).items())


def of_findings(found: pd.DataFrame, share: int, at: int, seen: Counter[str]) -> pd.DataFrame:
    """Findings as rows from `at` on; `seen` counts those of each rule in this task."""
    nth = np.empty(len(found), dtype=np.int64)
    for place, code in enumerate(found["code"]):  # findings are few
        nth[place] = seen[code]
        seen[code] += 1
    columns: dict[str, Any] = {"what": FINDING, "share": share, "at": np.arange(at, at + len(found)), "nth": nth}
    for name in _KEPT:
        if name in _WHOLE:
            columns[name] = pd.to_numeric(found[name].astype(object).where(found[name].notna(), None)).astype("Int64").array
        elif name in _JSON:
            columns[name] = [dumps(value) for value in found[name]]
        elif name in found:
            columns[name] = [None if value is None or value is pd.NA or value != value else whole(str(value)) for value in found[name]]  # noqa: PLR0124  NaN alone differs from itself
    return pd.DataFrame(columns)


def to_findings(rows: pd.DataFrame, also: Sequence[str]) -> pd.DataFrame:
    """Rows as findings again, with the columns of a verdict's and those of `also`."""
    names = [name for name in _KEPT if name in PUBLISHED or name in PRIVATE or name in {"field", "entity"} or name in also]
    columns: dict[str, Any] = {}
    for name in names:
        values = rows[name].astype(object).where(rows[name].notna(), None)
        if name in _WHOLE:
            columns[name] = pd.Series([None if value is None else int(value) for value in values], dtype=object)
        elif name in _JSON:
            columns[name] = pd.Series([json.loads(value) if name == "fields" else tuple(tuple(line) for line in json.loads(value)) for value in values], dtype=object)
        elif name in {"key", "message", "entity", "allowance"}:
            columns[name] = pd.Series(list(values), dtype=object)
        else:
            columns[name] = pd.Series(["" if value is None else value for value in values], dtype="str")
    return pd.DataFrame(columns, columns=names)


def of_settled(rule: BatchRule, table: pd.DataFrame, share: int, slot: int, bucket: int) -> pd.DataFrame:
    """Rows that a rule judges; `table` has no row that it does not apply to."""
    found = of_rows(rule, table)
    fields = list(found["fields"])
    return pd.DataFrame({
        "what": SETTLED, "share": share, "at": np.arange(len(found)), "slot": slot, "bucket": bucket, "payload": [pickle.dumps(values) for values in fields],
        "code": rule.code, "source": found["source"].array, **{name: found[name].array for name in _WHOLE}, "key": found["key"].array, "field": next(iter(fields[0]), "") if fields else "",
        **{f"look_{name}": table[name].astype("float64").to_numpy() for name in rule.looks_at},
    })


def from_settled(rows: pd.DataFrame) -> pd.DataFrame:
    """What failed of the settled rows, with the columns of what batch rules found."""
    places = {name: rows[name].astype("Int64").array for name in _WHOLE}
    fields = pd.Series([pickle.loads(payload) for payload in rows["payload"]], index=rows.index, dtype=object)  # noqa: S301  a task of this run wrote it
    return pd.DataFrame({"code": rows["code"], "source": rows["source"].fillna(""), **places, "key": rows["key"].fillna(""), "fields": fields})


def payload(what: str, value: object, share: int, at: int = 0, slot: int = 0, bucket: int = 0) -> pd.DataFrame:  # noqa: PLR0913, PLR0917  what it is, and its place
    """One row that is all payload."""
    return pd.DataFrame({"what": [what], "share": [share], "at": [at], "slot": [slot], "bucket": [bucket], "payload": [pickle.dumps(value, protocol=5)]})


def filled(table: pd.DataFrame, kinds: Mapping[str, str]) -> pd.DataFrame:
    """Rows with every column that Spark expects, each of the type that it expects."""
    made: dict[str, Any] = {}
    for name, kind in kinds.items():
        column = table[name] if name in table else pd.Series([None] * len(table), index=table.index, dtype=object)
        if kind in {"bigint", "int"}:
            made[name] = column.astype("Int64" if kind == "bigint" else "Int32")
        elif kind == "double":
            made[name] = column.astype("float64")
        else:
            made[name] = column.astype(object).where(column.notna(), None)
    return pd.DataFrame(made)
