"""Quotes are read out of page text, however they were glued together."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from .pages import read


def quotes(text: str) -> list[tuple[Any, ...]]:
    """symbol, price, change, percent of every quote on a page."""
    frame = read(text).frames["quotes"].reindex(columns=["symbol", "price", "change", "change_pct"])
    return [tuple(None if pd.isna(value) else value for value in row) for row in frame.itertuples(index=False)]


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("FCHI8,074.230.08%", ("FCHI", 8074.23, None, 0.08)),
        ("STOXX50E5,669.130.16%", ("STOXX50E", 5669.13, None, 0.16)),
        ("XLE87.420.26%", ("XLE", 87.42, None, 0.26)),
        ("FCHI8,074.236.450.08%", ("FCHI", 8074.23, 6.45, 0.08)),
        ("EURUSD1.16240.12%", ("EURUSD", 1.1624, None, 0.12)),
        ("Nikkei38,2740.42%", ("Nikkei", 38274.0, None, 0.42)),
        ("FCHI0.000.08%", ("FCHI", 0.0, None, 0.08)),
    ],
)
def test_price_and_percent_without_anything_between_are_told_apart(line: str, quote: tuple[Any, ...]) -> None:
    assert quotes(line) == [quote]


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("S&P 5002,111.72-14.43(-0.68%)", ("S&P 500", 2111.72, -14.43, -0.68)),
        ("Dow 3018,037.10-105.32(-0.58%)", ("Dow 30", 18037.10, -105.32, -0.58)),
        ("CAC 404,413.57(+0.85%)+37.25", ("CAC 40", 4413.57, 37.25, 0.85)),
        ("CAC 404413.57(+0.85%)+37.25", ("CAC 40", 4413.57, 37.25, 0.85)),
        ("Unheard Of 404,413.57(+0.85%)+37.25", ("Unheard Of 40", 4413.57, 37.25, 0.85)),
        ("CAC 408,074.230.08%", ("CAC 40", 8074.23, None, 0.08)),
        ("Nikkei 22538,274.060.42%", ("Nikkei 225", 38274.06, None, 0.42)),
        ("FTSE 1009,777.080.64%", ("FTSE 100", 9777.08, None, 0.64)),
        ("Euro Stoxx 505,669.130.16%", ("Euro Stoxx 50", 5669.13, None, 0.16)),
    ],
)
def test_digits_at_the_end_of_a_name_stay_with_the_name(line: str, quote: tuple[Any, ...]) -> None:
    assert quotes(line) == [quote]


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("AAPL 189.98 +1.02 (+0.54%)", ("AAPL", 189.98, 1.02, 0.54)),
        ("AAPL\t189.98\t+1.02\t+0.54%\t52.3M", ("AAPL", 189.98, 1.02, 0.54)),
        ("| AAPL | 189.98 | +1.02 | +0.54% |", ("AAPL", 189.98, 1.02, 0.54)),
        ("S&P 500 2,111.72 ▼14.43 (−0.68%)", ("S&P 500", 2111.72, -14.43, -0.68)),
        ("DAX 9,800.93 +0.49% +47.37", ("DAX", 9800.93, 47.37, 0.49)),
        ("Hang Seng24,137.64Closed(+0.69%)+165.77", ("Hang Seng", 24137.64, 165.77, 0.69)),
        ("GDAXI16.105,83+0,14%", ("GDAXI", 16105.83, None, 0.14)),
        ("MDAX16.105,830,14%", ("MDAX", 16105.83, None, 0.14)),
        ("DAX 16.105,83 +22,52 (+0,14 %)", ("DAX", 16105.83, 22.52, 0.14)),
        ("Gold $2,345.10 +12.30 +0.53%", ("Gold", 2345.10, 12.30, 0.53)),
        ("GOOG 150.25 1.25 0.84%", ("GOOG", 150.25, 1.25, 0.84)),
    ],
)
def test_signs_arrows_brackets_and_decimal_commas_are_read(line: str, quote: tuple[Any, ...]) -> None:
    assert quotes(line) == [quote]


def test_a_quote_spread_over_lines_is_one_quote() -> None:
    assert quotes("Dow 30\n18,037.10\n-105.32 (-0.58%)\nNasdaq\n5,153.58\nClosed\n(-0.69%)\n-35.56\n") == [
        ("Dow 30", 18037.10, -105.32, -0.58),
        ("Nasdaq", 5153.58, -35.56, -0.69),
    ]


def test_symbol_and_name_on_lines_of_their_own_are_told_apart() -> None:
    frame = read("AAPL\nApple Inc.\n189.98\n+1.02\n+0.54%\nMSFT\nMicrosoft\n415.26\n-2.10\n-0.50%\n").frames["quotes"]
    assert frame[["symbol", "name"]].to_numpy().tolist() == [["AAPL", "Apple Inc."], ["MSFT", "Microsoft"]]


def test_words_glued_in_front_of_the_first_quote_are_not_its_name() -> None:
    words = "HomeNewsSportsFinanceCelebrityAnswersGroupsMobileMoreSearchMarketsVideosTrendingTickersCommoditiesCurrenciesCalendarsHealthcare" * 4
    page = words + "U.S. Markets closedS&P 5002,111.72-14.43(-0.68%)Nasdaq5,153.58-35.56(-0.69%)Top storiesRead on"
    assert [quote[0] for quote in quotes(page)] == ["S&P 500", "Nasdaq"]


def test_a_price_that_is_a_word_for_none_is_missing_and_its_place_is_kept() -> None:
    chunk = read("DJIN/A0.48%")
    assert quotes("DJIN/A0.48%") == [("DJI", None, None, 0.48)]
    assert list(chunk.places["quotes"].set_index("field").loc["price", ["line", "column", "text"]]) == [1, 4, "N/A"]


def test_a_quote_without_a_symbol_is_kept_without_one() -> None:
    assert quotes("9,777.080.64%") == [("", 9777.08, None, 0.64)]


def test_a_split_that_is_not_unique_is_a_problem_and_no_record() -> None:
    chunk = read("USDJPY150.1230.12%")
    assert len(chunk.frames["quotes"]) == 0
    assert chunk.problems[["problem", "line", "text"]].to_numpy().tolist() == [["ambiguous-quote", 1, "USDJPY150.1230.12%"]]


def test_other_lines_of_the_page_settle_how_many_decimals_a_price_has() -> None:
    assert quotes("XLF52.600.34%\nXLE87.4210.26%")[1] == ("XLE", 87.42, None, 10.26)


@pytest.mark.parametrize(
    "line",
    ["Inflation slowed to 3.2% in May.", "The FTSE 100 fell 12.3 points to 7,000.12 or 0.5%", "Save 20%", "Revenue grew 5.5% to 1,234.5 million", "Battery 85%", "Humidity75%"],
)
def test_prose_with_a_percent_is_no_quote(line: str) -> None:
    assert quotes(line) == []


def test_each_field_of_a_quote_has_its_place() -> None:
    places = read("Markets\nCAC 404,413.57(+0.85%)+37.25").places["quotes"]
    assert places[["field", "line", "column", "text"]].to_numpy().tolist() == [
        ["symbol", 2, 1, "CAC 40"], ["price", 2, 7, "4,413.57"], ["change", 2, 23, "+37.25"], ["change_pct", 2, 16, "+0.85%"],
    ]


def test_pages_of_one_chunk_do_not_touch_each_other() -> None:
    frame = read("FCHI8,074.230.08%\nDow 30", "18,037.10\n-105.32 (-0.58%)").frames["quotes"]
    assert frame[["source", "symbol"]].to_numpy().tolist() == [["page0.txt", "FCHI"]]


@pytest.mark.parametrize(("line", "move"), [("DAX 9,800.93 -47.37 (0.49%)", (-47.37, -0.49)), ("DAX 9,800.93 +47.37 (0.49%)", (47.37, 0.49)), ("DAX9,800.93-47.37(0.49%)", (-47.37, -0.49))])
def test_one_sign_printed_for_change_and_percent_is_both_their_sign(line: str, move: tuple[float, float]) -> None:
    assert quotes(line)[0][2:] == move


@pytest.mark.parametrize("line", ["FCHI8,074.230.08%DJI47,311.000.48%", "FCHI-8,074.230.08%"])
def test_two_quotes_on_a_line_or_a_sign_before_the_price_are_a_problem_and_no_guess(line: str) -> None:
    chunk = read(line)
    assert len(chunk.frames["quotes"]) == 0
    assert chunk.problems["problem"].tolist() == ["ambiguous-quote"]
