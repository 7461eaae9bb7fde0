"""Quote records in Parquet: the whole run against a bare script of pandas that reads, masks and writes its failing rows."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.detection.generated import FETCHED, SEED

from .goals import Goal
from .measure import Cost, Measured, cost, median, pagegate, raw

ROWS = 1_000_000
GOALS = {"whole run / bare script": Goal("at most", 8), "memory / frame": Goal("at most", 2.5)}
_BAD = 0.05


def write_quotes(file: Path, rows: int) -> None:
    """Write quotes of 13 columns whose arithmetic holds, but for one in twenty: its percent, price, range or volume is wrong."""
    rng = np.random.default_rng([SEED, 21])
    before = np.round(np.exp(rng.normal(3.5, 1.0, rows)) + 2, 2)
    price = np.round(before * (1 + np.clip(rng.normal(0, 0.02, rows), -0.1, 0.1)), 2)
    opened = np.round(before * (1 + rng.normal(0, 0.004, rows)), 2)
    low, high = np.round(np.minimum(price, opened) * 0.995, 2), np.round(np.maximum(price, opened) * 1.005, 2)
    quotes = pd.DataFrame({
        "symbol": np.char.add("S", np.arange(rows).astype(str)), "price": price, "change": np.round(price - before, 2), "change_pct": np.round(100 * (price - before) / before, 2),
        "previous_close": before, "open": opened, "day_low": low, "day_high": high, "week52_low": np.round(low * 0.8, 2), "week52_high": np.round(high * 1.3, 2),
        "volume": rng.integers(100, 10_000_000, rows).astype(float), "currency": "USD", "fetched_at": pd.Timestamp(FETCHED),
    })
    bad, fault = rng.random(rows) < _BAD, rng.integers(0, 4, rows)
    quotes.loc[bad & (fault == 0), "change_pct"] += 4
    quotes.loc[bad & (fault == 1), "price"] *= -1
    quotes.loc[bad & (fault == 2), ["day_low", "day_high"]] = quotes.loc[bad & (fault == 2), ["day_high", "day_low"]].to_numpy()
    quotes.loc[bad & (fault == 3), "volume"] = -1.0
    quotes.to_parquet(file, index=False)


def table(folder: Path, runs: int, rows: int) -> Measured:
    """The figures. The two take turns, so that a busy minute hits both."""
    file = folder / f"quotes-{rows}.parquet"
    if not file.exists():
        write_quotes(file, rows)
    every: dict[str, list[Cost]] = {"pagegate": [], "bare script": []}
    for _ in range(runs):
        # Every run says each finding, one in twenty records: the script writes its failing rows, and so does pagegate.
        every["pagegate"].append(cost([*pagegate(file.name, "--jobs", "1"), "--output", "jsonl=findings.jsonl"], folder))
        every["bare script"].append(cost([sys.executable, "-m", "benchmarks.speed.bare", str(file), str(folder / "bare.jsonl")], Path.cwd()))
    ours, bare = median(every["pagegate"]), median(every["bare script"])
    frame = pd.read_parquet(file).memory_usage(deep=True).sum() / (1 << 20)
    return Measured(
        {
            "whole run / bare script": ours.processor / bare.processor, "records a second": rows / ours.processor, "bare script, records a second": rows / bare.processor,
            "memory, MiB": ours.memory, "frame, MiB": frame, "memory / frame": ours.memory / frame,
        },
        raw(every),
    )
