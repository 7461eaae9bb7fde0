"""Quotes of the usual shape are read as the general forms read them, and lines are cut by their bytes where their characters would be."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pagegate.literals import numbers
from pagegate.literals.numbers import read_numbers
from pagegate.pages import quotes as reader
from pagegate.pages.arrow import strings
from pagegate.pages.quotes import Quotes, quotes
from pagegate.pages.segments import segments
from pagegate.pages.usual_quotes import Usual, usual_quotes

NAMES = st.sampled_from(["FCHI", "Apple Inc", "S&P", "BRK.B", "DAX", "CAC", "US", "^GSPC", "GBP", "Rs Motors", "EUR USD", "Last", "closed", "Bank of New York Mellon", "St. James", "a"])
PRICES = st.one_of(st.sampled_from(["404,413.57", "3018,037.10", "0.00", "1,234.5678", "12.3", "1234", "01.50"]), st.decimals("0.01", "99999", places=2).map("{:,}".format), st.decimals("0.01", "99", places=4).map(str))
CHANGES = st.tuples(st.sampled_from("+-"), st.decimals("0", "999", places=2)).map(lambda told: f"{told[0]}{told[1]}")
PERCENTS = st.tuples(st.sampled_from(["+", "-", ""]), st.decimals("0", "99", places=2)).map(lambda told: f"{told[0]}{told[1]}%")
GAPS = st.sampled_from(["", " ", "  "])


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A quote whose percent mostly agrees with its change, in one of the ways that sites print it."""
    price, change = draw(PRICES), draw(CHANGES)
    value, moved = float(price.replace(",", "")), float(change)
    agreeing = f"{100 * moved / (value - moved):+.2f}%" if abs(value - moved) > 1 and draw(st.integers(0, 3)) else draw(PERCENTS)
    percent = draw(st.sampled_from([f"({agreeing})", f" {agreeing}", f" ({agreeing})", agreeing]))
    return f"{draw(NAMES)}{draw(GAPS)}{price}{draw(GAPS)}{change}{percent}"


def told(page: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """What is read of a page: quotes, places in the order of their quotes, and what could not be read."""
    found = segments(strings([page]))
    read: Quotes = quotes(found, found.percent & False)
    places = read.places.sort_values(["row", "field"], ignore_index=True)
    return read.raw, places.astype({"row": "int64", "segment": "int64", "offset": "int64"}), read.unread


def none_usual(texts: object) -> Usual:
    """No text is of the usual shape."""
    del texts
    return usual_quotes(strings([]))


@settings(max_examples=60, deadline=None)
@given(page=st.lists(lines(), min_size=1, max_size=12).map("\n".join))
def test_quotes_of_the_usual_shape_are_read_as_the_general_forms_read_them(page: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "usual_quotes", none_usual)
        general = told(page)
    for usual, other in zip(told(page), general, strict=True):
        pd.testing.assert_frame_equal(usual, other, check_dtype=False, check_like=True)


def test_most_quotes_are_of_the_usual_shape() -> None:
    texts = strings(["FCHI8,074.23-30.12(-0.37%)", "Apple Inc 182.31 +1.20 (0.66%)", "DAX 9,800.93 +47.37 (0.49%)", "GDAXI24,049.740.42%"])
    assert usual_quotes(texts).rows.tolist() == [0, 1, 2]


def test_an_index_whose_number_may_be_the_first_digits_of_the_price_is_left_to_the_general_forms() -> None:
    assert usual_quotes(strings(["CAC 404,413.57+37.25(+0.85%)", "CAC404,413.57+37.25(+0.85%)"])).rows.tolist() == []


def test_the_digits_without_which_the_numbers_agree_are_the_names() -> None:
    assert usual_quotes(strings(["Unheard Of404,413.57+37.25(+0.85%)"])).raw()[["symbol", "price"]].to_numpy().tolist() == [["Unheard Of40", "4,413.57"]]


@settings(max_examples=200, deadline=None)
@given(page=st.text(alphabet=st.sampled_from(["a", "é", "中", "🔺", " ", "\t", "\n", "\r", "\u00a0", "\u2003", "\u3000", "\u2028", "\x85", "\x1e", "\x00", ".", "^"]), max_size=40))
def test_lines_are_cut_where_their_characters_say(page: str) -> None:
    shown = page.replace("\r\n", "\n").replace("\r", "\n").replace("\x1e", " ").replace("\x00", " ")
    expected = [(line.strip(), number, 1 + len(line) - len(line.lstrip())) for number, line in enumerate(shown.split("\n"), 1) if line.strip()]
    found = segments(strings([page]))
    assert list(zip(found.text.to_pylist(), found.line.tolist(), found.column.tolist(), strict=True)) == expected


@settings(max_examples=50, deadline=None)
@given(shown=st.lists(st.one_of(st.from_regex(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?%?", fullmatch=True), st.sampled_from(["n/a", "1,234.5", "12 km", "", "(4.2)", "1.2M"])), min_size=1, max_size=20))
def test_simple_numbers_are_read_as_numbers_of_any_shape_are(shown: list[str]) -> None:
    column = pd.Series(shown, dtype="str")
    read = read_numbers(column)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbers, "_SIMPLE", r"^nothing is simple$")
        general = read_numbers(column)
    table, other = (pd.DataFrame({"value": one.value, "step": one.step, "readable": one.readable, "signed": one.signed, "unit": one.unit}) for one in (read, general))
    pd.testing.assert_frame_equal(table, other)
