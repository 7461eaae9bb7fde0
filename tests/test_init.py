"""`pagegate init`: what it finds out, what it writes, and what it leaves alone."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from pagegate.__main__ import main
from pagegate.config.load import settings
from pagegate.config.starter import EXAMPLE, globs_of

GOOD = '{"symbol": "ZZZ", "price": 10.5}\n'
BAD = '{"symbol": "ZZZ", "price": -10.5}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_in_an_empty_folder_an_example_is_written_and_passes(folder: Path) -> None:
    assert main(["init"]) == 0
    assert (folder / EXAMPLE).is_file()
    assert main(["check", "-q", "--no-batch", "--no-report"]) == 0


@pytest.mark.parametrize(("record", "status"), [(GOOD, 0), (BAD, 1)])
def test_afterwards_one_command_passes_or_fails_by_what_was_found(folder: Path, record: str, status: int) -> None:
    put(folder, "output/day/quotes.jsonl", record)
    assert main(["init"]) == 0
    assert settings().feeds[0].paths.globs == ("output/**/*.jsonl",)
    assert main(["check", "-q", "--no-batch", "--no-report"]) == status


def test_nothing_that_is_there_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = {"pyproject.toml": "[tool.pagegate]\nfail-on = 'never'\n", ".pre-commit-config.yaml": "repos: []\n", ".github/workflows/pagegate.yml": "name: ours\n"}
    for name, text in there.items():
        put(folder, name, text)
    put(folder, "output/quotes.jsonl", GOOD)
    assert main(["init"]) == 0
    assert {name: (folder / name).read_text(encoding="utf-8") for name in there} == there
    assert not (folder / "pagegate.toml").exists()
    assert capsys.readouterr().out.count("left ") == 3


@pytest.mark.parametrize(("record", "status"), [(GOOD, 0), (BAD, 1)])
@pytest.mark.parametrize("job", [".github/workflows/pagegate.yml", ".gitlab-ci.yml"])
def test_beside_a_configuration_that_names_no_sources_the_command_and_the_job_name_them(folder: Path, record: str, status: int, job: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, "pyproject.toml", "[tool.pagegate]\nno-batch = true\n")
    put(folder, "its output/quotes.jsonl", record)
    put(folder, ".git/config", "url = git@gitlab.example.org:team/scraper.git\n" if "gitlab" in job else "")
    assert main(["init"]) == 0
    told = capsys.readouterr().out.splitlines()[-1]
    assert told == "now: pagegate check 'its output/**/*.jsonl'"
    assert main([*shlex.split(told)[2:], "-q", "--no-report"]) == status
    steps = yaml.safe_load((folder / job).read_text(encoding="utf-8"))["pagegate"]["script"] if "gitlab" in job else [step.get("run", "") for step in yaml.safe_load((folder / job).read_text(encoding="utf-8"))["jobs"]["pagegate"]["steps"]]
    [check] = [shlex.split(step) for step in steps if step.startswith("pagegate check")]
    assert check[-1] == "its output/**/*.jsonl"


def test_a_configuration_that_is_wrong_is_told_before_anything_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, "pagegate.toml", "fail_on = 'never'\n")
    assert main(["init"]) == 2
    assert "pagegate.toml:1: fail_on is no key of pagegate's; did you mean fail-on?" in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == ["pagegate.toml"]


def test_the_hook_takes_the_files_that_the_configuration_names(folder: Path) -> None:
    put(folder, "output/day/quotes.jsonl.gz", "")
    put(folder, "items.jsonl", GOOD)
    main(["init"])
    hook = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"][0]
    names = ["output/quotes.jsonl.gz", "output/a/b/quotes.jsonl.gz", "items.jsonl", "other/items.jsonl", "output/quotes.csv"]
    assert [bool(re.search(hook["files"], name)) for name in names] == [True, True, True, False, False]
    assert [settings().feed_of(name) is not None for name in names] == [True, True, True, False, False]


def test_a_repository_of_gitlab_gets_its_job(folder: Path) -> None:
    put(folder, ".git/config", '[remote "origin"]\nurl = git@gitlab.example.org:team/scraper.git\n')
    main(["init"])
    assert "codequality" in yaml.safe_load((folder / ".gitlab-ci.yml").read_text(encoding="utf-8"))["pagegate"]["artifacts"]["reports"]
    assert not (folder / ".github").exists()


def test_everyday_files_beside_the_code_are_no_output(folder: Path) -> None:
    for name in ("package.json", "README.txt", "tests/page.html", "docs/data.csv"):
        put(folder, name, "{}\n")
    main(["init"])
    assert settings().feeds[0].paths.globs == (EXAMPLE,)


def test_globs_name_the_folder_and_the_whole_suffix() -> None:
    assert globs_of(["out/a.jsonl.gz", "out/b/c.jsonl.gz", "d.jsonl"]) == ["./*.jsonl", "out/**/*.jsonl.gz"]
