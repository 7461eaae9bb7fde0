"""What a rule says of a batch, as Great Expectations tells the result of a row by row expectation in each of its result formats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pagegate.judge.findings import bounded

if TYPE_CHECKING:
    import pandas as pd

    from pagegate.answers import Answered

#: The most rows that a result tells the values of, as for Great Expectations' own expectations; their index is told of all.
MOST_VALUES = 200


def outcome(answered: Answered, rows: pd.DataFrame, mostly: float, form: Mapping[str, Any]) -> dict[str, Any]:
    """The result of one rule.

    `form` is a whole result format, defaults filled in. Rows that the rule does not apply to are counted as missing: they neither pass nor fail, and `mostly`
    is a share of the others. Raises KeyError for `unexpected_index_column_names` that the rows lack.
    """
    count, missing = len(answered.failed), answered.not_applicable
    asked = answered.judged - missing
    success = not asked or (asked - count) / asked >= mostly
    level = form["result_format"]
    if level == "BOOLEAN_ONLY":
        return {"success": success}
    few = int(form.get("partial_unexpected_count", 20))
    names = form.get("unexpected_index_column_names")
    told: dict[str, Any] = {
        "element_count": answered.judged, "unexpected_count": count, "unexpected_percent": _percent(count, asked),
        "missing_count": missing, "missing_percent": _percent(missing, answered.judged),
        "unexpected_percent_total": _percent(count, answered.judged), "unexpected_percent_nonmissing": _percent(count, asked),
    }
    values = [] if form.get("exclude_unexpected_values") else _values(answered, rows, MOST_VALUES if level == "COMPLETE" else min(few, MOST_VALUES))
    if not form.get("exclude_unexpected_values"):
        told["partial_unexpected_list"] = values[:few]
    if names is not None:
        told["unexpected_index_column_names"] = names
    if form.get("include_unexpected_rows"):
        told["unexpected_rows"] = rows.iloc[answered.failed[answered.failed >= 0][:few]]
    if level in ("SUMMARY", "COMPLETE"):
        index = _index(answered, rows, names, None if level == "COMPLETE" else few)
        told["partial_unexpected_index_list"] = index[:few]
        if level == "COMPLETE":
            told["unexpected_index_list"] = index
            if not form.get("exclude_unexpected_values"):
                told["unexpected_list"] = values
            if form.get("return_unexpected_index_query") is not False:
                told["unexpected_index_query"] = f"df.filter(items={[where if names is None else tuple(where.values()) for where in index]}, axis=0)"
    return {"success": success, "result": told}


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _values(answered: Answered, rows: pd.DataFrame, most: int) -> list[dict[str, Any]]:
    """What the first failing rows hold in the columns that the rule reads; of a long text its beginning and end."""
    if answered.told:
        return [{str(name): bounded(value) for name, value in told.items()} for told in answered.told[:most]]
    failing = rows.iloc[answered.failed[:most]][list(answered.reads)]
    return [{str(name): bounded(value) for name, value in row.items()} for row in failing.to_dict("records")] if answered.reads else []


def _index(answered: Answered, rows: pd.DataFrame, names: list[str] | None, most: int | None) -> list[Any]:
    """Where the failing rows stand: their labels, or what they hold in the columns that a user named for it."""
    failing = rows.iloc[answered.failed[answered.failed >= 0][:most]]
    if names is None:
        return failing.index.tolist()
    lacking = [name for name in names if name not in rows]
    if lacking:
        msg = f"unexpected_index_column_names has {', '.join(map(repr, lacking))}, which the batch has not"
        raise KeyError(msg)
    return failing[names].to_dict("records")
