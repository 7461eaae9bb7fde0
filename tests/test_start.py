"""What the command line imports before it answers, and how its process ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pagegate.version import __version__

CLEAN = "Markets\n\nFCHI8,074.23+0.08%\n\nTemp29.1°C\nFeels32.3°C\nHumidity75%\nUV6\n"
HOOK = ("check", "--no-batch", "--no-report")
#: What pagegate requires, and what is large among what that requires, by the names that are imported.
LIBRARIES = {
    "astral", "babel", "charset_normalizer", "click", "datasketch", "exchange_calendars", "fsspec", "ftfy", "great_expectations", "jinja2", "lxml", "lxml_html_clean", "numpy", "pandas", "pandera", "py3langid",
    "pyarrow", "pygal", "rich", "scipy", "sqlalchemy", "trafilatura", "warcio",
}


def imported(folder: Path, *arguments: str) -> tuple[int, set[str]]:
    """The exit status of a command line in a folder, and the modules that it imported."""
    code = "import sys; before = set(sys.modules); from pagegate.__main__ import main; status = main(sys.argv[1:]); print(status, *(set(sys.modules) - before), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, cwd=folder)
    status, *modules = run.stderr.splitlines()[-1].split()
    return int(status), set(modules)


def test_the_version_imports_nothing_but_the_version(tmp_path: Path) -> None:
    status, modules = imported(tmp_path, "--version")
    assert status == 0
    assert modules - {"__future__"} == {"pagegate", "pagegate.__main__", "pagegate.version"}


def test_a_verb_imports_no_other_verb(tmp_path: Path) -> None:
    _, modules = imported(tmp_path, "check", "missing.txt")
    assert {name for name in modules if name.startswith("pagegate.cli.")} == {"pagegate.cli.check", "pagegate.cli.configured", "pagegate.cli.options"}


def test_the_hook_on_a_page_of_text_imports_no_library_but_those_that_judge_it(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    status, modules = imported(tmp_path, *HOOK, "page.txt")
    assert status == 0
    assert modules & LIBRARIES == {"click", "numpy", "pandas", "pandera", "pyarrow", "rich"}


@pytest.mark.parametrize("verb", [("rule", "W201"), ("config",)])
def test_verbs_that_judge_no_scrape_import_neither_great_expectations_nor_a_database(tmp_path: Path, verb: tuple[str, ...]) -> None:
    _, modules = imported(tmp_path, *verb)
    assert not modules & {"great_expectations", "sqlalchemy", "jinja2", "trafilatura", "pygal"}


def test_every_verb_is_listed(tmp_path: Path) -> None:
    told = program(tmp_path, "--help").stdout.partition("Commands:")[2]
    assert [line.split()[0] for line in told.splitlines() if line] == ["baseline", "check", "config", "export", "history", "init", "mutate", "rule"]


def test_a_verb_that_there_is_none_of_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    run = program(tmp_path, "chek")
    assert run.returncode == 2
    assert "Did you mean 'check'?" in run.stderr


def program(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "pagegate", *arguments], capture_output=True, text=True, check=False, cwd=folder)


def ended(folder: Path, before: str, stdout: int | None = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    """The process of `pagegate --version`, with something done before it."""
    code = f"import sys; sys.argv = ['pagegate', '--version']; {before}; from pagegate.__main__ import program; program()"
    return subprocess.run([sys.executable, "-c", code], stdout=stdout, stderr=subprocess.PIPE, text=True, check=False, cwd=folder)


def test_what_was_written_goes_out_before_the_process_ends(tmp_path: Path) -> None:
    run = ended(tmp_path, "sys.stdout.write('first ')")
    assert (run.returncode, run.stdout) == (0, f"first pagegate {__version__}\n")


def test_what_is_registered_for_the_end_is_done_before_the_process_ends(tmp_path: Path) -> None:
    run = ended(tmp_path, "import atexit; atexit.register(print, 'last')")
    assert run.stdout == f"pagegate {__version__}\nlast\n"


def test_the_process_ends_with_the_status_of_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(CLEAN.replace("32.3", "25.0"), encoding="utf-8")
    assert program(tmp_path, *HOOK, "page.txt").returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_answer_that_cannot_be_written_is_no_success(tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        run = ended(tmp_path, "pass", stdout=full.fileno())
    assert run.returncode != 0
    assert "No space left" in run.stderr


def test_a_process_without_standard_streams_ends_as_well(tmp_path: Path) -> None:
    assert ended(tmp_path, "import os; os.chdir('.'); sys.stderr = None").returncode == 0
