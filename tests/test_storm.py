"""A short storm: runs killed while they write leave the old or the new, and lose nothing. `python -m benchmarks.storm` is the long one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the storm is made of forks")
@pytest.mark.skipif(not (ROOT / "benchmarks").exists(), reason="needs the benchmarks; the wheel has none")
def test_ten_kills_tear_no_file_and_lose_no_record() -> None:
    run = subprocess.run([sys.executable, "-m", "benchmarks.storm", "--kills", "10"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stdout.splitlines()[-1].endswith(", 0 torn or lost"), run.stdout + run.stderr
    assert run.returncode == 0
