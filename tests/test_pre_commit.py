"""The hook, run by the real pre-commit program in a scratch repository.

The hook's own environment is replaced by this one (`language: system`): building it takes minutes and proves pip, not pagegate. What is taken, and what is run, is the shipped hook's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
CLEAN = "Temp29.1°C\nFeels35.3°C\nHumidity75%\nWind24.1 km/h\n"
BROKEN = CLEAN.replace("35.3", "25.0")


@pytest.fixture
def repository(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A repository with the hook `pagegate`, or the one that the test names."""
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    hook = hooks[getattr(request, "param", "pagegate")]
    local = hook | {"language": "system", "entry": f"{sys.executable} -m {hook['entry']}"}
    (tmp_path / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [{"repo": "local", "hooks": [local]}]}), encoding="utf-8")
    for command in (["init", "-q"], ["config", "user.email", "scraper@example.org"], ["config", "user.name", "scraper"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def commit(repository: Path, name: str, text: str) -> subprocess.CompletedProcess[str]:
    """Stage a file and let pre-commit look at what is staged."""
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    subprocess.run(["git", "add", "."], cwd=repository, check=True)
    environment = os.environ | {"PRE_COMMIT_HOME": str(repository / ".cache"), "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, "-m", "pre_commit", "run", "--color", "never"], cwd=repository, check=False, capture_output=True, text=True, encoding="utf-8", env=environment)


def test_a_good_page_commits(repository: Path) -> None:
    run = commit(repository, "pages/good.txt", CLEAN)
    assert (run.returncode, "Passed" in run.stdout) == (0, True)


def test_a_bad_page_is_refused_with_the_reason_and_the_line(repository: Path) -> None:
    run = commit(repository, "scraped/bad.txt", BROKEN)
    assert run.returncode == 1
    assert "scraped/bad.txt:2:6  error W201" in run.stdout


def test_a_bad_record_is_refused(repository: Path) -> None:
    run = commit(repository, "feeds/quotes.jsonl", '{"symbol": "A", "price": "NA"}\n')
    assert run.returncode == 1
    assert "feeds/quotes.jsonl:1" in run.stdout


@pytest.mark.parametrize("name", ["README.md", "notes.txt", "src/pages.py", "data.csv"])
def test_other_files_are_never_judged(repository: Path, name: str) -> None:
    run = commit(repository, name, BROKEN)
    assert (run.returncode, "Skipped" in run.stdout) == (0, True)


BAD_QUOTE = '{"symbol": "A", "price": "NA"}\n'


@pytest.mark.parametrize("repository", ["pagegate-pages"], indirect=True)
@pytest.mark.parametrize(("name", "text", "status"), [("pages/a.txt", BROKEN, 1), ("feed.jsonl", BAD_QUOTE, 0)])
def test_the_hook_for_pages_judges_pages_alone(repository: Path, name: str, text: str, status: int) -> None:
    assert commit(repository, name, text).returncode == status


@pytest.mark.parametrize("repository", ["pagegate-records"], indirect=True)
@pytest.mark.parametrize(("name", "text", "status"), [("feed.jsonl", BAD_QUOTE, 1), ("feeds/a.csv", "symbol,price\nA,-1.5\n", 1), ("package.json", BAD_QUOTE, 0)])
def test_the_hook_for_records_judges_record_files_alone(repository: Path, name: str, text: str, status: int) -> None:
    assert commit(repository, name, text).returncode == status


def test_only_what_is_staged_is_judged(repository: Path) -> None:
    commit(repository, "feed.jsonl", '{"symbol": "A", "price": 1.5}\n')
    (repository / "feed.jsonl").write_text(BAD_QUOTE, encoding="utf-8")
    (repository / "other.jsonl").write_text(BAD_QUOTE, encoding="utf-8")
    environment = os.environ | {"PRE_COMMIT_HOME": str(repository / ".cache"), "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-m", "pre_commit", "run", "--color", "never"], cwd=repository, check=False, capture_output=True, text=True, encoding="utf-8", env=environment)
    assert (run.returncode, "Passed" in run.stdout) == (0, True)
