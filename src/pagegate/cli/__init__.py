"""The command line: verbs, and what an error means for the exit status."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module

import click

from pagegate.errors import UsageError
from pagegate.version import __version__

WRONG_USAGE, BROKEN, INTERRUPTED, PIPE_CLOSED = 2, 3, 130, 141


#: What a disk says that takes no more.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
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
        return _broken(error, raw="--no-raw" not in arguments)
    return status if isinstance(status, int) else 0


def _broken(error: Exception, *, raw: bool) -> int:
    """Say what nothing above is ready for."""
    if isinstance(error, OSError) and error.filename is None and error.errno in _FULL:
        click.echo(f"pagegate: cannot write the output: {error.strerror}", err=True)
        return WRONG_USAGE
    import traceback

    if raw:
        traceback.print_exception(error)
    else:
        # The error's own words may be a page's; the places in the program are not.
        for frame in traceback.extract_tb(error.__traceback__):
            click.echo(f"  {frame.filename}:{frame.lineno} in {frame.name}", err=True)
    click.echo(f"pagegate: pagegate itself broke ({type(error).__name__}); this is a bug, please report it with the lines above", err=True)
    return BROKEN


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error, and what it came of."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__context__


def _status(arguments: Sequence[str]) -> object:
    """What the verb returns. Raises RuntimeError where a library ends the program instead, with status 0 perhaps: then nothing was judged to its end."""
    stream = sys.stdout
    try:
        return pagegate.main(args=list(arguments), prog_name="pagegate", standalone_mode=False)
    except SystemExit as error:
        # What rich and click make of a reader that went away: rich says what of, click puts a wrapper around the stream.
        if sys.stdout is not stream or any(isinstance(cause, BrokenPipeError) for cause in _causes(error)):
            sys.stdout = stream
            raise BrokenPipeError from error
        msg = f"something that was imported ended the run with status {error.code}"
        raise RuntimeError(msg) from error
