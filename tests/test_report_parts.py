"""The parts of the report: what broke, what changed, what is drawn, what is packed, and the table beside it."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import json
import re
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pagegate.catalogue import catalogue
from pagegate.history.model import Changes, Fixed, Memory
from pagegate.model import Axis, Limit
from pagegate.outputs.redact import without_raw
from pagegate.outputs.report import charts, render, write_report
from pagegate.outputs.report.blame import blamed
from pagegate.outputs.report.findings import shown
from pagegate.outputs.report.matrix import matrix, template_of
from pagegate.outputs.report.rest import pack
from pagegate.outputs.report.rules import threshold
from pagegate.portrait import Portrait, cell
from tests.browsed import portrait, remembered, small
from tests.test_report import Page, ten_thousand
from tests.verdicts import EVIL, finding, hostile, verdict

RULES = catalogue().rules


# What broke


def found(*sources: str, field: str = "price", rules: int = 1) -> list[dict[str, Any]]:
    """A finding in each of these sources."""
    return [finding(f"Q10{n % rules + 1}", f"rule-{n % rules}", source=source, fingerprint=str(n), field=field) for n, source in enumerate(sources)]


@pytest.mark.parametrize(
    ("findings", "sources", "what"),
    [
        (found(*["a/1.txt"] * 9, "b/1.txt", rules=3), 20, "one page"),
        (found("a/1.txt", "a/2.txt", "a/3.txt", "a/4.txt", "a/5.txt", "b/1.txt", rules=3), 20, "one site"),
        (found("a/1.txt", "b/1.txt", "c/1.txt", "d/1.txt"), 20, "one field"),
        (found("a/1.txt", "b/1.txt", "c/1.txt", "d/1.txt"), 4, "one field, everywhere"),
        ([*found("a/1.txt", "b/1.txt", "c/1.txt", rules=3), *found("d/1.txt", "a/1.txt", field="change", rules=2)], 4, "everything"),
        ([*found("a/1.txt", "b/1.txt", rules=2), *found("d/1.txt", "c/1.txt", field="change", rules=2)], 20, "nothing in common"),
    ],
)  # fmt: skip
def test_the_blame_is_on_what_nearly_all_findings_share(findings: list[dict[str, Any]], sources: int, what: str) -> None:
    judged = verdict(findings, sources=sources)
    told = blamed(replace(judged, findings=judged.findings.assign(field=[one["field"] for one in findings])))
    assert told is not None
    assert told.what == what


def test_of_three_findings_no_blame_is_told() -> None:
    assert blamed(verdict(found("a/1.txt", "b/1.txt", "b/2.txt"), sources=9)) is None


@pytest.mark.parametrize(
    ("source", "template"),
    [
        ("https://a.example/news/2026/11/22/a-title-of-five-words.html?x=1", "a.example/news/#/#/#/*.html"),
        ("https://a.example/7", "a.example/*"),
        ("pages/2026-11-22/site1.txt", "pages/#-#-#/*.txt"),
        ("page.txt", ""),
        ("https://a.example", ""),
    ],
)
def test_pages_of_one_template_have_one_name(source: str, template: str) -> None:
    assert template_of(source) == template


def test_of_5000_sources_and_60_rules_the_matrix_shows_the_worst_and_adds_up_exactly() -> None:
    findings = pd.DataFrame([finding(f"W{n % 60 + 500}", f"rule-{n % 60}", source=f"https://site{n % 50}.example/{n % 7}/{n % 5000}.html", fingerprint=str(n)) for n in range(10_000)])
    made = matrix(findings, [])
    assert made is not None
    assert (made.by, len(made.rows), len(made.columns), made.more_rules) == ("site", 30, 30, 30)
    assert made.rest is not None
    assert sum(row.total for row in made.rows) + made.rest.total == 10_000
    assert sum(cell.number for row in [*made.rows, made.rest] for cell in row.cells) + sum(row.others for row in [*made.rows, made.rest]) == 10_000


# Rules


def test_a_rule_shows_the_threshold_that_holds_in_this_run() -> None:
    limit = RULES["W002"]
    assert isinstance(limit, Limit)
    hot = replace(limit, high=40.0, severity="warning")
    assert threshold(hot, {"W002": "2 %"}) == "temp_c between -89.2 and 40 °C; set by the configuration, between -89.2 and 56.7 without it; warning by the configuration, error without it; allowed 2 %"


def test_a_batch_rule_shows_what_it_expects() -> None:
    told = {code: threshold(rule, {}) for code, rule in RULES.items() if rule.kind == "batch"}
    assert all(text.startswith("expect ") for text in told.values())


# What changed


def test_what_changed_is_counted_and_what_was_fixed_is_named() -> None:
    page = Page(render(remembered()))
    assert "1 new, 2 known and 3 fixed since the run of 7 October 2025, 06:30 UTC" in page.words
    assert "at commit 0123456789ab, whose verdict was fail" in page.words
    assert "3 findings of W201 in pages/#.txt, feels_like_c" in page.words
    assert "Emptier than in the last run: weather.humidity_pct from 100 % to 66 %" in page.words
    assert "W201 humid-heat-feels-colder" in page.words


def test_a_first_run_tells_of_no_change() -> None:
    assert "changes" not in {attributes.get("id") for _, attributes in Page(render(small())).elements}


def test_estimates_are_called_so_and_no_finding_is_called_new_by_them() -> None:
    judged = remembered()
    assert judged.memory.changes is not None
    estimated = Changes(last=judged.memory.changes.last, new=9, known=9, fixed=0, exact=False, new_findings=frozenset(), fixed_groups=(Fixed("", "W201", "", 1),))
    page = Page(render(replace(judged, memory=Memory(judged.memory.runs, estimated))))
    assert "about 9 new, 9 known and 0 fixed" in page.words
    assert all("data-age" not in article for article in page.all("article"))


# Pictures


def test_numbers_are_counted_in_cells_and_what_lies_outside_at_the_edge() -> None:
    plain = Axis(label="", unit="", low=0, high=10, step=1)
    powers = Axis(label="", unit="", low=0.1, high=1000, step=2, logarithmic=True)
    assert cell(plain, np.array([-5.0, 0.0, 0.99, 9.0, 10.0, 99.0])).tolist() == [0, 0, 0, 9, 9, 9]
    assert cell(powers, np.array([0.01, 0.1, 1.0, 10.0, 999.0, 1e9])).tolist() == [0, 0, 2, 4, 7, 7]


def test_a_portrait_counts_full_columns_and_marks_what_failed() -> None:
    drawn = portrait()
    assert drawn.coverage("weather") == {"temp_c": 1.0, "feels_like_c": 1.0, "humidity_pct": 0.66}
    assert (drawn.drawings["W205"].cells.total(), drawn.drawings["W205"].marked.total()) == (50, 5)


def test_temperature_is_drawn_against_feels_like_within_the_formulas_bounds() -> None:
    chart = charts.picture("W205", portrait().drawings["W205"])
    assert chart is not None
    assert chart.svg.count("<circle") == 45
    assert len(re.findall(r'class="series marked">.*?</g></g>', chart.svg)) == 1
    assert 'class="series envelope"' in chart.svg
    assert ("marked", "contradicts the formulas: 5 of 50") in chart.keys


def test_a_million_records_are_drawn_with_a_bounded_number_of_dots() -> None:
    drawn = Portrait.of(RULES.values())
    generator = np.random.default_rng(7)
    frame = pd.DataFrame({"temp_c": generator.normal(12, 14, 1_000_000), "feels_like_c": generator.normal(12, 14, 1_000_000)})
    drawn.add("weather", frame, {})
    chart = charts.picture("W205", drawn.drawings["W205"])
    assert chart is not None
    assert "1,000,000 records" in chart.caption
    assert 50 < chart.svg.count("<circle") <= charts.MOST_DOTS
    assert len(chart.svg) < 40_000


def test_lengths_of_articles_are_drawn_with_the_cut_ones_marked() -> None:
    drawn = Portrait.of(RULES.values())
    frame = pd.DataFrame({"body": pd.Series(["word " * 40 * n for n in range(1, 9)], dtype="str")})
    drawn.add("articles", frame, {"A101": np.arange(8) == 2})
    chart = charts.picture("A011", drawn.drawings["A011"])
    assert chart is not None
    assert "8 records, 1 marked" in chart.caption


def test_a_drawing_has_a_title_a_description_and_no_colour_or_script_of_its_own() -> None:
    html = render(small())
    for drawn in re.findall(r'<svg class="chart .*?</svg>', html, re.DOTALL):
        assert re.search(r'role="img" aria-labelledby="(\S+)-title \1-desc"><title id="\1-title">[^<]+</title><desc id="\1-desc">[^<]+</desc>', drawn)
        assert not re.search(r"style=|<style|<script|fill=|stroke=|xlink|http", drawn)


def test_names_of_columns_are_harmless_in_drawings() -> None:
    drawn = Portrait()
    drawn.add("quotes", pd.DataFrame({EVIL: [1.0, None, 2.0, 3.0, 4.0, 5.0]}), {})
    html = render(replace(small(), portrait=drawn))
    assert "<script>alert(1)" not in html
    assert "coverage-quotes" in html


def test_without_raw_nothing_is_drawn_of_what_pages_said() -> None:
    html = render(without_raw(small()))
    assert "chart-W205" not in html
    assert "coverage-weather" in html


def test_without_raw_what_changed_names_no_secret_and_no_column_of_the_input() -> None:
    judged = remembered()
    assert judged.memory.changes is not None
    last = replace(judged.memory.changes.last, coverage={("weather", "my secret column"): 1.0, ("weather", "humidity_pct"): 1.0})
    told = replace(judged.memory.changes, last=last, fixed_groups=(Fixed("page?token=ghp_0123456789abcdefABCDEF01", "W201", "my secret column", 3),))
    html = render(without_raw(replace(judged, memory=Memory(judged.memory.runs, told))))
    assert "weather.humidity_pct from 100 %" in html
    assert not re.search("my secret column|ghp_0123", html)


# What is packed


def unpacked(pieces: list[str]) -> list[dict[str, Any]]:
    return [json.loads(zlib.decompress(base64.b64decode(piece))) for piece in pieces]


def test_every_finding_is_either_shown_in_full_or_packed() -> None:
    held = shown(verdict(ten_thousand(), sources=1000).findings)
    (first, *_) = pieces = unpacked(held.pieces)
    assert len(held.findings) + held.packed == 10_000
    assert sum(len(piece["message"]) for piece in pieces) == held.packed
    assert first["rules"][first["rule"][0]][2:] == ["error", "weather"]
    assert {finding.id.removeprefix("finding-")[:10] for finding in held.findings} & {one for piece in pieces for one in piece["id"]} == set()


def test_what_is_packed_keeps_within_its_weight_and_says_how_much_it_is() -> None:
    findings = pd.DataFrame(ten_thousand(message=EVIL * 3))
    pieces, number = pack(findings, frozenset(), 20_000)
    assert sum(map(len, pieces)) <= 20_000
    assert sum(len(piece["message"]) for piece in unpacked(pieces)) == number
    assert 100 < number < 10_000


# The table


def test_the_table_beside_the_report_holds_every_finding(tmp_path: Path) -> None:
    judged = verdict(ten_thousand(), sources=1000)
    page = write_report(judged, tmp_path)
    table = pq.read_table(tmp_path / "findings.parquet")
    assert (table.num_rows, table.column_names) == (10_000, list(judged.published))
    with (tmp_path / "findings.csv").open(encoding="utf-8", newline="") as lines:
        assert sum(1 for _ in csv.reader(lines)) == 10_001
    assert 'href="findings.parquet"' in page.read_text(encoding="utf-8")


def test_no_cell_of_the_csv_is_a_formula_and_parquet_keeps_what_was_said(tmp_path: Path) -> None:
    formulas = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "  =1", "＝1", "\r=1"]
    write_report(verdict([finding(message=text, key=text, fingerprint=str(n)) for n, text in enumerate(formulas)]), tmp_path)
    with (tmp_path / "findings.csv").open(encoding="utf-8", newline="") as lines:
        told = [row["message"] for row in csv.DictReader(lines)]
    assert all(text.startswith("'") for text in told)
    assert pq.read_table(tmp_path / "findings.parquet")["message"].to_pylist() == formulas


def test_what_a_hostile_page_said_can_be_written_and_shows_itself(tmp_path: Path) -> None:
    write_report(hostile(), tmp_path)
    text = (tmp_path / "findings.csv").read_text(encoding="utf-8")
    assert r"\u202ereversed" in text
    assert not re.search("[\x00-\x08\x1b\u202e]", text)


def test_a_run_without_findings_takes_the_table_of_the_last_run_away(tmp_path: Path) -> None:
    write_report(small(), tmp_path)
    write_report(verdict([]), tmp_path)
    assert not list(tmp_path.glob("findings.*"))


def test_moments_are_told_with_their_zone() -> None:
    assert "Judged as of 23 October 2025, 21:07 UTC." in Page(render(replace(small(), as_of=dt.datetime(2025, 10, 23, 21, 7, tzinfo=dt.UTC)))).words
