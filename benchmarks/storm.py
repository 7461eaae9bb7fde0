"""Kills runs at random moments while they write report, baseline and quarantine: `python -m benchmarks.storm [--kills 200] [--seed 7]`.

Two inputs take turns, so that every file has an old and a new content. After each kill, every file must be wholly one of the two, and the two halves of the quarantine must
together be one of the two inputs. Exit status 0 if that held every time, else 1.

Runs are forks of a process that has everything imported, and say when their verdict is known: from then on they write, and then they are killed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from pagegate.__main__ import main as pagegate
from pagegate.run import Run
from pagegate.verdict import Verdict

RECORDS = 1_000
MOMENT = "2026-11-22T08:00:00+00:00"


@dataclass
class Storm:
    """What a storm has seen: kills, kills that met a run at work, and what was torn or lost."""

    kills: int = 0
    met: int = 0
    faults: list[str] = field(default_factory=list)


def storm(kills: int, seed: int, folder: Path) -> Storm:
    """Kill that many runs in a folder of its own."""
    os.chdir(folder)
    generator = random.Random(seed)  # noqa: S311  a reproducible draw
    for version in (0, 1):
        Path(f"input{version}.jsonl").write_text("".join(_line(version, n) for n in range(RECORDS)), encoding="utf-8")
    allowed: dict[str, set[str]] = {}
    longest: dict[str, float] = {}
    for version in (0, 1):
        for verb, run in _runs(version).items():
            child = _Child(run)
            begun = child.wait_for_verdict()
            child.finish()
            longest[verb] = max(longest.get(verb, 0.0), time.monotonic() - begun)
            for root in _WRITTEN[verb]:
                allowed.setdefault(root, set()).add(_state(root))
    seen = Storm()
    for number in range(kills):
        verb = generator.choice(list(_WRITTEN))
        child = _Child(_runs(number % 2)[verb])
        child.wait_for_verdict()
        time.sleep(generator.uniform(0, 1.1 * longest[verb]))
        seen.kills += 1
        seen.met += child.kill()
        seen.faults += [f"kill {number + 1}, during {verb}: {root} is neither the old nor the new" for root, states in allowed.items() if _state(root) not in states]
        lost = _lost()
        if lost:
            seen.faults.append(f"kill {number + 1}, during {verb}: {lost}")
    return seen


def _line(version: int, number: int) -> str:
    """A record; which ones are bad depends on the version, so that records change sides."""
    price = -1.5 if (number + version) % 3 == 0 else 10.25 + version
    return json.dumps({"symbol": f"S{number}", "price": price, "name": "x" * 200}) + "\n"


def _runs(version: int) -> dict[str, Callable[[], int]]:
    """What is killed, by what it writes."""
    judged = ["--no-batch", "--as-of", MOMENT, "feed.jsonl"]

    def fed(*arguments: str) -> int:
        # Each run has the name of its input to itself: two contents under one name are what makes an old and a new.
        feed = Path(f"{os.getpid()}")
        feed.mkdir()
        (feed / "feed.jsonl").write_bytes(Path(f"input{version}.jsonl").read_bytes())
        os.chdir(feed)
        return pagegate(list(arguments))

    return {
        # A report says what changed since the last run: with a history of its own, each has no earlier one.
        "report": lambda: fed("check", *judged, "--report", "../reports", "--history", "history.db", "--output", "sarif=../out.sarif", "-q"),
        "baseline": lambda: fed("baseline", "write", *judged, "--baseline", "../known.json"),
        "quarantine": lambda: fed("check", *judged, "--no-report", "-q", "--quarantine", "../split"),
    }


class _Child:
    """A run in a fork, which tells through a pipe when its verdict is known."""

    def __init__(self, run: Callable[[], int]) -> None:
        """Start it."""
        self._told, telling = os.pipe()
        self._process = os.fork()
        if self._process:
            os.close(telling)
            return
        with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123  a device
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        verdict = Run.verdict

        def judged(of: Run) -> Verdict:
            known = verdict(of)
            os.write(telling, b".")
            return known

        Run.verdict = judged  # type: ignore[method-assign]
        try:
            os._exit(run())
        except BaseException:  # noqa: BLE001  a fork must never go on as its parent
            os._exit(3)

    def wait_for_verdict(self) -> float:
        """Wait until the verdict is known, and say when that was."""
        if not os.read(self._told, 1):
            msg = "a run ended before its verdict was known"
            raise RuntimeError(msg)
        os.close(self._told)
        return time.monotonic()

    def kill(self) -> bool:
        """Kill it; whether it was still at work."""
        os.kill(self._process, signal.SIGKILL)
        return os.WIFSIGNALED(os.waitpid(self._process, 0)[1])

    def finish(self) -> None:
        """Let it end by itself."""
        status = os.waitpid(self._process, 0)[1]
        if not os.WIFEXITED(status) or os.WEXITSTATUS(status) > 1:
            msg = f"a run that nobody killed ended with {status}"
            raise RuntimeError(msg)


#: What each kind of run writes.
_WRITTEN = {"report": ["reports/index.html", "reports/findings.csv", "reports/findings.parquet", "out.sarif"], "baseline": ["known.json"], "quarantine": ["split"]}


def _state(root: str) -> str:
    """A hash of a file, or of everything in a folder by name."""
    told = hashlib.sha256()
    path = Path(root)
    for file in [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file()):
        told.update(f"{file.as_posix()}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return told.hexdigest()


def _lost() -> str:
    """What is wrong with the halves of the quarantine; empty if together they are an input."""
    halves = [Path("split") / side / "feed.jsonl" for side in ("good", "bad")]
    lines = sorted(line for half in halves for line in half.read_bytes().splitlines(keepends=True))
    inputs = [sorted(Path(f"input{version}.jsonl").read_bytes().splitlines(keepends=True)) for version in (0, 1)]
    return "" if lines in inputs else f"{len(lines)} records in the quarantine are no input's {RECORDS}"


def main(arguments: list[str] | None = None) -> int:
    """Run a storm and tell what it did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="pagegate-storm-") as folder:
        seen = storm(chosen.kills, chosen.seed, Path(folder))
        os.chdir("/")
    for fault in seen.faults:
        print(fault)
    print(f"{seen.kills} kills, {seen.met} of a run at work, {len(seen.faults)} torn or lost")
    return 1 if seen.faults else 0


if __name__ == "__main__":
    sys.exit(main())
