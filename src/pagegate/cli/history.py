"""`pagegate history`: the runs that are remembered, one of them, and what moved from one to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pagegate.cli import options as shared
from pagegate.cli.configured import configured

if TYPE_CHECKING:
    from pagegate.history.store import Store
    from pagegate.history.told import Held, Remembered

Command = TypeVar("Command", bound=Callable[..., Any])
#: Lines of each part of `show` and `compare` at a terminal; JSON has all of them.
_LINES = 20
_WIDTH = 80


def _where(command: Command) -> Command:
    """Which history, and how it is told."""
    form = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What goes to standard output.")
    report = click.option("--report", type=click.Path(file_okay=False, path_type=Path), default=Path("reports"), show_default=True, help="The report's folder, which holds history.db.")
    config = click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE", help="Configuration (default: the nearest pagegate.toml or pyproject.toml).")
    return shared.remembering(report(config(form(command))))


@click.group(invoke_without_command=True)
@_where
@click.option("--most", type=click.IntRange(min=1), default=30, show_default=True, help="How many runs are listed, the latest first.")
def history(**options: Any) -> int:
    """List the runs that are remembered: those that wrote a report.

    Exit status: 0 told, 2 wrong usage, or a history that cannot be read.
    """
    context = click.get_current_context()
    if context.invoked_subcommand is not None:
        context.obj = {name: value for name, value in options.items() if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE}
        return 0
    from pagegate.history.told import listed

    runs, number = listed(_store(options), options["most"])
    if options["form"] == "json":
        _print_json({"runs": [run.brief() for run in runs], "remembered": number})
        return 0
    rows: list[tuple[str, ...]] = [("run", "started (UTC)", "commit", "verdict", "records", "errors", "warnings", "input")]
    rows += [_row(run) for run in runs]
    _print_table(rows, right={0, 4, 5, 6})
    if number > len(runs):
        click.echo(f"and {number - len(runs):,} earlier runs (--most)")
    return 0


@history.command()
@_where
@click.argument("run")
def show(run: str, **options: Any) -> int:
    """Tell of one RUN: its number, or `last`, `last-1`, ...

    Exit status: 0 told, 2 wrong usage, or a history that cannot be read.
    """
    from pagegate.history.told import one

    told = one(_store(_inherited(options)), run)
    if options["form"] == "json":
        _print_json(told.whole())
        return 0
    for line in _heading(told):
        click.echo(line)
    failed = [(code, f"{number:,}") for code, number in sorted(told.run.failed.items(), key=lambda item: (-item[1], item[0]))]
    _print_part("failures by rule", [("rule", "failed"), *failed], right={1})
    _print_part("findings by source", [("source", "rule", "findings"), *((source or "other sources", code, f"{number:,}") for (source, code), number in sorted(told.run.failed_by_source.items(), key=lambda item: -item[1]))], right={2})
    _print_part("coverage", [("kind", "column", "filled"), *((kind, column, f"{share:.1%}") for (kind, column), share in told.run.coverage.items())], right={2})
    return 0


@history.command()
@_where
@click.argument("first")
@click.argument("second")
def compare(first: str, second: str, **options: Any) -> int:
    """Tell what moved from run FIRST to run SECOND.

    Exit status: 0 told, 2 wrong usage, or a history that cannot be read.
    """
    from pagegate.history.told import held

    told = held(_store(_inherited(options)), first, second)
    if options["form"] == "json":
        _print_json(told.whole())
        return 0
    for run in (told.first, told.second):
        click.echo(_heading(run)[0])
    if told.first.label != told.second.label:
        click.echo("These are runs over different input.")
    click.echo(_findings(told))
    _print_part("failures by rule", [("rule", "first", "second"), *((code, f"{a:,}", f"{b:,}") for code, a, b in told.rules())], right={1, 2})
    _print_part("findings by source", [("source", "rule", "first", "second"), *((source or "other sources", code, f"{a:,}", f"{b:,}") for (source, code), a, b in told.sources())], right={2, 3})
    _print_part("records", [("kind", "first", "second"), *((kind, f"{a:,}", f"{b:,}") for kind, a, b in told.records())], right={1, 2})
    _print_part("coverage", [("kind", "column", "first", "second"), *((kind, column, f"{a:.1%}", f"{b:.1%}") for (kind, column), a, b in told.coverage())], right={2, 3})
    return 0


def _inherited(options: dict[str, Any]) -> dict[str, Any]:
    """The options of the verb, and those that the command line gave before it."""
    context = click.get_current_context()
    before: Mapping[str, Any] = context.obj or {}
    own = {name: value for name, value in options.items() if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE}
    options.update({name: value for name, value in before.items() if name in options and name not in own})
    return options


def _store(options: dict[str, Any]) -> Store:
    configured(options)
    from pagegate.history.keeper import FILE
    from pagegate.history.store import Store

    return Store(str(options["history"] or options["report"] / FILE))


def _row(told: Remembered) -> tuple[str, ...]:
    run = told.run
    return (
        str(run.id), f"{run.started:%Y-%m-%d %H:%M}", (run.commit or "")[:7], run.verdict, f"{sum(run.records.values()):,}",
        f"{run.counts.get('error', 0):,}", f"{run.counts.get('warning', 0):,}", told.label,
    )


def _heading(told: Remembered) -> list[str]:
    run = told.run
    records = ", ".join(f"{number:,} {kind}" for kind, number in run.records.items() if number) or "no records"
    counts = ", ".join(f"{number:,} {severity}" for severity, number in run.counts.items() if number) or "no findings"
    commit = f" at {run.commit[:12]}" if run.commit else ""
    return [f"run {run.id} of {run.started:%Y-%m-%d %H:%M} UTC{commit}: {run.verdict}; {records}; {counts}", f"input: {_visible(told.label)}; pagegate {told.pagegate}"]


def _findings(told: Held) -> str:
    if told.findings is None:
        return "The findings of one of them are no longer kept one by one; their numbers are below."
    new, known, fixed = told.findings
    about = "" if told.exact else " (of the findings with the smallest hashes, which stand for all)"
    return f"findings: {new:,} new, {known:,} known, {fixed:,} fixed{about}"


def _print_part(title: str, rows: Sequence[tuple[str, ...]], right: set[int]) -> None:
    if len(rows) == 1:
        return
    click.echo(f"\n{title}")
    _print_table(rows[: _LINES + 1], right)
    if len(rows) > _LINES + 1:
        click.echo(f"and {len(rows) - _LINES - 1:,} more (--format json has all)")


def _print_table(rows: Sequence[tuple[str, ...]], right: set[int]) -> None:
    """Columns as wide as their longest cell; the widest column of text gives way where a line would be over 80 characters."""
    shown = [[_visible(cell) for cell in row] for row in rows]
    widths = [max(len(row[at]) for row in shown) for at in range(len(shown[0]))]
    over = sum(widths) + 2 * (len(widths) - 1) - _WIDTH
    if over > 0:
        widest = max((at for at in range(len(widths)) if at not in right), key=lambda at: (widths[at], at))
        widths[widest] = max(8, widths[widest] - over)
    for row in shown:
        cells = [_cut(cell, width) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(cell.rjust(width) if at in right else cell.ljust(width) for at, (cell, width) in enumerate(zip(cells, widths, strict=True))).rstrip())


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else f"{cell[: width - 1]}…"


def _visible(text: str) -> str:
    from pagegate.outputs.visible import visible

    return visible(text)


def _print_json(told: dict[str, Any]) -> None:
    from pagegate.outputs.rows import dumps

    click.echo(dumps(told))
