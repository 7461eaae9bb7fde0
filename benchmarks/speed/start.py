"""How long pagegate takes to start: each way in against the Python, or the libraries, that it cannot do without, in turns; in an environment with pagegate's wheel, compiled."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .goals import Goal
from .measure import Cost, Measured, cost, environment, median, raw
from .results import ROOT

#: What the wheel is made of.
_FOLDERS, _FILES = ("src", "checks", "schemas"), ("pyproject.toml", "README.md", "LICENSE")
_IMAGE, _PAGE = "image.png", "page.txt"
_HOOK = ("check", "--no-batch", "--no-report")


@dataclass(frozen=True)
class Way:
    """A command line of pagegate, the statement of Python that it is measured against, the most that it may cost of it, and how often both are run in a turn: what is over at once, more often."""

    arguments: tuple[str, ...]
    against: str
    most: float
    times: int = 1


WAYS = {
    "pagegate --version": Way(("--version",), "pass", 3, 5),
    "the hook on a file without a reader": Way((*_HOOK, _IMAGE), "pass", 8, 5),
    "the hook on one page": Way((*_HOOK, _PAGE), "import pandera.pandas", 1.25, 2),
    "a full check of one page": Way(("check", _PAGE), "import great_expectations, pandera.pandas", 1.25),
}
GOALS = {f"{name} / {way.against}": Goal("at most", way.most) for name, way in WAYS.items()}


def table(folder: Path, runs: int) -> Measured:
    """The ratios, and what each of both sides costs. Raises RuntimeError where pagegate cannot be installed, or breaks."""
    home = folder / "start"
    return measured(installed(home / "environment"), home, runs)


def measured(programs: Path, home: Path, runs: int) -> Measured:
    """The figures of the pagegate and the Python in a folder of programs, by so many turns after one that is thrown away."""
    shutil.copy(ROOT / "examples" / "pages" / "good.txt", home / _PAGE)
    (home / _IMAGE).write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    costs: dict[str, list[Cost]] = {}
    for turn in range(runs + 1):
        for name, way in WAYS.items():
            for _ in range(way.times):
                shutil.rmtree(home / "reports", ignore_errors=True)  # each full check is the first one of its folder
                ours = cost([str(programs / "pagegate"), *way.arguments], home, environment=environment())
                other = cost([str(programs / "python"), "-c", way.against], home, environment=environment())
                if turn:
                    costs.setdefault(name, []).append(ours)
                    costs.setdefault(way.against, []).append(other)
    return Measured(figures(costs), raw(costs))


def figures(costs: Mapping[str, Sequence[Cost]]) -> dict[str, float]:
    """The ratios of medians, by processor time and by the clock, and the milliseconds of each."""
    medians = {name: median(of) for name, of in costs.items()}
    found: dict[str, float] = {}
    for name, way in WAYS.items():
        found[f"{name} / {way.against}"] = medians[name].processor / medians[way.against].processor
    for name, way in WAYS.items():
        found[f"{name} / {way.against}, by the clock"] = medians[name].clock / medians[way.against].clock
    return found | {f"{name}, ms": 1000 * of.processor for name, of in medians.items()}


def installed(home: Path) -> Path:
    """The folder of programs of an environment in which the wheel of this checkout is installed, as pip installs it: compiled. Raises RuntimeError with what pip said where it cannot be."""
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    if not programs.exists():
        _run([sys.executable, "-m", "venv", str(home)])
    # A copy: what an earlier build left behind in the checkout would come along.
    tree = home / "pagegate"
    shutil.rmtree(tree, ignore_errors=True)
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in _FILES:
        shutil.copy(ROOT / name, tree / name)
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--compile"]
    _run([*pip, "--constraint", str(ROOT / "constraints.txt"), str(tree)])
    _run([*pip, "--force-reinstall", "--no-deps", str(tree)])
    return programs


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  the benchmark's own commands
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
        msg = f"{' '.join(command[1:4])}: {last}"
        raise RuntimeError(msg)
