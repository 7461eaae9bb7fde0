"""The wheel holds every file of the source that users need, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {"src/pagegate/": "pagegate/", "checks/": "pagegate/checks/", "schemas/": "pagegate/schemas/"}

pytestmark = pytest.mark.skipif(not (ROOT / ".git").exists() or not (ROOT / "src").exists(), reason="needs the git checkout; the suite also runs on the wheel alone")


def test_the_wheel_holds_what_git_tracks(tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clean)], check=True)
    subprocess.run([sys.executable, "-m", "build", "-q", "--wheel", "--outdir", str(tmp_path / "dist"), str(clean)], check=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    tracked = subprocess.run(["git", "ls-files", *ROOMS], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    expected = {path.replace(room, inside, 1) for path in tracked for room, inside in ROOMS.items() if path.startswith(room)}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == expected
