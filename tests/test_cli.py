"""The command line: exit status, formats, and what it does with strange input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pagegate.__main__ import main

CLEAN = "Temp29.1°C\nFeels35.3°C\nHumidity75%\nWind24.1 km/h\n"
BROKEN = CLEAN.replace("75%", "175%")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, content: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def check(*arguments: str) -> int:
    return main(["check", "--no-batch", "--no-report", *arguments])


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, object]]]:
    status = check("--format", "json", *arguments)
    return status, json.loads(capsys.readouterr().out)["findings"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("clean.txt", CLEAN, 0),
        ("broken.txt", BROKEN, 1),
        ("empty.txt", "", 1),
        ("binary.txt", bytes(range(256)) * 20, 1),
        ("joined.json", '[{"symbol": "A", "price": 1.5}]\n[{"symbol": "B", "price": 2.5}]\n', 1),
        ("cut.json", '[{"symbol": "A", "price": 1.5}, {"symbol": "B"', 1),
        ("good.jsonl", '{"symbol": "A", "price": 1.5}\n', 0),
        ("bad.jsonl", '{"symbol": "A", "price": "NA"}\n', 1),
        ("half.jsonl", '{"symbol": "A", "price": 1.5}\n{"symbol": \n', 1),
        ("good.csv", "symbol,price\nA,1.50\n", 0),
        ("strange.csv", "one,two\n1,2\n", 1),
    ],
)
def test_the_exit_status_says_whether_the_input_passed(name: str, content: str | bytes, status: int) -> None:
    assert check(put(name, content)) == status


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments",
    [["missing.txt"], ["no-*.txt"], [], ["--format", "xml", "clean.txt"], ["--as-of", "yesterday", "clean.txt"], ["--select", "X9", "clean.txt"], ["--output", "json", "clean.txt"], ["--nonsense"]],
)
def test_wrong_usage_is_two_and_said_on_standard_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    put("clean.txt", CLEAN)
    assert check(*arguments) == 2
    streams = capsys.readouterr()
    assert streams.err
    assert not streams.out


@pytest.mark.usefixtures("folder")
def test_a_folder_is_walked_and_a_glob_expanded(capsys: pytest.CaptureFixture[str]) -> None:
    put("pages/a.txt", CLEAN)
    put("pages/deep/b.txt", BROKEN)
    put("pages/.hidden.txt", BROKEN)
    for path in ("pages", "pages/**/*.txt"):
        status, found = findings(capsys, path)
        assert (status, [finding["source"] for finding in found]) == (1, ["pages/deep/b.txt"])


@pytest.mark.usefixtures("folder")
def test_the_json_output_is_one_object_with_the_promised_names(capsys: pytest.CaptureFixture[str]) -> None:
    check("--format", "json", put("broken.txt", BROKEN))
    told = json.loads(capsys.readouterr().out)
    assert list(told)[:4] == ["pagegate", "verdict", "fail_on", "as_of"]
    assert set(told) == {"pagegate", "schema_version", "verdict", "fail_on", "as_of", "sources", "records", "counts", "configuration", "rules", "findings"}
    (finding,) = told["findings"]
    assert (finding["code"], finding["source"], finding["line"], finding["column"], finding["fields"]) == ("W006", "broken.txt", 3, 9, {"humidity_pct": 175.0})


@pytest.mark.usefixtures("folder")
def test_jsonl_prints_one_finding_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    check("--format", "jsonl", put("a.txt", BROKEN), put("b.txt", BROKEN))
    assert [json.loads(line)["source"] for line in capsys.readouterr().out.splitlines()] == ["a.txt", "b.txt"]


@pytest.mark.usefixtures("folder")
def test_output_writes_another_format_beside_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").mkdir()
    check("--output", "json=out/findings.json", put("broken.txt", BROKEN))
    assert json.loads(Path("out/findings.json").read_text(encoding="utf-8"))["verdict"] == "fail"
    assert "broken.txt:3:9" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_an_output_into_a_folder_that_does_not_exist_is_told_before_anything_is_judged(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--output", "json=no/such/findings.json", put("broken.txt", BROKEN)) == 2
    printed = capsys.readouterr()
    assert printed.err == "pagegate: cannot write no/such/findings.json: no/such does not exist: make it first, or look at the spelling\n"
    assert (printed.out, Path("no").exists()) == ("", False)


@pytest.mark.usefixtures("folder")
def test_a_kind_that_no_column_fits_fails_and_names_the_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--kind", "weather", put("q.jsonl", '{"symbol": "A", "price": 1.5}\n')) == 1
    assert "error P006 unknown-kind  q.jsonl: no column fits weather: symbol, price; they are those of quotes." in capsys.readouterr().out


@pytest.mark.parametrize(("name", "content"), [("q.csv", "symbol,price\n"), ("q.json", "[]")])
@pytest.mark.usefixtures("folder")
def test_a_source_without_records_is_one_source(capsys: pytest.CaptureFixture[str], name: str, content: str) -> None:
    assert check(put(name, content)) == 1
    printed = capsys.readouterr().out
    assert f"no record was read from the source {name}" in printed
    assert "no record in 1 source: fail" in printed


@pytest.mark.usefixtures("folder")
def test_a_report_is_written_unless_told_otherwise() -> None:
    put("clean.txt", CLEAN)
    assert main(["check", "--no-batch", "clean.txt"]) == 0
    assert Path("reports/index.html").is_file()


@pytest.mark.usefixtures("folder")
def test_no_report_writes_nothing() -> None:
    put("clean.txt", CLEAN)
    check("clean.txt")
    assert [path.name for path in Path().iterdir()] == ["clean.txt"]


def program(*arguments: str, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "pagegate", *arguments], input=stdin, capture_output=True, text=True, check=False, cwd=cwd, encoding="utf-8")


def test_standard_input_is_judged(tmp_path: Path) -> None:
    run = program("check", "-", "--no-batch", "--no-report", "--format", "json", stdin=BROKEN, cwd=tmp_path)
    assert run.returncode == 1
    assert [finding["source"] for finding in json.loads(run.stdout)["findings"]] == ["-"]


def test_the_version_needs_none_of_the_libraries() -> None:
    code = "import sys; from pagegate.__main__ import main; main(['--version']); print([m for m in ('pandas', 'pandera', 'click', 'rich', 'great_expectations') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["pagegate 0.1.0", "[]"]


def test_the_hook_never_imports_great_expectations(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    code = "import sys; from pagegate.__main__ import main; s = main(['check', '--no-batch', '--no-report', '-q', 'page.txt']); print(s, 'great_expectations' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert run.stdout.splitlines()[-1] == "0 False"


def test_wrong_usage_is_told_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    code = "import sys; from pagegate.__main__ import main; s = main(['check', 'missing.txt']); print(s, 'pandas' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert run.stdout.splitlines()[-1] == "2 False"


def test_text_is_plain_where_standard_output_is_no_terminal(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(BROKEN, encoding="utf-8")
    run = program("check", "page.txt", "--no-batch", "--no-report", cwd=tmp_path)
    assert run.returncode == 1
    assert "\x1b" not in run.stdout
    assert "page.txt:3:9" in run.stdout


def test_a_fault_of_pagegate_is_three(monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object) -> None:
        msg = "no such luck"
        raise ZeroDivisionError(msg)

    monkeypatch.setattr("pagegate.run.Run.verdict", broken)
    assert folder.exists()
    assert check(put("clean.txt", CLEAN)) == 3
    assert "please report" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_an_output_that_cannot_be_written_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    put("taken", "a file where a folder should be")
    assert main(["check", "--no-batch", "--report", "taken/reports", put("clean.txt", CLEAN)]) == 2
    assert "cannot write" in capsys.readouterr().err


@pytest.mark.parametrize(("named", "taken"), [(None, "system"), ("mimalloc", "mimalloc")])
def test_arrow_takes_its_memory_from_the_system_unless_the_environment_names_another_allocator(monkeypatch: pytest.MonkeyPatch, named: str | None, taken: str) -> None:
    monkeypatch.delenv("ARROW_DEFAULT_MEMORY_POOL", raising=False)
    if named is not None:
        monkeypatch.setenv("ARROW_DEFAULT_MEMORY_POOL", named)
    program = "import contextlib, pagegate.__main__ as cli\nwith contextlib.suppress(SystemExit): cli.main(['rule', 'Q101'])\nimport pyarrow; print(pyarrow.default_memory_pool().backend_name)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == taken
