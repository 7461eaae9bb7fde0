"""What the examples on the quote rules cannot show: whole ranges of numbers, explanations, calendars, and what is imported when."""

from __future__ import annotations

import subprocess
import sys
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pagegate.catalogue import catalogue
from pagegate.judge.ask import ask, with_columns
from pagegate.model import Check, Example, Limit
from pagegate.records.build import from_examples
from pagegate.schema import within

FRANCE, SPY, A = ({"symbol": "FCHI", "price": "8,074.23", "change_pct": "0.08%"}, {"symbol": "SPY", "price": 691.03, "previous_close": 690.62}, {"symbol": "A", "price": "$144.41", "change": "-1.15", "change_pct": "-0.79%"})


def rule(code: str) -> Check:
    found = catalogue().rules[code]
    assert isinstance(found, Check)
    return found


def frame_of(*quotes: Example) -> pd.DataFrame:
    return from_examples("quotes", quotes).frame


def failed(quote: Example) -> set[str]:
    """The codes of the rules that a quote fails."""
    frame = frame_of(quote)
    codes = {check.code for check in catalogue().checks("quotes") if ask(check, frame).fillna(value=True).eq(other=False).any()}
    return codes | {limit.code for column, limits in catalogue().limits("quotes").items() if column in frame for limit in limits if not within(limit, frame[column]).all()}


def explained(code: str, quote: Example) -> dict[str, Any]:
    check = rule(code)
    assert check.explain is not None
    return dict(check.explain(with_columns(frame_of(quote), check.may_read)).iloc[0])


def rounded(value: Decimal, decimals: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN):f}"


# What is shown of a true price and its true previous close.

TRUE_QUOTES = st.lists(
    st.tuples(st.decimals("0.0001", 500_000, places=6), st.decimals("0.0001", 500_000, places=6), st.tuples(*[st.integers(0, 5)] * 4)),
    min_size=50, max_size=200,
)


@settings(deadline=None, max_examples=15)
@given(TRUE_QUOTES)
def test_no_rounding_of_a_true_quote_breaks_its_arithmetic(quotes: list[tuple[Decimal, Decimal, tuple[int, int, int, int]]]) -> None:
    shown = [
        {
            "symbol": "A", "price": rounded(price, digits[0]), "change": rounded(price - previous, digits[1]),
            "change_pct": rounded(100 * (price - previous) / previous, digits[2]), "previous_close": rounded(previous, digits[3]),
        }
        for price, previous, digits in quotes
    ]
    frame = frame_of(*shown)
    for part in (frame, frame.drop(columns=["change"]), frame.drop(columns=["previous_close"])):
        for code in ("Q102", "Q103", "Q104", "Q105", "Q106", "Q111"):
            assert ask(rule(code), part).fillna(value=True).all(), code


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.decimals(20, 900, places=2), st.decimals("0.5", "9.5", places=3), st.sampled_from([1, -1]), st.decimals("0.02", 3, places=3)), min_size=50, max_size=200))
def test_a_percent_off_by_more_than_rounding_is_an_error(quotes: list[tuple[Decimal, Decimal, int, Decimal]]) -> None:
    shown = []
    for price, move, sign, off in quotes:
        change = Decimal(rounded(price * sign * move / (100 + sign * move), 2))
        room = Decimal("0.005") + 100 * Decimal("0.02") / price
        shown.append({"symbol": "A", "price": str(price), "change": str(change), "change_pct": rounded(100 * change / (price - change) + room + off, 2)})
    frame = frame_of(*shown)
    assert (ask(rule("Q103"), frame).eq(other=False).fillna(value=False) | ask(rule("Q105"), frame).eq(other=False)).all()


# Where one fault is seen by one rule.


@pytest.mark.parametrize(
    ("quote", "codes"),
    [
        (A, set()),
        (FRANCE, set()),
        (FRANCE | {"price": "0.00"}, {"Q101"}),
        (FRANCE | {"price": "N/A"}, {"Q002"}),
        (FRANCE | {"symbol": ""}, {"Q001"}),
        (A | {"change": "1.15"}, {"Q105"}),
        (A | {"change_pct": "0.79%"}, {"Q105"}),
        (A | {"change_pct": "-0.0079"}, {"Q106"}),
        (A | {"price": "$14.41"}, {"Q103"}),
        (A | {"price": "$1444.10"}, {"Q103"}),
        (SPY | {"change": 0.0594}, {"Q102"}),
        (SPY | {"change_pct": -0.0594}, {"Q104"}),
        (SPY | {"change_pct": 0.0594}, set()),
    ],
)
def test_a_fault_is_reported_by_the_rule_that_names_it(quote: Example, codes: set[str]) -> None:
    assert failed(quote) == codes


# What seems to have happened.


@pytest.mark.parametrize(
    ("quote", "guess"),
    [
        ({"change": "-0.79", "change_pct": "-1.15%"}, "; change and percent are swapped"),
        ({"price": "$94.41", "change": "11.15", "change_pct": "10.56%"}, "; both lost their minus"),
        ({"price": "$1444.1"}, "; a decimal point slipped by 1"),
        ({"price": "$1.4441"}, "; a decimal point slipped by 2"),
        ({"change": "-1150.00"}, "; a decimal point slipped by 3"),
        ({"change_pct": "-79.00%"}, "; a decimal point slipped by 2"),
        ({"price": "$144.41", "change": "-3.33"}, ""),
    ],
)
def test_the_finding_guesses_the_fault_that_would_explain_it(quote: Example, guess: str) -> None:
    assert explained("Q103", {**A, **quote})["guess"] == guess


def test_the_finding_says_what_the_percent_ought_to_be() -> None:
    assert explained("Q103", A | {"change_pct": "-8.79%"})["expected"] == "-0.7901"


def test_the_finding_says_that_there_is_no_percent_of_nothing() -> None:
    assert explained("Q103", {"symbol": "A", "price": "1.00", "change": "1.00", "change_pct": "0.00%"})["expected"] == "no"


@pytest.mark.parametrize(
    ("change", "expected"),
    [(0.0594, ("0.41", "; it is the percent")), (-0.41, ("0.41", "; its sign was lost")), (7.5, ("0.41", ""))],
)
def test_the_finding_says_what_the_change_ought_to_be(change: float, expected: tuple[str, str]) -> None:
    assert tuple(explained("Q102", SPY | {"change": change}).values()) == expected


@pytest.mark.parametrize(
    ("change", "percent", "guess"),
    [("1.15", "-0.79%", "; the change was shown without a sign"), ("-1.15", "0.79%", "; the percent was shown without a sign"), ("+1.15", "-0.79%", ""), (1.15, -0.79, "")],
)
def test_the_finding_names_the_number_that_was_shown_without_a_sign(change: object, percent: object, guess: str) -> None:
    assert explained("Q105", A | {"change": change, "change_pct": percent})["guess"] == guess


# Identity.


def digits_of(isin: str) -> str:
    return "".join(str(int(letter, 36)) for letter in isin)


def check_digit(body: str) -> int:
    """By the book: every second digit from the right is doubled, and the digits are summed."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits_of(body)))]
    return -sum(digit // 10 + digit % 10 for digit in doubled) % 10


@settings(deadline=None)
@given(st.lists(st.from_regex(r"[A-Z]{2}[A-Z0-9]{9}", fullmatch=True), min_size=1, max_size=20))
def test_one_digit_of_ten_completes_an_isin(bodies: list[str]) -> None:
    isins = [body + str(digit) for body in bodies for digit in range(10)]
    good = ask(rule("Q404"), frame_of(*({"symbol": "A", "price": 1.0, "isin": isin} for isin in isins)))
    assert good.tolist() == [int(isin[-1]) == check_digit(isin[:-1]) for isin in isins]


# Times.


def stale(as_of: str, fetched_at: str, exchange: str | None = None) -> bool:
    return "Q502" in failed({"symbol": "A", "price": 1.0, "as_of": as_of, "fetched_at": fetched_at, "exchange": exchange})


def test_a_holiday_of_the_exchange_makes_no_quote_stale() -> None:
    friday, monday_of_labour_day, tuesday = "2026-09-04T20:00:00Z", "2026-09-07T23:30:00Z", "2026-09-08T23:30:00Z"
    assert not stale(friday, monday_of_labour_day, "NYSE")
    assert stale(friday, tuesday, "NYSE")
    assert not stale(friday, tuesday)


def test_an_exchange_without_a_calendar_is_judged_by_weekdays() -> None:
    assert not stale("2026-09-04T20:00:00Z", "2026-09-08T23:30:00Z", "Somewhere")
    assert stale("2026-09-04T20:00:00Z", "2026-09-10T23:30:00Z", "Somewhere")


def test_a_year_beyond_the_calendar_is_judged_by_weekdays() -> None:
    assert not stale("1990-09-04T20:00:00Z", "1990-09-05T23:30:00Z", "NYSE")
    assert stale("1990-09-04T20:00:00Z", "1990-09-14T23:30:00Z", "NYSE")


def test_the_time_of_the_run_is_the_future_of_no_earlier_quote() -> None:
    frame = frame_of({"symbol": "A", "price": 1.0, "as_of": "2026-02-09T14:00:00Z"}, {"symbol": "A", "price": 1.0, "as_of": "2026-02-09T15:00:00Z"}, {"symbol": "A", "price": 1.0, "as_of": "2026-02-10 03:00"})
    judged = frame.assign(judged_at=pd.Timestamp("2026-02-09T14:30:00").as_unit("us"))
    assert ask(rule("Q501"), judged).tolist() == [True, False, True]


# Costs.


def imported_by(quote: str, module: str) -> bool:
    program = (
        "import sys; from pagegate.catalogue import catalogue; from pagegate.judge.ask import ask; from pagegate.records.build import from_examples\n"
        f"frame = from_examples('quotes', [{quote}]).frame\n"
        "[ask(check, frame) for check in catalogue().checks('quotes')]\n"
        f"print({module!r} in sys.modules)"
    )
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.strip() == "True"


def test_calendars_and_currencies_are_imported_only_for_quotes_that_name_an_exchange_or_a_currency() -> None:
    plain = "{'symbol': 'A', 'price': 1.0, 'as_of': '2026-09-04T20:00:00Z', 'fetched_at': '2026-09-08T20:00:00Z'}"
    assert not imported_by(plain, "exchange_calendars")
    assert not imported_by(plain, "babel")


def test_a_quote_is_judged_alike_in_a_small_chunk_and_among_all() -> None:
    quotes = [example for check in catalogue().checks("quotes") for example in (*check.passes, *check.fails, *check.skips)]
    together = frame_of(*quotes)
    for check in catalogue().checks("quotes"):
        pieces = [ask(check, together.iloc[start : start + 40]) for start in range(0, len(together), 40)]
        assert pd.concat(pieces).tolist() == ask(check, together).tolist(), check.code


def test_every_limit_of_a_quote_says_why_by_a_source() -> None:
    assert all(isinstance(limit, Limit) and limit.source for limits in catalogue().limits("quotes").values() for limit in limits)
