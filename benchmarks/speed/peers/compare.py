"""Measures some of those compared, in turns: what judging quotes in memory took (`stage`), and what a whole process took (`process`)."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.speed import measure, quotes
from benchmarks.speed.results import ROOT, commit

OURS, MASKS = "pagegate", "bare masks"
#: By name: the module, and how few of the quotes are enough: what takes each row by itself takes as long for every other.
MODULES = {
    OURS: ("by_pagegate", 1), MASKS: ("by_masks", 1), "dataframely": ("by_dataframely", 1), "pointblank": ("by_pointblank", 1), "pointblank on pandas": ("by_pointblank_pandas", 1), "pandera": ("by_pandera", 1),
    "Great Expectations": ("by_great_expectations", 1), "Spidermon": ("by_spidermon", 100), "frictionless": ("by_frictionless", 100),
}
_LONGEST = 900


@dataclass
class Spans:
    """What one of them took: rows, seconds of each stage, cost of each process, and how it says each rule. All are lists of the same length, unless it broke."""

    rows: int
    stage: list[dict[str, float]] = field(default_factory=list)
    process: list[dict[str, float]] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)

    def per_million(self, span: str, clock: str = "processor") -> float:
        """The median of a span, in seconds for a million quotes, `clock` or `processor`."""
        stage = statistics.median(one[clock] for one in self.stage)
        if span == "stage":
            return stage * 1e6 / self.rows
        # Of a process that had fewer, only judging is taken to grow: its start does not, and its reading is given away.
        return statistics.median(one[clock] for one in self.process) + stage * (1e6 / self.rows - 1)

    def memory(self) -> float:
        """The median of the most memory that a process held, in MiB."""
        return statistics.median(one["memory"] for one in self.process)


class DisagreementError(ValueError):
    """Somebody found other rows than those that were planted, so that its time says nothing."""


@dataclass(frozen=True)
class Compared:
    """Who was measured, what could not be and why."""

    spans: Mapping[str, Spans]
    failed: Mapping[str, str]

    def raw(self) -> dict[str, Any]:
        """All of it, to be written down."""
        return {name: asdict(one) for name, one in self.spans.items()}


def compared(folder: Path, runs: int, rows: int, interpreters: Mapping[str, Path | str]) -> Compared:
    """Measure those whose interpreter is given, one after the other, so many times: a busy minute hits them all. Who breaks or disagrees with the truth is measured no more, and told.

    What was measured at this very commit before stands in the folder, and is not measured again: a run that was broken off goes on where it was.
    """
    journal, failed = Journal(folder / "measured.jsonl", commit()), {}
    spans = {name: Spans(max(rows // MODULES[name][1], min(rows, 1_000))) for name in interpreters}
    for turn in range(runs):
        for name, one in spans.items():
            if name in failed:
                continue
            files = quotes.files(folder, one.rows)
            try:
                stage = journal.once([name, "stage", one.rows, turn], lambda name=name, files=files: _stage(name, interpreters[name], files, folder))
                process = journal.once([name, "process", one.rows, turn], lambda name=name, files=files: _process(name, interpreters[name], files, folder))
            except (RuntimeError, ValueError, OSError, subprocess.SubprocessError) as broken:
                failed[name] = f"{type(broken).__name__}: {broken}"
                continue
            one.says = stage.pop("says")
            one.stage.append(stage)
            one.process.append(process)
            print(f"  turn {turn + 1}: {name:20} {one.rows:9,} rows, stage {stage['processor']:8.2f} s, process {process['processor']:8.2f} s, {process['memory']:6.0f} MiB", flush=True)
    return Compared({name: one for name, one in spans.items() if name not in failed}, failed)


class Journal:
    """What was measured at one commit, a line each in a file: a dirty checkout has no name, and nothing is taken from there."""

    def __init__(self, file: Path, name: str) -> None:
        """Read what the file has."""
        self._file, self._name = file, name
        trusted = bool(name) and not name.endswith("+")
        self._known = {json.dumps(key): told for at, key, told in self._lines() if at == name} if trusted else {}

    def once(self, key: Sequence[Any], take: Any) -> dict[str, Any]:
        """What is known under a key, else what `take` gives, which is kept."""
        text = json.dumps(key)
        if text not in self._known:
            self._known[text] = take()
            with self._file.open("a", encoding="utf-8") as lines:
                lines.write("\n" + json.dumps([self._name, key, self._known[text]]) + "\n")
        return dict(self._known[text])

    def _lines(self) -> Iterator[Any]:
        for line in self._file.read_text(encoding="utf-8").splitlines() if self._file.exists() else ():
            # Half a line is what a run was writing when it was broken off; what it says is measured again.
            with suppress(json.JSONDecodeError):
                yield json.loads(line)


def _source(name: str, files: quotes.Files) -> Path:
    return files.csv if name == "frictionless" else files.parquet


def _command(name: str, interpreter: Path | str, what: str, source: Path, target: Path) -> list[str]:
    return [str(interpreter), "-m", f"benchmarks.speed.peers.{MODULES[name][0]}", what, str(source), str(target)]


def _stage(name: str, interpreter: Path | str, files: quotes.Files, folder: Path) -> dict[str, Any]:
    """Seconds of judging alone, if it found what was planted. Raises DisagreementError if not."""
    target = folder / f"found-{MODULES[name][0]}.npz"
    done = subprocess.run(_command(name, interpreter, "stage", _source(name, files), target), cwd=ROOT, env=measure.environment(), capture_output=True, text=True, check=False, timeout=_LONGEST)  # noqa: S603  the benchmark's own commands
    if done.returncode:
        msg = f"its stage ended with {done.returncode}: {(done.stderr.strip().splitlines() or [''])[-1]}"
        raise RuntimeError(msg)
    with np.load(target) as found:
        agree({code: found[code] for code in found.files}, files.truth())
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def agree(found: Mapping[str, quotes.Rows], truth: Mapping[str, quotes.Rows]) -> None:
    """Raise DisagreementError unless the rows found against each rule that somebody can say are those that were planted."""
    nothing = np.empty(0, dtype=np.int64)
    for code, rows in found.items():
        planted = truth.get(code, nothing)
        if not np.array_equal(rows, planted):
            msg = f"{code}: {len(rows):,} rows found, {len(planted):,} planted; wrongly found {np.setdiff1d(rows, planted)[:3].tolist()}, missed {np.setdiff1d(planted, rows)[:3].tolist()}"
            raise DisagreementError(msg)


def _process(name: str, interpreter: Path | str, files: quotes.Files, folder: Path) -> dict[str, float]:
    """The cost of a process that reads, judges and writes what it found; that of pagegate is its command line's, in one process."""
    source, target = _source(name, files), folder / f"found-{MODULES[name][0]}.jsonl"
    command = [*measure.pagegate(str(source), "--jobs", "1"), "--output", f"jsonl={target}"] if name == OURS else _command(name, interpreter, "process", source, target)
    return measure.cost(command, folder if name == OURS else ROOT, environment=measure.environment()).rounded()


def here() -> dict[str, Path | str]:
    """Those that need nothing but what pagegate needs."""
    return dict.fromkeys((OURS, MASKS), sys.executable)
