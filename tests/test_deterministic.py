"""Two runs on the same input give the same bytes, in every format and in everything they write."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pagegate import outputs

EXAMPLES = Path(__file__).parent.parent / "examples"


def everything(folder: Path, seed: int) -> dict[str, bytes]:
    """What a run over the examples writes, by file name; `seed` decides the order of Python's sets."""
    folder.mkdir()
    (folder / "out").mkdir()
    (folder / "examples").symlink_to(EXAMPLES, target_is_directory=True)
    moment = ("--as-of", "2026-11-22T08:00:00+00:00")
    every = [argument for form in outputs.names() for argument in ("--output", f"{form}=out/{form}")]
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    for arguments in (
        ["baseline", "write", *moment, "--no-batch", "examples/records"],
        ["check", *moment, "--baseline", "pagegate-baseline.json", "--report", "report", "--quarantine", "split", *every, "examples"],
    ):
        done = subprocess.run([sys.executable, "-m", "pagegate", *arguments], cwd=folder, env=environment, capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()
    # The memory of runs holds when each began, which no two runs share.
    written = [path for path in sorted(folder.rglob("*")) if path.is_file() and "examples" not in path.relative_to(folder).parts[:1] and path.name != "history.db"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in written}


def test_two_runs_give_the_same_bytes_in_every_format(tmp_path: Path) -> None:
    first, second = everything(tmp_path / "one", 1), everything(tmp_path / "two", 2)
    assert {f"out/{form}" for form in outputs.names()} | {"report/index.html", "pagegate-baseline.json", "split/bad/examples/pages/bad.txt"} <= set(first)
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []
