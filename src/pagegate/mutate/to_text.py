"""A mutation run for people at a terminal: faults, survivors, silent rules, and the score at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pagegate.mutate.result import Count, Mutation
from pagegate.mutate.told import by_rules, changes, drawn, outcome, percent, shown_cases, silent, standing, survived

_FILE = 140
#: From this share on a fault counts as seen, and below that one as mostly missed.
_SEEN, _MISSED = 95.0, 50.0


def write(mutation: Mutation, stream: TextIO, *, quiet: bool = False) -> None:
    """Write to a terminal with colours (none with NO_COLOR), to anything else as plain text; `quiet` leaves the score alone."""
    console = Console(file=stream, width=None if stream.isatty() else _FILE, markup=False, highlight=False, emoji=False, force_jupyter=False)
    if not quiet:
        console.print(_faults(mutation))
        for line in (*_survivors(mutation), *_silent(mutation)):
            console.print(line)
        console.print(f"\n{drawn(mutation)}", style="dim", soft_wrap=True)
    console.print(Text(f"score: {outcome(mutation)}", style=f"bold {_colour(mutation.count)}"), soft_wrap=True)


def _faults(mutation: Mutation) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("fault", no_wrap=True)
    for name in ("tried", "no trace", "caught"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("by", overflow="fold")
    for kind, count in mutation.kinds.items():
        table.add_row(Text(kind, style="bold"))
        for score in mutation.faults:
            if score.fault.kind != kind:
                continue
            table.add_row(f"  {score.fault.name}", *_numbers(score.count), by_rules(score) if score.count.tried else "no record it applies to")
            for case, part in shown_cases(score):
                table.add_row(f"    {case}", *_numbers(part), style="dim")
        table.add_row(f"all {kind}", *_numbers(count), style="bold")
        for (of, case), part in mutation.cases.items():
            if of == kind:
                table.add_row(f"  {case}", *_numbers(part))
        table.add_section()
    return table


def _numbers(count: Count) -> tuple[str, str, Text]:
    return f"{count.tried:,}", f"{count.no_trace:,}", Text(percent(count), style=_colour(count))


def _colour(count: Count) -> str:
    if count.percent is None:
        return "dim"
    return "green" if count.percent >= _SEEN else "red" if count.percent < _MISSED else "yellow"


def _survivors(mutation: Mutation) -> Iterator[Text | Padding]:
    found = [score for score in mutation.faults if score.survivor is not None]
    if found:
        yield Text("\nsurvivors, one each", style="bold")
    for score in found:
        if score.survivor is None:
            continue
        yield Text.assemble((f"{standing(score.survivor)}", "bold"), f"  {score.fault.kind} {score.fault.name}, ", (survived(score), "yellow"))
        for change in changes(score.survivor):
            yield Padding(Text.assemble((f"{change.field}: ", "dim"), change.before, (" -> ", "dim"), change.after), (0, 0, 0, 5), expand=False)
        if score.fault.plausible:
            yield Padding(Text(f"can pass for the truth: {score.fault.plausible}", style="dim"), (0, 0, 0, 5), expand=False)


def _silent(mutation: Mutation) -> Iterator[Text | Padding]:
    asked, idle = silent(mutation)
    if asked or idle:
        yield Text("\nrules that never fired", style="bold")
    for score in asked:
        yield Text(f"{score.rule.code} {score.rule.name}, asked about {score.asked:,}")
    if idle:
        yield Text("had nothing to judge in these records:")
        yield Padding(Text(" ".join(score.rule.code for score in idle), style="dim"), (0, 0, 0, 5), expand=False)
