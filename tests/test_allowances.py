"""Allowances, of the whole input and of parts of it: what they spare, how they stand, and that every output says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import pagegate
from pagegate import outputs
from pagegate.__main__ import main
from pagegate.config.load import settings
from pagegate.outputs.summary import sentence
from pagegate.run import Options, Run

from .pages import page_chunk

HERE, THERE = "https://www.example.org/fchi", "https://other.example.net/gdaxi"
#: One bad quote of example.org, which is under a share; one of example.net, where one is allowed.
CONFIGURATION = """no-batch = true
[allow]
Q101 = "10 %"
[[overrides]]
site = "example.net"
allow = { price-not-positive = 1 }
"""


def quote(price: float, url: str = HERE) -> str:
    return json.dumps({"symbol": f"S{abs(price):g}", "price": price, "url": url})


@pytest.fixture
def feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A feed with two bad quotes, and the configuration that allows them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    (tmp_path / "pagegate.toml").write_text(CONFIGURATION, encoding="utf-8")
    path = tmp_path / "quotes.jsonl"
    path.write_text("\n".join([quote(12), quote(-1), quote(-2, THERE)]) + "\n", encoding="utf-8")
    return path


def judged(*lines: str, configuration: str = CONFIGURATION, **options: Any) -> pagegate.Verdict:
    Path("quotes.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    Path("pagegate.toml").write_text(configuration, encoding="utf-8")
    return pagegate.check("quotes.jsonl", config="pagegate.toml", **({"no_batch": True} | options))


@pytest.mark.usefixtures("feed")
def test_what_a_part_is_allowed_counts_there_alone() -> None:
    verdict = judged(quote(12), quote(-1), quote(-2, THERE))
    assert verdict.passed
    assert [(one.key, one.failed, one.judged, one.standing) for one in verdict.allowed] == [("allow.Q101", 1, 2, "not enough rows"), ("overrides[0].allow.Q101", 1, 1, "within")]


@pytest.mark.usefixtures("feed")
def test_a_part_over_its_allowance_fails_though_the_whole_is_within_its_own() -> None:
    verdict = judged(*[quote(12)] * 100, quote(-1), quote(-2, THERE), quote(-3, THERE))
    assert not verdict.passed
    assert verdict.findings[["line", "standing"]].to_numpy().tolist() == [[101, "within"], [102, "exceeded"], [103, "exceeded"]]
    assert "over its allowance: Q101 in overrides[0] (2 of 2, allowed 1); held by allowance: Q101 (1 of 101, allowed 10 %)" in sentence(verdict)


@pytest.mark.usefixtures("feed")
def test_a_finding_that_counts_is_begun_with_where_another_is_allowed() -> None:
    verdict = judged(quote(-1), quote(12, THERE), configuration="[[overrides]]\nsite = 'example.org'\nallow = { Q101 = 1 }\n")
    assert verdict.passed
    verdict = judged(quote(-1), quote(-2, THERE), configuration="[[overrides]]\nsite = 'example.org'\nallow = { Q101 = 1 }\n")
    assert not verdict.passed
    assert "start at quotes.jsonl:2:1" in sentence(verdict)


@pytest.mark.usefixtures("feed")
def test_an_allowance_that_was_not_used_is_not_told_to_people() -> None:
    verdict = judged(quote(12))
    assert "allow" not in sentence(verdict)
    assert [one.to_dict()["failed"] for one in verdict.allowed] == [0, 0]


@pytest.mark.parametrize("form", outputs.names())
def test_every_format_says_what_is_allowed_and_where_there_are_not_enough_rows(form: str, feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", feed.name, "--report", "out", "--format", form]) == 0
    told = capsys.readouterr().out
    assert "not enough rows" in told
    if form != "gitlab":  # its format has no place for what is allowed
        assert "10 %" in told
        assert "overrides[0]" in told.replace("\\", "") or form == "jsonl"
    if form == "github":
        assert "not enough rows" in Path("summary.md").read_text(encoding="utf-8")
    assert "not enough rows to tell about the allowed 10 %" in Path("out/index.html").read_text(encoding="utf-8")


def test_the_verdict_names_the_allowances_that_were_used(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", feed.name, "--no-report", "-q"])
    assert capsys.readouterr().out == (
        "3 quotes in 1 source: pass; 2 errors, and nothing fails this run; held by allowance: Q101 in overrides[0] (1 of 1, allowed 1); not enough rows to hold against its allowance: Q101 (1 of 2, "
        "allowed 10 %); all are Q101 price-not-positive; start at quotes.jsonl:2:1, `pagegate rule Q101` explains it\n"
    )


def test_json_lines_tell_what_counts_at_once_and_what_is_allowed_when_its_standing_is_known(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with feed.open("a", encoding="utf-8") as stream:
        stream.write('{"symbol": "", "price": 12}\n')
    main(["check", feed.name, "--no-report", "--format", "jsonl"])
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["code"], one["allowance"], one["standing"]) for one in told] == [("Q001", None, None), ("Q101", "10 %", "not enough rows"), ("Q101", "1", "within")]


def test_sarif_and_junit_carry_what_was_in_force(feed: Path) -> None:
    main(["check", feed.name, "--no-report", "-q", "--output", "sarif=a.sarif", "--output", "junit=a.xml"])
    [run] = json.loads(Path("a.sarif").read_text(encoding="utf-8"))["runs"]
    assert {"key": "allow.Q101", "value": "10 %", "from": "pagegate.toml:3"} in run["properties"]["configuration"]
    assert {result["properties"]["allowance"]: result["suppressions"][0]["status"] for result in run["results"]} == {"1": "accepted", "10 %": "underReview"}
    assert '<property name="configuration.allow.Q101" value="&quot;10 %&quot; (pagegate.toml:3)"/>' in Path("a.xml").read_text(encoding="utf-8")


def test_markdown_says_what_was_configured(feed: Path) -> None:
    main(["check", feed.name, "--no-report", "--output", "markdown=a.md"])
    assert 'allow.Q101 = "10 %" (pagegate.toml\\:3)' in Path("a.md").read_text(encoding="utf-8")


TWICE = [json.dumps({"symbol": "FCHI", "price": price, "as_of": "2026-11-20T10:00:00Z", "url": "https://a.example.org/x"}) for price in (8074.23, 8174.23)]


@pytest.mark.usefixtures("feed")
@pytest.mark.parametrize(("part", "spared"), [("site = 'example.org'", True), ("kind = 'quotes'", True), ("kind = 'weather'", False)])
def test_a_finding_about_the_scrape_belongs_to_the_part_that_all_its_records_belong_to(part: str, spared: bool) -> None:  # noqa: FBT001  a parameter of the test
    verdict = judged(*TWICE, configuration=f"select = ['B102']\n[[overrides]]\n{part}\nseverity = {{ B102 = 'info' }}\n", no_batch=False)
    assert list(verdict.findings["severity"]) == ["info" if spared else "error"]


@pytest.mark.usefixtures("feed")
def test_a_finding_about_the_scrape_names_a_record_and_follows_it() -> None:
    other = json.dumps({"symbol": "GDAXI", "price": 24000.5, "url": THERE})
    verdict = judged(other, *TWICE, configuration="select = ['B102']\n[[overrides]]\nsite = 'example.org'\nignore = ['B']\n", no_batch=False)
    assert verdict.findings.empty
    verdict = judged(other, *TWICE, configuration="select = ['B102']\n[[overrides]]\nsite = 'example.net'\nignore = ['B']\n", no_batch=False)
    assert not verdict.findings.empty


@pytest.mark.usefixtures("feed")
def test_a_finding_inside_a_body_keeps_its_place_where_there_are_overrides() -> None:
    page = "\n".join([
        "Why the gauges along the quay disagree", "", "October 23, 2025", "", "The harbour was quiet in the morning, and the gauges agreed with each other to within a tenth of a degree.", "",
        "The master sat in the caf\ufffd on the quay, and nobody asked him.", "", "By noon the wind had turned, and every station along the quay began to tell a different story about the same air.",
    ])
    Path("pagegate.toml").write_text("[[overrides]]\nkind = 'articles'\nseverity = { A304 = 'warning' }\n", encoding="utf-8")
    found = Run(Options(select=("A304",), batch=False, settings=settings(Path("pagegate.toml")))).judge(page_chunk(page))
    assert found[["line", "column", "severity"]].to_numpy().tolist() == [[7, 26, "warning"]]
