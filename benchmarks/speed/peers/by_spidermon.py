"""Spidermon: its JSON Schema validator, asked of every item, a dict, as its pipeline does. JSON Schema compares no two fields."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from spidermon.contrib.validation import JSONSchemaValidator

from . import harness
from .facts import LONGEST, MARKUP, NUMBER, PLACEHOLDERS

SAYS = {
    "Q001": "required", "Q002": "required", "Q003": "minimum", "Q101": "exclusiveMinimum", "Q301": "multipleOf", "Q401": "maxLength", "Q402": "not pattern", "Q403": "not pattern",
    "Q405": "enum", "Q407": "not enum",
}
#: What tells which rule an error of a field is about: words of its message, as jsonschema has them.
_WORDS = (
    ("symbol", "required", "Q001"), ("price", "required", "Q002"), ("volume", "less than the minimum", "Q003"), ("price", "less than or equal", "Q101"), ("volume", "multiple of", "Q301"), ("symbol", "too long", "Q401"),
    ("symbol", "x1f", "Q402"), ("symbol", "€£¥", "Q403"), ("currency", "one of", "Q405"), ("symbol", "enum", "Q407"),
)


def _schema(currencies: list[str]) -> dict[str, Any]:
    number = {"type": "number"}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "required": ["symbol", "price"],
        "properties": {
            "symbol": {"type": "string", "maxLength": LONGEST, "allOf": [{"not": {"pattern": MARKUP}}, {"not": {"pattern": NUMBER}}, {"not": {"enum": list(PLACEHOLDERS)}}]},
            "price": {"type": "number", "exclusiveMinimum": 0}, "change": number, "change_pct": number, "previous_close": number, "open": number, "day_low": number, "day_high": number,
            "week52_low": number, "week52_high": number, "volume": {"type": "number", "minimum": 0, "multipleOf": 1}, "currency": {"type": "string", "enum": currencies}, "fetched_at": {"type": "string"},
        },
    }


def load(source: Path, _currencies: list[str], *, memory: bool) -> list[dict[str, Any]]:  # noqa: ARG001  in memory or not, they are dicts
    """Items as a scraper has them: dicts without what is missing, times as text."""
    found = pq.read_table(source).to_pylist()
    for item in found:
        item["fetched_at"] = item["fetched_at"].isoformat()
    return [{name: value for name, value in item.items() if value is not None} for item in found]


def judge(quotes: list[dict[str, Any]], currencies: list[str]) -> list[tuple[int, dict[str, list[str]]]]:
    """The errors of each item that has some, with its number."""
    validator = JSONSchemaValidator(_schema(currencies), use_default_translator=False)  # which would call several rules by one name
    found = []
    for number, item in enumerate(quotes):  # one at a time: the validator knows no columns
        held, errors = validator.validate(item)
        if not held:
            found.append((number, errors))
    return found


def write(result: list[tuple[int, dict[str, list[str]]]], target: Path) -> None:
    """As JSON Lines."""
    with target.open("w", encoding="utf-8") as lines:
        for number, errors in result:
            lines.write(json.dumps({"row": number, "errors": errors}) + "\n")


def rows(result: list[tuple[int, dict[str, list[str]]]]) -> dict[str, Any]:
    """By the numbers of the items."""
    found: dict[str, list[int]] = {}
    for number, errors in result:
        for field, messages in errors.items():
            for message in messages:
                found.setdefault(_code(field, message), []).append(number)
    return found


def _code(field: str, message: str) -> str:
    return next((code for name, words, code in _WORDS if name == field and words in message), f"{field}: {message}")


if __name__ == "__main__":
    harness.main(sys.modules[__name__])
