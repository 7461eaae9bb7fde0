"""Quotes are read out of page text, however they were glued together."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pagegate.model import RecordKind

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
        ("FTSE 100 ▲ 9,403.57 +0.52%", ("FTSE 100", 9403.57, None, 0.52)),
        ("FTSE 100 9,403.57 +0.52%", ("FTSE 100", 9403.57, None, 0.52)),
        ("DAX ▼ 24,258.80 0.32%", ("DAX", 24258.80, None, -0.32)),
        ("▲ CAC 40 8,206.07 0.14%", ("CAC 40", 8206.07, None, 0.14)),
        ("IBEX 35 15,700.10 0.40% ▼", ("IBEX 35", 15700.10, None, -0.40)),
        ("FCHI▼8,074.230.08%", ("FCHI", 8074.23, None, -0.08)),
        ("Apple $182.31 ▲ 1.20 (0.66%)", ("Apple", 182.31, 1.20, 0.66)),
        ("AAPL 178.39 -0.60 -0.34% 51.2M", ("AAPL", 178.39, -0.60, -0.34)),
        ("DAX 15.423,52 +1,95% 295,41 Pkt", ("DAX", 15423.52, None, 1.95)),
        ("3M Co 98.12 +1.00% +0.97", ("3M Co", 98.12, 0.97, 1.00)),
        ("CAD 278.94 +5.52 (+2.02%)", ("CAD", 278.94, 5.52, 2.02)),
        ("EUR/USD 1.0605 +0.32%", ("EUR/USD", 1.0605, None, 0.32)),
        ("上证指数 3075.24 -21.68 -0.70%", ("上证指数", 3075.24, -21.68, -0.70)),
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
    ["Inflation slowed to 3.2% in May.", "The FTSE 100 fell 12.3 points to 7,000.12 or 0.5%", "Save 20%", "Revenue grew 5.5% to 1,234.5 million", "Battery 85%", "Humidity75%", "Male 600 48.6%\nFemale 634 51.4%", "Biden 81,283,501 51.3%\nTrump 74,223,975 46.8%"],
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


def test_a_sign_before_the_price_is_a_problem_and_no_guess() -> None:
    chunk = read("FCHI-8,074.230.08%")
    assert len(chunk.frames["quotes"]) == 0
    assert chunk.problems["problem"].tolist() == ["ambiguous-quote"]


def test_quotes_without_anything_between_them_are_cut_behind_their_percents() -> None:
    assert quotes("FCHI8,074.230.08%DJI47,311.000.48%") == [("FCHI", 8074.23, None, 0.08), ("DJI", 47311.0, None, 0.48)]


def test_quotes_side_by_side_on_one_line_are_cut_behind_their_percents() -> None:
    assert quotes("FTSE 100 9,403.57 +0.52% DAX 24,258.80 -0.32% CAC 40 8,206.07 +0.14%") == [
        ("FTSE 100", 9403.57, None, 0.52), ("DAX", 24258.80, None, -0.32), ("CAC 40", 8206.07, None, 0.14),
    ]


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("CAC 40 8 206,07 +0,14%", ("CAC 40", 8206.07, None, 0.14)),
        ("DAX\u00a024\u202f258,80\u00a0-0,32\u00a0%", ("DAX", 24258.80, None, -0.32)),
        ("S&P 500\u00a0206.07 +0.20%", ("S&P 500", 206.07, None, 0.20)),
        ("SMI 12'345.60 +0.2%", ("SMI", 12345.60, None, 0.2)),
        ("Reliance ₹1,23,456.78 +0.2%", ("Reliance", 123456.78, None, 0.2)),
        ("SHIB $0.0000123456 +4.20%", ("SHIB", 0.0000123456, None, 4.20)),
        ("Tesco 2,795p +1.20%", ("Tesco", 2795.0, None, 1.20)),
        ("Samsung ₩71,300 -0.42%", ("Samsung", 71300.0, None, -0.42)),
    ],
)
def test_prices_are_read_as_their_country_prints_them(line: str, quote: tuple[Any, ...]) -> None:
    assert quotes(line) == [quote]


@pytest.mark.parametrize("heading", ["", "Markets\n\n"])
def test_values_above_their_name_belong_to_the_name_below(heading: str) -> None:
    gap = "\n" if heading else ""
    page = heading + gap.join(["5,669.13\n+0.16%\nSTOXX50E\n", "8,074.23\n+0.08%\nFCHI\n", "24,049.74\n-0.42%\nGDAXI\n"])
    assert quotes(page) == [("STOXX50E", 5669.13, None, 0.16), ("FCHI", 8074.23, None, 0.08), ("GDAXI", 24049.74, None, -0.42)]


def test_a_price_after_hours_is_no_quote_of_its_own() -> None:
    assert quotes("AAPL\n178.39\n-0.60 (-0.34%)\nAfter hours:\n178.45\n+0.06 (+0.03%)\n") == [("AAPL", 178.39, -0.60, -0.34)]


def test_the_time_of_a_price_stands_between_its_name_and_its_values() -> None:
    page = "日経平均(円)\n6/19 大引\n22,278.48\n-401.85\n-1.77%\nNYダウ(ドル)\n6/19 11:06\n24,650.14\n-337.33\n-1.34%\n日経アジア300\n6/19 終値\n1,342.54\n-32.61\n-2.37%"
    assert [quote[:2] for quote in quotes(page)] == [("日経平均(円)", 22278.48), ("NYダウ(ドル)", 24650.14), ("日経アジア300", 1342.54)]


def test_an_arrow_on_a_line_of_its_own_is_the_sign_of_the_change() -> None:
    assert quotes("AAPL\nApple Inc\n182.31\n▼\n1.20\n0.66%\nMSFT\nMicrosoft\n402.31\n▲\n1.20\n0.30%")[0] == ("AAPL", 182.31, -1.20, -0.66)


def test_ranks_that_count_up_are_no_part_of_the_symbols() -> None:
    chunk = read("1 AAPL 182.31 +0.50%\n2 MSFT 402.10 -0.30%\n3 3M Co 98.12 +1.00%")
    assert chunk.frames["quotes"]["symbol"].tolist() == ["AAPL", "MSFT", "3M Co"]
    assert chunk.places["quotes"].query("field == 'symbol'")["column"].tolist() == [3, 3, 3]


def test_the_order_of_a_list_of_winners_tells_how_many_decimals_its_prices_have() -> None:
    lines = ["AAPL5.1234.56%", "MSFT87.4230.15%", "GOOG12.3028.10%", "X1.5525.90%", "Y9.9924.11%", "Z7.1222.10%"]
    assert [quote[1] for quote in quotes("\n".join(lines))] == [5.12, 87.42, 12.30, 1.55, 9.99, 7.12]


def broken(text: str) -> list[list[Any]]:
    """The line and text of every quote of a page that could not be read."""
    problems = read(text).problems
    return problems[problems["problem"] == "unreadable-quote"][["line", "text"]].to_numpy().tolist()


@pytest.mark.parametrize("line", ["GDAXI24,049.740.42", "GDAXI24,049.74", "GDAXI----", "GDAXI24,049.74NaN%", "undefined%", "GDAXI N/A N/A"])
def test_a_broken_line_among_quotes_is_a_problem(line: str) -> None:
    assert broken(f"FCHI8,074.230.08%\n{line}\nDJI47,311.000.48%") == [[2, line]]


@pytest.mark.parametrize("line", ["Commodities", "Top 10 gainers", "Volume 1,234,567", "Temp29.1", "October 23, 2025", "See all 25", "Open8,060.10", "US 10Y 4.66% -0.13"])
def test_a_caption_among_quotes_is_no_broken_quote(line: str) -> None:
    assert broken(f"FCHI8,074.230.08%\n{line}\nDJI47,311.000.48%") == []


def test_a_name_with_fewer_values_than_the_others_is_a_problem() -> None:
    assert broken("AAPL\n182.31\n+0.50%\nMSFT\n402.10\nGOOG\n150.11\n-0.2%\nAMZN\n--\n--\nMETA\n500.20\n+1.0%") == [[4, "MSFT"], [9, "AMZN"]]


def test_a_column_that_every_quote_has_is_no_broken_quote() -> None:
    assert broken("AAPL\n182.31\n+0.50%\nVol\n12,345\nMSFT\n402.10\n-1.0%\nVol\n3,456\nGOOG\n150.11\n-0.2%\nVol\n9,000") == []


def test_a_list_that_lost_every_percent_sign_is_a_problem_line_by_line() -> None:
    assert [line for line, _ in broken("FCHI8,074.230.08\nDJI47,311.000.48\nXLE87.420.26")] == [1, 2, 3]


def test_a_page_without_its_line_breaks_has_the_records_of_the_page_with_them() -> None:
    lines = ["FCHI8,074.230.08%", "DJI47,311.000.48%", "Temp29.1°C", "Humidity75%", "Wind24.1 km/h", "Sunset05:50 PM", "Town Builds A Second Bridge Over The River",
             "October 23, 2025 at 09:07 PM", "3 min read", "Town Builds A Second Bridge Over The River", *(["The council voted on Tuesday to pay for a second bridge, which will open in five years."] * 5)]
    whole = read("\n".join(lines))
    for separator in ("", " "):
        one = read(separator.join(lines))
        expected: dict[RecordKind, list[str]] = {"quotes": ["symbol", "price", "change_pct"], "weather": ["temp_c", "humidity_pct", "wind_kmh", "sunset"], "articles": ["title", "published_at", "read_minutes"]}
        for kind, fields in expected.items():
            assert one.frames[kind][fields].to_numpy().tolist() == whole.frames[kind][fields].to_numpy().tolist()
