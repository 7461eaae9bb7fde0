"""Pages a second on Spark's `local[2]` and in one process, both with the batch suites, over generated text pages of 4 KB in files of a thousand.

What a start costs is told apart from what a page costs: two inputs are judged, and the difference of the two is what the further pages took. Seconds are of processor time.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.detection.generated import FETCHED
from benchmarks.speed.pages import write_pages

from .cost import processor

PAGES = 1_000
ENGINES = {"pandas": ["--jobs", "1"], "spark": ["--engine", "spark"]}
_MASTER = "--master local[2] --driver-memory 2g --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=4 pyspark-shell"


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spark", description=__doc__)
    parser.add_argument("--few", type=int, default=4, help="thousands of pages of the smaller input")
    parser.add_argument("--many", type=int, default=24, help="thousands of pages of the larger input")
    asked = parser.parse_args()
    with TemporaryDirectory() as made:
        folder = Path(made)
        write_pages(folder / "first.jsonl", PAGES)
        print("| engine | pages | processor, s | clock, s | pages a second of processor time, beyond the start |\n|---|---|---|---|---|")
        for engine, options in ENGINES.items():
            costs = []
            for thousands in (asked.few, asked.many):
                _write(folder, thousands)
                command = [sys.executable, "-m", "pagegate", "check", f"pages-{thousands}", "--no-report", "-q", "--as-of", FETCHED, "--limit", "seconds=3600", *options]
                costs.append(processor(command, folder, {**os.environ, "PYSPARK_SUBMIT_ARGS": _MASTER, "SPARK_LOCAL_IP": "127.0.0.1"}))
                rate = PAGES * (asked.many - asked.few) / (costs[1][0] - costs[0][0]) if len(costs) > 1 else None
                print(f"| {engine} | {PAGES * thousands:,} | {costs[-1][0]:.1f} | {costs[-1][1]:.1f} | {f'{rate:,.0f}' if rate else ''} |", flush=True)
    return 0


def _write(folder: Path, thousands: int) -> None:
    """The first pages so many times over, each time in a file and under addresses of their own."""
    into = folder / f"pages-{thousands}"
    into.mkdir(exist_ok=True)
    text = (folder / "first.jsonl").read_text(encoding="utf-8")
    for number in range(thousands):
        (into / f"{number:05}.jsonl").write_text(text.replace("https://news.example/", f"https://news{number}.example/"), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
