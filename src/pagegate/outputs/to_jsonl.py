"""The findings alone, as JSON Lines: one finding a line. With a baseline, what is fixed stands behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from pagegate.outputs.rows import dumps, findings

if TYPE_CHECKING:
    from pagegate.outputs import Options
    from pagegate.verdict import Verdict


def write(verdict: Verdict, stream: TextIO, options: Options) -> None:  # noqa: ARG001  the shape of every format
    """Write the findings, one a line, as they come."""
    stream.writelines(dumps(finding) + "\n" for finding in findings(verdict.findings))
    if verdict.baseline is not None:
        stream.writelines(dumps(finding) + "\n" for finding in findings(verdict.baseline.fixed))
