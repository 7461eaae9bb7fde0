"""What a careful person would call an article is read as one, whatever its form; what they would not is none."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from .pages import read

QUIET = "The harbour was quiet in the morning, and the gauges agreed with each other."
WIND = "By noon the wind had turned, and every station along the quay told a different story."
SUN = "Instruments that stand in the sun report the sun, and those in the shade report the shade."
TITLE = "Why the gauges along the quay disagree"


def articles(*lines: str) -> list[dict[str, Any]]:
    frame = read("\n".join(lines)).frames["articles"]
    return [{str(name): value for name, value in row.items() if not pd.isna(value)} for row in frame.to_dict("records")]


def unread(*lines: str) -> float:
    return float(read("\n".join(lines)).frames["pages"]["unread_words"].iloc[0])


@pytest.mark.parametrize("mark", ["October 23, 2025", "By Ann Author", "Von Anna Autorin", "2 hours ago", "Updated 23 October 2025", "2 min read"])
def test_a_short_article_is_told_by_a_date_or_a_byline_beside_its_title(mark: str) -> None:
    [found] = articles("Home", "News", TITLE, mark, QUIET, WIND, "About us", "Contact")
    assert (found["title"], found["body"]) == (TITLE, f"{QUIET}\n{WIND}")


def test_a_short_article_is_told_by_being_all_that_is_there() -> None:
    [found] = articles(TITLE, QUIET, WIND)
    assert (found["title"], found["body"]) == (TITLE, f"{QUIET}\n{WIND}")


def test_a_title_of_one_word_stands_right_before_the_date() -> None:
    [found] = articles("Home", "Harbour gauges", "October 23, 2025", QUIET, WIND)
    assert found["title"] == "Harbour gauges"


def test_a_standfirst_is_no_title() -> None:
    [found] = articles(TITLE, "Every station along the quay says something else.", "By Ann Author", "October 23, 2025", QUIET, WIND, SUN)
    assert found["title"] == TITLE


def test_a_live_blog_is_one_article() -> None:
    posts = [line for clock, text in (("14:32", QUIET), ("14:20", WIND), ("13:55", SUN), ("13:40", QUIET.replace("morning", "night"))) for line in (clock, text)]
    [found] = articles("Harbour live: storm warning lifted", "October 23, 2025", *posts)
    assert found["body"].count("\n") == 6


def test_a_recipe_has_its_ingredients() -> None:
    method = ["Cut the pumpkin into pieces and roast them in a hot oven for half an hour.", "Blend them with the stock until no piece is left, and season the soup to taste."]
    [found] = articles("Pumpkin soup for a storm", "By Ann Author", "October 23, 2025", "Ingredients", "1 pumpkin", "2 onions", "500 ml stock", "1 tsp salt", "Method", *method)
    assert found["body"].startswith("Ingredients\n1 pumpkin")
    assert found["body"].endswith(method[1])


def test_an_instruction_keeps_its_code() -> None:
    [found] = articles("How to read a gauge with a script", "October 23, 2025", "First install the reader with the command that follows, on any machine you like.", "$ pip install gauge", "import gauge", "value = gauge.read()", "Then print the value, and compare it with the gauge on the other quay.")
    assert "value = gauge.read()" in found["body"]


def test_questions_and_answers_are_one_article() -> None:
    [found] = articles("Five questions to the harbour master", "October 23, 2025", "Q: Why do they disagree?", QUIET, "Q: Does it matter?", WIND, "Q: What will you do?", SUN)
    assert found["body"].startswith("Q: Why") or found["body"].startswith(QUIET)
    assert found["body"].endswith(SUN)


def test_a_press_release_is_an_article() -> None:
    [found] = articles("Quay Instruments opens a second harbour", "FOR IMMEDIATE RELEASE", "October 23, 2025", f"HARBOUR TOWN, Oct. 23 -- {QUIET}", WIND, SUN, "###")
    assert found["published_at"] == pd.Timestamp("2025-10-23")
    assert SUN in found["body"]


def test_a_list_article_keeps_its_headings() -> None:
    [found] = articles("Three gauges worth a visit", "October 23, 2025", "1. The old quay", QUIET, "2. The lighthouse", WIND, "3. The fish market", SUN)
    assert "2. The lighthouse" in found["body"]


@pytest.mark.parametrize(("date", "byline"), [
    ("23. Oktober 2025, 21:07 Uhr", "Von Anna Autorin"), ("Publié le 23 octobre 2025 à 21h07", "Par Anne Auteur"), ("23 de octubre de 2025 a las 21:07", "Por Ana Autora"), ("23 ottobre 2025 alle 21:07", "Di Anna Autrice"),
    ("23 de outubro de 2025 às 21h07", "Por Ana Autora"), ("23 oktober 2025 om 21:07", "Door Anna Auteur"), ("23 października 2025, 21:07", "Home"), ("23 октября 2025, 21:07", "Home"), ("2025年10月23日 21時07分", "Home"), ("2025년 10월 23일 21:07", "Home"), ("23.10.2025 21:07", "Home"),
])
def test_a_date_is_no_title_in_any_language(date: str, byline: str) -> None:
    [found] = articles("Menu", byline, TITLE, date, QUIET, WIND, SUN)
    assert (found["title"], found["published_at"]) == (TITLE, pd.Timestamp("2025-10-23 21:07"))


def test_a_date_that_could_be_two_is_told_and_no_title() -> None:
    chunk = read("\n".join([TITLE, "03/04/2026", QUIET, WIND, SUN]))
    assert list(chunk.frames["articles"]["title"]) == [TITLE]
    assert list(chunk.problems[["problem", "field", "line"]].iloc[0]) == ["unreadable-time", "published_at", 2]


def test_another_date_on_the_page_tells_which_comes_first() -> None:
    [found] = articles("25/03/2026", TITLE, "03/04/2026", QUIET, WIND, SUN)
    assert found["published_at"] == pd.Timestamp("2026-04-03")


def test_comments_are_no_part_of_the_body() -> None:
    comments = [line for name in ("Bert", "Carla", "Dora") for line in (name, "2 hours ago", f"I have seen the same at the other quay for years now, says {name}, and nobody listens.", "Reply")]
    [found] = articles(TITLE, "October 23, 2025", QUIET, WIND, "3 comments", *comments)
    assert found["body"] == f"{QUIET}\n{WIND}"


@pytest.mark.parametrize("page", [
    ["Home", "World", "Sport", "Culture", "Opinion pieces of the week", "Our newsletters", "Contact us"],
    ["We value your privacy", "We and our partners store cookies on your device to show you what you like and to measure how that works.", "You can accept all cookies, or manage them in the settings at any time you like.", "Accept all", "Settings"],
    [f"Headline number {number} about the harbour" for number in range(30)],
    [line for name in ("Bert", "Carla", "Dora", "Emil", "Frida") for line in (name, "2 hours ago", f"I have seen the same at the other quay, says {name}, and nobody ever listened to me.", "Reply")],
    ["FCHI8,074.230.08%", "GDAXI24,049.740.42%", "DJI47,311.000.48%", "Quotes are delayed by at least 15 minutes and are shown for information only, without any warranty."],
    ["Temp29.1°C", "Feels33.0°C", "Humidity75%", "Wind24.1 km/h", "Updated October 23, 2025", "Rain is likely in the evening, with a light wind from the west."],
], ids=["menu", "cookies", "links", "comments", "quotes", "weather"])
def test_what_no_person_would_call_an_article_is_none(page: list[str]) -> None:
    assert articles(*page) == []


def test_a_share_bar_that_was_run_together_is_no_part_of_the_body() -> None:
    [found] = articles(TITLE, "October 23, 2025", f"SHAREFacebookXCopy URLLIKESAVEPRINTFONT SIZE{QUIET}", WIND, SUN)
    assert found["body"].startswith(QUIET)


def test_prose_beside_quotes_that_went_into_no_article_is_counted() -> None:
    prose = " ".join([QUIET, WIND, SUN] * 3)
    assert unread("FCHI8,074.230.08%", "GDAXI24,049.740.42%", prose) > 50
    assert unread("FCHI8,074.230.08%", TITLE, "October 23, 2025", prose) == 0
