"""HTML pages: the whole job against the article extractor alone on the same pages, and two cores against one."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.detection.generated import FETCHED
from pagegate.spawning import cores

from .goals import Goal
from .html_pages import write_pages
from .measure import Measured, cost, environment, median, pagegate, raw

EXTRACTOR, CORES, CHEAPEST = "whole job / extractor alone", "one core / two cores, by the clock", "whole job / extractor alone, its cheapest call"
GOALS = {EXTRACTOR: Goal("at most", 1.3), CORES: Goal("at least", 1.7)}
#: So many that the start of the processes, some two seconds, does not count.
PAGES = 1_000
_ALONE = Path(__file__).with_name("extractor.py")


def table(folder: Path, runs: int, pages: int) -> Measured:
    """The figures of so many pages, each a file of one folder. All commands take turns. Two cores are not measured where there is one."""
    held = folder / f"html-{pages}"
    if not held.exists():
        write_pages(held.with_suffix(".new"), pages)
        held.with_suffix(".new").rename(held)
    size = sum(page.stat().st_size for page in held.iterdir())
    # The script runs isolated: its folder has modules that are named like those of the library.
    commands = {
        "alone": [sys.executable, "-I", str(_ALONE), held.name, "usual"], "cheapest": [sys.executable, "-I", str(_ALONE), held.name, "cheapest"],
        "one core": [*pagegate(held.name, "--as-of", FETCHED), "--jobs", "1"], "two cores": [*pagegate(held.name, "--as-of", FETCHED), "--jobs", "2"],
    }
    failed = {}
    if cores() < 2:
        del commands["two cores"]
        failed[CORES] = "this process may use one core alone"
    turns = [{name: cost(command, folder, environment=environment()) for name, command in commands.items()} for _ in range(runs)]
    every = {name: [turn[name] for turn in turns] for name in commands}
    took = {name: median(costs) for name, costs in every.items()}
    whole = took["one core"]
    figures = {EXTRACTOR: whole.processor / took["alone"].processor, CHEAPEST: whole.processor / took["cheapest"].processor}
    if not failed:
        figures[CORES] = whole.clock / took["two cores"].clock
    figures |= {
        "pages a second": pages / whole.processor, "extractor alone, pages a second": pages / took["alone"].processor, "pages": pages, "mean page, KB": size / pages / 1_000, "memory, MiB": whole.memory,
    }
    return Measured(figures, raw(every), failed)
