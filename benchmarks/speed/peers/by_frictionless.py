"""frictionless: a table schema with constraints, row constraints, forbidden values and a check of one's own, validated over CSV, row by row."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frictionless import Check, Checklist, Resource, Schema, checks, errors, system

from . import harness
from .facts import FACTOR, INDICES, LARGE, LONGEST, NUMBER, PLACEHOLDERS, ROOM, SPLIT_FROM, SPLITS

#: What breaks a rule that a short formula can say; the row constraint is that it is not so.
_BROKEN = {
    "Q101": "price != None and price <= 0",
    "Q107": "price != None and price > 0 and change_pct == None and change == price",
    "Q111": "price != None and price > 0 and change_pct != None and change_pct < -100",
    "Q201": "day_low > day_high",
    "Q205": "week52_low > week52_high",
    "Q301": "volume % 1 > 0",
    "Q302": "volume == 0 and day_low < day_high",
    "Q402": "symbol != None and ('<' in symbol or '>' in symbol or '{' in symbol or '}' in symbol)",
}
_FORMULAS = {f"not ({formula})": code for code, formula in _BROKEN.items()}
_ARITHMETIC = ("Q102", "Q103", "Q104", "Q105", "Q106", "Q108", "Q109", "Q110", "Q202", "Q203", "Q206", "Q209", "Q406")


class Arithmetic(Check):
    """A check of one's own, in Python: formulas would be parsed anew for every row, which takes ten times as long."""

    type = "arithmetic"
    Errors = [errors.RowConstraintError]  # noqa: RUF012  frictionless declares it so

    def validate_row(self, row: Any) -> Iterator[Any]:
        """An error for each rule that the row breaks, the code its note."""
        for code in _of_percent(row) | _of_ranges(row):
            yield errors.RowConstraintError.from_row(row, note=code)


def _of_percent(row: Any) -> set[str]:
    """What price, change, percent and previous close say of each other."""
    price, change, percent, before = row["price"], row["change"], row["change_pct"], row["previous_close"]
    if price is None or price <= 0:
        return set()
    broken = _of_previous(price, change, percent, before) if before is not None and before > 0 else set()
    if change is not None and percent is not None and price != change:
        base = price - change
        made, room = 100 * change / base, 0.0001 + (0.5 + abs(change / base)) / abs(base)
        if change * percent < 0 and abs(change) > 0.005:
            broken.add("Q105")
        elif abs(percent - made) > room:
            broken.add("Q106" if abs(100 * percent - made) <= 0.01 + room else "Q103")
    moved = percent if percent is not None else 100 * (price / before - 1) if before else 0.0
    if abs(moved) > LARGE:
        if not any(abs((1 + moved / 100) * scale - 1) <= ROOM for ratio in SPLITS for scale in (ratio, 1 / ratio)):
            broken.add("Q109")
        elif abs(moved) >= SPLIT_FROM:
            broken.add("Q110")
    return broken


def _of_previous(price: float, change: float | None, percent: float, before: float) -> set[str]:
    """What they say of a previous close above nothing."""
    broken: set[str] = set()
    if change is not None and abs(change - (price - before)) > 0.015 + 1e-9 * price:
        broken.add("Q102")
    if change is None and abs(percent - 100 * (price / before - 1)) > 0.0001 + (0.5 + 0.5 * price / before) / before:
        broken.add("Q104")
    if 90 * before <= price < 110 * before or 90 * price <= before < 110 * price:
        broken.add("Q108")
    return broken


def _of_ranges(row: Any) -> set[str]:
    """What prices say of the ranges that they lie in."""
    price, before, low, high = row["price"], row["previous_close"], row["week52_low"], row["week52_high"]
    broken: set[str] = set()
    if price and row["day_low"] <= row["day_high"] and not row["day_low"] <= price <= row["day_high"]:
        broken.add("Q202")
    if row["open"] and row["day_low"] <= row["day_high"] and not row["day_low"] <= row["open"] <= row["day_high"]:
        broken.add("Q203")
    if price and low <= high and not low <= price <= high and not (before is not None and low <= before <= high):
        broken.add("Q206")
    if price and price > 0 and any(row[name] is not None and row[name] <= 0 for name in ("previous_close", "open", "day_low", "day_high", "week52_low", "week52_high")):
        broken.add("Q209")
    level = INDICES.get(row["symbol"])
    if level and price and not level / FACTOR <= price <= level * FACTOR:
        broken.add("Q406")
    return broken


_CONSTRAINTS = {("symbol", "required"): "Q001", ("price", "required"): "Q002", ("volume", "minimum"): "Q003", ("symbol", "maxLength"): "Q401", ("symbol", "pattern"): "Q403", ("currency", "enum"): "Q405"}
SAYS = {
    **{code: f"constraint {name}" for (_, name), code in _CONSTRAINTS.items()}, **dict.fromkeys(_BROKEN, "row_constraint"), **dict.fromkeys(_ARITHMETIC, "a check of one's own"), "Q402": "row_constraint, of < > { } alone", "Q407": "forbidden_value",
}


def _schema(currencies: list[str]) -> Schema:
    def number(name: str, **constraints: float | bool) -> dict[str, Any]:
        return {"name": name, "type": "number", "floatNumber": True, "constraints": constraints}

    return Schema.from_descriptor({
        # Words for none are symbols here, or there would be nothing to forbid.
        "missingValues": [""],
        "fields": [
            {"name": "symbol", "type": "string", "constraints": {"required": True, "maxLength": LONGEST, "pattern": f"(?!(?:{NUMBER})).*"}}, number("price", required=True),
            *map(number, ("change", "change_pct", "previous_close", "open", "day_low", "day_high", "week52_low", "week52_high")), number("volume", minimum=0),
            {"name": "currency", "type": "string", "constraints": {"enum": currencies}}, {"name": "fetched_at", "type": "datetime"},
        ],
    })


def load(source: Path, _currencies: list[str], *, memory: bool) -> Any:
    """The path of a CSV file, which it reads row by row; in memory, the rows of that file."""
    if not memory:
        return source
    with source.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def judge(quotes: Any, currencies: list[str]) -> Any:
    """The errors of its report, all of them."""
    schema = _schema(currencies)
    asked: list[Check] = [checks.row_constraint(formula=formula) for formula in _FORMULAS]
    checklist = Checklist(checks=[*asked, Arithmetic(), checks.forbidden_value(field_name="symbol", values=list(PLACEHOLDERS))])
    with system.use_context(trusted=True):
        resource = Resource(path=str(quotes), schema=schema) if isinstance(quotes, Path) else Resource(data=quotes, schema=schema)
        report = resource.validate(checklist, limit_errors=sys.maxsize)
    return report.task.errors


def write(result: Any, target: Path) -> None:
    """As JSON Lines."""
    with target.open("w", encoding="utf-8") as lines:
        for error in result:
            lines.write(json.dumps(error.to_descriptor(), default=str) + "\n")


def rows(result: Any) -> dict[str, Any]:
    """By the numbers of the rows, which frictionless counts from 1, the header first."""
    found: dict[str, list[int]] = {}
    for error in result:
        found.setdefault(_code(error), []).append(error.row_number - 2)
    return found


def _code(error: Any) -> str:
    if error.type == "forbidden-value":
        return "Q407"
    if error.type == "row-constraint":
        if error.note in _ARITHMETIC:
            return str(error.note)
        return next((code for formula, code in _FORMULAS.items() if formula in error.note), str(error.note))
    return next((code for (field, constraint), code in _CONSTRAINTS.items() if error.field_name == field and f'"{constraint}"' in error.note), f"{error.type}: {error.note}")


if __name__ == "__main__":
    harness.main(sys.modules[__name__])
