"""The options that verbs which judge have in common, and what they mean."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pagegate.baseline import Baseline
    from pagegate.sources.find import Source

Command = TypeVar("Command", bound=Callable[..., Any])
KINDS = ("auto", "pages", "quotes", "weather", "articles")


class Moment(click.ParamType[dt.datetime]):
    """A moment in ISO 8601; UTC where it names no zone."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """Read it."""
        try:
            moment = dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no ISO 8601 time such as 2026-11-22 or 2026-11-22T08:00:00+01:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


class Output(click.ParamType[tuple[str, str]]):
    """A format and the file it is written to."""

    name = "format=file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Split it, and refuse a format that there is none of."""
        from pagegate import outputs

        form, equals, file = str(value).partition("=")
        if not equals or not file:
            self.fail(f"{value!r} is not FORMAT=FILE, such as json=findings.json", param, ctx)
        if form not in outputs.names():
            self.fail(f"{form!r} is no format; there are {', '.join(outputs.names())}", param, ctx)
        return form, file


class Limit(click.ParamType[tuple[str, float]]):
    """What one source may cost."""

    name = "name=number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        """Read it; the name is looked at where limits are known."""
        name, _, number = str(value).partition("=")
        try:
            return name.strip(), float(number)
        except ValueError:
            self.fail(f"{value!r} is not NAME=NUMBER, such as seconds=300", param, ctx)


def reading(command: Command) -> Command:
    """What is judged, as of when, and what it may cost: PATH ..., --kind, --config, --as-of, --limit."""
    return _with(
        command,
        click.argument("paths", nargs=-1, metavar="[PATH ...]"),
        click.option("--kind", type=click.Choice(KINDS), default="auto", show_default=True, help="What the input holds; auto decides per file."),
        click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE", help="Configuration (default: the nearest pagegate.toml or pyproject.toml)."),
        click.option("--as-of", type=Moment(), help="The moment to judge dates against (default: the record's fetched_at, else now)."),
        click.option("--limit", type=Limit(), multiple=True, metavar="NAME=NUMBER", help="What one source may cost, such as seconds=300 (docs/limits.md); may be repeated."),
    )


def reporting(command: Command) -> Command:
    """Where the HTML report goes: --report, --no-report."""
    return _with(
        command,
        click.option("--report", type=click.Path(file_okay=False, path_type=Path), default=Path("reports"), show_default=True, help="Where the HTML report goes."),
        click.option("--no-report", is_flag=True, help="Write no report."),
    )


def remembering(command: Command) -> Command:
    """Where runs are remembered: --history."""
    return _with(command, click.option("--history", metavar="URL|FILE", help="Where runs that write a report are remembered (default: history.db in the report's folder)."))


def choosing(command: Command) -> Command:
    """Which rules are asked: --select, --ignore."""
    return _with(
        command,
        click.option("--select", multiple=True, metavar="CODES", help="Only rules whose code begins so (W, W2, W201; several with commas)."),
        click.option("--ignore", multiple=True, metavar="CODES", help="No rules whose code begins so."),
    )


def suites(command: Command) -> Command:
    """Whether whole scrapes are judged: --no-batch."""
    return _with(command, click.option("--no-batch", is_flag=True, help="Skip the batch suites."))


def gating(command: Command) -> Command:
    """What fails: --fail-on, --baseline, --quarantine, --allow-empty."""
    return _with(
        command,
        click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), default="error", show_default=True, help="What makes the verdict fail."),
        click.option("--baseline", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Findings known and accepted; only new ones fail."),
        click.option("--quarantine", type=click.Path(path_type=Path), metavar="DIR", help="Split what was judged: DIR/good/NAME, DIR/bad/NAME and DIR/bad/NAME.why.jsonl."),
        click.option("--allow-empty", is_flag=True, help="Let a run pass that reads no record."),
    )


def telling(command: Command) -> Command:
    """What goes where, and how much of it: --format, --output, --no-raw, --quiet, --verbose."""
    from pagegate import outputs

    return _with(
        command,
        click.option("--format", "form", type=click.Choice(outputs.names()), default="text", show_default=True, help="What goes to standard output."),
        click.option("--output", type=Output(), multiple=True, help="Write another format to a file; may be repeated."),
        click.option("--no-raw", is_flag=True, help="Let nothing out that the pages said: no values, no excerpts, no query strings."),
        click.option("-q", "--quiet", is_flag=True, help="Print the verdict only."),
        click.option("-v", "--verbose", is_flag=True, help="Print every rule and every finding."),
    )


def _with(command: Command, *decorators: Callable[[Command], Command]) -> Command:
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def codes(values: Sequence[str]) -> tuple[str, ...]:
    """The codes that an option named, one by one or with commas."""
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


def known(file: Path | None, as_of: dt.datetime | None) -> Baseline | None:
    """The baseline in a file, read on the day that is judged. Raises UsageError for a broken one."""
    if file is None:
        return None
    from pagegate.baseline import read
    from pagegate.catalogue import catalogue

    return read(file, catalogue().rules, (as_of or dt.datetime.now(dt.UTC)).date())


def progress(sources: list[Source]) -> Any:
    """The sources, with a bar on the terminal if there are many."""
    if len(sources) < 2 or not sys.stderr.isatty():
        return sources
    from rich.console import Console
    from rich.progress import track

    return track(sources, description="judging", console=Console(stderr=True), transient=True)
