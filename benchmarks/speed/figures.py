"""What can be measured, one entry a sub-command, and what its figures are to reach. A new benchmark is a module with `table` and `GOALS`, and a line in BENCHMARKS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from . import html, records, start, text
from .goals import Goal
from .measure import Measured
from .peers import table as peers


@dataclass(frozen=True)
class Asked:
    """How to measure: the folder of generated input, how often each command is run, how many quote records, how many text pages, and how many HTML pages."""

    folder: Path
    runs: int = 5
    rows: int = records.ROWS
    pages: int = text.FEW
    documents: int = html.PAGES


@dataclass(frozen=True)
class Benchmark:
    """`measure` gives the figures by name, alone or with what each run took; `goals` are what some of them are to reach."""

    measure: Callable[[Asked], Measured | Mapping[str, float]]
    goals: Mapping[str, Goal]

    def measured(self, asked: Asked) -> Measured:
        """Measure it."""
        told = self.measure(asked)
        return told if isinstance(told, Measured) else Measured(told)


#: In the order in which `all` measures them and the page tells them; records come behind peers, whose turns they share.
BENCHMARKS = {
    "text": Benchmark(lambda asked: text.table(asked.folder, asked.runs, asked.pages), text.GOALS),
    "html": Benchmark(lambda asked: html.table(asked.folder, asked.runs, asked.documents), html.GOALS),
    "peers": Benchmark(lambda asked: peers.table(asked.folder, asked.runs, asked.rows), peers.GOALS),
    "records": Benchmark(lambda asked: records.table(asked.folder, asked.runs, asked.rows), records.GOALS),
    "start": Benchmark(lambda asked: start.table(asked.folder, asked.runs), start.GOALS),
}
