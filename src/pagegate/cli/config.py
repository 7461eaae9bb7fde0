"""`pagegate config`: what is in force, and where each value came from."""

from __future__ import annotations

from typing import Any

import click

from pagegate.cli import options as shared
from pagegate.cli.configured import configured


@click.command()
@shared.reading
@shared.reporting
@shared.gating
@shared.choosing
@shared.suites
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What goes to standard output.")
def config(paths: tuple[str, ...], **options: Any) -> int:
    """Print what is in force: each key, its value, and where it came from.

    Takes the options of `check`, and with a PATH says which source it is configured as. The whole configuration is looked through, so that status 0 means that it is valid.

    Exit status: 0 printed, 2 wrong usage or configuration.
    """
    shown = options.pop("form")
    settings = configured(options)
    from pagegate.catalogue import catalogue
    from pagegate.config.in_force import in_force
    from pagegate.config.names import resolved
    from pagegate.outputs.rows import dumps
    from pagegate.outputs.visible import visible

    settings = resolved(settings, catalogue())
    catalogue().chosen(shared.codes(options["select"]), shared.codes(options["ignore"]))
    feeds = {path: feed.name if feed else None for path in paths for feed in (settings.feed_of(path),)}
    rows = in_force(settings, options["given"])
    if shown == "json":
        click.echo(dumps({"file": None if settings.file is None else settings.told, "configuration": [row.to_dict() for row in rows], **({"sources": feeds} if paths else {})}))
        return 0
    click.echo("no configuration file; defaults hold" if settings.file is None else f"configuration: {visible(settings.told)}")
    for row in rows:
        click.echo(visible(f"{row.key} = {dumps(row.value)}  # {row.origin}"))
    for path, feed in feeds.items():
        click.echo(visible(f"{path}: {'no source of the configuration' if feed is None else f'sources.{feed}'}"))
    return 0
