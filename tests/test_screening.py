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

from pagegate.catalogue import catalogue
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


def articles(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"body": pd.Series(texts, dtype="str"), "title": pd.Series("A title", index=range(len(texts)), dtype="str")})


#: What the checks of articles show of themselves, cut into pieces of a few words, which makes parts of what their patterns look for.
SAID = sorted({
    piece
    for check in catalogue().checks("articles")
    for example in (*check.passes, *check.fails, *check.skips)
    for name in ("body", "title")
    for words in [str(example.get(name) or "").split(" ")]
    for at in range(0, len(words), 2)
    for piece in (" ".join(words[at : at + 3]), " ".join(words[at : at + 9]))
})  # fmt: skip
BODIES = st.lists(st.lists(st.sampled_from((*SAID, *PIECES, "\r", "\u2028", ".", "... ", "word " * 160)), max_size=14).map("".join), max_size=5)


@given(BODIES)
@settings(deadline=None)
def test_what_one_look_at_all_bodies_leaves_out_holds_nothing_rare(texts: list[str]) -> None:
    suspects, body = private("articles._suspects"), private("articles._body")
    frame = articles(texts)
    for pattern in suspects.RARE:
        assert suspects.suspect(frame, pattern).tolist() == body.matches(body.body(frame).text, pattern).tolist()


@given(BODIES)
@settings(deadline=None)
def test_phrases_of_walls_are_found_at_both_ends_of_a_body(texts: list[str]) -> None:
    body, phrases = private("articles._body"), private("articles._phrases")
    bodies = body.body(articles(texts))
    walled = np.zeros(len(texts), dtype=bool)
    walled[private("articles._suspects").walled(articles(texts))] = True
    start = pc.utf8_slice_codeunits(bodies.text, 0, 300)
    for pattern in (phrases.BLOCK, phrases.CONSENT):
        assert not ((body.matches(start, pattern) | body.matches(bodies.tail, pattern)) & ~walled).any()


@given(BODIES)
@settings(deadline=None)
def test_sentences_run_together_wherever_a_capital_follows_a_full_stop(texts: list[str]) -> None:
    module, body = private("articles.sentences_run_together"), private("articles._body")
    text = body.body(articles(texts)).text
    glued, parted = body.number_of(text, module.GLUED), body.number_of(text, module.PARTED)
    expected = (glued < module.FEWEST) | (glued < module.SHARE * (glued + parted))
    assert module.CHECK.holds(articles(texts)).fillna(value=True).tolist() == (expected | (pc.binary_length(text).to_numpy() == 0)).tolist()


def test_every_letter_of_another_script_may_be_one_by_its_bytes() -> None:
    module = private("articles.body_in_another_script")
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    text = large(every)
    foreign = pc.match_substring_regex(text, module.FOREIGN).to_numpy(zero_copy_only=False)
    assert foreign.sum() > 100_000
    assert (Octets.of(text).counted(module.may_be_foreign)[foreign] == 1).all()


@given(BODIES)
@settings(deadline=None)
def test_every_kind_of_line_break_becomes_a_plain_one(texts: list[str]) -> None:
    breaks = pc.replace_substring_regex(large(texts), r"\r\n?|[\x{85}\x{2028}\x{2029}]", "\n")
    assert private("articles._body").plain_breaks(large(texts)).equals(breaks)


@given(TEXTS, st.integers(0, 3))
@settings(deadline=None)
def test_a_character_is_found_by_its_number(texts: list[str], number: int) -> None:
    octets = Octets.of(large(texts))
    rows = np.array([row for row, text in enumerate(texts) if len(text) > number], dtype=np.intp)
    places = octets.character(rows, np.full(len(rows), number))
    assert (places - octets.ends[rows]).tolist() == [len(texts[row][:number].encode()) for row in rows]


@given(st.lists(st.lists(st.sampled_from(("A name", "Buy now", "word " * 17, "The minister resigned on Monday, he said.", "", " ", "é" * 40)), max_size=16), max_size=5))
@settings(deadline=None)
def test_lines_that_come_back_are_those_that_stand_there_before(bodies: list[list[str]]) -> None:
    repeats = private("articles._repeats").repeats(articles(["\n".join(lines).strip() for lines in bodies]))
    for row, lines in enumerate(bodies):
        filled = [line.strip() for line in lines if line.strip()]
        again = [line in filled[:at] for at, line in enumerate(filled)]
        long = [line for at, line in enumerate(filled) if (again[at] and len(line) >= 80) or (at and line == filled[at - 1] and len(line) >= 30)]
        assert repeats.paragraph[row] == (long[0] if long else "")
        if len(filled) >= 10 and sum(again) > 0.3 * len(filled):
            assert repeats.share[row] == sum(again) / len(filled)
        else:
            assert not repeats.share[row] > 0.3


@given(st.lists(st.lists(st.sampled_from(("Buy the best ", "shoes here. ", "Größe ", "日本語 ")), max_size=90).map("".join), max_size=4))
@settings(deadline=None)
def test_a_phrase_comes_back_where_the_middle_of_the_body_does(texts: list[str]) -> None:
    module = private("articles._repeats")
    most = 0.16
    shares, phrases = module.repeated_phrases(articles(texts), most)
    for row, text in enumerate(map(str.strip, texts)):
        probe = text[len(text) // 2 : len(text) // 2 + 25]
        expected = module.most_frequent(text.split()) if len(text) >= 400 and text.count(probe) >= 4 else (0.0, "")
        assert (shares[row], phrases[row]) == (expected if expected[0] > most or shares[row] else (0.0, ""))


@given(st.lists(st.tuples(st.sampled_from(("THE ΟΔΌΣ of İstanbul closed", "Ten recipes for soup", "Größere Straßen für Köln", "港特首梁振英就住宅 违建事件道歉 两岸三地新闻", "He did it again")), BODIES.map(" ".join)), max_size=4))
@settings(deadline=None)
def test_a_title_is_strange_to_a_body_that_has_none_of_its_words(pairs: list[tuple[str, str]]) -> None:
    module = private("articles._titles")
    titles, texts = large([title for title, _ in pairs]), pc.utf8_trim_whitespace(large([text for _, text in pairs])).to_pylist()
    heads = pc.utf8_lower(pc.utf8_slice_codeunits(large(texts), 0, 500)).to_pylist()
    expected: list[bool | None] = []
    for words, head, text in zip(module.stems(titles, 4), heads, texts, strict=True):
        stems = [word.decode() for word in words]
        close = any(letter > "\u3000" for word in stems for letter in word)
        expected.append(None if len(stems) < 3 or close else not any(stem in head or stem in text.lower() for stem in stems))
    assert module.strange_to(titles, private("articles._body").body(articles(texts)), np.arange(len(texts))) == expected
