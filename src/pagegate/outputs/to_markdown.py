"""The verdict as GitHub-flavoured Markdown, for step summaries and comments: bounded, and harmless whatever the pages say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from pagegate.config.settings import DEFAULT
from pagegate.outputs.escape import markdown, one_line
from pagegate.outputs.places import place, value_shown
from pagegate.outputs.ranked import worst_first
from pagegate.outputs.rows import RULE_COLUMNS, dumps, rows
from pagegate.outputs.sample import sample
from pagegate.outputs.summary import allowances, is_known, many, rules_with_fates, sentence, severity_told
from pagegate.verdict import PUBLISHED

if TYPE_CHECKING:
    import pandas as pd

    from pagegate.outputs import Options
    from pagegate.verdict import Verdict

#: So many findings are shown; with bounded cells the whole stays far below 1 MiB, the most that GitHub takes as a step's summary.
MOST = 200
_MESSAGE, _PLACE, _SENTENCE = 300, 200, 2_000
#: So many keys of the configuration are told.
_KEYS = 20


def write(verdict: Verdict, stream: TextIO, options: Options) -> None:
    """Write a heading, the verdict in a sentence, the rules that failed, and the findings that matter most."""
    stream.write(f"## pagegate: {verdict.verdict}\n\n{markdown(one_line(sentence(verdict), _SENTENCE))}\n")
    if options.quiet:
        return
    stream.writelines(_configured(verdict))
    if verdict.findings.empty:
        return
    failed = rules_with_fates(verdict)
    failed = failed[failed["fate"] == "failed"]
    if len(failed):
        stream.write("\n| rule | severity | findings | failed | held | not applicable |\n|---|---|---:|---:|---:|---:|\n")
        stream.writelines(_rule(rule) for rule in rows(failed, (*RULE_COLUMNS, "found")))
    stream.writelines(_findings(verdict.findings, options))


def _configured(verdict: Verdict) -> Iterator[str]:
    """The allowances that were used, and what the run was told beyond the defaults."""
    told = [f"- allowed {markdown(one_line(one, _MESSAGE))}\n" for one in allowances(verdict)]
    if told:
        yield "\n"
        yield from told[:MOST]
    said = [one for one in verdict.configuration if one.origin != DEFAULT]
    if said:
        shown = ", ".join(f"{one.key} = {value_shown(dumps(one.value), _PLACE)} ({one.origin})" for one in said[:_KEYS])
        yield f"\nConfigured: {markdown(one_line(shown, _SENTENCE))}{f' and {len(said) - _KEYS:,} more' if len(said) > _KEYS else ''}.\n"


def _findings(findings: pd.DataFrame, options: Options) -> Iterator[str]:
    """The table of findings, and how many more there are."""
    new = worst_first(findings[~is_known(findings)])
    shown = sample(new, MOST if options.verbose else options.most, MOST).sort_index()
    if len(shown):
        yield "\n| place | severity | rule | finding |\n|---|---|---|---|\n"
        yield from (_finding(finding) for finding in rows(shown, (*PUBLISHED, *(name for name in ("standing",) if name in shown))))
    if len(new) > len(shown):
        yield f"\n{many(len(new) - len(shown), 'findings')} more in the report.\n"


def _rule(rule: Mapping[str, Any]) -> str:
    numbers = " | ".join(f"{int(rule[name]):,}" for name in ("found", "failed", "held", "not_applicable"))
    return f"| {rule['code']} {markdown(rule['name'])} | {rule['severity']} | {numbers} |\n"


def _finding(finding: Mapping[str, Any]) -> str:
    where, message = markdown(one_line(place(finding), _PLACE)), markdown(one_line(finding["message"], _MESSAGE))
    return f"| {where} | {severity_told(finding)} | {finding['code']} {markdown(finding['rule'])} | {message} |\n"
