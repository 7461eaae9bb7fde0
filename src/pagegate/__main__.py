"""The command line's entry: `pagegate` and `python -m pagegate`."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status.

    0 pass, 1 fail, 2 wrong usage or configuration, 3 pagegate itself broke, 130 interrupted, 141 the reader of the output went away.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:  # asked by every CI log; needs none of the command line
        from pagegate.version import __version__

        print(f"pagegate {__version__}")  # noqa: T201  the answer
        return 0
    from pagegate.cli import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
