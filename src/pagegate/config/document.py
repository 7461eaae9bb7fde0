"""Writes what the table of keys says: docs/configuration.md for people, docs/config.schema.json for editors. `python -m pagegate.config.document docs`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pagegate.config.in_force import plain
from pagegate.config.keys import ROOT, Each, Key, Named, Node, Table, leaves

_HEAD = """# Configuration

<!-- Written by `python -m pagegate.config.document docs`; edit src/pagegate/config/keys.py instead. -->

pagegate reads `[tool.pagegate]` of pyproject.toml, or pagegate.toml, which has the same keys without that prefix: the nearest from the working directory upwards, or the file that `--config`
names. pagegate.toml goes before a pyproject.toml beside it. The command line goes before the file, the file before the defaults; environment variables are not read. Paths in it are taken from its folder.

An unknown key, a value of the wrong type, a rule, column or unit that there is none of: each is refused with exit status 2, the file, the line, the key, and the nearest valid name.
`pagegate config` prints what is in force and where each value came from (`--format json` for machines); the report, JSON, SARIF, JUnit and Markdown of `pagegate check` carry the same.

From Python, `pagegate.check(..., config="pagegate.toml")` takes the rules and the sources from a configuration; without `config`, none is read.

```toml
# pagegate.toml
fail-on = "warning"
ignore = ["Q203"]
severity = { W201 = "warning" }
allow = { W305 = "0.5 %", gust-below-wind = 3 }
limits = { W002 = { low = -60, high = 50 } }
output = { sarif = "findings.sarif" }

[[overrides]]
paths = "archive/**"
ignore = ["B3"]

[sources.us]
paths = "feeds/us_*.json.gz"
kind = "quotes"
fields = { price = "lastsale", change = "netchange", change_pct = "pctchange" }
units = { change_pct = "%" }
defaults = { currency = "USD" }
```

Ready ones for seven public feeds stand in [examples/configurations](../examples/configurations).

"""

_TAIL = """
## Sources

A source of the input belongs to the first table of `sources` whose `paths` fit. Files may be compressed (`.gz .bz2 .xz .zst`). Its columns come under pagegate's names by `fields`; what is not mapped rides along, and
objects inside objects are reached by dots (`fields = { price = "last.price" }`). A mapped column that no record of a file has is the finding P021. What a file shows goes before what the
configuration says of it: `72 °F` is Fahrenheit in a column of `units = { temp = "C" }`, and a time with a zone keeps it. An hour that the clocks of `timezone` show twice, or never, stays without a zone, and so does a
date without a clock. Values are converted together with their displayed precision: 70.29 °F is known to 0.01 °F, and so to 0.0056 °C. Factors are exact by definition.

## Allowances

`allow` says how much of a rule's findings a run may have. They are all told, and do not fail the run while the rule is *within* its allowance. A count is exceeded by one more. A share is taken of the records that the
rule judged; it is *exceeded* when it is higher and the lower end of its 95 % interval (Wilson 1927) is higher too. With fewer than 30 judged records, or where chance explains the difference, the answer is *not enough
rows*, and nothing fails for it. Findings that a baseline knows do not count. Every output says which allowances were used, and how they stand ([outputs.md](outputs.md)).

`allow` in a table of `overrides` is an allowance of its own: what the rule judged and found there counts towards it, and not towards that of the whole input.

## Overrides

A table of `overrides` holds for the records that fit all of its `site`, `paths` and `kind`. There, ignored rules are *not applicable*. A finding about a whole scrape belongs to a table if all records that it is about do: the record
that it names, else all records of its kind in the source that it names, else all of the run. A share that a table allows to such a rule is taken of all that the rule judged in the run.
"""


def markdown() -> str:
    """docs/configuration.md."""
    return _HEAD + "## Keys\n\n" + "\n".join(_rows()) + "\n" + _TAIL


def json_schema() -> dict[str, Any]:
    """docs/config.schema.json: the schema of pagegate.toml, and of `tool.pagegate` in pyproject.toml."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:pagegate:configuration:1", "title": "pagegate's configuration",
        "description": "pagegate.toml, or [tool.pagegate] of pyproject.toml.", **_schema(ROOT),
    }


def _rows() -> Iterator[str]:
    yield "| key | type | default | example | what it says |\n|---|---|---|---|---|"
    for name, key in leaves():
        default = "" if key.default is None else f"`{json.dumps(key.default)}`"
        yield f"| `{name}` | {_cell(key.type.told)} | {default} | `{_cell(key.example)}` | {_cell(key.text)} |"
    yield "\nTables:\n"
    yield from (f"- `{name}`: {text}" for name, text in _tables(ROOT, ""))


def _tables(node: Node, prefix: str) -> Iterator[tuple[str, str]]:
    """Every table with what it says, by its dotted name."""
    if isinstance(node, Key):
        return
    if prefix:
        yield prefix, node.text
    if isinstance(node, Table):
        for name, inner in node.keys.items():
            yield from _tables(inner, f"{prefix}.{name}".lstrip("."))
    elif isinstance(node, Named):
        yield from _tables(node.node, f"{prefix}.{node.told}")
    else:
        yield from _tables(node.node, f"{prefix}[]")


def _schema(node: Node) -> dict[str, Any]:
    if isinstance(node, Key):
        return {**node.type.schema, "description": node.text, **({} if node.default is None else {"default": plain(node.default)})}
    if isinstance(node, Each):
        return {"type": "array", "description": node.text, "items": _schema(node.node)}
    if isinstance(node, Named):
        return {"type": "object", "description": node.text, "additionalProperties": _schema(node.node)}
    return {
        "type": "object", "description": node.text, "properties": {name: _schema(inner) for name, inner in node.keys.items()}, "additionalProperties": False,
        **({"required": list(node.required)} if node.required else {}),
    }


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write both files into the folder that is named."""
    folder = Path(arguments[0] if arguments else "docs")
    (folder / "configuration.md").write_text(markdown(), encoding="utf-8")
    (folder / "config.schema.json").write_text(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
