"""What a program costs with all that it starts, Java and its workers among them, which it does not wait for."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
_LOOK = 0.2


def processor(command: Sequence[str], folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds of processor time of all processes of the command's session (by /proc, looked at five times a second), and seconds on the clock. Raises RuntimeError for a status above 1."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603  the benchmark's own commands
    used: dict[int, float] = {}
    while process.poll() is None:
        used |= _used(process.pid)
        time.sleep(_LOOK)
    if process.returncode > 1:
        msg = f"{' '.join(command)} ended with {process.returncode}"
        raise RuntimeError(msg)
    return sum(used.values()), time.perf_counter() - begun


def _used(session: int) -> dict[int, float]:
    """What each process of a session has used by itself."""
    told = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended
                continue
            if int(fields[3]) == session:
                told[int(entry.name)] = (int(fields[11]) + int(fields[12])) / _TICK
    return told
