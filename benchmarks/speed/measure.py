"""Runs commands as their own processes, and tells what they cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of processor time, seconds on the clock, and the most memory it held, in MiB."""

    processor: float
    clock: float
    memory: float

    def rounded(self) -> dict[str, float]:
        """To the millisecond and a tenth of a MiB, as it is written down."""
        return {name: round(value, 1 if name == "memory" else 3) for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Measured:
    """What a benchmark told: its figures by name, what each single run took (`raw`), what could not be measured and why, and versions of what was compared."""

    figures: Mapping[str, float]
    raw: Mapping[str, Any] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


def cost(command: Sequence[str], folder: Path, most: int = 1, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder, its output thrown away. Raises RuntimeError for an exit status above `most`."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603  the benchmark's own commands
    # What the kernel counted of this one process alone, whatever else the machine did meanwhile.
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if not 0 <= process.returncode <= most:
        msg = f"{' '.join(command)} ended with {process.returncode}"
        raise RuntimeError(msg)
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20))


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(*(statistics.median(getattr(one, name) for one in costs) for name in ("processor", "clock", "memory")))


def raw(costs: Mapping[str, Sequence[Cost]]) -> dict[str, list[dict[str, float]]]:
    """Every run of every command, as it is written down."""
    return {name: [one.rounded() for one in runs] for name, runs in costs.items()}


def pagegate(*arguments: str) -> list[str]:
    """The command line of a run that judges records alone and writes nothing."""
    return [sys.executable, "-m", "pagegate", "check", *arguments, "--no-batch", "--no-report", "-q"]
