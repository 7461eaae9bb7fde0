"""The environment of the peers: made once in a folder, and made anew where what they require has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def python(folder: Path) -> Path:
    """The interpreter of a virtual environment that has all peers. Raises RuntimeError with what pip said where they cannot be installed."""
    home = folder / "peers"
    found, marker, wanted = home / ("Scripts" if os.name == "nt" else "bin") / "python", home / "requirements.txt", REQUIREMENTS.read_text(encoding="utf-8")
    if not marker.exists() or marker.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(home, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(home)])
        _run([str(found), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--compile", "-r", str(REQUIREMENTS)])
        marker.write_text(wanted, encoding="utf-8")
    return found


def versions(interpreter: Path) -> dict[str, str]:
    """What is installed there, of what is required by name."""
    said = _run([str(interpreter), "-m", "pip", "list", "--format", "freeze", "--disable-pip-version-check"])
    installed = {name.lower().replace("_", "-"): version for name, _, version in (line.partition("==") for line in said.splitlines())}
    lines = (line for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    names = [line.split(">")[0].split("[")[0] for line in lines]
    return {name: installed[name] for name in names if name in installed}


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  the benchmark's own commands
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
        msg = f"{' '.join(command[1:4])}: {last}"
        raise RuntimeError(msg)
    return done.stdout
