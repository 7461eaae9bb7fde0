"""Text pages: how many a second, and whether ten times as many cost ten times as much and no more memory."""

from __future__ import annotations

from pathlib import Path

from benchmarks.detection.generated import FETCHED

from .goals import Goal
from .measure import Cost, Measured, cost, environment, median, pagegate, raw
from .pages import write_again, write_pages

GOALS = {
    "pages a second": Goal("at least", 5_000), "memory, MiB": Goal("at most", 600),
    "memory of ten times the pages, MiB": Goal("at most", 600), "time a page of ten times the pages, ratio": Goal("at most", 1.15),
}
#: The run that is compared with the larger one, long enough that its start does not count; and how often the larger one has its pages.
FEW, TIMES = 20_000, 10


def measured(file: Path, runs: int) -> list[Cost]:
    """What judging the pages of a file cost, run by run; however slow, no page is left out."""
    return [cost([*pagegate(file.name, "--as-of", FETCHED), "--jobs", "1", "--limit", "seconds=3600"], file.parent, environment=environment()) for _ in range(runs)]


def table(folder: Path, runs: int, pages: int) -> Measured:
    """The figures of so many pages, and of the same ten times over in a single run, which takes long enough to tell."""
    file, larger = folder / f"pages-{pages}.jsonl", folder / f"pages-{TIMES * pages}.jsonl"
    if not file.exists():
        write_pages(file, pages)
    if not larger.exists():
        write_again(larger, file, TIMES)
    every = {"few": measured(file, runs), "many": measured(larger, 1)}
    few, many = median(every["few"]), median(every["many"])
    return Measured(
        {
            "pages a second": pages / few.processor, "pages a second, by the clock": pages / few.clock, "pages": pages, "memory, MiB": few.memory,
            "memory of ten times the pages, MiB": many.memory, "time a page of ten times the pages, ratio": many.processor / few.processor / TIMES,
        },
        raw(every),
    )
