"""A run over files without a reader says what any run says, and imports nothing for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pagegate.__main__ import main
from pagegate.cli import unread
from tests.test_start import HOOK, imported

IMAGE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "images").mkdir()
    return tmp_path


def images(*names: str) -> None:
    for name in names:
        Path(name).write_bytes(IMAGE)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main([*HOOK, *arguments])
    return status, capsys.readouterr().out


@pytest.mark.parametrize("number", [0, 1, 2, 3, 11, 12])
@pytest.mark.parametrize("option", [(), ("-q",), ("--fail-on", "warning"), ("--kind", "quotes", "--jobs", "1")])
@pytest.mark.usefixtures("folder")
def test_files_without_a_reader_are_told_as_by_the_whole_run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, number: int, option: tuple[str, ...]) -> None:
    names = ["images/é 10.png", "b", "z.tar.gz", *(f"images/{place}.bin" for place in range(9))][:number]
    images(*names)
    short = told(capsys, *option, *(names or ["images"]))
    monkeypatch.setattr(unread, "tell", lambda *_: False)
    assert short == told(capsys, *option, *(names or ["images"]))
    assert short[0] == 1


@pytest.mark.parametrize(("name", "option"), [
    ("page.txt", ()), ("real.png", ("--verbose",)), ("real.png", ("--format", "json")), ("real.png", ("--output", "json=out.json")), ("real.png", ("--select", "P011")),
    ("real.png", ("--ignore", "P004")), ("real.png", ("--allow-empty",)), ("real.png", ("--fail-on", "never")), ("tab\t.png", ()), (f"{'x' * 240}.png", ()),
])
@pytest.mark.usefixtures("folder")
def test_what_is_not_plain_is_left_to_the_whole_run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, option: tuple[str, ...]) -> None:
    images("real.png", name)
    monkeypatch.setattr("pagegate.run.Run.verdict", None)
    assert told(capsys, *option, name)[0] == 3


@pytest.mark.usefixtures("folder")
def test_a_configuration_that_names_rules_is_left_to_the_whole_run(capsys: pytest.CaptureFixture[str]) -> None:
    images("real.png")
    Path("pagegate.toml").write_text('[severity]\nP011 = "info"\nP004 = "info"\n', encoding="utf-8")
    assert told(capsys, "real.png")[0] == 0


@pytest.mark.usefixtures("folder")
def test_one_file_that_is_read_is_judged_with_those_that_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    images("real.png")
    Path("page").write_text("FCHI8,074.23+0.08%\n", encoding="utf-8")
    assert "1 quote, 1 page in 2 sources: fail; 1 error" in told(capsys, "real.png", "page")[1]


@pytest.mark.parametrize("path", ["images", "images/real.png"])
def test_files_without_a_reader_need_no_pandas(folder: Path, path: str) -> None:
    images("images/real.png")
    status, modules = imported(folder, *HOOK, path)
    assert status == 1
    assert not modules & {"pandas", "numpy", "pandera", "pyarrow", "rich", "great_expectations"}
