"""What `pagegate init` writes into a scraper's repository: configuration, hook, CI job, an example."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pagegate.config.load import nearest_file, settings
from pagegate.sources.formats import suffix_of

EXAMPLE = "pagegate-example.jsonl"
_EXAMPLE_RECORDS: tuple[Mapping[str, object], ...] = (
    {"symbol": "FCHI", "price": 8074.23, "change": 6.44, "change_pct": 0.08, "as_of": "2025-10-23T15:35:00Z"},
    {"symbol": "GDAXI", "price": 24049.74, "change": 100.59, "change_pct": 0.42, "as_of": "2025-10-23T15:35:00Z"},
)
_HOOK = """repos:
  - repo: local
    hooks:
      - id: pagegate
        name: pagegate
        entry: pagegate check --no-batch --no-report
        language: system
        files: {files}
        require_serial: true
"""
_GITHUB = """name: pagegate
on: [push, pull_request]
permissions:
  contents: read
jobs:
  pagegate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: python -m pip install pagegate
      - run: {check}
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: pagegate-report
          path: reports/
"""
_GITLAB = """pagegate:
  image: python:3.13-slim
  script:
    - pip install pagegate
    - {check}
  artifacts:
    when: always
    paths: [reports/]
    reports:
      codequality: codequality.json
      junit: junit.xml
"""
_GITLAB_CI = ".gitlab-ci.yml"


@dataclass(frozen=True)
class Step:
    """One file: what is written to it, or why it is left alone (`text` is None)."""

    file: str
    text: str | None
    why: str


@dataclass(frozen=True)
class Plan:
    """What to write, and what judges the folder afterwards."""

    steps: list[Step]
    command: str


def plan(folder: Path, found: Iterable[str]) -> Plan:
    """What to write in a folder where the files `found` (names from it, with `/`) can be judged. Nothing that is there is written over.

    Raises ConfigError if there is a configuration, and it is wrong.
    """
    globs = globs_of(name for name in found if name != EXAMPLE)
    made = []
    there = nearest_file(folder)
    # A configuration that names no sources leaves it to the command line to say what is judged.
    named = [] if there is None or there.parent != folder or settings(there).feeds else globs or [EXAMPLE]
    check = shlex.join(["pagegate", "check", *named])
    if there is not None and there.parent == folder:
        made.append(Step(there.name, None, "configures pagegate already"))
    else:
        made.append(_file(folder, "pagegate.toml", _configuration(globs), f"judges {', '.join(globs) or EXAMPLE}"))
    if not globs:
        made.append(_file(folder, EXAMPLE, "".join(f"{json.dumps(record)}\n" for record in _EXAMPLE_RECORDS), "two records that pass, to be replaced by your own"))
    made.append(_file(folder, ".pre-commit-config.yaml", _HOOK.format(files=_quoted(_expression(globs or [EXAMPLE]))), "judges such files before they are committed"))
    if _is_on_gitlab(folder):
        job, text, outputs = _GITLAB_CI, _GITLAB, "--output gitlab=codequality.json --output junit=junit.xml"
    else:
        job, text, outputs = ".github/workflows/pagegate.yml", _GITHUB, "--format github"
    command = check.replace("pagegate check", f"pagegate check {outputs}", 1)
    made.append(_file(folder, job, text.replace("{check}", _quoted(command) if named else command), "judges them in CI, and keeps the report"))
    return Plan(made, check)


def globs_of(names: Iterable[str]) -> list[str]:
    """Globs for the folders and suffixes that files have, sorted: `output/**/*.jsonl`."""
    return sorted({f"{top}/**/*{suffix}" if (top := name.partition("/")[0]) != name else f"./*{suffix}" for name in names if (suffix := _whole_suffix(name))})


def _whole_suffix(name: str) -> str:
    """The suffix that tells the format, with that of a compression behind it."""
    suffix = suffix_of(name)
    at = name.lower().rfind(suffix) if suffix else -1
    return name[at:] if at >= 0 and re.fullmatch(r"(\.[A-Za-z0-9]+)+", name[at:]) else ""


def _file(folder: Path, name: str, text: str, why: str) -> Step:
    if (folder / name).exists() or (folder / name).is_symlink():
        return Step(name, None, "is there already; docs/ci.md of pagegate shows what to add to it")
    return Step(name, text, why)


def _configuration(globs: list[str]) -> str:
    paths = ", ".join(json.dumps(glob) for glob in globs or [EXAMPLE])
    return f"""# What may stand here: docs/configuration.md of pagegate. What is in force: pagegate config.
fail-on = "error"

[sources.all]
paths = [{paths}]
# kind = "quotes"                        # else the columns tell
# fields = {{ price = "lastsale" }}        # pagegate's column = your own
# units = {{ temp = "F", wind = "mph" }}
"""


def _expression(globs: list[str]) -> str:
    """The globs as the regular expression that pre-commit takes: of folders and suffixes, which is all they are made of."""
    parts = [re.escape(glob.removeprefix("./")).replace(r"\*\*/\*", ".*").replace(r"\*", "[^/]*") for glob in globs]
    return f"^({'|'.join(parts)})$"


def _quoted(text: str) -> str:
    """A YAML scalar in single quotes, in which nothing but the quote itself means anything."""
    return "'" + text.replace("'", "''") + "'"


def _is_on_gitlab(folder: Path) -> bool:
    """Whether the repository's own files say GitLab: a job file, or the address that it was cloned from."""
    if (folder / ".github").is_dir():
        return False
    try:
        remote = (folder / ".git" / "config").read_text(encoding="utf-8", errors="replace")
    except OSError:
        remote = ""
    return (folder / _GITLAB_CI).exists() or "gitlab" in remote.lower()
