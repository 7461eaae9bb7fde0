"""The findings as SARIF 2.1.0, for code scanning.

Code scanning takes 25,000 results of a run: the worst are written, the rest is counted in a notification. Every result has a physical location, for
an upload with one that has none is refused as a whole. The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from pagegate.catalogue import catalogue
from pagegate.outputs.escape import address, one_line, sarif
from pagegate.outputs.places import WHOLE_SCRAPE, known
from pagegate.outputs.ranked import worst_first
from pagegate.outputs.rows import RULE_COLUMNS, dumps, rows
from pagegate.outputs.summary import allowances, many, standing_of
from pagegate.rulebook import page
from pagegate.verdict import PRIVATE, PUBLISHED
from pagegate.version import __version__

if TYPE_CHECKING:
    from pagegate.outputs import Options
    from pagegate.verdict import Verdict

MOST_RESULTS = 25_000
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_MESSAGE, _SNIPPET = 1_000, 120


def write(verdict: Verdict, stream: TextIO, options: Options) -> None:  # noqa: ARG001  the shape of every format
    """Write the log, one rule and one result a line."""
    ordered = worst_first(verdict.findings)
    told = ordered.head(MOST_RESULTS)
    rules = list(rows(verdict.rules, RULE_COLUMNS))
    places = {rule["code"]: at for at, rule in enumerate(rules)}
    columns = (*PUBLISHED, *PRIVATE, *(name for name in ("status", "allowance", "standing") if name in told))
    stream.write(f'{{"$schema": {dumps(_SCHEMA)},\n "version": "2.1.0",\n "runs": [{{\n  "tool": {{"driver": {{"name": "pagegate", "version": {dumps(__version__)}, "rules": [')
    _lines(stream, (_rule(rule) for rule in rules))
    stream.write(f'\n  ]}}}},\n  "columnKind": "unicodeCodePoints",\n  "invocations": [{dumps(_invocation(verdict, len(ordered) - len(told)))}],\n')
    stream.write(f'  "properties": {dumps(_properties(verdict, len(ordered) - len(told)))},\n  "results": [')
    _lines(stream, (_result(finding, places) for finding in rows(told, columns)))
    stream.write("\n  ]}]}\n")


def _lines(stream: TextIO, items: Iterator[Mapping[str, Any]]) -> None:
    separator = "\n   "
    for item in items:
        stream.write(separator + dumps(item))
        separator = ",\n   "


def _rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule with its page as help."""
    made: dict[str, Any] = {"id": rule["code"], "name": rule["name"], "defaultConfiguration": {"level": _LEVELS[rule["severity"]]}, "properties": {"tags": [rule["kind"]]}}
    if rule["code"] in catalogue().rules:
        shown = page(rule["code"], catalogue(), run=False)
        sections = [(title, f"{text[:1].upper()}{text[1:]}") for title, text in shown.sections.items() if text]
        made["shortDescription"] = {"text": sarif(shown.summary)}
        made["fullDescription"] = {"text": sarif(dict(sections).get("What it does", shown.summary))}
        made["help"] = {
            "text": sarif("\n\n".join(f"{title}: {text}" for title, text in sections) or shown.summary),
            "markdown": sarif("\n\n".join(f"**{title}.** {text}" for title, text in sections) or shown.summary),
        }
    return made


def _result(finding: Mapping[str, Any], places: Mapping[str, int]) -> dict[str, Any]:
    code = finding["code"]
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(finding["source"])}}
    region = _region(finding)
    if region:
        location["physicalLocation"]["region"] = region
    message = one_line(finding["message"], _MESSAGE)
    hint = one_line(finding["hint"], _MESSAGE)
    result: dict[str, Any] = {
        "ruleId": code,
        **({"ruleIndex": places[code]} if code in places else {}),
        "level": _LEVELS[finding["severity"]],
        "message": {"text": sarif(f"{message}\n{hint}" if hint else message or finding["rule"])},
        "locations": [location],
        "partialFingerprints": {"pagegate/v1": finding["fingerprint"], "primaryLocationLineHash": f"{finding['fingerprint']}:1"},
        "properties": {name: finding[name] for name in ("kind", "key", "page", "page_line", "record", "allowance", "standing") if known(finding.get(name))},
    }
    if finding.get("status"):
        result["baselineState"] = "unchanged" if finding["status"] == "known" else "new"
    justification = {"known": "in the baseline", "allowed": f"within what is allowed: {finding.get('allowance')}", "not enough rows": f"not enough rows to tell about what is allowed: {finding.get('allowance')}"}.get(standing_of(finding))
    if justification:
        result["suppressions"] = [{"kind": "external", "status": "underReview" if standing_of(finding) == "not enough rows" else "accepted", "justification": justification}]
    return result


def _artifact(source: Any) -> dict[str, Any]:
    """Where a finding stands; what is about the whole scrape, or came through a pipe, has the name of that."""
    if not known(source):
        return {"uri": WHOLE_SCRAPE.replace(" ", "-")}
    uri = address(str(source))
    return {"uri": uri} if "://" in uri else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _region(finding: Mapping[str, Any]) -> dict[str, Any]:
    """The line and columns of a finding in its source; in a feed, those of the record."""
    if not known(finding["line"]):
        return {}
    region: dict[str, Any] = {"startLine": max(1, int(finding["line"]))}
    if known(finding["column"]):
        region["startColumn"] = max(1, int(finding["column"]))
        text = str(finding["text"]) if known(finding["text"]) else ""
        if 0 < len(text) <= _SNIPPET and text.isprintable() and not known(finding["page"]):
            region |= {"endColumn": region["startColumn"] + len(text), "snippet": {"text": text}}
    return region


def _invocation(verdict: Verdict, left: int) -> dict[str, Any]:
    told = [("warning", f"{many(left, 'findings')} more are left out: {MOST_RESULTS:,} is the most that is written here.")] if left else []
    told += [("warning" if one.standing == "not enough rows" else "note", f"allowed {one}") for one in allowances(verdict)]
    notes = [{"level": level, "message": {"text": sarif(text)}} for level, text in told]
    return {"executionSuccessful": not verdict.interrupted, "exitCode": 130 if verdict.interrupted else 0 if verdict.passed else 1, "toolExecutionNotifications": notes}


def _properties(verdict: Verdict, left: int) -> dict[str, Any]:
    compared = verdict.compared()
    return {"verdict": verdict.verdict, "counts": dict(verdict.counts), "leftOut": left, **({"baseline": compared} if compared else {}), **verdict.told_of_configuration()}
