"""Tables of quotes are read by their headers, however their cells are kept apart."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from .pages import read

FIELDS = ["symbol", "price", "change", "change_pct"]


def quotes(text: str, fields: list[str] | None = None) -> list[list[Any]]:
    """Some fields of every quote on a page."""
    frame = read(text).frames["quotes"].reindex(columns=fields or FIELDS)
    return [[None if pd.isna(value) else value for value in row] for row in frame.to_numpy().tolist()]


def test_the_header_tells_which_price_is_the_last_one() -> None:
    page = "Name\tLast\tHigh\tLow\tChg.\tChg. %\tTime\nDow Jones\t39,127.14\t39,200.5\t38,900.1\t+47.37\t+0.12%\t26/03\nS&P 500\t5,203.58\t5,249.26\t5,203.42\t-14.61\t-0.28%\t26/03\n"
    assert quotes(page, [*FIELDS, "day_high", "day_low"]) == [
        ["Dow Jones", 39127.14, 47.37, 0.12, 39200.5, 38900.1], ["S&P 500", 5203.58, -14.61, -0.28, 5249.26, 5203.42],
    ]


@pytest.mark.parametrize(
    "page",
    [
        "Index\tValue\tChange\t% Change\nDAX\t24,258.80\t-77.12\t-0.32%\nCAC 40\t8,206.07\t+11.47\t+0.14%",
        "Index  Value  Change  % Change\nDAX  24,258.80  -77.12  -0.32%\nCAC 40  8,206.07  +11.47  +0.14%",
        "| Index | Value | Change | % |\n|---|---|---|---|\n| DAX | 24.258,80 | -77,12 | -0,32 |\n| CAC 40 | 8.206,07 | +11,47 | +0,14 |",
        "Index\nValue\nChange\n% Change\nDAX\n24,258.80\n-77.12\n-0.32%\nCAC 40\n8,206.07\n+11.47\n+0.14%\nTop stories\nMarkets fall again",
        "Value\tChange\t%\nDAX\t24,258.80\t▼77.12\t0.32%\nCAC 40\t8,206.07\t▲11.47\t0.14%",
        "Index\tLast\tChange\nDAX\t24,258.80\t-77.12 (-0.32%)\nCAC 40\t8,206.07\t+11.47 (+0.14%)",
    ],
)
def test_cells_are_kept_apart_by_tabs_gaps_bars_or_lines(page: str) -> None:
    assert quotes(page) == [["DAX", 24258.80, -77.12, -0.32], ["CAC 40", 8206.07, 11.47, 0.14]]


def test_each_cell_of_a_row_has_its_place() -> None:
    places = read("Symbol\tPrice\t% Change\nAAPL\t182.31\t+0.66%").places["quotes"]
    assert places[["field", "line", "column", "text"]].to_numpy().tolist() == [["symbol", 2, 1, "AAPL"], ["price", 2, 6, "182.31"], ["change_pct", 2, 13, "+0.66%"]]


def test_a_cell_of_dashes_is_missing_and_the_row_is_kept() -> None:
    assert quotes("Coin\tPrice\t24h\nBitcoin\t$67,123.45\t-1.20%\nEthereum\tN/A\t—\n") == [["Bitcoin", 67123.45, None, -1.2], ["Ethereum", None, None, None]]


def test_a_row_without_its_cells_is_a_problem_and_the_rows_behind_it_are_read() -> None:
    chunk = read("Symbol\tPrice\tChange\nAAPL\t182.31\t+1.20\nMSFT\t402.10\nGOOG\t150.11\t-0.30\n")
    assert chunk.frames["quotes"]["symbol"].tolist() == ["AAPL", "GOOG"]
    assert chunk.problems[["problem", "line", "text"]].to_numpy().tolist() == [["unreadable-quote", 3, "MSFT\t402.10"]]


def test_lines_and_tables_of_one_page_come_in_their_order() -> None:
    page = "FCHI8,074.230.08%\nSymbol\tPrice\tChange\nAAPL\t182.31\t+1.20\nDJI47,311.000.48%"
    assert [row[0] for row in quotes(page)] == ["FCHI", "AAPL", "DJI"]


@pytest.mark.parametrize("page", ["Price\tChange\tVolume\nThe company said on Monday\tthat\tit would", "Open\nClose\nChange the settings", "Price | Change | About us\nA line of prose"])
def test_words_of_a_header_without_rows_are_no_table(page: str) -> None:
    assert quotes(page) == []
