"""`pagegate init`: configuration, hook, CI job and an example for the repository it is called in."""

from __future__ import annotations

from pathlib import Path

import click

from pagegate.config.starter import plan
from pagegate.errors import UsageError

#: Files of a repository that are looked at to tell where a scraper leaves its records.
_MOST = 10_000
#: Formats that other things than a scraper's output are written in; such files are taken only below a folder.
_EVERYDAY = (".json", ".txt", ".csv", ".tsv", ".html", ".htm", ".xhtml")
#: Folders of a repository that hold no output.
_NOT_OUTPUT = frozenset({"docs", "node_modules", "src", "test", "tests", "reports", "venv", "build", "dist"})


@click.command()
def init() -> int:
    """Write configuration, hook, CI job and an example into this folder.

    Looks for records and pages that can be judged, asks nothing, and writes over nothing. Afterwards the command that it prints judges what was found.

    Exit status: 0 done, 2 a file cannot be written, or the configuration that is there is wrong.
    """
    from itertools import islice

    from pagegate.outputs.visible import visible
    from pagegate.sources.find import find

    here = Path.cwd()
    names = [source.name for source in islice(find(["."], here), _MOST)]
    made = plan(here, [name for name in names if _is_output(name)])
    for step in made.steps:
        if step.text is None:
            click.echo(visible(f"left    {step.file}: {step.why}"))
            continue
        try:
            (here / step.file).parent.mkdir(parents=True, exist_ok=True)
            with (here / step.file).open("x", encoding="utf-8", newline="\n") as stream:  # "x": never over what came there meanwhile
                stream.write(step.text)
        except OSError as error:
            msg = f"cannot write {step.file}: {error.strerror or error}"
            raise UsageError(msg) from error
        click.echo(visible(f"written {step.file}: {step.why}"))
    click.echo(visible(f"now: {made.command}"))
    return 0


def _is_output(name: str) -> bool:
    """Whether a file looks like a scraper's output by its place and suffix."""
    from pagegate.sources.formats import suffix_of

    top, _, below = name.partition("/")
    return top not in _NOT_OUTPUT and (bool(below) or suffix_of(name) not in _EVERYDAY)
