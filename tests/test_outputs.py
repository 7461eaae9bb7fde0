"""What a verdict looks like as text, JSON and JSON Lines."""

from __future__ import annotations

import importlib.resources
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest

from pagegate import outputs
from pagegate.errors import UsageError
from pagegate.outputs import Options, places
from pagegate.verdict import PUBLISHED, Verdict
from tests.browsed import remembered
from tests.verdicts import EVIL, finding, hostile, rule, verdict

SCHEMA = json.loads(importlib.resources.files("pagegate.outputs").joinpath("output.schema.json").read_text(encoding="utf-8"))
DOCUMENTED = Path(__file__).parent.parent / "docs" / "output.schema.json"
#: What a terminal obeys instead of showing, and what reorders the text around it.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")


def told(judged: Verdict, form: str = "text", **options: Any) -> str:
    stream = io.StringIO()
    outputs.write(form, judged, stream, Options(**options))
    return stream.getvalue()


def strictly(text: str) -> Any:
    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} is not JSON")

    return json.loads(text, parse_constant=refuse)


def many(number: int, **changed: Any) -> list[dict[str, Any]]:
    return [finding(line=n + 1, fingerprint=str(n), **changed) for n in range(number)]


# The table of formats


def test_the_formats_are_found_by_the_names_of_their_files() -> None:
    assert {"json", "jsonl", "text"} <= set(outputs.names())


def test_an_unknown_format_is_wrong_usage_and_names_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"'yaml'.*json, jsonl"):
        outputs.writer("yaml")


@pytest.mark.parametrize("form", outputs.names())
@pytest.mark.parametrize("options", [{}, {"verbose": True}, {"quiet": True}], ids=str)
def test_what_a_page_says_is_harmless_in_every_format(form: str, options: dict[str, Any]) -> None:
    text = told(hostile(), form, **options)
    assert not OBEYED.search(text)
    text.encode("utf-8")


@pytest.mark.parametrize("form", outputs.names())
def test_the_same_verdict_is_told_in_the_same_words(form: str) -> None:
    assert told(hostile(), form) == told(hostile(), form)


def test_json_is_utf_8_whatever_the_stream_was() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="latin-1")
    outputs.write("json", verdict([finding(message="价格 25 °C")]), stream)
    stream.flush()
    assert strictly(raw.getvalue().decode("utf-8"))["findings"][0]["message"] == "价格 25 °C"


def test_text_goes_to_a_stream_that_lacks_its_characters() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    outputs.write("text", verdict([finding(message="价格 at 25 °C")]), stream)
    stream.flush()
    assert b"?? at 25 ?C" in raw.getvalue()


# JSON


@pytest.mark.parametrize("judged", [verdict(), verdict([finding(), *many(3, severity="warning")]), hostile()], ids=["clean", "failing", "hostile"])
def test_json_is_what_its_published_schema_says(judged: Verdict) -> None:
    jsonschema.validate(strictly(told(judged, "json")), SCHEMA, format_checker=jsonschema.FormatChecker())


@pytest.mark.skipif(not DOCUMENTED.exists(), reason="the wheel alone has no docs folder")
def test_the_documented_schema_is_the_one_in_the_package() -> None:
    assert json.loads(DOCUMENTED.read_text(encoding="utf-8")) == SCHEMA


def test_json_has_the_keys_of_the_design_in_their_order() -> None:
    whole = strictly(told(verdict([finding()]), "json"))
    assert list(whole) == ["pagegate", "verdict", "fail_on", "as_of", "schema_version", "sources", "records", "counts", "rules", "findings"]
    assert whole["records"] == {"pages": 1, "quotes": 10, "weather": 1, "articles": 1}
    assert whole["counts"] == {"error": 1, "warning": 0, "info": 0}
    assert list(whole["rules"][0]) == ["code", "name", "kind", "severity", "held", "failed", "not_applicable"]
    assert list(whole["findings"][0]) == list(PUBLISHED)


def test_json_says_the_same_as_the_verdict_itself() -> None:
    judged = verdict([finding(), *many(2, severity="warning")])
    assert strictly(told(judged, "json")) == judged.to_dict()


def test_json_names_every_kind_and_severity_even_where_there_is_none() -> None:
    whole = strictly(told(verdict(records={}), "json"))
    assert whole["records"] == {"pages": 0, "quotes": 0, "weather": 0, "articles": 0}


def test_a_value_that_is_no_number_is_null_in_json() -> None:
    judged = verdict([finding(fields={"temp_c": float("nan"), "wind_kmh": float("inf"), "gust_kmh": pd.NA, "as_of": pd.NaT})])
    assert strictly(told(judged, "json"))["findings"][0]["fields"] == {"temp_c": None, "wind_kmh": None, "gust_kmh": None, "as_of": None}


def test_a_time_in_the_fields_is_iso_text_in_json() -> None:
    judged = verdict([finding(fields={"as_of": pd.Timestamp("2025-10-23 21:07")})])
    assert strictly(told(judged, "json"))["findings"][0]["fields"] == {"as_of": "2025-10-23T21:07:00"}


def test_a_line_stays_a_whole_number_where_another_finding_has_none() -> None:
    lines = [line["line"] for line in map(strictly, told(verdict([finding(), finding(line=None, column=None)]), "jsonl").splitlines())]
    assert lines == [3, None]
    assert '"line": 3,' in told(verdict([finding(), finding(line=None)]), "jsonl")


def test_json_lines_has_one_finding_a_line_whatever_is_in_it() -> None:
    judged = hostile()
    lines = told(judged, "jsonl").splitlines()
    assert len(lines) == len(judged.findings)
    assert [strictly(line) for line in lines] == strictly(told(judged, "json"))["findings"]


def test_what_a_page_says_arrives_unchanged_through_json() -> None:
    assert strictly(told(hostile(), "json"))["findings"][0]["message"] == EVIL


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
