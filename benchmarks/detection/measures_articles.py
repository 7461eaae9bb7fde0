"""What the rules say of other people's articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

import numpy as np
import pandas as pd

from . import converters
from .cuts import SHARES, inside_sentence, inside_word
from .figure import Figure, Measured
from .files import Folder, Sets, members, read_json, read_json_lines, sums
from .judge import Judged, Rows, judge

#: The families of rules about truncation: how a text ends, and what the page says of its length.
TRUNCATION = ("A1", "A2")
STRIPPED = ("A306", "A307", "A308", "A314")
#: How the two paywalled articles of the article extraction benchmark end.
_PAYWALLED = ("All...", "discipline....")
#: Texts that newspaper4k keeps beside its articles and that are none, or cut: a summary, and one that a paywall ends.
_NO_ARTICLES = ("cnn_summary.txt", "japanese_article.txt")
_COUNTED = r"\[\+\d+ chars\]\s*$"
_HALF = 0.5


def aeb(folder: Folder) -> pd.DataFrame | None:
    """The articles of the article extraction benchmark: title, body, url. None if the folder does not have them."""
    files = folder.find("ground-truth.json.gz")
    if not files:
        return None
    pages = {PurePath(name).name.partition(".")[0]: page.decode("utf-8", "replace") for archive in folder.find("html.tar.xz") for name, page in members(archive, "*.html.gz")}
    entries = read_json(files[0])
    return pd.DataFrame([
        {"title": converters.title_of(pages.get(name), entry.get("url", "")), "body": entry["articleBody"], "url": entry.get("url")} for name, entry in entries.items()
    ], dtype=object)


def paywalled(articles: pd.DataFrame) -> Rows:
    """The articles that a paywall ends: NumPy booleans."""
    return np.array([body.rstrip().endswith(_PAYWALLED) for body in articles["body"]], dtype=bool)


def _aeb(folder: Folder) -> Measured | None:
    articles = aeb(folder)
    if articles is None:
        return None
    cut_off = paywalled(articles)
    judged = judge(articles, "articles")
    figures = [
        judged.alarms("aeb.errors", "error", ~cut_off),
        judged.alarms("aeb.warnings", "warning", ~cut_off),
        judged.caught("aeb.paywalled", cut_off, "error"),
        *_cuts("aeb", articles[~cut_off], judged, ~cut_off),
    ]
    return Measured("aeb", sums(*folder.find("ground-truth.json.gz"), *folder.find("html.tar.xz")), len(articles), figures, judged.rules())


def _aeb_one_line(folder: Folder) -> Measured | None:
    """The same with its line breaks lost, as many scrapers store a text."""
    articles = aeb(folder)
    if articles is None:
        return None
    complete = articles[~paywalled(articles)].reset_index(drop=True)
    joined = complete.assign(body=complete["body"].map(lambda body: " ".join(body.split())))
    judged = judge(joined, "articles")
    every = np.ones(len(joined), dtype=bool)
    figures = [judged.alarms("aeb_one_line.errors", "error"), judged.alarms("aeb_one_line.warnings", "warning"), *_cuts("aeb_one_line", joined, judged, every)]
    return Measured("aeb_one_line", sums(*folder.find("ground-truth.json.gz"), *folder.find("html.tar.xz")), len(joined), figures, judged.rules())


def _newspaper4k(folder: Folder) -> Measured | None:
    files = folder.find("newspaper4k_*.tar.xz")
    if not files:
        return None
    pages = {PurePath(name).stem: page.decode("utf-8", "replace") for name, page in members(files[0], "data/html/*.html")}
    texts = [(name, text.decode("utf-8")) for name, text in members(files[0], "data/txt/*.txt") if name not in _NO_ARTICLES]
    articles = pd.DataFrame([{"title": converters.title_of(pages.get(PurePath(name).stem), PurePath(name).stem), "body": text} for name, text in texts], dtype=object)
    judged = judge(articles, "articles")
    every = np.ones(len(articles), dtype=bool)
    figures = [judged.alarms("newspaper4k.errors", "error"), judged.alarms("newspaper4k.warnings", "warning"), *_cuts("newspaper4k", articles, judged, every)]
    return Measured("newspaper4k", sums(files[0]), len(articles), figures, judged.rules())


def _cuts(name: str, articles: pd.DataFrame, judged: Judged, complete: Rows) -> list[Figure]:
    """Of complete articles, cut, what the rules of truncation find by the text alone; and what they flag of the complete ones."""
    cut = cut_short(articles)
    found = judge(cut[["title", "body"]], "articles", select=TRUNCATION)
    ends = ["… " + body[-90:] for body in cut["body"]]
    word = cut["where"].eq("word").to_numpy(dtype=bool)
    flagged = np.flatnonzero(judged.flagged(only=TRUNCATION) & complete)
    alarms = judged.alarms(f"{name}.truncation_alarms", "error", complete, only=TRUNCATION)
    both = Figure(
        alarms.name, len(flagged), alarms.of, judged.rules(only=TRUNCATION, within=complete),
        tuple(f"row {row}: … {articles['body'].loc[row][-90:]}".replace("\n", " / ") for row in flagged[:4] if row in articles.index),
    )
    return [
        found.caught(f"{name}.cuts", np.ones(len(cut), dtype=bool), shown=ends),
        found.caught(f"{name}.cuts_in_word", word, shown=ends),
        found.caught(f"{name}.cuts_in_sentence", ~word, shown=ends),
        both,
    ]


def cut_short(articles: pd.DataFrame) -> pd.DataFrame:
    """Articles cut at 10 to 90 per cent in the middle of a word and of a sentence: their columns, and `where` (word or sentence)."""
    rows = []
    for article in articles.to_dict("records"):
        for share in SHARES:
            for where, cut in (("word", inside_word), ("sentence", inside_sentence)):
                body = cut(str(article["body"]), share)
                if body is not None:
                    rows.append({**article, "body": body, "where": where})
    return pd.DataFrame(rows, dtype=object)


def _newsapi(folder: Folder) -> Measured | None:
    files = folder.find("newsapi_content_*.jsonl.gz")
    if not files:
        return None
    table = pd.concat([read_json_lines(file) for file in files], ignore_index=True)
    bodies: Sequence[str] = table["content"].fillna("").astype(str).tolist()
    judged = judge(converters.news(table), "articles")
    counted = np.array([re.search(_COUNTED, body) is not None for body in bodies], dtype=bool)
    nothing = np.array([not body.strip() for body in bodies], dtype=bool)
    stripped = ~nothing & np.array([_lost_its_script(title, body) for title, body in zip(table["title"].fillna(""), bodies, strict=True)], dtype=bool)
    unreadable = stripped & np.array([_letters(re.sub(_COUNTED, "", body)) < _HALF for body in bodies], dtype=bool)
    figures = [
        judged.caught("newsapi.character_count", counted, "error", shown=bodies),
        judged.caught("newsapi.no_body", nothing, "error", shown=table["title"].tolist()),
        judged.caught("newsapi.stripped", stripped, shown=bodies),
        judged.caught("newsapi.stripped_named", stripped, only=STRIPPED, shown=bodies),
        judged.caught("newsapi.unreadable_named", unreadable, only=STRIPPED, shown=bodies),
    ]
    return Measured("newsapi", sums(*files), len(table), figures, judged.rules())


def _books(folder: Folder) -> Measured | None:
    files = folder.find("items_books_*.jl.gz")
    if not files:
        return None
    table = read_json_lines(files[0])
    judged = judge(converters.books(table), "articles")
    texts: Sequence[str] = table["description"].fillna("").astype(str).tolist()
    more = np.array([text.rstrip().endswith("...more") for text in texts], dtype=bool)
    nothing = np.array([not text.strip() for text in texts], dtype=bool)
    figures = [
        judged.caught("books.more", more, "error", shown=texts),
        judged.caught("books.no_text", nothing, "error"),
        judged.alarms("books.errors", "error", ~more & ~nothing),
        judged.alarms("books.warnings", "warning", ~more & ~nothing),
    ]
    return Measured("books", sums(files[0]), len(table), figures, judged.rules())


def _lost_its_script(title: str, body: str) -> bool:
    """Whether most letters of a title are of another script than Latin, and none of the body's are."""
    letters = [letter for letter in title if letter.isalpha()]
    return sum(map(_foreign, letters)) > _HALF * len(letters) and not any(map(_foreign, filter(str.isalpha, body)))


def _foreign(letter: str) -> bool:
    """Whether a letter is of another script than Latin."""
    return letter > "ɏ" and not "Ḁ" <= letter <= "ỿ"


def _letters(text: str) -> float:
    """The share of a text's characters that are letters."""
    return sum(character.isalpha() for character in text) / max(1, len(text))


#: The sets of articles, each None where the folder does not have it.
SETS: Sets = {"aeb": _aeb, "aeb_one_line": _aeb_one_line, "newspaper4k": _newspaper4k, "newsapi": _newsapi, "books": _books}
