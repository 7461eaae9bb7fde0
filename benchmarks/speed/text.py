"""Text pages: how many a second, and whether ten times as many cost ten times as much and no more memory."""

from __future__ import annotations

from pathlib import Path

from benchmarks.detection.generated import FETCHED

from .measure import Cost, cost, median, pagegate
from .pages import write_pages

#: What 20,000 pages of 4 KB are to reach in pages a second, no matter how many pages in MiB, and in the ratio of the times per page.
PAGES_A_SECOND, MEMORY, PER_PAGE = 5_000, 600, 1.15
#: The run that is compared with the larger one: long enough that its start does not count.
FEW = 20_000


def measured(folder: Path, pages: int, runs: int) -> Cost:
    """The median cost of judging so many pages, which stay in the folder."""
    file = folder / f"pages-{pages}.jsonl"
    if not file.exists():
        write_pages(file, pages)
    return median([cost(pagegate(file.name, "--as-of", FETCHED), folder) for _ in range(runs)])


def table(folder: Path, runs: int, *, large: bool) -> dict[str, float]:
    """The figures, by name."""
    few = measured(folder, FEW, runs)
    figures = {"pages a second (processor time)": FEW / few.processor, "pages a second (clock)": FEW / few.clock, "memory, MiB": few.memory}
    if large:
        many = measured(folder, 10 * FEW, 1)
        figures |= {"memory of ten times the pages, MiB": many.memory, "time a page of ten times the pages, ratio": many.processor / few.processor / 10}
    return figures
