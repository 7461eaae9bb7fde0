"""What a verdict looks like as text for people."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

from pagegate import outputs
from pagegate.outputs import places
from pagegate.verdict import Verdict
from tests.browsed import remembered
from tests.verdicts import finding, many, rule, told, verdict

# Text


def test_a_finding_begins_its_line_with_a_place_that_can_be_clicked() -> None:
    first = told(verdict([finding()])).splitlines()[0]
    assert first == "pages/bad.txt:3:6  error W201 humid-heat-feels-colder  feels like 25.0 °C, colder than the air at 29.1 °C"


def test_the_offending_text_is_marked_under_the_pages_own_line() -> None:
    assert told(verdict([finding()])).splitlines()[1:4] == [
        "      3 | Feels25.0°C",
        "        |      ^^^^^^",
        "     hint: Look whether it was read from another place.",
    ]


def test_marks_stand_under_wide_characters_too() -> None:
    lines = told(verdict([finding(excerpt=((3, "体感25.0°C"),), column=3)])).splitlines()
    assert lines[1:3] == ["      3 | 体感25.0°C", "        |     ^^^^^^"]


def test_of_two_equal_texts_in_a_line_the_one_at_the_column_is_marked() -> None:
    lines = told(verdict([finding(excerpt=((3, "75% 75%"),), text="75%", column=5)])).splitlines()
    assert lines[2] == "        |     ^^^"


def test_a_line_of_5000_characters_is_cut_around_what_is_wrong() -> None:
    line = told(verdict([finding(excerpt=((3, "a" * 2500 + "25.0°C" + "b" * 2500),), column=2501)])).splitlines()[1]
    assert "a25.0°Cb" in line
    assert len(line) < 120


def test_of_a_long_text_that_is_wrong_the_beginning_and_the_end_are_shown() -> None:
    line = told(verdict([finding(excerpt=((3, f"Once upon a time {'a' * 2500} and then the"),), text=f"Once upon a time {'a' * 2500} and then the", column=1)])).splitlines()[1]
    assert line.startswith("      3 | Once upon a time aaa")
    assert line.endswith("aaa and then the")


@pytest.mark.parametrize(
    ("line", "fields", "marked"),
    [
        ('{"symbol": "N225", "price" : "NA", "change": -679.88}', {"price": None}, '"NA"'),
        ('{"symbol": "DAX", "price": -5.0}', {"price": -5.0, "symbol": "DAX"}, "-5.0"),
        ('{"title": "A", "body": "It goes on and', {"body": "It goes on and on"}, '"It goes on and'),
        ('Lisbon,2026-11-20 14:00,"17.60",62', {"temp_c": 17.6}, "17.60"),
        ("Lisbon\t18:52\t06:48", {"sunrise": "18:52"}, "18:52"),
        ("Lisbon,17.6,17.6,62", {"temp_c": 17.6}, ""),
        ('{"list": ' + "[" * 5000, {"list": "x"}, "[" * 75),
        ("Lisbon,62", {}, ""),
    ],
    ids=["json text", "json number", "json that was cut", "quoted cell", "tabs", "two cells that say it", "deep", "no field"],
)  # fmt: skip
def test_in_a_record_of_a_feed_the_value_of_the_field_is_marked(line: str, fields: dict[str, Any], marked: str) -> None:
    one = finding(source="feed", line=1, column=1, excerpt=((1, line),), text="", fields=fields)
    told_line = next(told for told in places.excerpt(one, 0, 200) if told.here)
    assert told_line.marked[: len(marked) or 1] == marked


def test_a_page_inside_a_feed_is_quoted_by_its_own_lines() -> None:
    lines = told(verdict([finding(line=400, column=1, page=7, page_line=3)])).splitlines()
    assert lines[0].startswith("pages/bad.txt:400:1 ")
    assert lines[1:3] == ["     on page 7, line 3 of it", "      3 | Feels25.0°C"]


def test_a_finding_without_a_line_shows_what_it_has() -> None:
    text = told(verdict([finding("B101", "signs-lost", "warning", source=None, line=None, column=None, excerpt=(), text="")]))
    assert text.startswith("whole scrape  warning B101 signs-lost  feels like")


def test_findings_stand_by_source_down_the_lines() -> None:
    judged = verdict([finding(source="b.txt"), finding(source="a.txt", line=30), finding(source="a.txt", line=4), finding(source="a.txt", line=None)])
    places = [line.split()[0] for line in told(judged).splitlines() if ".txt" in line and "error W201" in line]
    assert places == ["a.txt:4:6", "a.txt:30:6", "a.txt", "b.txt:3:6"]


def test_of_many_findings_of_a_rule_some_are_shown_and_the_rest_counted() -> None:
    text = told(verdict(many(25)))
    assert text.count("error W201") == 10
    assert "and 15 findings more of W201 humid-heat-feels-colder\n" in text
    assert "--verbose" in text


def test_every_source_shows_its_first_finding_before_any_shows_its_second() -> None:
    judged = verdict([*many(50), finding(source="zzz.txt")], sources=2)
    assert "zzz.txt:3:6  error" in told(judged)


def test_verbose_shows_every_finding_and_every_rule() -> None:
    text = told(verdict(many(25), [rule(failed=25), rule("Q101", "price-not-positive", held=7)]), verbose=True)
    assert text.count("error W201") == 25
    assert re.search(r"Q101 price-not-positive +error +0 +0 +7 +0\n", text)


def test_the_rules_that_failed_are_told_with_their_counts() -> None:
    text = told(verdict([finding()], [rule(held=1234, failed=1, idle=20), rule("Q101", "price-not-positive", held=7)]))
    assert re.search(r"rule +severity +findings +failed +held +not applicable\n", text)
    assert re.search(r"W201 humid-heat-feels-colder +error +1 +1 +1,234 +20\n", text)
    assert "Q101" not in text


def test_a_rule_about_reading_fails_by_its_findings_though_no_record_failed() -> None:
    text = told(verdict([finding("P001", "unreadable-source")], [rule("P001", "unreadable-source", held=5)]), verbose=True)
    assert re.search(r"P001 unreadable-source +error +1 +0 +5 +0\n", text)
    assert text.endswith("; 1 rule failed, 0 held\n")


def test_quiet_is_the_verdict_alone() -> None:
    text = told(verdict([finding()]), quiet=True)
    assert text == (
        "10 quotes, 1 weather, 1 article in 1 source: fail; 1 error; it is W201 humid-heat-feels-colder; "
        "start at pages/bad.txt:3:6, `pagegate rule W201` explains it\n"
    )


def test_text_says_in_one_line_what_changed_since_the_last_run() -> None:
    assert told(remembered()).splitlines()[-1] == "history: 1 new, 2 known and 3 fixed since the run of 7 October 2025, 06:30 UTC"
    assert "history:" not in told(remembered(), quiet=True)
    assert "history:" not in told(verdict([finding()]))


def test_a_clean_run_says_briefly_what_was_judged() -> None:
    rules = [rule(held=1), rule("Q101", "price-not-positive", held=7), rule("Q102", "change-arithmetic", idle=10)]
    assert told(verdict([], rules)) == "10 quotes, 1 weather, 1 article in 1 source: pass; 2 rules held, 1 had nothing to judge\n"


def test_text_is_plain_when_nobody_sees_it() -> None:
    assert "\x1b" not in told(verdict([finding()]))


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> _Terminal:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return _Terminal()


COLOUR = re.compile(r"\x1b\[[\d;]*3\d")


def test_text_has_colours_on_a_terminal(terminal: _Terminal) -> None:
    outputs.write("text", verdict([finding()]), terminal)
    assert COLOUR.search(terminal.getvalue())


def test_text_has_no_colours_where_no_color_is_set(terminal: _Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    outputs.write("text", verdict([finding()]), terminal)
    assert not COLOUR.search(terminal.getvalue())


# The verdict in words


def sentence(judged: Verdict) -> str:
    return told(judged, quiet=True).strip()


def test_a_run_that_only_warns_passes_and_says_what_would_fail_it() -> None:
    assert ": pass; 1 warning, and only errors fail this run; " in sentence(verdict([finding(severity="warning")]))


def test_a_run_that_nothing_fails_says_so() -> None:
    assert ": pass; 1 error, and nothing fails this run; " in sentence(verdict([finding()], fail_on="never"))


def test_one_broken_source_among_many_is_named() -> None:
    assert "all stand in pages/bad.txt alone of 40 sources" in sentence(verdict(many(30), sources=40))


def test_one_broken_site_among_many_is_named() -> None:
    judged = verdict([finding(source=f"https://news.example/{n}", fingerprint=str(n)) for n in range(5)], sources=40)
    assert "in 5 of 40 sources, all of them under news.example" in sentence(judged)


def test_a_rule_that_fails_nearly_everywhere_points_at_the_parser() -> None:
    judged = verdict([finding(source=f"{n}.txt", fingerprint=str(n)) for n in range(9)], sources=10)
    assert "W201 humid-heat-feels-colder fails in 9 of 10 sources; look at the parser and the site's template before single pages" in sentence(judged)


def test_a_rule_that_fails_for_nearly_every_record_of_a_feed_points_at_the_parser_too() -> None:
    assert "fails in 95 of 100 weather; look at the parser" in sentence(verdict(many(95), [rule(failed=95, held=5)]))


def test_what_cannot_be_read_nearly_everywhere_is_answered_by_its_hint() -> None:
    judged = verdict([finding("P006", "unknown-kind", source=f"{n}.json", fingerprint=str(n), hint="Say the kind with --kind.") for n in range(9)], sources=10)
    assert sentence(judged).endswith("; P006 unknown-kind fails in 9 of 10 sources; to do: Say the kind with --kind")


def test_errors_decide_where_most_warnings_stand_elsewhere() -> None:
    judged = verdict([*many(30, severity="warning", source="a.txt", code="W301", rule="dew-point-above-air"), finding()], sources=5)
    assert "start at pages/bad.txt:3:6" in sentence(judged)
