"""Measures speed and memory: `python -m benchmarks.speed text|records [--runs 5] [--large] [--json FILE]`.

Processor time is what the kernel counted of the measured process; it holds on a busy machine, the clock does not.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import records, text


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the figures and write them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["text", "records"])
    parser.add_argument("--runs", type=int, default=5, help="how often each command is run; the median counts")
    parser.add_argument("--large", action="store_true", help="text: measure ten times as many pages as well")
    parser.add_argument("--rows", type=int, default=records.ROWS, help="records: how many quotes")
    parser.add_argument("--json", type=Path, help="a file to write the figures to")
    parser.add_argument("--data", type=Path, help="a folder to keep the generated input in")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="pagegate-speed-") as temporary:
        folder = options.data or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        figures = text.table(folder, options.runs, large=options.large) if options.what == "text" else records.table(folder, options.runs, options.rows)
    for name, value in figures.items():
        print(f"{name:45} {value:12,.2f}")
    if options.json:
        options.json.write_text(json.dumps({"what": options.what, "runs": options.runs, "figures": figures}, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
