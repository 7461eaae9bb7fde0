"""Text pages: how many a second, and whether ten times as many cost ten times as much and no more memory."""

from __future__ import annotations

from pathlib import Path

from benchmarks.detection.generated import FETCHED

from .goals import Goal
from .measure import Cost, Measured, cost, median, pagegate, raw
from .pages import write_pages

GOALS = {
    "pages a second": Goal("at least", 5_000), "memory, MiB": Goal("at most", 600),
    "memory of ten times the pages, MiB": Goal("at most", 600), "time a page of ten times the pages, ratio": Goal("at most", 1.15),
}
#: The run that is compared with the larger one: long enough that its start does not count.
FEW, MANY = 20_000, 200_000


def measured(folder: Path, pages: int, runs: int) -> list[Cost]:
    """What judging so many pages cost, run by run; the pages stay in the folder."""
    file = folder / f"pages-{pages}.jsonl"
    if not file.exists():
        write_pages(file, pages)
    return [cost([*pagegate(file.name, "--as-of", FETCHED), "--jobs", "1"], folder) for _ in range(runs)]


def table(folder: Path, runs: int) -> Measured:
    """The figures of few pages, and of ten times as many in a single run, which takes long enough to tell."""
    every = {"few": measured(folder, FEW, runs), "many": measured(folder, MANY, 1)}
    few, many = median(every["few"]), median(every["many"])
    return Measured(
        {
            "pages a second": FEW / few.processor, "pages a second, by the clock": FEW / few.clock, "memory, MiB": few.memory,
            "memory of ten times the pages, MiB": many.memory, "time a page of ten times the pages, ratio": many.processor / MANY / (few.processor / FEW),
        },
        raw(every),
    )
