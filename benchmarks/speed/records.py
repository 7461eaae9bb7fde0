"""Quote records in Parquet: judging them in memory, and the whole run, against bare masks of pandas that ask the same; and what memory that takes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from .goals import Goal
from .measure import Measured
from .peers.compare import MASKS, OURS, compared, here
from .quotes import files

ROWS = 1_000_000
GOALS = {"record stage / bare masks": Goal("at most", 4), "whole run / bare script": Goal("at most", 8), "memory / frame": Goal("at most", 2.5)}


def table(folder: Path, runs: int, rows: int) -> Measured:
    """The figures. Every run says each finding: the masks write their failing rows, and so does pagegate. Raises RuntimeError where one of the two broke."""
    done = compared(folder, runs, rows, here())
    if done.failed:
        raise RuntimeError("; ".join(f"{name}: {why}" for name, why in done.failed.items()))
    ours, bare = done.spans[OURS], done.spans[MASKS]
    frame = pd.read_parquet(files(folder, rows).parquet).memory_usage(deep=True).sum() / (1 << 20)
    return Measured(
        {
            "record stage / bare masks": ours.per_million("stage") / bare.per_million("stage"), "whole run / bare script": ours.per_million("process") / bare.per_million("process"),
            "memory / frame": ours.memory() / frame, "quotes": rows, "record stage, quotes a second": 1e6 / ours.per_million("stage"), "bare masks, quotes a second": 1e6 / bare.per_million("stage"),
            "whole run, quotes a second": 1e6 / ours.per_million("process"), "bare script, quotes a second": 1e6 / bare.per_million("process"), "memory, MiB": ours.memory(), "frame, MiB": frame,
        },
        done.raw(),
    )
