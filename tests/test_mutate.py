"""Mutation: every fault does what it says, and the score counts it honestly."""

from __future__ import annotations

import io
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pagegate.__main__ import main
from pagegate.api import of_frame
from pagegate.catalogue import catalogue
from pagegate.model import RECORD_KINDS, Example, RecordKind
from pagegate.mutate import score, to_html, to_json, to_text
from pagegate.mutate.fault import Fault, faults, table
from pagegate.mutate.pool import Pool
from pagegate.mutate.result import Count, Mutation, Options
from pagegate.mutate.score import mutate
from pagegate.mutate.shown import broken, changed, text, with_texts
from pagegate.records.build import from_examples
from pagegate.verdict import plain
from tests.test_report import Page

DOCS = Path(__file__).parent.parent / "docs" / "mutate.md"
QUOTE: dict[str, object] = {"symbol": "ACME", "price": "144.41", "change": "-1.15", "change_pct": "-0.79%"}
WIDGET: dict[str, object] = {
    "temp_c": 29.1, "feels_like_c": 35.3, "humidity_pct": 75, "wind_kmh": 24.1, "gust_kmh": 37.0, "cloud_cover_pct": 20, "uv_index": 0,
    "sunrise": "06:28", "sunset": "17:50", "local_time": "19:09",
}  # fmt: skip
FROST: dict[str, object] = {"temp_c": -8.0, "feels_like_c": -15.2, "humidity_pct": 60}
SENTENCES = ["The minister resigned on Monday, after a week of talks with her party.", "Nobody in the capital had expected it so soon.", "A successor will be named before the summer, she said.", "The opposition asked for elections."]
ARTICLE = {"title": "The minister resigns after a week of talks", "body": "\n".join(SENTENCES), "description": "A short description.", "published_at": "2024-05-02T10:00:00Z", "fetched_at": "2024-05-03T10:00:00Z"}


def fault(kind: RecordKind, name: str) -> Fault:
    return next(one for one in faults(kind) if one.name == name)


def ready(kind: RecordKind, *records: Example) -> pd.DataFrame:
    return with_texts(kind, from_examples(kind, records).frame)


def texts(kind: RecordKind, name: str, *records: Example, seed: int = 0) -> list[dict[str, Any]]:
    """The fields that a fault changes, with their new texts, one mapping a record."""
    before = ready(kind, *records)
    one = fault(kind, name)
    assert one.way.applies(before).all()
    after = one.way.apply(before, np.random.default_rng(seed))
    shown = [{field: text(before, str(field)).iloc[row] for field in after} for row in range(len(before))]
    rows = [{str(field): plain(new) for field, new in row.items()} for row in after.to_dict("records")]
    return [{str(field): text for field, text in row.items() if plain(old[field]) != text} for row, old in zip(rows, shown, strict=True)]


def run(*records: Example, kind: RecordKind = "quotes", **options: Any) -> Mutation:
    """The score of records, as a run reads them."""
    frame = pd.DataFrame([{name: None if value is None else str(value) for name, value in record.items()} for record in records])
    return mutate([of_frame(frame, kind)], Options(**options))


def count(mutation: Mutation, name: str) -> Count:
    return next(one.count for one in mutation.faults if one.fault.name == name)


def as_json(mutation: Mutation, min_score: float | None = None) -> str:
    stream = io.StringIO()
    to_json.write(mutation, stream, min_score)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("digit-dropped", {"price": r"\d\d\.41|144\.\d|", "change": r"-\.15|-1\.\d", "change_pct": r"-\.79|-0\.\d"}),
        ("digit-added", {"price": r"\d{4}\.41|144\.\d{3}", "change": r"-\d\d\.15|-1\.\d{3}", "change_pct": r"-\d\d\.79|-0\.\d{3}"}),
        ("point-shifted-by-1", {"price": r"1444\.1|14\.441", "change": r"-11\.5|-0\.115", "change_pct": r"-7\.9|-0\.079"}),
        ("point-shifted-by-2", {"price": r"14441|1\.4441", "change": r"-115|-0\.0115", "change_pct": r"-79|-0\.0079"}),
        ("point-shifted-by-3", {"price": r"144410|0\.14441", "change": r"-1150|-0\.00115", "change_pct": r"-790|-0\.00079"}),
        ("comma-and-point-swapped", {"price": "14441", "change": "-115", "change_pct": "-079"}),
        ("change-sign-lost", {"change": r"1\.15"}),
        ("percent-sign-lost", {"change_pct": r"0\.79"}),
        ("change-and-percent-swapped", {"change": r"-0\.79", "change_pct": r"-1\.15"}),
        ("percent-as-fraction", {"change_pct": r"-0\.0079"}),
        ("price-of-before", {"price": r"145\.56"}),
        ("fields-glued", {"price": r"144\.41(-1\.15|-0\.79%)", "change": r"-1\.15-0\.79%"}),
        ("field-cut", {"price": r"1|14|144|144\.|144\.4", "change": r"-1\.?|-1\.1", "change_pct": r"-0\.?|-0\.7"}),
        ("price-zero", {"price": r"0(\.0+)?"}),
        ("price-missing", {"price": r"N/A|--|"}),
    ],
)
@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_a_fault_of_a_quote_changes_one_field_or_a_pair_and_does_what_it_says(name: str, expected: dict[str, str], seed: int) -> None:
    (found,) = texts("quotes", name, QUOTE, seed=seed)
    assert 1 <= len(found) <= 2
    for field, new in found.items():
        assert new is None or re.fullmatch(expected[field], new), (field, new)


def test_signs_are_lost_together_where_colour_alone_shows_a_loss() -> None:
    assert texts("quotes", "both-signs-lost", QUOTE) == [{"change": "1.15", "change_pct": "0.79"}]


def test_a_thousands_point_is_read_as_the_decimal_mark() -> None:
    assert texts("quotes", "comma-and-point-swapped", {"symbol": "FCHI", "price": "6,796.29"}) == [{"price": "6.79629"}]
    assert texts("quotes", "comma-and-point-swapped", {"symbol": "X", "price": "1,234,567.5"}) == [{"price": "1.2345675"}]


def test_rows_swap_their_prices_and_symbols_and_none_keeps_its_own() -> None:
    other = {"symbol": "OTHER", "price": "20.00"}
    assert texts("quotes", "price-of-another-row", QUOTE, other) == [{"price": "20.00"}, {"price": "144.41"}]
    assert texts("quotes", "symbol-of-another-row", QUOTE, other) == [{"symbol": "OTHER"}, {"symbol": "ACME"}]


def test_a_thousands_letter_is_lost() -> None:
    assert texts("quotes", "thousands-letter-lost", {"symbol": "A", "price": "1.00", "volume": "64.09M"}) == [{"volume": "64.09"}]
    assert texts("quotes", "thousands-letter-lost", {"symbol": "A", "price": "1.00", "market_cap": "2.5B"}) == [{"market_cap": "2.50"}]


def test_a_stale_copy_is_from_days_before() -> None:
    (found,) = texts("quotes", "stale-copy", QUOTE | {"as_of": "2024-05-31T16:00:00Z", "fetched_at": "2024-05-31T16:01:00Z"})
    assert re.fullmatch(r"2024-05-\d\dT16:00:00Z", found["as_of"])
    assert found["as_of"] < "2024-05-30"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("humidity-as-fraction", {"humidity_pct": "0.75"}),
        ("feels-like-and-temperature-swapped", {"temp_c": "35.3", "feels_like_c": "29.1"}),
        ("humidity-and-cloud-swapped", {"humidity_pct": "20", "cloud_cover_pct": "75"}),
        ("gust-and-wind-swapped", {"wind_kmh": "37.0", "gust_kmh": "24.1"}),
        ("sunrise-and-sunset-swapped", {"sunrise": "17:50", "sunset": "06:28"}),
        ("am-pm-lost", {"sunset": "05:50", "local_time": "07:09"}),
    ],
)
def test_a_fault_of_weather_does_what_it_says(name: str, expected: dict[str, str]) -> None:
    assert texts("weather", name, WIDGET) == [expected]


def test_midnight_and_noon_lose_their_half_of_the_day_as_twelve() -> None:
    assert texts("weather", "am-pm-lost", {"temp_c": 3.0, "sunset": "12:05", "local_time": "00:30"}) == [{"local_time": "12:30"}]


@pytest.mark.parametrize(
    ("name", "one", "every"),
    [
        ("fahrenheit-stored-as-celsius", ({"temp_c": "84.4"}, {"feels_like_c": "95.5"}), {"temp_c": "84.4", "feels_like_c": "95.5"}),
        ("celsius-read-as-fahrenheit", ({"temp_c": "-1.6"}, {"feels_like_c": "1.8"}), {"temp_c": "-1.6", "feels_like_c": "1.8"}),
    ],
)
def test_units_are_mistaken_at_one_temperature_or_at_every_one(name: str, one: tuple[dict[str, str], ...], every: dict[str, str]) -> None:
    found = texts("weather", name, *[WIDGET] * 50)
    assert all(change in (*one, every) for change in found)
    assert every in found
    assert all(change in found for change in one)


def test_a_minus_is_lost_at_one_temperature_or_at_every_one() -> None:
    found = texts("weather", "minus-lost", *[FROST] * 50)
    assert {tuple(change.items()) for change in found} == {(("temp_c", "8.0"),), (("feels_like_c", "15.2"),), (("temp_c", "8.0"), ("feels_like_c", "15.2"))}


def test_the_wind_is_in_another_unit_or_converted_twice() -> None:
    found = {change["wind_kmh"] for change in texts("weather", "wind-in-another-unit", *[WIDGET] * 80)}
    assert found == {"6.7", "15.0", "86.8", "38.8"}  # m/s, mph, and converted from each of them once more


def test_feels_like_is_of_another_row() -> None:
    assert texts("weather", "feels-like-of-another-row", WIDGET, FROST) == [{"feels_like_c": "-15.2"}, {"feels_like_c": "35.3"}]


def test_a_sentinel_leaks_into_one_reading_and_never_an_ordinary_pressure() -> None:
    found = [new for seed in range(4) for change in texts("weather", "sentinel-leaked", *[{"temp_c": 20.0, "pressure_hpa": 1013}] * 40, seed=seed) for new in change.items()]
    assert {field for field, _ in found} == {"temp_c", "pressure_hpa"}
    assert ("pressure_hpa", "999.9") not in found
    assert {("temp_c", "-9999"), ("temp_c", "999.9"), ("temp_c", "N/A"), ("pressure_hpa", "-999")} <= set(found)


def test_a_digit_is_dropped_from_a_reading() -> None:
    assert {next(iter(change.items())) for change in texts("weather", "digit-dropped", *[{"temp_c": 29.1}] * 40)} == {("temp_c", "9.1"), ("temp_c", "2.1"), ("temp_c", "29.")}


def test_ultraviolet_is_put_into_the_night_alone() -> None:
    (found,) = texts("weather", "uv-at-night", WIDGET)
    assert 3 <= int(found["uv_index"]) <= 11
    assert not fault("weather", "uv-at-night").way.applies(ready("weather", WIDGET | {"local_time": "13:00"})).any()
    assert fault("weather", "uv-at-night").way.applies(ready("weather", {name: value for name, value in WIDGET.items() if name != "local_time"} | {"observed_at": "2024-03-21 23:30"})).all()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("cut-at-character", r"The minister.*"),
        ("cut-at-word", r"The minister(.*\S)?"),
        ("cut-at-sentence", r"The minister.*\."),
        ("cut-at-paragraph", r"The minister.*\."),
        ("ellipsis", r"The minister.*?( ?\.\.\.|…| \[…\])"),
        ("read-more", r"The minister.*?\s?(\.\.\. |… )?(Read more|Continue reading|\(more\.\.\.\))"),
        ("character-count", r"The minister.*… \[\+\d+ chars\]"),
    ],
)
def test_a_cut_leaves_the_beginning_and_its_mark(name: str, pattern: str, seed: int) -> None:
    (found,) = texts("articles", name, ARTICLE, seed=seed)
    assert re.fullmatch(pattern, found["body"], re.DOTALL)
    assert len(found["body"]) < len(ARTICLE["body"])
    if name == "cut-at-word":
        assert set(found["body"].split()) <= set(ARTICLE["body"].split())
    if name in ("cut-at-sentence", "cut-at-paragraph"):
        assert found["body"].splitlines() == SENTENCES[: len(found["body"].splitlines())]


def test_a_cut_to_a_cap_has_its_length() -> None:
    (found,) = texts("articles", "cut-to-cap", ARTICLE)
    assert found["body"] == ARTICLE["body"][: len(found["body"])]
    assert len(found["body"]) in (140, 160)


def test_the_description_or_the_first_paragraph_stands_for_the_body() -> None:
    assert texts("articles", "description-only", ARTICLE) == [{"body": "A short description."}]
    assert texts("articles", "first-paragraph-only", ARTICLE) == [{"body": SENTENCES[0]}]


def test_the_middle_is_dropped_and_both_ends_stay() -> None:
    (found,) = texts("articles", "middle-dropped", ARTICLE)
    assert found["body"].startswith(SENTENCES[0])
    assert found["body"].endswith(SENTENCES[-1])
    assert len(found["body"].splitlines()) < len(SENTENCES)


def test_a_paragraph_stands_twice_in_a_row() -> None:
    (found,) = texts("articles", "paragraph-repeated", ARTICLE)
    lines = found["body"].splitlines()
    assert len(lines) == len(SENTENCES) + 1
    assert any(one == other for one, other in pairwise(lines))


def test_a_wall_stands_in_place_of_the_body() -> None:
    found = {change["body"] for change in texts("articles", "wall-instead", *[ARTICLE] * 30)}
    assert len(found) == 4
    assert not any("minister" in body for body in found)


def test_the_body_is_damaged_as_text_is() -> None:
    article = {"title": "Ein Fluß", "body": "Der Fluß fließt „schnell“ & tief durch das Tal der alten Leute."}
    assert texts("articles", "wrong-encoding", article) == [{"body": "Der FluÃŸ flieÃŸt â€žschnellâ€œ & tief durch das Tal der alten Leute."}]
    assert texts("articles", "ascii-only", article) == [{"body": "Der Flu fliet schnell & tief durch das Tal der alten Leute."}]
    (found,) = texts("articles", "markup-left-in", article)
    assert found["body"].startswith("<p>Der Fluß fließt „schnell“ &amp; tief")
    assert found["body"].endswith("</a></p>")


def test_plain_ascii_cannot_be_damaged_by_an_encoding() -> None:
    assert not fault("articles", "wrong-encoding").way.applies(ready("articles", ARTICLE)).any()


def test_title_and_body_are_swapped_and_bodies_change_their_article() -> None:
    other = {"title": "Other", "body": "Another body of some words that nobody wrote, for a test."}
    assert texts("articles", "title-and-body-swapped", other) == [{"title": other["body"], "body": "Other"}]
    assert texts("articles", "body-of-another-article", ARTICLE, other) == [{"body": other["body"]}, {"body": ARTICLE["body"]}]


def test_dates_are_wrong_or_in_the_future() -> None:
    assert {change.get("published_at") for change in texts("articles", "wrong-date", *[ARTICLE] * 40)} == {"1970-01-01T00:00:00Z", "2024-02-05T10:00:00Z", "2014-05-02T10:00:00Z", None}
    (found,) = texts("articles", "future-date", ARTICLE)
    assert found["published_at"] > "2024-05-03"


def test_every_fault_tells_what_it_does_and_what_ought_to_see_it() -> None:
    every = [one for kind in RECORD_KINDS for one in faults(kind)]
    assert all(one.what and one.expected and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.name) for one in every)
    assert all(one.kind == kind for kind in RECORD_KINDS for one in faults(kind))
    assert len({(one.kind, one.name) for one in every}) == len(every)
    codes = re.compile(r"\b[QWAPB]\d{3}\b")
    assert not any(codes.search(f"{one.what} {one.expected} {one.plausible}") for one in every)


@pytest.mark.parametrize(("kind", "record"), [("quotes", QUOTE), ("weather", WIDGET | FROST), ("articles", ARTICLE | {"body": ARTICLE["body"] + "\n„Gut“, sagte sie."})])
def test_every_fault_but_a_slip_of_rows_changes_a_record_on_its_own(kind: RecordKind, record: Example) -> None:
    before = ready(kind, *[record] * 20)
    for one in faults(kind):
        if "another-" in one.name or not one.way.applies(before).any():
            continue
        after = broken(kind, before, one.way.apply(before, np.random.default_rng(0)))
        assert changed(kind, before, after.records).any(), one.name


def test_what_a_fault_does_not_touch_stays_as_the_page_showed_it() -> None:
    before = ready("weather", {"temp_c": "84.4 °F", "humidity_pct": "75%"})
    after = broken("weather", before, fault("weather", "humidity-as-fraction").way.apply(before, np.random.default_rng(0))).records
    assert after["temp_c"].tolist() == before["temp_c"].tolist() == [pytest.approx(29.111111111)]
    assert after["temp_c.step"].tolist() == before["temp_c.step"].tolist() == [pytest.approx(0.1 * 5 / 9)]
    assert (after["humidity_pct"].iloc[0], after["humidity_pct.step"].iloc[0]) == (0.75, 0.01)


def test_a_text_that_cannot_be_read_any_more_is_a_problem_of_its_record() -> None:
    before = ready("quotes", QUOTE, QUOTE)
    after = broken("quotes", before, pd.DataFrame({"price": ["144.41", "144.41-1.15"]}))
    assert after.problems[["row", "field", "problem"]].to_numpy().tolist() == [[1, "price", "unreadable-value"]]
    assert after.records["price"].isna().tolist() == [False, True]


def test_a_fault_that_leaves_no_trace_is_counted_apart() -> None:
    still = {"symbol": "STILL", "price": "144.41", "change": "0.00", "change_pct": "0.00%"}
    mutation = run(still)
    assert count(mutation, "point-shifted-by-1") == Count(tried=1, no_trace=1, caught=0)
    assert count(mutation, "change-and-percent-swapped") == Count(tried=1, no_trace=1, caught=0)
    assert count(mutation, "price-zero") == Count(tried=1, no_trace=0, caught=1)
    assert mutation.count.percent is not None


def test_arithmetic_gives_every_fault_in_it_away_and_the_case_says_so() -> None:
    mutation = run(QUOTE, QUOTE | {"symbol": "B", "price": "14.44", "change": "3.17", "change_pct": "28.13%"})
    case = mutation.cases["quotes", "price, change and percent shown"]
    assert case.survived == 0
    assert case.caught > 20


def test_a_temperature_equal_within_rounding_leaves_no_trace_when_swapped() -> None:
    close, apart = WIDGET | {"temp_c": 12.0, "feels_like_c": 12.1, "humidity_pct": 60}, WIDGET
    swap = fault("weather", "feels-like-and-temperature-swapped")
    before = ready("weather", close, apart)
    after = broken("weather", before, swap.way.apply(before, np.random.default_rng(0))).records
    assert swap.traces is not None
    assert swap.traces(before, after).tolist() == [False, True]


def test_records_with_an_error_or_a_warning_are_not_broken() -> None:
    mutation = run(QUOTE, QUOTE | {"price": "14.41"}, QUOTE | {"price": "N/A"})
    assert (mutation.read["quotes"], mutation.passed["quotes"], mutation.pool["quotes"]) == (3, 1, 1)


def test_survivors_are_named_with_their_place_and_what_changed() -> None:
    mutation = run(QUOTE, QUOTE | {"symbol": "OTHER"})
    (slip,) = [one for one in mutation.faults if one.fault.name == "symbol-of-another-row"]
    assert (slip.count.survived, slip.count.caught) == (2, 0)
    assert slip.survivor is not None
    assert (slip.survivor.source, slip.survivor.record, slip.survivor.changes) == ("<frame>", 0, (("symbol", "ACME", "OTHER"),))
    told = io.StringIO()
    to_text.write(mutation, told)
    assert "symbol: ACME -> OTHER" in told.getvalue()
    assert "can pass for the truth: nearly always" in told.getvalue()


def test_rules_are_counted_by_what_they_caught_and_those_that_never_fired_are_told() -> None:
    mutation = run(QUOTE)
    rules = {one.rule.name: one for one in mutation.rules}
    assert rules["price-missing"].caught == sum(dict(one.rules).get(rules["price-missing"].rule.code, 0) for one in mutation.faults) >= 1
    assert rules["price-missing"].alone >= 1
    assert rules["symbol-missing"] in mutation.silent
    assert rules["price-missing"] not in mutation.silent
    assert all(one.rule.kind == "quotes" for one in mutation.rules)
    assert rules["day-range-inverted"].asked == 0


def test_only_the_chosen_rules_are_asked() -> None:
    mutation = run(QUOTE, select=("Q002",))
    assert [one.rule.code for one in mutation.rules] == ["Q002"]
    assert count(mutation, "price-zero").caught == 0
    assert count(mutation, "price-missing").caught == 1


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_draws() -> None:
    quotes = [QUOTE | {"symbol": f"S{number}", "price": f"{100 + number}.41", "change": None, "change_pct": None} for number in range(30)]
    first, again, other = (as_json(run(*quotes, sample=5, seed=seed)) for seed in (0, 0, 1))
    assert first == again
    assert json.loads(first)["faults"] != json.loads(other)["faults"]


@pytest.mark.parametrize(("kind", "record"), [("quotes", QUOTE), ("weather", WIDGET)])
def test_faults_judged_together_are_judged_as_each_would_be(kind: RecordKind, record: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    together = as_json(run(record, record, kind=kind))
    monkeypatch.setattr(score, "_TOGETHER", 1)
    assert as_json(run(record, record, kind=kind)) == together


def test_the_draw_does_not_depend_on_the_chunks() -> None:
    frame = from_examples("quotes", [QUOTE | {"symbol": f"S{number}"} for number in range(100)]).frame
    whole, parts = Pool(catalogue(), 7, 10), Pool(catalogue(), 7, 10)
    whole.add("quotes", frame)
    for start in range(0, 100, 9):
        parts.add("quotes", frame.iloc[start : start + 9])
    drawn = whole.records("quotes")
    assert len(drawn) == 10
    assert drawn["record"].is_monotonic_increasing
    pd.testing.assert_frame_equal(drawn, parts.records("quotes"))


def test_sources_with_different_columns_share_a_pool_and_keep_their_types() -> None:
    pool = Pool(catalogue(), 0, 10)
    pool.add("quotes", from_examples("quotes", [QUOTE]).frame)
    pool.add("quotes", from_examples("quotes", [{"symbol": "B", "price": 1.5, "as_of": "2024-05-31T16:00:00Z"}]).frame.assign(source="other"))
    drawn = pool.records("quotes")
    assert (drawn["as_of.zoned"].dtype, drawn["as_of.zoned"].tolist()) == (np.dtype(bool), [False, True])
    assert with_texts("quotes", drawn)["as_of.shown"].fillna("").tolist() == ["", "2024-05-31T16:00:00Z"]


def strict(printed: str) -> Any:
    """JSON without NaN and infinities."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    return json.loads(printed, parse_constant=refuse)


def test_the_json_is_strict_and_its_counts_add_up() -> None:
    told = strict(as_json(run(QUOTE, QUOTE | {"symbol": "OTHER", "name": "\u2028 <b>"}), min_score=10))
    assert (told["verdict"], told["min_score"], told["seed"], told["sample"], told["as_of"]) == ("pass", 10, 0, 200, None)
    assert told["records"]["quotes"] == {"read": 2, "passed": 2, "drawn_from": 2}
    assert all(one["tried"] == one["no_trace"] + one["caught"] + one["survived"] for one in told["faults"])
    assert told["counts"]["tried"] == sum(one["tried"] for one in told["faults"]) == told["kinds"]["quotes"]["tried"]
    assert told["score"] == pytest.approx(100 * told["counts"]["caught"] / (told["counts"]["tried"] - told["counts"]["no_trace"]), abs=1e-4)
    assert next(one for one in told["faults"] if one["fault"] == "stale-copy") | {"tried": 0, "score": None, "survivor": None} == next(one for one in told["faults"] if one["fault"] == "stale-copy")
    assert set(told["never_fired"]) == {rule["code"] for rule in told["rules"] if not rule["fired"]}


def test_the_page_is_offline_and_harmless() -> None:
    html = to_html.render(run(QUOTE | {"symbol": "<img src=x>"}, QUOTE | {"symbol": "</style><script>alert(1)</script>"}, ignore=("Q4",)), min_score=99)
    page = Page(html)
    assert {tag for tag, _ in page.elements} & {"script", "img", "link", "iframe"} == set()
    assert any("default-src 'none'" in (attributes.get("content") or "") for attributes in page.all("meta"))
    assert "<img src=x>" in page.words
    assert all(attributes["href"] is not None and attributes["href"].startswith("#") for attributes in page.all("a"))
    assert {attributes["href"][1:] for attributes in page.all("a") if attributes["href"]} <= {attributes["id"] for _, attributes in page.elements if attributes.get("id")}
    assert "not reached" in page.words


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("quotes.csv").write_text("symbol,price,change,change_pct\nACME,144.41,-1.15,-0.79%\nOTHER,14.44,3.17,28.13%\n")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_min_score_is_a_gate(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", "quotes.csv", "--no-report", "-q"]) == 0
    assert capsys.readouterr().out.startswith("score: ")
    assert main(["mutate", "quotes.csv", "--no-report", "-q", "--min-score", "50"]) == 0
    assert main(["mutate", "quotes.csv", "--no-report", "-q", "--min-score", "100"]) == 1
    assert "below 100 %" in capsys.readouterr().err
    assert main(["mutate", "quotes.csv", "--no-report", "--min-score", "101"]) == 2


@pytest.mark.usefixtures("folder")
def test_the_command_prints_json_and_writes_a_page_beside_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", "quotes.csv", "--format", "json", "--sample", "1", "--report", "out"]) == 0
    told = strict(capsys.readouterr().out)
    assert {one["tried"] for one in told["faults"]} == {0, 1}
    assert sorted(path.name for path in Path("out").iterdir()) == [".pagegate-report", "mutation.html"]


@pytest.mark.usefixtures("folder")
def test_nothing_to_break_is_said_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.csv").write_text("symbol,price\nACME,NA\n")
    assert main(["mutate", "bad.csv"]) == 1
    assert "none of the 1 record read passes" in capsys.readouterr().err
    assert not Path("reports").exists()
    Path("empty.csv").write_text("symbol,price\n")
    assert main(["mutate", "empty.csv"]) == 1
    assert "no record was read" in capsys.readouterr().err
    assert main(["mutate"]) == 2
    assert main(["mutate", "quotes.csv", "--select", "X9"]) == 2


@pytest.mark.usefixtures("folder")
def test_records_are_read_off_pages_too_and_a_survivor_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("page.txt").write_text("Temp29.1°C\nFeels35.3°C\nHumidity75%\nWind24.1 km/h\n")
    assert main(["mutate", "page.txt", "--format", "json", "--no-report"]) == 0
    told = strict(capsys.readouterr().out)
    assert told["records"]["weather"] == {"read": 1, "passed": 1, "drawn_from": 1}
    assert {one["survivor"]["line"] for one in told["faults"] if one["survivor"]} <= {1}
    assert next(one for one in told["faults"] if one["fault"] == "humidity-as-fraction")["caught"] == 1


@pytest.mark.skipif(not DOCS.exists(), reason="needs the docs folder; the wheel has none")
def test_the_guide_lists_the_faults_that_there_are() -> None:
    guide = DOCS.read_text(encoding="utf-8")
    assert all(table(kind) in guide for kind in RECORD_KINDS if faults(kind))
