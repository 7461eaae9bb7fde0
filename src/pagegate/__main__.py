"""The command line's entry: `pagegate` and `python -m pagegate`."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # that of typing, which takes as long to import as Python takes to start
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status.

    0 pass, 1 fail, 2 wrong usage or configuration, 3 pagegate itself broke, 130 interrupted, 141 the reader of the output went away.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:  # asked by every CI log; needs none of the command line
        from pagegate.version import __version__

        print(f"pagegate {__version__}")  # noqa: T201  the answer
        return 0
    from pagegate.collection import importing

    with importing():
        from pagegate.cli import run

    return run(arguments)


def program() -> NoReturn:
    """Run the command line as the process that it is, and end it.

    Python would take apart all that was imported, object by object, which takes a third of the time that it took to import it. So what is registered for the end is run, what was
    written goes out, and the process ends there; where that is not possible, Python ends it, and says why.
    """
    import atexit
    import gc
    import os

    for name in ("stdout", "stderr"):  # closed by who began the process: what is said there goes nowhere
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
    gc.freeze()  # the first of what stays to the end: see pagegate.collection
    try:
        status = main()
        atexit._run_exitfuncs()  # noqa: SLF001  it has no other name
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except BrokenPipeError:
        os._exit(141)
    except OSError as error:
        os.write(2, f"pagegate: cannot write the output: {error.strerror}\n".encode())
        os._exit(2)
    except ValueError:
        sys.exit(status)
    os._exit(status)


if __name__ == "__main__":
    program()
