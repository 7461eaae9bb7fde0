"""The findings as GitLab's code quality report: a JSON array of issues, each with a fingerprint of its own.

GitLab compares the fingerprints of two branches itself, so findings that a baseline knows are among them, and what is fixed is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TextIO

from pagegate.outputs.escape import one_line
from pagegate.outputs.places import WHOLE_SCRAPE, known
from pagegate.outputs.rows import dumps, rows
from pagegate.outputs.sample import in_reading_order
from pagegate.outputs.summary import standing_of
from pagegate.verdict import PUBLISHED

if TYPE_CHECKING:
    from pagegate.outputs import Options
    from pagegate.verdict import Verdict

_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}
_MESSAGE = 600


def write(verdict: Verdict, stream: TextIO, options: Options) -> None:  # noqa: ARG001  the shape of every format
    """Write the array, one finding a line."""
    findings = in_reading_order(verdict.findings)
    columns = (*PUBLISHED, *(name for name in ("status", "standing") if name in findings))
    separator = "[\n "
    for finding in rows(findings, columns):
        stream.write(separator + dumps(_issue(finding)))
        separator = ",\n "
    stream.write("[]\n" if findings.empty else "\n]\n")


def _issue(finding: Mapping[str, Any]) -> dict[str, Any]:
    standing = standing_of(finding)
    return {
        "description": f"{f'{standing}: ' if standing else ''}{finding['code']} {finding['rule']}: {one_line(finding['message'], _MESSAGE)}",
        "check_name": finding["code"],
        "fingerprint": finding["fingerprint"],
        "severity": _SEVERITIES[finding["severity"]],
        "location": {
            "path": one_line(finding["source"], _MESSAGE) or WHOLE_SCRAPE,
            "lines": {"begin": max(1, int(finding["line"])) if known(finding["line"]) else 1},
        },
    }
