"""The one table of what may stand in a configuration. Reading, refusing, `pagegate config`, the documentation and the JSON Schema all use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from pagegate.config import values
from pagegate.config.values import Type
from pagegate.sources.stream import Limits

#: What a name stands for where names are free; they are looked up once the rules are known.
Names = Literal["rule", "limit", "column", "quantity", "format", "any"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key with a value. `default` is what holds without it, `example` what may stand behind `=` in TOML."""

    type: Type
    text: str
    default: Any
    example: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose keys are given."""

    text: str
    keys: Mapping[str, Node]
    required: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Named:
    """A table whose keys are names of something: `names` says of what, `told` how it is written in documentation, `node` what each holds."""

    text: str
    names: Names
    told: str
    node: Node


@dataclass(frozen=True, slots=True)
class Each:
    """A list of tables of one shape."""

    text: str
    node: Table


Node: TypeAlias = Key | Table | Named | Each

_SEVERITY = Named("The severity of a rule, by code or name.", "rule", "RULE", Key(values.SEVERITY, "What the rule's findings are.", None, '"warning"'))
_LIMITS = Named(
    "The limits of rules that have some (a column's range), by code or name.",
    "limit",
    "RULE",
    Table("The range, both ends included unless the rule says otherwise.", {"low": Key(values.NUMBER, "The least value that is right.", None, "-60"), "high": Key(values.NUMBER, "The highest value that is right.", None, "50.5")}),
)
_ALLOW = Named(
    "How much of a rule's findings a run may have and pass. A share of fewer than 30 records, or one that is over but not surely so (Wilson's 95 % bound), is told as *not enough rows* and fails nothing.",
    "rule", "RULE", Key(values.ALLOWANCE, "A share of the records that the rule judged, or a number of findings.", None, '"0.5 %"'),
)
_IGNORE = Key(values.CODES, "Codes, or their beginnings, that are not asked.", (), '["Q203", "B4"]')

_COSTS = {
    "seconds": "How long reading one source may take, and making records of one page.",
    "memory_bytes": "What the process may grow by while a source is read.",
    "record_bytes": "One line, one record, one HTML page, one body in an archive.",
    "page_characters": "The text, or the HTML, of one page.",
    "whole_bytes": "A file of a format that is read whole.",
    "columns": "The columns of one record.",
    "troubles": "The pieces of a source that cannot be read; after so many, it is read no further.",
    "inflated_bytes": "What a packed source may give, unless it is no more than `inflation` times its size.",
    "inflation": "How many times its size a packed source may give, unless that is no more than `inflated_bytes`.",
    "chunk_rows": "The records that are judged at once.",
    "chunk_bytes": "The characters of records that are judged at once.",
    "chunk_cells": "The cells of records that are judged at once.",
}
_LIMIT = Table(
    "What one source may cost, as `--limit` says it (docs/limits.md).",
    {name: Key(values.AT_LEAST_ONE, text, getattr(Limits(), name), "300") for name, text in _COSTS.items()},
)

_SOURCE = Table(
    "How one scraper's columns are read.",
    {
        "paths": Key(values.TEXTS, "Which files: globs from the configuration's folder (`**` goes down through folders; one without `/` fits a file's name anywhere), or beginnings of URLs.", (), '"feeds/*.json.gz"'),
        "kind": Key(values.KIND, "What the files hold; without it, the columns tell.", None, '"quotes"'),
        "fields": Named(
            "Where the columns of pagegate come from.", "column", "COLUMN",
            Key(values.TEXTS, "The scraper's own name; dots lead into nested objects. Of several, the first that has a value is taken, record by record.", None, '["last.price", "lastsale"]'),
        ),
        "units": Named(
            "The units that numbers without one are in, by column or by quantity (temp, wind, humidity, pressure, precipitation, visibility, cloud_cover, rain_chance).", "quantity", "COLUMN",
            Key(values.TEXT, "A unit that converts: F, C, K; mph, m/s, kn, km/h; inHg, mmHg, kPa, hPa; in, cm, mm; mi, m, ft, km; fraction, %.", None, '"F"'),
        ),
        "defaults": Named("Values for records that have none.", "column", "COLUMN", Key(values.SCALAR, "The value.", None, '"USD"')),
        "missing": Key(values.TEXTS, "Words that stand for no value in mapped columns, compared whole.", (), '["NA", "none"]'),
        "decimal": Key(values.choice(".", ","), "The decimal mark of numbers in text; the other one groups thousands. Without it, each number's own shape tells.", None, '","'),
        "dates": Key(values.choice("day-first", "month-first"), "What `03/04/2025` means; without it, it is unreadable.", None, '"day-first"'),
        "encoding": Key(values.ENCODING, "What text, CSV and JSON are encoded in, where no byte order mark says it; without it, UTF-8, else what fits.", None, '"cp1252"'),
        "timezone": Key(values.ZONE, "The zone of times that name none.", None, '"Europe/Paris"'),
    },
    required=("paths",),
)

ROOT = Table(
    "What pagegate is told in `[tool.pagegate]` of pyproject.toml, or in pagegate.toml.",
    {
        "select": Key(values.CODES, "Codes, or their beginnings, of the rules that are asked; without any, all.", (), '["W", "Q1"]'),
        "ignore": _IGNORE,
        "fail-on": Key(values.choice("error", "warning", "never"), "What makes the verdict fail.", "error", '"warning"'),
        "as-of": Key(values.MOMENT, "The moment to judge dates against; without it, the record's `fetched_at`, else now.", None, '"2026-11-22T08:00:00Z"'),
        "kind": Key(values.choice("auto", *values.KIND.schema["enum"]), "What the input holds; auto decides per file.", "auto", '"quotes"'),
        "format": Key(values.TEXT, "What goes to standard output.", "text", '"json"'),
        "report": Key(values.TEXT, "The folder of the HTML report.", "reports", '"build/report"'),
        "no-report": Key(values.FLAG, "Write no report.", False, "true"),  # noqa: FBT003  a default
        "history": Key(values.TEXT, "The file or the database URL in which runs that write a report are remembered; without it, `history.db` in the report's folder.", None, '"postgresql://gate@db/scrapers"'),
        "history-keep": Key(values.COUNT, "The runs that are kept of each input; older ones are forgotten.", 1000, "400"),
        "no-batch": Key(values.FLAG, "Skip the batch suites.", False, "true"),  # noqa: FBT003
        "no-raw": Key(values.FLAG, "Let nothing out that the pages said.", False, "true"),  # noqa: FBT003
        "allow-empty": Key(values.FLAG, "Let a run pass that reads no record.", False, "true"),  # noqa: FBT003
        "baseline": Key(values.TEXT, "The file of findings that are known and accepted.", None, '"pagegate-baseline.json"'),
        "quarantine": Key(values.TEXT, "The folder into which records are split.", None, '"split"'),
        "output": Named("Further outputs.", "format", "FORMAT", Key(values.TEXT, "The file that the format is written to.", None, '"findings.sarif"')),
        "severity": _SEVERITY,
        "allow": _ALLOW,
        "limits": _LIMITS,
        "limit": _LIMIT,
        "overrides": Each(
            "What is different for a part of the input: records that fit all of `site`, `paths` and `kind`; later ones go before earlier ones.",
            Table("One part.", {
                "site": Key(values.TEXTS, "Hosts of the records' `url`, with their subdomains.", (), '"example.org"'),
                "paths": Key(values.TEXTS, "Files, as in sources.", (), '"archive/**"'),
                "kind": Key(values.KIND, "The kind of records.", None, '"weather"'),
                "ignore": _IGNORE, "severity": _SEVERITY, "allow": _ALLOW, "limits": _LIMITS,
            }),
        ),
        "sources": Named("The feeds of the scrapers, by names of your choice. Without a PATH, `pagegate check` judges their files.", "any", "NAME", _SOURCE),
    },
)


def leaves(node: Node = ROOT, prefix: str = "") -> list[tuple[str, Key]]:
    """Every key with a value, by its dotted name, in the order of the table."""
    if isinstance(node, Key):
        return [(prefix, node)]
    if isinstance(node, Table):
        return [leaf for name, inner in node.keys.items() for leaf in leaves(inner, f"{prefix}.{name}".lstrip("."))]
    if isinstance(node, Named):
        return leaves(node.node, f"{prefix}.{node.told}")
    return leaves(node.node, f"{prefix}[]")
