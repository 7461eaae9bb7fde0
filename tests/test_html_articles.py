"""Articles out of markup: the body, the title, what the page declares of them, and where it all stands."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import pagegate
from pagegate.pages.html_article import MOST_DEPTH, find_article
from pagegate.pages.html_lines import Lines, body_of, find_lines
from pagegate.pages.html_text import html_text

PARAGRAPHS = [
    "The council of the harbour town decided on Monday evening to rebuild the old lighthouse before the winter storms arrive.",
    "Engineers had warned for years that the stones of the lower wall were loose, and that a single heavy sea could take them.",
    "The work will cost about two million, of which the region pays one half and the shipping companies the other.",
    "Fishermen who gathered in front of the town hall welcomed the decision with the horns of their boats.",
    "Building begins in March, and the light is to burn again in the autumn of the same year, said the mayor.",
]
MENU = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("news", "sport", "weather", "culture", "contact"))


def _page(paragraphs: list[str] = PARAGRAPHS, head: str = "", before: str = "", after: str = "") -> str:
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html>\n<html lang='en'>\n<head>\n<title>Old lighthouse to be rebuilt | Harbour Post</title>\n{head}\n</head>\n<body>\n<nav><ul>{MENU}</ul></nav>\n"
        f"<main><article>\n<h1>Old lighthouse to be rebuilt</h1>\n{before}<div class='text'>\n{body}\n</div>\n{after}</article></main>\n<footer><p>Harbour Post, all rights reserved.</p></footer>\n</body>\n</html>\n"
    )


def _article(html: str, tmp_path: Path) -> tuple[pd.Series, pagegate.Verdict]:
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    verdict = pagegate.check(path, no_batch=True)
    return verdict.frames["articles"].iloc[0], verdict


def _place(verdict: pagegate.Verdict, rule: str) -> tuple[int, int]:
    """The line and column of a rule's only finding."""
    (place,) = verdict.findings.loc[verdict.findings["rule"] == rule, ["line", "column"]].to_numpy(dtype=int).tolist()
    return place[0], place[1]


def test_the_body_is_the_article_without_menu_title_and_footer(tmp_path: Path) -> None:
    article, _ = _article(_page(), tmp_path)
    assert article["body"].split("\n") == PARAGRAPHS
    assert article["title"] == "Old lighthouse to be rebuilt"


def test_an_article_in_several_containers_of_one_class_is_read_whole(tmp_path: Path) -> None:
    long = [f"{paragraph} And {number} people watched it." for number in range(3) for paragraph in PARAGRAPHS]
    half = "</div><aside><p>A word from our friends who sell boats of all kinds.</p></aside><div class='text'>"
    html = _page(long).replace(f"<p>{long[7]}", f"{half}<p>{long[7]}")
    article, _ = _article(html, tmp_path)
    assert [line for line in article["body"].split("\n") if line in long] == long


def test_links_elsewhere_and_what_stands_behind_the_last_paragraph_are_left_out(tmp_path: Path) -> None:
    text = [*PARAGRAPHS[:2], 'Read more: <a href="/other">Ten other lighthouses that fell into the sea last year</a>', *PARAGRAPHS[2:], "Follow us on every network for more news of the coast.", "Comments"]
    article, _ = _article(_page(text), tmp_path)
    assert article["body"].split("\n") == PARAGRAPHS


def test_a_finding_points_into_the_markup_at_the_last_line_that_is_left(tmp_path: Path) -> None:
    cut = [*PARAGRAPHS[:4], "Building begins in March, and the light is to burn again in the"]
    html = _page(cut)
    article, verdict = _article(html, tmp_path)
    assert article["body"].endswith("burn again in the")
    line, column = _place(verdict, "ends-on-function-word")
    assert html.split("\n")[line - 1][column - 1 :].startswith("Building begins in March")


def test_json_ld_tells_author_dates_words_and_whether_the_article_is_free(tmp_path: Path) -> None:
    declared = {
        "@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Harbour Post"}, {
            "@type": ["NewsArticle"], "headline": "Old lighthouse to be rebuilt", "author": [{"@type": "Person", "name": "A. Keeper"}], "publisher": {"name": "Harbour Post"},
            "datePublished": "2025-11-03T18:00:00Z", "dateModified": "2025-11-04T07:30:00Z", "wordCount": 95, "isAccessibleForFree": "False", "articleBody": " ".join(PARAGRAPHS),
        }],
    }
    head = f'<script type="application/ld+json">{json.dumps(declared)}</script>\n<meta property="og:site_name" content="The Harbour Post">\n<link rel="canonical" href="https://post.example/lighthouse">'
    article, _ = _article(_page(head=head), tmp_path)
    assert article["author"] == "A. Keeper"
    assert article["site"] == "The Harbour Post"
    assert article["url"] == "https://post.example/lighthouse"
    assert article["published_at"] == pd.Timestamp("2025-11-03 18:00")
    assert article["modified_at"] == pd.Timestamp("2025-11-04 07:30")
    assert article["declared_words"] == 95
    assert not article["free_to_read"]
    assert article["declared_body"].startswith("The council of the harbour town")


def test_open_graph_and_microdata_tell_it_where_json_ld_does_not(tmp_path: Path) -> None:
    head = '<meta property="og:title" content="Lighthouse to be rebuilt"><meta property="article:published_time" content="2025-11-03T18:00:00+01:00"><meta name="author" content="A. Keeper">'
    article, _ = _article(_page(head=head, before='<time itemprop="dateModified" datetime="2025-11-04T07:30:00Z">4 November</time>'), tmp_path)
    assert article["headline"] == "Lighthouse to be rebuilt"
    assert article["published_at"] == pd.Timestamp("2025-11-03 17:00")
    assert article["modified_at"] == pd.Timestamp("2025-11-04 07:30")
    assert article["author"] == "A. Keeper"


def test_a_date_of_the_metadata_has_its_place_in_the_markup(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2035-11-03T18:00:00Z">'
    html = _page(head=head)
    _, verdict = _article(html, tmp_path)
    line, column = _place(verdict, "published-in-the-future")
    assert html.split("\n")[line - 1][column - 1 :].startswith("2035-11-03T18:00:00Z")


def test_a_front_page_of_teasers_is_no_article(tmp_path: Path) -> None:
    teasers = "".join(f"<div><h3><a href='/{number}'>Headline of story {number} of the day</a></h3><p>{paragraph}</p><span>2 h ago</span></div>" for number, paragraph in enumerate(PARAGRAPHS * 3))
    path = tmp_path / "front.html"
    path.write_text(f"<html><head><title>Harbour Post</title></head><body><ul>{MENU}</ul>{teasers}</body></html>", encoding="utf-8")
    assert len(pagegate.check(path, no_batch=True).frames["articles"]) == 0


def test_a_short_article_is_one_if_the_page_says_so(tmp_path: Path) -> None:
    html = _page(PARAGRAPHS[:1], head='<meta property="og:type" content="article">')
    article, _ = _article(html, tmp_path)
    assert article["body"] == PARAGRAPHS[0]


def test_markup_too_deep_to_be_searched_is_said_and_read_as_text(tmp_path: Path) -> None:
    html = _page(before="<div>" * (MOST_DEPTH + 10))
    _, verdict = _article(html, tmp_path)
    assert verdict.findings["rule"].tolist().count("unsearched-markup") == 1


def test_each_line_is_found_once_and_a_teaser_is_not_taken_for_a_paragraph() -> None:
    teaser, first, second = "The council decided on Monday evening to rebuild", "The council decided on Monday evening to rebuild it.", "The work will cost about two million."
    lines = Lines([teaser, "News", first, second, teaser], {})
    assert find_lines(lines, [first, second]) == [2, 3]


def test_the_order_of_the_page_decides_where_extracted_lines_are_mixed() -> None:
    lines = Lines(["One fine morning in May.", "Two ships left the port.", "Three came back at night."], {})
    assert find_lines(lines, ["Three came back at night.", "One fine morning in May.", "Two ships left the port."]) == [0, 1, 2]


def test_a_deck_that_is_parted_from_the_body_goes_with_the_title() -> None:
    lines = Lines(["Old lighthouse", "A town decides at last.", "By A. Keeper", *PARAGRAPHS], {})
    assert body_of(lines, [0, 1, 3, 4, 5, 6, 7], {"Old lighthouse"}, "A town decides at last.") == [3, 4, 5, 6, 7]


@pytest.mark.parametrize("piece", ["<div>", "<p><span>", "<ul><li>x", "<table><tr><td>x", "<b>", "&amp;", "<a href=x>", "<!--", "<p class='down'>0.4% 5 "])
def test_markup_that_never_ends_is_read_without_a_crash(piece: str) -> None:
    html = f"<html><body>{piece * 3000}<p>{PARAGRAPHS[0]}"
    derived = html_text(html)
    found = find_article(html, Lines(derived.text.split("\n"), derived.linked))
    assert set(found.lines) <= set(range(derived.text.count("\n") + 1))
