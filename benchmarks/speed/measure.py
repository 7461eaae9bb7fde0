"""Runs commands as their own processes, and tells what they cost."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
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


def environment() -> dict[str, str]:
    """What measured processes run in: with byte code, also where this process writes none."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def compiled(root: Path) -> None:
    """Compile pagegate and the benchmarks; what pip installed is compiled."""
    folders = [str(root / name) for name in ("src", "checks", "schemas", "benchmarks") if (root / name).exists()]
    subprocess.run([sys.executable, "-m", "compileall", "-q", *folders], check=True, stdout=subprocess.DEVNULL)  # noqa: S603  the benchmark's own commands


def cost(command: Sequence[str], folder: Path, most: int = 1, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder, its output thrown away. Raises RuntimeError for an exit status above `most`."""
    launched = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py")), *command]
    done = subprocess.run(launched, cwd=folder, stdout=subprocess.PIPE, env=environment, text=True, check=True)  # noqa: S603  the benchmark's own commands
    told = json.loads(done.stdout)
    if not 0 <= (status := told.pop("status")) <= most:
        msg = f"{' '.join(command)} ended with {status}"
        raise RuntimeError(msg)
    return Cost(**told)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(*(statistics.median(getattr(one, name) for one in costs) for name in ("processor", "clock", "memory")))


def raw(costs: Mapping[str, Sequence[Cost]]) -> dict[str, list[dict[str, float]]]:
    """Every run of every command, as it is written down."""
    return {name: [one.rounded() for one in runs] for name, runs in costs.items()}


def pagegate(*arguments: str) -> list[str]:
    """The command line of a run that judges records alone and writes nothing."""
    return [sys.executable, "-m", "pagegate", "check", *arguments, "--no-batch", "--no-report", "-q"]
