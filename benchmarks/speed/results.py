"""What was measured last, of each benchmark: kept in results.json, from which the page is made, so that one of them can be measured again alone."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import json
import os
import platform
import subprocess
from pathlib import Path
from typing import Any

from .measure import Measured

FILE = Path(__file__).with_name("results.json")
ROOT = Path(__file__).parents[2]
#: What pagegate's own speed hangs on.
_LIBRARIES = ("pandas", "numpy", "pyarrow", "pandera", "great-expectations", "lxml", "trafilatura")


def read(file: Path = FILE) -> dict[str, Any]:
    """All results, by the name of the benchmark; none if there is no file."""
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return found


def keep(name: str, measured: Measured, runs: int, file: Path = FILE) -> None:
    """Put what a benchmark told in the place of what it told before; other benchmarks keep theirs."""
    one = {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(), "commit": commit(), "runs": runs, "machine": machine(),
        "versions": {**versions(), **measured.versions}, "figures": {figure: float(f"{value:.4g}") for figure, value in measured.figures.items()},
        "failed": dict(measured.failed), "raw": dict(measured.raw),
    }
    text = json.dumps({**read(file), name: one}, indent=1, ensure_ascii=False)
    written = file.with_suffix(".new")
    written.write_text(text + "\n", encoding="utf-8")
    written.replace(file)


def machine() -> dict[str, str]:
    """Processor, cores that this process may use, memory and system."""
    processor, memory = platform.processor(), ""
    if Path("/proc/cpuinfo").exists():
        names = [line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
        processor = names[0] if names else processor or platform.machine()
    if "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / (1 << 30):.0f} GiB"
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {"processor": processor, "cores": str(cores), "memory": memory, "system": platform.system(), "python": platform.python_version()}


def versions() -> dict[str, str]:
    """Of pagegate and of what its speed hangs on."""
    return {name: importlib.metadata.version(name) for name in ("pagegate", *_LIBRARIES)}


def commit() -> str:
    """The commit that is checked out, with a plus where code differs from it; empty outside of a checkout."""
    try:
        head = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607  whichever git there is
        code = ["src", "checks", "schemas", "benchmarks", ":!benchmarks/speed/*.json", ":!benchmarks/speed/*.md", ":!benchmarks/speed/*.toml"]
        same = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", *code], cwd=ROOT, capture_output=True, check=False)  # noqa: S603, S607  fixed words
    except OSError:
        return ""
    return head.stdout.strip() and head.stdout.strip() + ("+" if same.returncode else "")


def fresh(name: str, runs: int, file: Path = FILE) -> bool:
    """Whether a benchmark was measured whole, so many times, at the very commit that is checked out."""
    kept, now = read(file).get(name, {}), commit()
    return bool(kept and now) and not now.endswith("+") and kept["commit"] == now and kept["runs"] >= runs and not kept["failed"]
