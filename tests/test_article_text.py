"""The text of articles: how it ends, how long it is, what it repeats, what was lost of it. Checks are asked by their codes."""

from __future__ import annotations

import gzip
import importlib
import importlib.util
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pagegate.catalogue import catalogue
from pagegate.judge.ask import ask
from pagegate.model import Check
from pagegate.records.build import from_examples

STORY = (
    "The council of the town met on Monday and heard the plan for a new bridge.\n"
    "“We have waited for ten years,” said the mayor, who wants to see it built before the next election.\n"
    "Nobody in the meeting spoke against it, but the money has not been found.\n"
)
GESCHICHTE = (
    "Der Rat der Stadt hat am Montag getagt und den Plan für eine neue Brücke gehört.\n"
    "„Wir haben zehn Jahre darauf gewartet“, sagte die Bürgermeisterin, die sie noch vor der Wahl bauen will.\n"
    "Niemand in der Sitzung sprach dagegen, aber das Geld ist nicht gefunden.\n"
)


def private(name: str) -> Any:
    """A private module of the checks of articles."""
    return importlib.import_module(f"pagegate.checks.articles.{name}")


def frame(*bodies: str | None) -> pd.DataFrame:
    return pd.DataFrame({"body": pd.Series(bodies, dtype="str")})


def flagged(**article: object) -> set[str]:
    """The codes of the checks that an article fails."""
    table = from_examples("articles", [{"title": "A bridge for the town", **article}]).frame
    return {rule.code for rule in catalogue().checks("articles") if (ask(rule, table) == False).any()}  # noqa: E712  NA is no False


TRUNCATED = {rule.code for rule in catalogue().rules.values() if isinstance(rule, Check) and rule.code[:2] in {"A1", "A2"}}


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Keller", "Anna Keller, Reuters", "Photo: Getty Images", "Image credit: All About Space", "© Example Media", "Contributing: Anna Keller", "With Post wires",
        "Provided by European Space Agency", "(Reporting by Anna Keller; Editing by Tom Brown)", "— The Senate (@Senate) October 9, 2018", "www.example.com", "02-751-1500",
        "Follow us on Facebook and Instagram", "___", "* * *", "Related Stories", "Disclaimer", "[ Wired ]", "29 November 2018 | 20 January 2019", "Version tested: PC.",
    ],
)
def test_a_byline_or_credit_is_a_good_end(line: str) -> None:
    assert not flagged(body=STORY + line) & TRUNCATED


@pytest.mark.parametrize("line", ["Von Anna Keller", "Mit Material von dpa", "Foto: Anna Keller", "Quelle: dpa", "Mehr zum Thema", "dpa"])
def test_a_german_byline_or_credit_is_a_good_end(line: str) -> None:
    assert not flagged(body=GESCHICHTE + line) & TRUNCATED


@pytest.mark.parametrize(
    "end",
    ["他说，这座桥将在明年建成。", "その橋は来年完成する。", "पुल अगले साल बनेगा।", "پل اگلے سال بنے گا۔", "ድልድዩ በሚቀጥለው ዓመት ይገነባል።", "สะพานจะสร้างเสร็จในปีหน้า", "ສະພານຈະສ້າງສຳເລັດໃນປີໜ້າ", "តើ\u200bស្ពាន\u200bនឹង\u200bត្រូវ\u200bសាងសង់\u200b។", "Հաջորդ տարի։"],
)
def test_every_script_has_its_own_full_stop_or_none(end: str) -> None:
    assert private("_endings").endings(frame(end * 3)).kind.tolist() == [private("_endings").FINISHED]


@pytest.mark.parametrize(
    "end",
    [
        "Those who live on the other side of the river hope that it will not take another ten",
        "Those who live on the other side of the river, she said,",
        "Those who live on the other side of the river hope. But the engineers who looked at it last year warned that the gro",
    ],
)
def test_a_sentence_begun_and_not_finished_is_seen(end: str) -> None:
    assert flagged(body=STORY + end) & {"A105", "A106", "A107"}


def test_the_same_cut_is_seen_in_a_text_without_line_breaks() -> None:
    joined = STORY.replace("\n", " ") + "Those who live on the other side of the river hope that it will not take"
    assert flagged(body=joined) & {"A105", "A106", "A107"}


def test_a_line_in_a_list_of_headlines_is_no_unfinished_sentence() -> None:
    links = "New bridge divides the town as the costs rise again\nOld bridge is closed for repairs until the end of May"
    assert not flagged(body=STORY + links) & TRUNCATED


def test_the_end_is_the_strongest_thing_said_of_it() -> None:
    endings = private("_endings")
    kinds = endings.endings(frame(STORY, "So it ends… [+12 chars]", "So it ends... Read more", "So it ends…", None)).kind
    assert kinds.tolist() == [endings.FINISHED, endings.MARKER, endings.READ_MORE, endings.ELLIPSIS, endings.BLANK]


@pytest.mark.parametrize(("text", "count"), [("one two\nthree", 3), ("  spaced   out ", 2), ("", 0), (None, 0), ("他说这座桥将在明年建成", 1 + 11 / 2.5)])
def test_words_are_counted_in_any_script(text: str | None, count: float) -> None:
    assert private("_words").words(frame("before", text, "behind")).tolist() == [1.0, pytest.approx(count), 1.0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council met on Monday and the mayor said that the money was there", "en"), ("Der Rat hat getagt und die Brücke ist nicht gebaut, sagte der Mann", "de"),
        ("Le conseil est dans la salle et les élus ne sont pas avec le maire", "fr"), ("El consejo se reunió en la ciudad y los vecinos no lo saben", "es"),
        ("Il consiglio si è riunito nella città e i cittadini non lo sanno", "it"), ("O conselho não se reuniu na cidade e os moradores da vila que", "pt"),
        ("De raad is in het dorp en het geld van de brug is er niet", "nl"), ("Совет был в городе и не знал что это на этой неделе", "ru"), ("Qwxz vbnm plok", ""),
    ],
)
def test_a_text_tells_its_language_by_its_small_words(text: str, code: str) -> None:
    language = private("_language")
    place = language.languages(private("_body").body(frame(text)), np.array([0]))[0]
    assert (language.LANGUAGES[place] if place >= 0 else "") == code


def test_one_minute_of_reading_says_nothing() -> None:
    assert not flagged(body=STORY, read_minutes=1) & {"A201", "A202", "A203"}


@pytest.mark.parametrize(("words", "codes"), [(1000, set()), (801, set()), (699, {"A202"}), (499, {"A201"}), (2501, {"A203"})])
def test_a_body_is_held_against_its_reading_time(words: int, codes: set[str]) -> None:
    assert flagged(body="word " * (words - 1) + "end.", read_minutes=5) & {"A201", "A202", "A203"} == codes


def test_two_signs_of_truncation_are_an_error_and_one_is_not() -> None:
    cut = STORY * 6 + "Those who live on the other side of the river hope that it will not take"
    assert "A210" not in flagged(body=cut)
    assert "A210" in flagged(body=cut, declared_words=360)


def test_a_declared_text_is_compared_without_its_markup() -> None:
    declared = "&lt;p&gt;" + STORY.replace("\n", "</p><p>") + "</p>&nbsp;"
    assert "A205" not in flagged(body=STORY, declared_body=declared)
    assert "A205" in flagged(body=STORY, declared_body=declared * 2)


def test_declared_words_of_chinese_may_be_characters_and_of_korean_may_not() -> None:
    assert "A204" not in flagged(body="他说这座桥将在明年建成。" * 20, declared_words=220)
    assert "A204" in flagged(body="그는 이 다리가 내년에 완공될 것이라고 말했다. " * 20, declared_words=220)


def test_a_description_that_is_the_whole_text_is_no_witness() -> None:
    assert "A208" not in flagged(body=STORY * 3, description=STORY * 3)


def test_paragraphs_that_repeat_are_told_from_lines_that_do() -> None:
    assert "A311" in flagged(body=STORY + STORY.split("\n")[1])
    assert "A311" not in flagged(body=STORY + "Buy now\n" + STORY.upper() + "Buy now")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (STORY.replace("“", "â€œ"), "A305"), (STORY + "<p>More</p>", "A301"), (STORY + "Fish &amp; chips.", "A302"), (STORY + "Caf\ufffd.", "A304"),
        ("10 , . 30 . . , 2021 . ( , ) . , , 12 . , .", "A306"), (STORY + "They dont know, and she isnt sure.", "A308"), (STORY + "\nAdvertisement\nMore.", "A310"),
    ],
)
def test_damage_is_seen(body: str, code: str) -> None:
    assert code in flagged(body=body)


def test_a_text_about_markup_may_show_it() -> None:
    assert not flagged(body=STORY + "In HTML, <b>bold</b> and &amp; are written so.") & {"A301", "A302"}


def test_an_unknown_zone_is_given_fourteen_hours() -> None:
    assert "A406" not in flagged(body=STORY, published_at="2025-10-24T01:00", judged_at="2025-10-23T12:00:00Z")
    assert "A406" in flagged(body=STORY, published_at="2025-10-24T01:00Z", judged_at="2025-10-23T12:00:00Z")


def test_whole_columns_without_a_body_are_answered() -> None:
    table = from_examples("articles", [{"title": "A bridge"}, {"title": "A bridge", "body": None}]).frame
    answers = [ask(rule, table) for rule in catalogue().checks("articles") if rule.reads == ("body",)]
    assert all(answer.isna().all() for answer in answers)


def test_the_model_weighs_exactly_what_is_measured() -> None:
    body, last_line, unfinished, weights = (private(name) for name in ("_body", "_last_line", "_unfinished", "_weights"))
    bodies, rows = body.body(frame(STORY + "Nobody knows")), np.array([0])
    last, text = last_line.take_apart(bodies, rows), last_line.look_back(bodies, rows)
    assert set(unfinished.features(last, last_line.habits(text), unfinished.own_words(text, last))) == set(weights.WEIGHTS)


TRAINING = Path(__file__).parents[1] / "benchmarks" / "detection" / "train_unfinished.py"


@pytest.mark.skipif(not TRAINING.exists(), reason="the benchmarks stand in the checkout; the suite also runs on the wheel alone")
def test_the_model_can_be_trained_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("train_unfinished", TRAINING)
    assert spec is not None
    assert spec.loader is not None
    training = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(training)
    articles = {str(number): {"articleBody": STORY.replace("bridge", word) * 2} for number, word in enumerate(["road", "school", "park", "tower", "station", "museum", "harbour", "library", "market", "square"])}
    path = tmp_path / "articles.json.gz"
    path.write_bytes(gzip.compress(json.dumps(articles).encode()))
    assert training.main([str(path)]) == 0
    assert "complete" in capsys.readouterr().out
