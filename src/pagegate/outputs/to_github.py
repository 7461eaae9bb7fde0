"""The findings as GitHub annotations: workflow commands, of which a step may give 10 errors, 10 warnings and 10 notices.

The worst are annotated; what is left out is counted in the last notice and in the log. A Markdown summary of the step goes where `step_summary` is told to put it.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pagegate.outputs.escape import command, command_property, log_line, one_line
from pagegate.outputs.places import known, place
from pagegate.outputs.ranked import worst_first
from pagegate.outputs.rows import rows
from pagegate.outputs.summary import is_known, many, sentence, standing_of
from pagegate.verdict import PRIVATE, PUBLISHED

if TYPE_CHECKING:
    from pagegate.outputs import Options
    from pagegate.verdict import Verdict

#: What GitHub shows of one step, of each level.
MOST = 10
#: What GitHub takes as the summary of one step, in bytes; nothing of a summary that is larger is shown.
MOST_SUMMARY = 1 << 20
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_MESSAGE = 600


def write(verdict: Verdict, stream: TextIO, options: Options) -> None:  # noqa: ARG001  the shape of every format
    """Write at most 10 annotations of each level, and the verdict as a line of the log."""
    new = worst_first(verdict.findings[~is_known(verdict.findings)])
    shown = new[new.groupby("severity").cumcount() < MOST]
    left = len(new) - len(shown)
    if left and (shown["severity"] == "info").sum() == MOST:  # the last notice says how many there are
        shown = shown.drop(index=shown.index[shown["severity"] == "info"][-1])
        left += 1
    columns = (*PUBLISHED, *PRIVATE, *(name for name in ("standing",) if name in shown))
    stream.writelines(f"{_annotation(finding)}\n" for finding in rows(shown, columns))
    if left:
        told = f"{many(left, 'findings')} more are not annotated; the report and the other outputs have them all"
        stream.write(f"::notice title=pagegate::{command(told)}\n")
    stream.write(log_line(f"pagegate: {sentence(verdict)}") + "\n")


def _annotation(finding: Mapping[str, Any]) -> str:
    standing = standing_of(finding)
    properties = {"title": f"{f'{standing}: ' if standing else ''}{finding['code']} {finding['rule']}"}
    source = str(finding["source"]) if known(finding["source"]) else ""
    message = one_line(finding["message"], _MESSAGE)
    if source and "://" not in source and source != "-":
        properties["file"] = one_line(source, _MESSAGE)
        if known(finding["line"]):
            properties["line"] = str(int(finding["line"]))
            if known(finding["column"]):
                properties["col"] = str(int(finding["column"]))
    else:
        message = f"{one_line(place(finding), _MESSAGE)}: {message}"
    hint = one_line(finding["hint"], _MESSAGE)
    told = ",".join(f"{name}={command_property(value)}" for name, value in properties.items())
    text = f"{message}\n{hint}" if hint else message
    return f"::{_COMMANDS[finding['severity']]} {told}::{command(text)}"


def step_summary(verdict: Verdict, path: Path) -> bool:
    """Add the verdict in Markdown to the summary of a step, the file that GITHUB_STEP_SUMMARY names; False if it would grow too large for GitHub to show it.

    Raises OSError if the file cannot be written.
    """
    from pagegate.outputs import write as write_format

    text = io.StringIO()
    write_format("markdown", verdict, text)
    data = text.getvalue().encode("utf-8", "replace")
    before = path.stat().st_size if path.exists() else 0
    if before + len(data) > MOST_SUMMARY:
        return False
    with path.open("ab") as stream:
        stream.write(data)
    return True


def summary_file() -> Path | None:
    """Where a GitHub step wants its summary, None outside of one."""
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    return Path(named) if named else None
