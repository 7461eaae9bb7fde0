"""Measure false alarms and recall: `python -m benchmarks.detection [--data FOLDER] [--write docs/detection.md]`.

Real data is found below FOLDER by the names of its files, and nothing of it is kept; the project's own generated records are measured always. Exit status 1 if a figure
breaks its floor.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
from collections.abc import Sequence
from pathlib import Path

import pagegate

from . import floors, measures_articles, measures_generated, measures_pages, measures_quotes, measures_weather, mutations, table
from .figure import Measured
from .files import Folder, Sets

SETS: Sets = {**measures_quotes.SETS, **measures_weather.SETS, **measures_articles.SETS, **measures_pages.SETS, **measures_generated.SETS, **mutations.SETS}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and write the page if asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.detection", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="where the real data is; without it, only generated records are measured")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page of figures")
    parser.add_argument("--only", nargs="+", default=[], metavar="SET", help=f"sets to measure, by the beginnings of their names: {', '.join(SETS)}")
    options = parser.parse_args(argv)
    if options.data is not None and not options.data.is_dir():
        parser.error(f"{options.data} is no folder")
    if options.write and (options.only or options.data is None):
        parser.error("--write needs --data and all sets: the page holds every figure")
    known, folder, broken = floors.read(), Folder(options.data), False
    measured = []
    for name, measure in SETS.items():
        if options.only and not name.startswith(tuple(options.only)):
            continue
        begun = time.perf_counter()
        one = measure(folder)
        if one is None:
            print(f"{name}: not in the data")
            continue
        measured.append(one)
        print(f"{name}: {one.records:,} records, {time.perf_counter() - begun:.0f} s; {table.rules(one.fired)}")
        broken |= _tell(one, known)
    if options.write:
        options.write.write_text(table.render(measured, known, dt.datetime.now(tz=dt.UTC).date(), pagegate.__version__), encoding="utf-8")
    return int(broken)


def _tell(one: Measured, known: dict[str, floors.Floor]) -> bool:
    """Print the figures of a set; returns whether one of them breaks its floor."""
    broken = False
    for figure in one.figures:
        floor = known.get(figure.name)
        if floor is None:
            print(f"  {figure.name}: {figure.count} of {figure.of} ({figure.percent:.3f} %), without a floor; {table.rules(figure.rules)}")
        else:
            now = table.value(figure, floor)
            kept = floor.kept(now)
            broken |= not kept
            goal = {None: "", True: ", goal met", False: f", GOAL MISSED ({floor.keep} {floor.goal:g})"}[floor.meets_goal(now)] if floor.goal is not None else ""
            raise_it = ", better than its floor" if floor.better(now) else ""
            print(f"  {figure.name}: {floor.shown(now)} ({figure.count} of {figure.of}){goal}{raise_it}{'' if kept else f', FLOOR BROKEN ({floor.shown(floor.value)})'}; {table.rules(figure.rules)}")
        for example in figure.examples:
            print(f"      {example}")
    return broken


if __name__ == "__main__":
    raise SystemExit(main())
