"""The verdict for people at a terminal: each finding with its line of the page, then the rules that failed, then one sentence, and what changed since the last run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pagegate.model import SEVERITIES
from pagegate.outputs.places import Line, excerpt, known, page_place, place, value_shown
from pagegate.outputs.rows import rows
from pagegate.outputs.sample import in_reading_order, sample
from pagegate.outputs.summary import allowances, changed, is_known, many, rules_told, rules_with_fates, sentence, severity_told, standing_of
from pagegate.verdict import PRIVATE, PUBLISHED

if TYPE_CHECKING:
    import pandas as pd

    from pagegate.outputs import Options
    from pagegate.verdict import Verdict

_COLOURS = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_MESSAGE = 600
_LINE = 100
_FILE = 110


def write(verdict: Verdict, stream: TextIO, options: Options) -> None:
    """Write to a terminal with colours (none with NO_COLOR), to anything else as plain text, one finding's place at the start of a line."""
    width = None if stream.isatty() else _FILE
    console = Console(file=stream, width=width, markup=False, highlight=False, emoji=False, soft_wrap=True, force_jupyter=False)
    if not options.quiet:
        findings = in_reading_order(verdict.findings)
        new = findings if options.verbose else findings[~is_known(findings)]
        shown = new if options.verbose else sample(new, options.most).sort_index()
        for finding in rows(shown, (*PUBLISHED, *PRIVATE, *(name for name in ("status", "standing", "field") if name in shown))):
            console.print(_finding(finding))
        if options.verbose and verdict.baseline is not None:
            for finding in rows(verdict.baseline.fixed, (*PUBLISHED, *PRIVATE, "status")):
                console.print(_finding(finding))
        for line in _left_out(new, shown):
            console.print(line)
        rules = rules_with_fates(verdict)
        rules = rules if options.verbose else rules[rules["fate"] == "failed"]
        if len(rules):
            console.print(_table(rules))
        for told in verdict.allowed if options.verbose else allowances(verdict):
            console.print(Text(f"allowed {told}", style="yellow" if told.standing == "not enough rows" else "dim"))
    console.print(_verdict(verdict, options))
    if not options.quiet and changed(verdict):
        console.print(Text(f"history: {changed(verdict)}", style="dim"))


def _finding(finding: Mapping[str, Any]) -> Text:
    colour = _COLOURS[finding["severity"]]
    told = Text()
    told.append(place(finding), style="bold")
    told.append(f"  {severity_told(finding)} {finding['code']}", style="dim" if standing_of(finding) else colour)
    told.append(f" {finding['rule']}", style="dim")
    told.append(f"  {value_shown(finding['message'], _MESSAGE)}\n")
    inside = page_place(finding)
    if inside:
        told.append(f"     on {inside}\n", style="dim")
    lines = excerpt(finding, around=0, width=_LINE)
    for line in lines:
        told.append_text(_line(line, colour))
    if not lines and known(finding["text"]):
        told.append(f"     shown as {value_shown(finding['text'], _LINE)}\n", style="dim")
    if known(finding["hint"]):
        told.append("     hint: ", style="green")
        told.append(f"{value_shown(finding['hint'], _MESSAGE)}\n")
    return told


def _line(line: Line, colour: str) -> Text:
    """A line of the page, and carets under the offending text, so that it shows without colours too."""
    number = f"{line.number:>7} | "
    told = Text()
    told.append(number, style="dim")
    told.append(line.before)
    told.append(line.marked, style=colour)
    told.append(f"{line.after}\n")
    if line.marked:
        told.append(" " * 8 + "| ", style="dim")
        told.append(" " * cell_len(line.before) + "^" * max(1, cell_len(line.marked)) + "\n", style=colour)
    return told


def _left_out(findings: pd.DataFrame, shown: pd.DataFrame) -> Iterator[Text]:
    """How many findings of each rule are not shown, and how to see them."""
    if len(shown) == len(findings):
        return
    names = dict(zip(findings["code"], findings["rule"], strict=True))
    left = findings["code"].value_counts().sub(shown["code"].value_counts(), fill_value=0).astype(int)
    for code, number in left[left > 0].sort_index().items():
        yield Text(f"and {many(number, 'findings')} more of {code} {names[str(code)]}", style="dim")
    yield Text("all of them: --verbose, or --format jsonl; --select CODE for one rule's\n", style="dim")


def _table(rules: pd.DataFrame) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("rule", overflow="fold")
    table.add_column("severity")
    for name in ("findings", "failed", "held", "not applicable"):
        table.add_column(name, justify="right")
    order = rules.assign(rank=rules["severity"].map(SEVERITIES.index), good=rules["fate"] != "failed").sort_values(["good", "rank", "code"], kind="stable")
    for rule in order.to_dict("records"):
        numbers = [f"{int(rule[name]):,}" for name in ("found", "failed", "held", "not_applicable")]
        colour = _COLOURS[rule["severity"]] if rule["fate"] == "failed" else "dim"
        table.add_row(f"{rule['code']} {rule['name']}", Text(rule["severity"], style=colour), *numbers)
    return table


def _verdict(verdict: Verdict, options: Options) -> Text:
    head, _, tail = sentence(verdict).partition(f": {verdict.verdict}; ")
    told = Text(f"{head}: " if options.quiet or (verdict.findings.empty and not options.verbose) else f"\n{head}: ")
    told.append(verdict.verdict, style="bold green" if verdict.passed else "bold red")
    told.append(f"; {tail}")
    if options.verbose and any(verdict.counts.values()):
        told.append(f"; {rules_told(verdict)}")
    return told
