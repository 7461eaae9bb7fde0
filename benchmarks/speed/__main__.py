"""Measures speed and memory: `python -m benchmarks.speed text|html|records|peers|start|all|page|short [--runs 5] [--rows N] [--pages N] [--documents N] [--data DIR]`.

Each figure is written into results.json as soon as it is measured, and docs/performance.md is made anew from all of them; `page` makes it without measuring. `short`
is CI's: a minute, and exit status 1 if a ratio has doubled. Processor time is what
the kernel counted of the measured process; it holds on a busy machine, the clock does not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from . import measure, page, results, short
from .figures import BENCHMARKS, Asked
from .html import PAGES as DOCUMENTS
from .measure import Measured
from .records import ROWS
from .text import FEW


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the figures and write them. Exit status 1 if something could not be measured; a missed goal is told, and no error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=[*BENCHMARKS, "all", "page", "short"], help="what to measure; page: write docs/performance.md from what was measured; short: hold ratios against floors.toml")
    parser.add_argument("--runs", type=int, default=5, help="how often each command is run; the median counts")
    parser.add_argument("--rows", type=int, default=ROWS, help="records, peers: how many quotes")
    parser.add_argument("--pages", type=int, default=FEW, help="text: how many pages; ten times as many are measured too")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="html: how many pages")
    parser.add_argument("--data", type=Path, help="a folder to keep the generated input in")
    parser.add_argument("--results", type=Path, default=results.FILE, help="where the figures are kept (results.json beside this module)")
    parser.add_argument("--page", type=Path, default=page.PAGE, help="the page to write")
    parser.add_argument("--again", action="store_true", help="all: measure also what was measured at this commit already")
    parser.add_argument("--write", action="store_true", help="short: write the ratios down as floors")
    options = parser.parse_args(argv)
    if options.what == "short":
        return short.main(write=options.write)
    names = {"all": list(BENCHMARKS), "page": []}.get(options.what, [options.what])
    failed = False
    with tempfile.TemporaryDirectory(prefix="pagegate-speed-") as temporary:
        folder = (options.data or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        if names:
            measure.compiled(results.ROOT)
        for name in names:
            if options.what == "all" and not options.again and results.fresh(name, options.runs, options.results):
                print(f"{name}: measured at this commit already", flush=True)
                continue
            failed |= not _measure(name, Asked(folder, options.runs, options.rows, options.pages, options.documents), options.results)
            _write(options.page, options.results)
    if not names:
        _write(options.page, options.results)
    return int(failed)


def _measure(name: str, asked: Asked, file: Path) -> bool:
    """Measure one of them and keep what it told; what breaks is told and leaves the others their turn."""
    print(f"{name}:", flush=True)
    try:
        measured = BENCHMARKS[name].measured(asked)
    except Exception as broken:  # noqa: BLE001  whatever it is, it is told, and the next one is measured
        traceback.print_exc()
        measured = Measured({}, failed={name: f"{type(broken).__name__}: {broken}"})
    for figure, value in measured.figures.items():
        goal = BENCHMARKS[name].goals.get(figure)
        print(f"  {figure:50} {value:14,.3f}" + (f"   {goal}: {'met' if goal.met(value) else 'MISSED'}" if goal else ""), flush=True)
    for what, why in measured.failed.items():
        print(f"  {what} could not be measured: {why}", flush=True)
    if measured.figures:
        results.keep(name, measured, asked.runs, file)
    return not measured.failed


def _write(target: Path, file: Path) -> None:
    found = results.read(file)
    target.write_text(page.present(found), encoding="utf-8")
    for missed in page.unexplained(found, page.misses()):
        print(f"no reason in {page.MISSES.name} for the missed goal of {missed}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
