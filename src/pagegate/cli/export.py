"""`pagegate export`: the rules as files that Great Expectations or pandera load."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pagegate.cli import options as shared
from pagegate.cli.configured import configured
from pagegate.errors import UsageError

if TYPE_CHECKING:
    from pagegate.catalogue import Catalogue
    from pagegate.config.settings import Settings


@click.command()
@click.argument("library", type=click.Choice(["gx", "pandera"]))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE", help="Configuration (default: the nearest pagegate.toml or pyproject.toml).")
@shared.choosing
def export(library: str, folder: Path, **options: Any) -> int:
    """Write the rules into DIR as files that Great Expectations (gx) or pandera load by themselves.

    gx: one expectation suite a kind of records, for the `expectations/` folder of a project. pandera: one schema a kind, and a module that loads them. Files of the same
    names are written anew. The configuration's select, ignore, severity and, for gx, its allowed shares go with them; its own limits, overrides and sources do not.

    Exit status: 0 written, 2 wrong usage or configuration.
    """
    settings = configured(options)
    rules, settings = _rules(settings, options)
    _tell_of_what_stays(settings)
    files = _files(library, rules, settings)
    from pagegate.outputs.files import replacing

    for name, content in files.items():
        try:
            with replacing(folder / name) as stream:
                stream.write(content)
        except OSError as error:
            msg = f"cannot write {folder / name}: {error.strerror or error}"
            raise UsageError(msg) from error
        click.echo(f"wrote {folder / name}")
    return 0


def _rules(settings: Settings, options: dict[str, Any]) -> tuple[Catalogue, Settings]:
    """The rules that are exported, with the configuration's severities."""
    from pagegate.catalogue import catalogue
    from pagegate.config.names import resolved
    from pagegate.config.rules import configured as changed

    settings = resolved(settings, catalogue())
    return changed(catalogue().chosen(shared.codes(options["select"]), shared.codes(options["ignore"])), settings.severity, {}), settings


def _files(library: str, rules: Catalogue, settings: Settings) -> dict[str, str]:
    """The files, name to content. Raises UsageError where no rule is left that a frame can be asked."""
    from pagegate.answers import askable

    if not askable(rules.rules):
        msg = "nothing to export: none of these rules can be asked of a frame (they are about files, or about runs of pagegate)"
        raise UsageError(msg)
    if library == "gx":
        from pagegate.judge.gx import quietly

        with quietly():
            from pagegate.gx import suites

            return suites.written(rules, settings.allow)
    from pagegate.pandera import schemas

    return schemas.written(rules)


def _tell_of_what_stays(settings: Settings) -> None:
    """Say what of the configuration is not in the files."""
    counted = sorted(code for code, allowance in settings.allow.items() if allowance.share is None)
    kept = [*(f"limits.{code}" for code in sorted(settings.limits)), *(f"allow.{code}" for code in counted), *(["overrides"] if settings.parts else [])]
    if kept:
        click.echo(f"pagegate: not exported: {', '.join(kept)} of {settings.told}", err=True)
