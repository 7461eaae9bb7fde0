"""What is asked at once of all texts, by their bytes, leaves every text that a pattern would find something in: screened and unscreened answers agree."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given, settings
from hypothesis import strategies as st

from pagegate.judge.ask import with_columns
from pagegate.literals.octets import Octets
from pagegate.literals.words import count_words

#: Pieces that the patterns of checks are made of, between words, blanks and characters of every length in bytes.
PIECES = (
    "a", "The", "word ", "é", "日本", "Слово ", "\U0001f4a9", " ", "  ", "\n", "\t", "\x0b", "\x00", "\x85", "\u00a0", "\u200b", "\u3000", "\ufeff", "\ufffd", "&nbsp;", "&amp;", "&", "<", "'", "’", "-", "42",
    "Ã©", "Â ", "â€™", "â€", "ï»¿", "ï¿½", "ã", "Ï»", "À",
)  # fmt: skip
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), max_size=6)


def private(name: str) -> Any:
    """A private module of the checks."""
    return importlib.import_module(f"pagegate.checks.{name}")


def large(texts: list[str]) -> Any:
    return pa.array(texts, type=pa.large_string())


def pages(texts: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame({"text": pd.Series(texts, dtype="str")})
    return with_columns(frame, private("pages._markup").MAY_READ)


@given(TEXTS)
@settings(deadline=None)
def test_bytes_are_counted_and_found_text_by_text(texts: list[str]) -> None:
    octets = Octets.of(large(["before", *texts])[1:])
    raw = [text.encode() for text in texts]
    found = octets.places(lambda here, before: (here == ord("a")) & (before != ord("a")))
    alone = octets.counted(lambda here, _: here == ord("a"))
    assert alone.tolist() == [text.count(b"a") for text in raw]
    assert octets.holding("<").tolist() == [row for row, text in enumerate(raw) if b"<" in text]
    whole = b"".join(raw)
    assert found.tolist() == [at for at in range(len(whole)) if whole[at : at + 1] == b"a" and whole[at - 1 : at] != b"a"]
    assert octets.counts(octets.places(lambda here, _: here == ord("a"))).tolist() == alone.tolist()
    assert octets.after(found).tolist() == [(whole + b" ")[at + 1] for at in found]


def test_bytes_are_looked_at_across_the_pieces_that_they_come_in() -> None:
    text = "ab" * 100_000
    octets = Octets.of(large([text, text]))
    assert octets.counted(lambda here, before: (here == ord("b")) & (before == ord("a"))).tolist() == [100_000, 100_000]
    assert octets.places(lambda here, before: (here == ord("a")) & (before == ord(" "))).tolist() == [0]


@given(TEXTS)
@settings(deadline=None)
def test_words_are_counted_as_they_stand_between_white_space(texts: list[str]) -> None:
    trimmed = [text.strip() for text in texts]
    text = large(trimmed)
    counted = count_words(text, pc.utf8_length(text).to_numpy(), np.full(len(texts), 0))
    expected = [len(text.translate(dict.fromkeys(range(33), " ") | dict.fromkeys((0x85, 0xA0, 0x3000), "x")).split()) for text in trimmed]
    assert counted.tolist() == expected


@given(TEXTS)
@settings(deadline=None)
def test_a_page_has_at_least_the_words_that_begin_behind_a_blank(texts: list[str]) -> None:
    markup = private("pages._markup")
    assert (Octets.of(large(texts)).begun() <= markup.rough_words(markup.plain(large(texts)))).all()


@given(TEXTS)
@settings(deadline=None)
def test_wrong_letters_of_a_page_are_counted_wherever_they_can_be(texts: list[str]) -> None:
    module, markup = private("pages.mojibake_page"), private("pages._markup")
    wrong, _ = module.counts(pages(texts))
    every = pc.count_substring_regex(markup.plain(large(texts)), module.WRONG).to_numpy()
    assert np.where(wrong >= module.FEWEST, wrong, 0).tolist() == np.where(every >= module.FEWEST, every, 0).tolist()


@given(TEXTS)
@settings(deadline=None)
def test_a_page_is_empty_where_it_shows_no_letter(texts: list[str]) -> None:
    module, markup = private("pages.empty_page"), private("pages._markup")
    held = module.CHECK.holds(pages(texts))
    assert held.tolist() == pc.match_substring_regex(markup.plain(large(texts)), module.LETTER).to_pylist()


def test_a_page_of_many_words_is_asked_like_one_of_few() -> None:
    shown = private("pages._markup").shown(pages(["word " * 500, "word " * 30, "<p>" + "word " * 500 + "</p>"]))
    assert (shown.words > 400).tolist() == [True, False, True]
    assert shown.words[1] == 30
    assert shown.plain(np.array([0])).to_pylist() == [("word " * 500).strip()]
