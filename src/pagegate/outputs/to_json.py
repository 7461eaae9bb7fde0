"""The whole verdict as one JSON object: what `docs/output.schema.json` describes.

Every key stands on a line of its own, and so does every rule and finding, so that two runs can be compared line by line.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

from pagegate.model import RECORD_KINDS, SEVERITIES
from pagegate.outputs.rows import RULE_COLUMNS, dumps, findings, rows
from pagegate.verdict import SCHEMA_VERSION
from pagegate.version import __version__

if TYPE_CHECKING:
    from pagegate.outputs import Options
    from pagegate.verdict import Verdict


def write(verdict: Verdict, stream: TextIO, options: Options) -> None:  # noqa: ARG001  the shape of every format
    """Write the object, one rule and one finding at a time."""
    head: dict[str, Any] = {
        "pagegate": __version__,
        "verdict": verdict.verdict,
        "fail_on": verdict.fail_on,
        "as_of": verdict.as_of.isoformat(),
        "schema_version": SCHEMA_VERSION,
        "sources": verdict.sources,
        "records": {kind: verdict.records.get(kind, 0) for kind in RECORD_KINDS},
        "counts": {severity: verdict.counts.get(severity, 0) for severity in SEVERITIES},
    }
    if verdict.baseline is not None:
        head["baseline"] = verdict.compared()
    if verdict.memory.changes is not None:
        head["history"] = verdict.told_of_history()
    head |= verdict.told_of_configuration()
    stream.write("{")
    stream.writelines(f'"{key}": {dumps(value)},\n ' for key, value in head.items())
    _write_list(stream, "rules", rows(verdict.rules, RULE_COLUMNS))
    stream.write(",\n ")
    _write_list(stream, "findings", findings(verdict.findings))
    stream.write("}\n")


def _write_list(stream: TextIO, key: str, items: Iterable[dict[str, Any]]) -> None:
    stream.write(f'"{key}": [')
    separator = "\n  "
    for item in items:
        stream.write(separator + dumps(item))
        separator = ",\n  "
    stream.write("]")
