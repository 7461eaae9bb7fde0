"""Simulates months: `python -m benchmarks.month [SEEDS [FIRST]]` prints false alarms and catches, break by break.

Each day goes through the memory itself (a file of SQLite) and through every batch rule that remembers; the expectations are asked here, for Great Expectations gives the same answer in fifty times the time
(a test holds the two together).
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.month.run import DAY, DAYS, RULES, alarms, judged, recorded
from benchmarks.month.sites import BREAKS, World
from pagegate.history.keeper import Keeper


def main(first: int, seeds: int) -> int:
    """Print the figures of as many months, from this seed on."""
    false: Counter[str] = Counter()
    alarmed = comparisons = 0
    caught: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    missed: list[str] = []
    for seed in range(first, first + seeds):
        world = World(seed)
        with tempfile.TemporaryDirectory() as folder:
            keeper = Keeper(str(Path(folder) / "history.db"), ["data/quotes.jsonl"], "auto", Path(folder))
            for day in range(DAYS):
                frames, now = world.day(day), world.when(day)
                past = keeper.recall(now)
                if past is None:
                    raise keeper.trouble or RuntimeError
                for broken in BREAKS if day == DAY else ():
                    asked[broken.name] += 1
                    if any((site, field) == (broken.site, broken.field) for _, site, field in alarms(judged(broken.on(frames), past, broken.kind).settle())):
                        caught[broken.name] += 1
                    else:
                        missed.append(f"seed {seed}: {broken.name}, {broken.site} {broken.field}")
                judge = judged(frames, past)
                tables = judge.settle()
                found = alarms(tables)
                comparisons += sum(int(table[str(RULES[code].arguments["column"])].notna().sum()) for code, table in tables.items())
                alarmed += bool(found)
                false.update(" ".join(parts) for parts in found)
                keeper.remember(recorded(judge, frames, now, found))
        print(f"seed {seed}: so far {alarmed} runs alarmed, {sum(caught.values())} of {sum(asked.values())} breaks named; false {dict(false)}; missed {dict(asked - caught)}", file=sys.stderr)
    print(f"{seeds} months of {DAYS} daily runs, {comparisons:,} comparisons: {sum(false.values())} false alarms, in {alarmed} of {seeds * DAYS:,} runs ({100 * alarmed / (seeds * DAYS):.2f} %)")
    for name, number in false.most_common():
        print(f"  {number} x {name}")
    for name, number in asked.items():
        print(f"{name}: {caught[name]} of {number} named with site and field ({100 * caught[name] / number:.0f} %)")
    for text in missed[:20]:
        print(f"  missed: {text}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[2]) if len(sys.argv) > 2 else 0, int(sys.argv[1]) if len(sys.argv) > 1 else 50))
