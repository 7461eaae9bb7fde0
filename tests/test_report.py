"""The report people open: complete, offline, harmless, bounded."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from pagegate.outputs.report import MARKER, render, write_report
from tests.verdicts import EVIL, finding, hostile, rule, verdict

#: Attributes that make a browser ask for something, or run something.
LOADING = {"src", "srcset", "href", "xlink:href", "action", "formaction", "data", "poster", "background", "ping", "cite", "manifest", "style"}
VOID = {"meta", "input", "br", "hr", "img", "link", "wbr"}


class Page(HTMLParser):
    """What a browser finds in a document: its elements with their attributes and the text in them."""

    def __init__(self, html: str) -> None:
        """Read a whole document."""
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.within: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
            self.within.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last, and no other."""
        assert self._open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        """Note text, for every element around it."""
        self.text.append(data)
        for tag in set(self._open) - {"html", "body", "main", "section"}:
            self.within[tag][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of a name."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def words(self) -> str:
        """All text, with single spaces."""
        return " ".join("".join(self.text).split())


SMALL = verdict([finding(), finding("B101", "signs-lost", "warning", line=None, column=None, source=None, excerpt=(), text="")])
CLEAN = verdict([], [rule("W301", "dew-point-above-air", held=1)])
REPORTS = {"small": render(SMALL), "clean": render(CLEAN), "hostile": render(hostile())}
each_report = pytest.mark.parametrize("html", REPORTS.values(), ids=REPORTS)


def ten_thousand(**changed: Any) -> list[dict[str, Any]]:
    """10,000 findings of 40 rules in 1,000 pages of 50 sites."""
    return [
        finding(f"W{n % 40 + 500}", f"rule-{n % 40}", source=f"pages/site{n % 50}/{n % 1000}.txt", line=n % 5 + 1, fingerprint=f"{n:08x}", **changed)
        for n in range(10_000)
    ]


# The folder


def test_the_report_is_one_file_beside_the_table_of_findings_in_a_folder_that_says_whose_it_is(tmp_path: Path) -> None:
    page = write_report(SMALL, tmp_path / "new" / "reports")
    assert page == tmp_path / "new" / "reports" / "index.html"
    assert {path.name for path in page.parent.iterdir()} == {"index.html", MARKER, "findings.csv", "findings.parquet"}
    assert MARKER == ".pagegate-report"


def test_a_report_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    write_report(SMALL, tmp_path)
    page = write_report(CLEAN, tmp_path)
    assert page.read_text(encoding="utf-8") == REPORTS["clean"]


def test_the_same_verdict_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_report(hostile(), tmp_path / name).read_bytes() for name in ("a", "b"))
    assert first == second


# Offline and harmless


@each_report
def test_the_report_refers_to_nothing_outside_itself(html: str) -> None:
    page = Page(html)
    references = [(tag, name, value) for tag, attributes in page.elements for name, value in attributes.items() if name in LOADING]
    assert [reference for reference in references if not str(reference[2]).startswith("#")] == []
    assert not {"link", "img", "iframe", "object", "embed", "base", "video", "audio", "source"} & {tag for tag, _ in page.elements}
    (style,) = page.within["style"]
    assert not re.search(r"url\(|@import|@font-face", style)


@each_report
def test_the_browser_runs_the_reports_own_style_and_script_and_nothing_else(html: str) -> None:
    page = Page(html)
    (policy,) = [meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    hashes = {tag: base64.b64encode(hashlib.sha256(page.within[tag][0].encode()).digest()).decode() for tag in ("style", "script")}
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}'; base-uri 'none'; form-action 'none'"
    )


def test_a_hostile_page_brings_in_no_element_and_no_attribute_of_its_own() -> None:
    hostile_page, tame = Page(REPORTS["hostile"]), Page(REPORTS["small"])
    assert len(hostile_page.all("script")) == len(tame.all("script")) == 1
    assert [element for element in hostile_page.elements if any(name.startswith("on") for name in element[1])] == []
    assert {"svg", "rect", "mark", "article"} >= {tag for tag, _ in hostile_page.elements} - {tag for tag, _ in tame.elements}


def test_what_a_hostile_page_says_is_shown_letter_by_letter() -> None:
    words = Page(REPORTS["hostile"]).words
    assert "<script>alert(1)</script>" in words
    assert "{{ 7 * 7 }}" in words
    assert "&lt;b&gt;" in words
    assert r"\x1b[31mred\x1b[0m" in words
    assert r"\u202ereversed\u202c" in words


@each_report
def test_no_control_character_and_no_override_of_direction_is_in_the_report(html: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", html)


# What it says


@each_report
def test_every_link_leads_somewhere_and_no_name_is_given_twice(html: str) -> None:
    page = Page(html)
    names = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)
    assert [name for name, times in names.items() if times > 1] == []
    targets = {str(link["href"])[1:] for link in page.all("a")}
    assert targets - set(map(str, names)) == set()


@each_report
def test_the_report_is_made_for_everyone(html: str) -> None:
    page = Page(html)
    assert page.all("html") == [{"lang": "en"}]
    assert [len(page.all(tag)) for tag in ("h1", "main", "nav", "header", "footer")] == [1] * 5
    assert len(page.all("caption")) == len(page.all("table"))
    assert all("scope" in header for header in page.all("th"))
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html


def test_the_verdict_stands_at_the_top_with_the_reason_in_one_sentence() -> None:
    page = Page(REPORTS["small"])
    assert " ".join(page.within["h1"][0].split()) == "fail 1 error and 1 warning"
    assert "At pages/bad.txt:3:6: feels like 25.0 °C, colder than the air at 29.1 °C." in page.words


def test_a_clean_report_says_so_and_shows_what_was_judged() -> None:
    page = Page(REPORTS["clean"])
    assert " ".join(page.within["h1"][0].split()) == "pass everything judged holds"
    assert "Judged 10 quotes, 1 weather, 1 article in 1 source: 1 rule held." in page.words
    assert "article" not in page.within


def test_the_offending_text_is_marked_in_the_pages_own_lines() -> None:
    page = Page(REPORTS["small"])
    assert page.within["mark"] == ["25.0°C"]
    assert page.within["pre"] == ["1FCHI8,074.230.08%2Temp29.1°C3Feels25.0°C4Humidity75%5Wind24.1 km/h"]


def test_a_finding_has_its_place_its_fields_and_what_to_do() -> None:
    text = " ".join(Page(REPORTS["small"]).within["article"][0].split())
    assert text.startswith("# pages/bad.txt:3:6 feels like 25.0 °C")
    assert "Fields of the record temp_c29.1 feels_like_c25" in text
    assert text.endswith("To do Look whether it was read from another place.")


def test_a_finding_about_everything_has_no_place_in_a_page() -> None:
    assert " ".join(Page(REPORTS["small"]).within["article"][1].split()).startswith("# whole scrape feels like")


def test_findings_and_rules_can_be_linked_to() -> None:
    ids = {attributes.get("id") for _, attributes in Page(REPORTS["small"]).elements}
    assert {"W201", "B101", f"finding-{SMALL.findings['fingerprint'][0]}"} <= ids


def test_a_rule_shows_its_counts_and_its_page() -> None:
    text = " ".join(Page(render(verdict([], [rule("W301", "dew-point-above-air", held=1200, idle=3)]))).within["details"][0].split())
    assert "0 failed 1,200 held 3 n.a." in text
    assert "Dew point above the air temperature." in text
    assert "Why it matters A dew point above the air means that two fields were swapped" in text


def test_a_rule_about_reading_fails_by_its_findings_though_no_record_failed() -> None:
    text = Page(render(verdict([finding("P001", "unreadable-source")], [rule("P001", "unreadable-source", held=5)]))).words
    assert "1 found 5 held 0 n.a." in text
    assert "Failed 1" in text


def test_a_limit_of_a_schema_is_told_in_words() -> None:
    text = Page(render(verdict([], [rule("W002", "temperature-out-of-this-world", held=1)]))).words
    assert "temp_c must be between -89.2 and 56.7 °C, where it is shown." in text
    assert "WMO" in text


def test_filters_appear_only_where_a_script_shows_them() -> None:
    (form,) = [form for form in Page(REPORTS["small"]).all("form") if form.get("id") == "filters"]
    assert "hidden" in form


def matrix_of(html: str) -> list[list[str]]:
    table = html[html.index('<table class="matrix">') :].partition("</table>")[0]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell.replace("<wbr>", "")).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)]


def test_the_matrix_shows_which_source_broke_and_in_which_rule() -> None:
    judged = verdict([finding(source="a.txt"), finding(source="a.txt", line=9), finding("Q101", "price-not-positive", source="b.txt")])
    assert matrix_of(render(judged)) == [
        ["source", "W201", "Q101", "all"],
        ["a.txt", "2", "", "2"],
        ["b.txt", "", "1", "1"],
        ["all", "2", "1", "3"],
    ]


def test_of_many_sources_the_matrix_shows_their_templates() -> None:
    judged = verdict([finding(source=f"https://{site}.example/{n}", fingerprint=f"{site}{n}") for site, pages in (("bad", 60), ("good", 2)) for n in range(pages)])
    assert matrix_of(render(judged))[1:3] == [["bad.example/* 60 sources", "60", "60"], ["good.example/* 2 sources", "2", "2"]]


def test_of_many_sources_of_one_site_the_matrix_shows_the_worst_and_adds_up_the_rest() -> None:
    rows = matrix_of(render(verdict([*[finding(source=f"{n:03}.txt", fingerprint=str(n)) for n in range(100)], finding(source="077.txt")])))
    assert rows[1] == ["077.txt", "2", "2"]
    assert rows[-2:] == [["70 more sources", "70", "70"], ["all", "101", "101"]]


# Bounds


@pytest.fixture(scope="module")
def big() -> str:
    return render(verdict(ten_thousand(), sources=1000))


def test_10_000_findings_make_less_than_2_megabytes(big: str) -> None:
    assert len(big.encode()) < 2_000_000


def test_10_000_hostile_findings_make_less_than_2_megabytes() -> None:
    evil = dict.fromkeys(("message", "hint", "text", "key"), EVIL * 5)
    html = render(verdict(ten_thousand(**evil, fields={f"{EVIL}{n}": EVIL for n in range(40)}, excerpt=tuple((n, EVIL * 9) for n in range(1, 6))), sources=1000))
    assert len(html.encode()) < 2_000_000


def test_what_is_not_shown_is_counted_exactly(big: str) -> None:
    page = Page(big)
    shown = len(page.all("article"))
    assert f"{shown:,} of 10,000 findings are shown" in page.words
    assert "Fail: 10,000 errors" in page.words
    left = [int(number.replace(",", "")) for number in re.findall(r"and ([\d,]+) more of W5\d\d:", page.words)]
    assert shown + sum(left) == 10_000


def test_every_rule_shows_its_share_of_findings(big: str) -> None:
    shown = Counter(article["data-rule"] for article in Page(big).all("article"))
    assert len(shown) == 40
    assert max(shown.values()) - min(shown.values()) <= 1


def test_a_rule_shows_50_findings_at_the_most() -> None:
    html = render(verdict([finding(line=n + 1, fingerprint=str(n)) for n in range(200)]))
    assert len(Page(html).all("article")) == 50
