"""Articles are read out of page text: title, date, read time and the prose between what surrounds it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from .pages import read

PARAGRAPHS = [
    "The harbour was quiet in the morning, and the gauges agreed with each other to within a tenth of a degree.",
    "By noon the wind had turned, and every station along the quay began to tell a different story about the same air.",
    "Nobody was surprised, because instruments that stand in the sun report the sun, and those in the shade report the shade.",
]
TITLE = "Why the gauges along the quay disagree"


def article(text: str) -> dict[str, Any]:
    frame = read(text).frames["articles"]
    assert len(frame) == 1
    return {str(name): value for name, value in frame.iloc[0].items() if not pd.isna(value)}


def test_title_date_read_time_headline_and_body_are_read() -> None:
    found = article("\n\n".join([TITLE, "October 23, 2025 at 09:07 PM\n3 min read", TITLE, *PARAGRAPHS]))
    assert found["title"] == found["headline"] == TITLE
    assert found["published_at"] == pd.Timestamp("2025-10-23 21:07")
    assert found["read_minutes"] == 3.0
    assert found["body"] == "\n".join(PARAGRAPHS)


def test_menus_before_and_links_after_are_no_part_of_the_body() -> None:
    page = ["Home", "News", "Sports", TITLE, "By Ann Author", "2025-10-23", "Share", *PARAGRAPHS, "Most read", *[f"Another headline number {i}" for i in range(12)]]
    found = article("\n".join(page))
    assert found["body"] == "\n".join(PARAGRAPHS)
    assert found["title"] == TITLE
    assert found["author"] == "Ann Author"


def test_the_first_lines_title_is_known_by_the_site_behind_it() -> None:
    found = article("\n".join([f"{TITLE} | Quayside News", "Home", "World", TITLE, "09:31 August 20, 2019", *PARAGRAPHS]))
    assert (found["title"], found["site"], found["published_at"]) == (TITLE, "Quayside News", pd.Timestamp("2019-08-20 09:31"))


def test_the_place_of_the_body_is_the_last_text_that_is_left() -> None:
    places = read("\n\n".join([TITLE, "October 23, 2025\n3 min read", TITLE, *PARAGRAPHS[:2], "Nobody was surpr"])).places["articles"].set_index("field")
    assert list(places.loc["body", ["line", "text"]]) == [12, "Nobody was surpr"]


def test_a_wall_in_the_place_of_the_body_is_the_body() -> None:
    found = article("\n".join([TITLE, "October 23, 2025", "3 min read", TITLE, "Enable JavaScript and cookies to continue"]))
    assert found["body"] == "Enable JavaScript and cookies to continue"


def test_a_front_page_of_headlines_has_no_article() -> None:
    page = "\n".join(["Quayside News", "World", *[f"Headline number {i} about something" for i in range(30)], "An airliner bound for the islands lost contact over the sea, the operator says."])
    assert len(read(page).frames["articles"]) == 0


def test_a_page_without_line_breaks_is_cut_at_its_seams() -> None:
    page = "HomeNewsSportVideoWeatherMarketsCultureTravelOpinion" * 6 + TITLE + "October 23, 2025" + "".join(PARAGRAPHS * 3)
    assert article(page)["body"].startswith(PARAGRAPHS[0])


def test_an_article_in_a_script_without_spaces_is_read() -> None:
    sentence = "今日は港の温度計がすべて同じ値を示していたが、正午を過ぎると風向きが変わり、観測所ごとに違う値を報告し始めた。"
    assert article("\n".join(["港の温度計", "2025-10-23", sentence, sentence, sentence]))["body"].count("\n") == 2


@pytest.mark.parametrize(
    ("title", "date", "reading", "sentence"),
    [
        ("Town Builds A Second Bridge Over The River", "March 3, 2026 at 6:24 PM", "3 min read", "The council voted at 7:09 PM Monday to pay for a second bridge, which will open in five years."),
        ("Die Stadt baut eine zweite Brücke über den Fluss", "3. März 2026, 18:24 Uhr", "Lesezeit: 3 Minuten", "Der Rat hat am Dienstag beschlossen, eine zweite Brücke zu bauen, die in fünf Jahren eröffnet wird."),
        ("La ville construit un deuxième pont sur le fleuve", "3 mars 2026 à 18h24", "3 min de lecture", "Le conseil a voté mardi la construction d'un deuxième pont, qui ouvrira dans cinq ans."),
    ],
    ids=["English", "German", "French"],
)
def test_a_page_in_one_line_shows_its_article_by_date_reading_time_and_title(title: str, date: str, reading: str, sentence: str) -> None:
    body = " ".join([sentence] * 6)
    article = read(f"Wind 12 km/h {title} {date} {reading} {title} {body}").frames["articles"].iloc[0]
    assert (article["title"], str(article["published_at"]), article["read_minutes"], article["body"]) == (title, "2026-03-03 18:24:00", 3.0, body)
