"""`check --data-docs DIR` writes Great Expectations' own site of a run; nothing that a page says runs in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pagegate.cli import run
from pagegate.judge.gx import quietly
from pagegate.verdict import Verdict
from tests.verdicts import finding, hostile, rule, verdict

BAD = '{"temp_c": 29.1, "feels_like_c": 23.0, "humidity_pct": 75, "location": "Rio"}\n'


def written(given: Verdict, folder: Path) -> dict[str, str]:
    """The pages of the site, by their suite; the index by its name."""
    with quietly():
        from pagegate.gx.data_docs import write

        write(given, folder)
    return {page.relative_to(folder).parts[1] if page.parent != folder else page.name: page.read_text(encoding="utf-8") for page in [folder / "index.html", *folder.glob("validations/**/*.html")]}


def test_the_site_tells_what_each_rule_found_and_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("weather.jsonl").write_text(BAD, encoding="utf-8")
    assert run(["check", "weather.jsonl", "--no-report", "--data-docs", "docs"]) == 1
    (page,) = Path("docs/validations/weather").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "W201 humid-heat-feels-colder" in text
    assert "weather.jsonl:1" in text
    assert Path("docs/expectations/weather.html").is_file()
    assert not Path("docs/validations/quotes").exists()


def test_nothing_of_a_hostile_page_is_markup(tmp_path: Path) -> None:
    pages = written(hostile(), tmp_path / "docs")
    assert "&lt;script&gt;alert(1)" in pages["weather"]
    assert [name for name, text in pages.items() for evil in ("<script>alert", "<img src=x", "<svg onload", "\x1b", "\u202e") if evil in text] == []


def test_a_million_findings_are_told_by_their_number_and_a_few_of_them(tmp_path: Path) -> None:
    many = verdict([finding(line=line, message="m" * 5000) for line in range(500)], [rule(failed=1_000_000, held=1)], records={"weather": 1_000_001})
    page = written(many, tmp_path / "docs")["weather"]
    assert "1000000 unexpected values found" in page.replace(",", "")
    assert page.count("mmmm … mmmm") == 20
    assert len(page) < 200_000


def test_the_next_run_takes_the_place_of_the_last(tmp_path: Path) -> None:
    written(verdict([finding()]), tmp_path / "docs")
    pages = written(verdict([finding("Q002", "price-missing", message="FCHI has no price")], records={"quotes": 1}), tmp_path / "docs")
    assert sorted(pages) == ["index.html", "quotes"]


def test_a_folder_of_other_files_is_refused_before_anything_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("weather.jsonl").write_text(BAD, encoding="utf-8")
    Path("mine").mkdir()
    Path("mine/index.html").write_text("my own", encoding="utf-8")
    assert run(["check", "weather.jsonl", "--no-report", "--data-docs", "mine"]) == 2
    assert "holds other files" in capsys.readouterr().err
    assert Path("mine/index.html").read_text(encoding="utf-8") == "my own"
