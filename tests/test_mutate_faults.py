"""Every fault does what it says."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.mutations import ARTICLE, FROST, QUOTE, SENTENCES, WIDGET, fault, ready, texts


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
