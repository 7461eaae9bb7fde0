"""The command line: verbs, and what an error means for the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from pagegate.errors import UsageError
from pagegate.version import __version__

WRONG_USAGE, BROKEN, INTERRUPTED, PIPE_CLOSED = 2, 3, 130, 141


#: Each is the command of its name, in a module of that name.
VERBS = ("baseline", "check", "config", "export", "history", "init", "mutate", "rule")


class _Verbs(click.Group):
    """Imports a verb when it is asked for, and all of them only to list them."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        # Of a name that is no verb click tells which of those that it knows is near.
        for verb in (cmd_name,) if cmd_name in VERBS else VERBS:
            if verb not in self.commands:
                self.add_command(getattr(import_module(f"pagegate.cli.{verb}"), verb))
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  as click asks
        return list(VERBS)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="pagegate", message="%(prog)s %(version)s")
def pagegate() -> None:
    """The gate between a scraper and its readers.

    Reads scraped pages and records, flags what cannot be true, and says where.
    """


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit status."""
    # Arrow's own allocator keeps what chunks have given back: 40 MiB for a million quotes, in every worker. It is read when Arrow is imported.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    try:
        status = _status(arguments)
    except click.ClickException as error:
        error.show()
        return WRONG_USAGE
    except UsageError as error:
        click.echo(f"pagegate: {error}", err=True)
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("pagegate: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads the output any more; keep the interpreter from complaining while it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001  the promise of exit status 3
        import traceback

        if "--no-raw" in arguments:
            # The error's own words may be a page's; the places in the program are not.
            for frame in traceback.extract_tb(error.__traceback__):
                click.echo(f"  {frame.filename}:{frame.lineno} in {frame.name}", err=True)
        else:
            traceback.print_exc()
        click.echo(f"pagegate: pagegate itself broke ({type(error).__name__}); this is a bug, please report it with the lines above", err=True)
        return BROKEN
    return status if isinstance(status, int) else 0


def _status(arguments: Sequence[str]) -> object:
    """What the verb returns. Raises RuntimeError where a library ends the program instead, with status 0 perhaps: then nothing was judged to its end."""
    try:
        return pagegate.main(args=list(arguments), prog_name="pagegate", standalone_mode=False)
    except SystemExit as error:
        msg = f"something that was imported ended the run with status {error.code}"
        raise RuntimeError(msg) from error
