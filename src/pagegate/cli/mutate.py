"""`pagegate mutate`: break records that pass, and see which faults the rules catch."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pagegate.cli import options as shared
from pagegate.cli.configured import configured, found

if TYPE_CHECKING:
    from pagegate.mutate.result import Mutation


@click.command()
@shared.reading
@click.option("--sample", type=click.IntRange(min=1), default=200, show_default=True, help="How many records each fault is put into.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="What is drawn by; the same seed gives the same answer.")
@click.option("--min-score", type=click.FloatRange(0, 100), metavar="PERCENT", help="Fail below this share of caught records.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What goes to standard output.")
@shared.reporting
@shared.choosing
@click.option("-q", "--quiet", is_flag=True, help="Print the score only.")
def mutate(paths: tuple[str, ...], **options: Any) -> int:
    """Measure what the rules catch: break records that pass, and judge them again.

    Every fault that scrapers are known for is put into records without an error or a warning. Caught is a fault whose record has one afterwards; faults that leave no trace
    are counted apart.

    Exit status: 0 done, 1 below --min-score or nothing to break, 2 wrong usage, 3 pagegate itself broke, 130 interrupted.
    """
    settings = configured(options)
    sources = found(paths, settings, "nothing to break")
    from pagegate.catalogue import catalogue
    from pagegate.config.names import resolved
    from pagegate.mutate.result import Options
    from pagegate.mutate.score import mutate as broken
    from pagegate.records.read import read_all
    from pagegate.sources.stream import Limits

    chosen = Options(seed=options["seed"], sample=options["sample"], as_of=options["as_of"], select=shared.codes(options["select"]), ignore=shared.codes(options["ignore"]), settings=resolved(settings, catalogue()))
    mutation = broken(read_all(shared.progress(sources), options["kind"], limits=Limits.named(options["limit"]), settings=chosen.settings), chosen)
    _write(mutation, options)
    return 0 if mutation.passes(options["min_score"]) else 1


def _write(mutation: Mutation, options: dict[str, Any]) -> None:
    """The page first, as the text says where it is; then standard output, then what went wrong."""
    from pagegate.mutate import to_html, to_json, to_text, told

    page: Path | None = None
    if mutation.faults and not options["no_report"]:
        page = to_html.write(mutation, options["report"], options["min_score"])
    if options["form"] == "json":
        to_json.write(mutation, sys.stdout, options["min_score"])
    elif mutation.faults:
        to_text.write(mutation, sys.stdout, quiet=options["quiet"])
        if page is not None and not options["quiet"]:
            click.echo(f"report: {page}")
    if not mutation.faults:
        click.echo(f"pagegate: {told.nothing(mutation)}", err=True)
    elif not mutation.passes(options["min_score"]):
        click.echo(f"pagegate: the score is below {options['min_score']:g} %", err=True)
