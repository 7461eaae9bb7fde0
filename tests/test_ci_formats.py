"""What a verdict looks like to the platforms: SARIF, JUnit, GitHub annotations and summaries, GitLab code quality, Markdown."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from pagegate import outputs
from pagegate.__main__ import main
from pagegate.outputs import Options
from pagegate.outputs.to_github import MOST_SUMMARY, step_summary
from pagegate.verdict import Verdict
from tests.verdicts import EVIL, finding, hostile, rule, verdict

SARIF = json.loads((Path(__file__).parent / "data" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
#: The characters of RFC 3986, section 2.
ADDRESS = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-F]{2})+")
ANNOTATION = re.compile(r"^::(error|warning|notice) ([^:]*)::(.*)$", re.MULTILINE)


def told(judged: Verdict, form: str, **options: Any) -> str:
    stream = io.StringIO()
    outputs.write(form, judged, stream, Options(**options))
    return stream.getvalue()


def many(number: int, **changed: Any) -> list[dict[str, Any]]:
    return [finding(line=n + 1, fingerprint=f"f{n}", **changed) for n in range(number)]


def sarif(judged: Verdict) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(told(judged, "sarif"))
    jsonschema.Draft4Validator(SARIF).validate(log)
    (run,) = log["runs"]
    return dict(run)


# SARIF


@pytest.mark.parametrize("judged", [verdict(), verdict([finding(), *many(3, severity="info")]), hostile()], ids=["clean", "failing", "hostile"])
def test_sarif_is_what_the_official_schema_says(judged: Verdict) -> None:
    assert len(sarif(judged)["results"]) == len(judged.findings)


def test_a_sarif_result_stands_at_the_line_and_columns_of_the_page() -> None:
    (result,) = sarif(verdict([finding()]))["results"]
    where = result["locations"][0]["physicalLocation"]
    assert where["artifactLocation"] == {"uri": "pages/bad.txt", "uriBaseId": "%SRCROOT%"}
    assert where["region"] == {"startLine": 3, "startColumn": 6, "endColumn": 12, "snippet": {"text": "25.0°C"}}
    assert (result["ruleId"], result["level"]) == ("W201", "error")


def test_a_sarif_result_without_a_line_has_a_place_all_the_same() -> None:
    for source in (None, "-", "a b/ü?.txt", "https://example.org/a b?c=d", EVIL):
        (result,) = sarif(verdict([finding(source=source, line=None, column=None)]))["results"]
        where = result["locations"][0]["physicalLocation"]
        assert ADDRESS.fullmatch(where["artifactLocation"]["uri"])
        assert "region" not in where


def test_sarif_explains_its_rules_and_results_point_at_them() -> None:
    run = sarif(verdict([finding()], [rule("W006", "humidity-out-of-range"), rule(failed=1)]))
    rules = run["tool"]["driver"]["rules"]
    assert rules[run["results"][0]["ruleIndex"]]["id"] == "W201"
    assert all(one["help"]["text"] and one["help"]["markdown"] and one["shortDescription"]["text"] for one in rules)


def test_sarif_carries_the_fingerprint_of_the_finding() -> None:
    (result,) = sarif(verdict([finding(fingerprint="abc")]))["results"]
    assert result["partialFingerprints"] == {"pagegate/v1": "abc", "primaryLocationLineHash": "abc:1"}


def test_a_page_puts_no_link_and_no_placeholder_into_a_sarif_message() -> None:
    (result,) = sarif(verdict([finding(message="see [here](https://evil.example) {0}", hint="")]))["results"]
    assert result["message"]["text"] == "see \\[here\\](https://evil.example) {{0}}"


def test_of_30000_findings_sarif_has_the_25000_worst_and_counts_the_rest() -> None:
    run = sarif(verdict([*many(29_999, severity="warning"), finding(line=None)]))
    assert len(run["results"]) == 25_000
    assert run["results"][0]["level"] == "error"
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("5,000 findings more")


# JUnit


def junit(judged: Verdict) -> JUnitXml:
    return JUnitXml.fromstring(told(judged, "junit").encode())


@pytest.mark.parametrize("judged", [verdict(), verdict([finding(), *many(3, severity="warning")]), hostile()], ids=["clean", "failing", "hostile"])
def test_junit_counts_what_it_holds(judged: Verdict) -> None:
    read = junit(judged)
    cases = [case for suite in read for case in suite]
    said = (read.tests, read.failures, read.errors, read.skipped)
    kinds = [type(result).__name__ for case in cases for result in case.result]
    assert said == (len(cases), kinds.count("Failure"), 0, kinds.count("Skipped"))
    assert len({(case.classname, case.name) for case in cases}) == len(cases)


def test_junit_fails_where_the_verdict_does() -> None:
    assert junit(verdict([finding()])).failures == 1
    assert junit(verdict([finding(severity="warning")])).failures == 0
    assert junit(verdict([finding(severity="warning")], fail_on="warning")).failures == 1


def test_a_failing_case_of_junit_says_what_where_and_what_to_do() -> None:
    (case,) = [case for suite in junit(verdict([finding()])) for case in suite]
    assert case.name.startswith("W201 humid-heat-feels-colder in pages/bad.txt (")
    assert case.result[0].message == "feels like 25.0 °C, colder than the air at 29.1 °C"
    assert case.result[0].text.splitlines() == [
        "pages/bad.txt:3:6: error W201 humid-heat-feels-colder", "feels like 25.0 °C, colder than the air at 29.1 °C", "Look whether it was read from another place.",
    ]


def test_a_rule_that_held_is_a_case_that_passed_and_an_idle_one_was_skipped() -> None:
    cases = {case.name: [type(result).__name__ for result in case.result] for suite in junit(verdict([], [rule(held=3), rule("Q101", "price-not-positive", idle=2)])) for case in suite}
    assert cases == {"W201 humid-heat-feels-colder": [], "Q101 price-not-positive": ["Skipped"]}


def test_characters_that_xml_cannot_hold_are_written_out() -> None:
    text = told(verdict([finding(message="a\x00b\x1bc\ufffed\uffffe\U0001ffffg]]>&<")]), "junit")
    assert ET.fromstring(text.encode()).find(".//failure").get("message") == "a\\x00b\\x1bc\\U0000fffed\\U0000ffffe\\U0001ffffg]]>&<"  # type: ignore[union-attr]  # noqa: S314  its own output


# GitHub


def test_of_10000_findings_github_is_given_ten_of_each_level_worst_first_and_the_rest_is_counted() -> None:
    judged = verdict([*many(4_000, severity="info"), *many(3_000, severity="warning"), *many(3_000)])
    lines = ANNOTATION.findall(told(judged, "github"))
    levels = [level for level, _, _ in lines]
    assert levels == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert lines[-1][2].startswith("9,971 findings more")


def test_a_github_annotation_stands_at_its_place() -> None:
    level, properties, message = ANNOTATION.findall(told(verdict([finding()]), "github"))[0]
    assert (level, properties) == ("error", "title=W201 humid-heat-feels-colder,file=pages/bad.txt,line=3,col=6")
    assert message == "feels like 25.0 °C, colder than the air at 29.1 °C%0ALook whether it was read from another place."


def test_a_page_gives_github_no_command_of_its_own() -> None:
    evil = "x\n::add-mask::y\r\n##[set-env name=A]b%0A::stop-commands::t"
    text = told(verdict([finding(source=f"::error::{evil}", message=evil, hint=evil, excerpt=(), text=evil)]), "github")
    assert [line[:8] for line in text.splitlines()] == ["::error ", "pagegate"]
    assert "##[" not in text.splitlines()[1]
    assert text.count("::add-mask::y%0A") == 0


def test_a_property_of_a_github_command_cannot_end_early() -> None:
    _, properties, _ = re.findall(r"^::(error) (.*?)::(.*)$", told(verdict([finding(source="a,line=9:b.txt")]), "github"), re.MULTILINE)[0]
    assert "file=a%2Cline=9%3Ab.txt" in properties


def test_a_github_step_gets_its_summary_once_more_behind_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    (tmp_path / "summary.md").write_text("before\n", encoding="utf-8")
    (tmp_path / "page.txt").write_text("Temp29.1°C\nHumidity175%\n", encoding="utf-8")
    assert main(["check", "page.txt", "--no-batch", "--no-report", "--format", "github"]) == 1
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").startswith("before\n## pagegate: fail\n")


def test_a_step_summary_stays_within_what_github_shows(tmp_path: Path) -> None:
    long = EVIL * 10
    judged = verdict([finding(f"W{n % 700:03}", f"rule-{n % 700}", line=n + 1, message=long, source=long, fingerprint=str(n)) for n in range(2_000)])
    assert step_summary(judged, tmp_path / "summary.md")
    assert (tmp_path / "summary.md").stat().st_size < MOST_SUMMARY // 2
    (tmp_path / "full.md").write_bytes(b"x" * MOST_SUMMARY)
    assert not step_summary(judged, tmp_path / "full.md")
    assert (tmp_path / "full.md").stat().st_size == MOST_SUMMARY


# GitLab


@pytest.mark.parametrize("judged", [verdict(), verdict([finding(), *many(2_000, severity="warning")]), hostile()], ids=["clean", "failing", "hostile"])
def test_gitlab_gets_an_issue_for_each_finding_each_with_its_own_fingerprint(judged: Verdict) -> None:
    issues = json.loads(told(judged, "gitlab"))
    assert sorted(issue["fingerprint"] for issue in issues) == sorted(judged.findings["fingerprint"])
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_a_gitlab_issue_has_what_gitlab_asks_for() -> None:
    (issue,) = json.loads(told(verdict([finding(fingerprint="abc")]), "gitlab"))
    assert issue == {
        "description": "W201 humid-heat-feels-colder: feels like 25.0 °C, colder than the air at 29.1 °C", "check_name": "W201", "fingerprint": "abc", "severity": "critical",
        "location": {"path": "pages/bad.txt", "lines": {"begin": 3}},
    }


# Markdown


def html(text: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))


def test_markdown_tells_the_verdict_the_rules_and_the_findings() -> None:
    shown = html(told(verdict([finding()]), "markdown"))
    assert "<h2>pagegate: fail</h2>" in shown
    assert "<td>pages/bad.txt:3:6</td>\n<td>error</td>\n<td>W201 humid-heat-feels-colder</td>\n<td>feels like 25.0 °C, colder than the air at 29.1 °C</td>" in shown


@pytest.mark.parametrize("evil", [EVIL, "| a | b |\n|---|---|", "<img src=x>", "[a](b)", "![a](b)", "`a` **b** _c_ ~~d~~", "&lt;b&gt;", "\\", "a\\| b", "https://evil.example www.evil.example a@b.example #12 :smile: $x$"])
def test_what_a_page_says_stays_text_in_its_own_cell_of_markdown(evil: str) -> None:
    shown = html(told(verdict([finding(message=evil, source=evil, excerpt=(), text="")]), "markdown"))
    row = shown.rpartition("<tr>")[2]
    assert set(re.findall(r"</?([a-z]+\d?)", shown)) == {"h2", "p", "table", "thead", "tbody", "tr", "th", "td"}
    assert row.count("<td>") == 4


def test_markdown_source_has_nothing_that_github_makes_a_link_or_a_mention_of() -> None:
    text = told(verdict([finding(message="https://evil.example www.evil.example @someone #12 :smile:")]), "markdown")
    assert not re.search(r"https?://|www\.|@|#12|:smile:", text.partition("\n")[2])


def test_markdown_is_bounded_and_counts_what_it_leaves_out() -> None:
    text = told(verdict(many(500)), "markdown")
    assert text.count("| error | W201") == 10
    assert "490 findings more in the report." in text
