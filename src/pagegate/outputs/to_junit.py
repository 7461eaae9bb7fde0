"""The verdict as JUnit XML: a suite for each kind, in it a case for each rule that held or had nothing to judge, and one for each finding.

Cases of findings that make the run fail are failures. Others (warnings below `--fail-on`, what a baseline knows, what is fixed) pass, and say in their output what they are. Names
have no line in them, so that a comparison of two runs knows a finding again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TextIO

import pandas as pd

from pagegate.model import RECORD_KINDS
from pagegate.outputs.escape import one_line, xml
from pagegate.outputs.places import known, place, source_name
from pagegate.outputs.ranked import deciding
from pagegate.outputs.rows import RULE_COLUMNS, dumps, rows
from pagegate.outputs.sample import in_reading_order
from pagegate.outputs.summary import rules_with_fates, sentence, standing_of
from pagegate.verdict import PRIVATE, PUBLISHED

if TYPE_CHECKING:
    from pagegate.outputs import Options
    from pagegate.verdict import Verdict

_MESSAGE, _NAME = 1_000, 300
_STANDINGS = {"known": "known, in the baseline", "fixed": "fixed, still in the baseline", "allowed": "within what is allowed", "not enough rows": "not enough rows to tell about what is allowed"}


def write(verdict: Verdict, stream: TextIO, options: Options) -> None:  # noqa: ARG001  the shape of every format
    """Write the suites, one case at a time."""
    findings = in_reading_order(verdict.findings)
    findings = findings.assign(decides=deciding(verdict, findings).to_numpy(dtype=bool))
    if verdict.baseline is not None:
        findings = pd.concat([findings, verdict.baseline.fixed.assign(decides=False)], ignore_index=True)
    fates = rules_with_fates(verdict)
    # A finding of a rule that is not among the run's rules stands under its own kind all the same.
    kinds = [kind for kind in (*RECORD_KINDS, "batch") if (fates["kind"] == kind).any() or (findings["kind"] == kind).any()]
    quiet = fates[fates["fate"] != "failed"]
    failures = int(findings["decides"].sum())
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(f'<testsuites name="pagegate" tests="{len(findings) + len(quiet)}" failures="{failures}" errors="0" skipped="{int((quiet["fate"] == "idle").sum())}" time="0">\n')
    for kind in kinds:
        _suite(stream, kind, quiet[quiet["kind"] == kind], findings[findings["kind"] == kind], verdict)
    stream.write("</testsuites>\n")


def _suite(stream: TextIO, kind: str, rules: pd.DataFrame, findings: pd.DataFrame, verdict: Verdict) -> None:
    idle = int((rules["fate"] == "idle").sum())
    stream.write(f'<testsuite name="{kind}" tests="{len(rules) + len(findings)}" failures="{int(findings["decides"].sum())}" errors="0" skipped="{idle}" time="0">\n')
    stream.writelines(["<properties>", *(f'<property name="{xml(name)}" value="{xml(value)}"/>' for name, value in _properties(verdict)), "</properties>\n"])
    for rule in rows(rules, (*RULE_COLUMNS, "fate")):
        name = xml(f"{rule['code']} {rule['name']}")
        inside = '<skipped message="nothing to judge"/>' if rule["fate"] == "idle" else ""
        stream.write(f'<testcase classname="pagegate.{kind}" name="{name}" time="0">{inside}</testcase>\n')
    columns = (*PUBLISHED, *PRIVATE, "decides", *(name for name in ("status", "allowance", "standing") if name in findings))
    stream.writelines(_case(finding) for finding in rows(findings, columns))
    stream.write("</testsuite>\n")


def _properties(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """What the run was told, and what came of it: of every suite, for readers show one at a time."""
    yield "verdict", verdict.verdict
    yield "summary", sentence(verdict)
    yield from ((one.key, str(one)) for one in verdict.allowed)
    yield from ((f"configuration.{one_line(one.key, _NAME)}", f"{one_line(dumps(one.value), _MESSAGE)} ({one_line(one.origin, _NAME)})") for one in verdict.configuration)


def _case(finding: Mapping[str, Any]) -> str:
    name = f"{finding['code']} {finding['rule']} in {source_name(finding['source'])} ({finding['fingerprint']})"
    line = f' line="{int(finding["line"])}"' if known(finding["line"]) else ""
    file = f' file="{xml(source_name(finding["source"]))}"' if known(finding["source"]) else ""
    message = one_line(finding["message"], _MESSAGE)
    standing = _STANDINGS.get(standing_of(finding), "does not fail this run")
    standing += f": {finding['allowance']}" if known(finding.get("allowance")) and standing_of(finding) not in {"known", "fixed"} else ""
    told = f"{place(finding)}: {finding['severity']} {finding['code']} {finding['rule']}\n{message}\n{one_line(finding['hint'], _MESSAGE)}".rstrip()
    if finding["decides"]:
        inside = f'<failure type="{finding["severity"]}" message="{xml(message)}">{_lines(told)}</failure>'
    else:
        told += f"\n({standing})"
        inside = f"<system-out>{_lines(told)}</system-out>"
    return f'<testcase classname="pagegate.{finding["kind"]}" name="{xml(name)}"{file}{line} time="0">{inside}</testcase>\n'


def _lines(text: str) -> str:
    return "\n".join(xml(line) for line in text.split("\n"))
