"""Pages of news sites as HTML, drawn by a seed: what a site puts around an article is there, in the amounts that real pages have.

Measured on 211 real news pages: half of them have between 66 and 207 KB (median 115), 476 and 1,009 elements (774), and 19 to 48 scripts (32), which are a quarter of the bytes; two thirds say in JSON-LD what
they are, and have an `<article>`; a page has 22 paragraphs, 150 links and 105 list items. Sites differ in their templates: in the names of classes, in what is nested how deep, in where comments and related
stories stand, and in whether line breaks are left in the markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.detection.generated import SEED, quotes
from benchmarks.detection.generated_texts import articles

from . import html_parts as parts

#: How many pages are drawn at a time, and how many generated articles tell the story of one: one alone is too short.
_DRAWN, _TOLD = 500, 3
_BAD = 0.03


@dataclass(frozen=True)
class Site:
    """What all pages of a site share: the classes of its containers and their markup, its scripts and styles, and what it declares."""

    name: str
    body: str
    wrap: tuple[str, ...]
    article: str
    card: str
    json_ld: bool
    whole_text: bool
    ticker: bool
    comments: bool
    minified: bool
    scripts: tuple[str, ...]
    style: str
    menu: str
    footer: str


#: Class of the body, classes of what is around it, the element that the article is, class of a teaser; whether JSON-LD is there, holds the body as well, whether quotes stand in the header, whether there are
#: comments, and whether the markup has line breaks.
_TEMPLATES: tuple[tuple[str, tuple[str, ...], str, str, bool, bool, bool, bool, bool], ...] = (
    ("entry-content", ("site-content", "content-area", "site-main"), "article", "post-card", True, False, False, True, False),
    ("article-body", ("page-wrapper", "layout layout--two", "main-column"), "article", "teaser", True, True, False, False, False),
    ("story-body__inner", ("container", "column--primary"), "div", "story-promo", True, False, True, False, False),
    ("td-post-content", ("td-main-content-wrap", "td-container", "td-pb-row", "td-pb-span8"), "article", "td-module-meta", True, False, False, True, False),
    ("css-1fanzo5", ("css-1vkm6nb", "css-53u6y8"), "section", "css-ye6x8s", True, False, False, False, True),
    ("post-text", ("wrap", "row", "col-md-8"), "div", "list-item", False, False, False, True, False),
    ("ArticleBody-articleBody", ("PageBuilder-page", "PageBuilder-containerFluidWidths", "PageBuilder-col"), "div", "RiverHeadline-headline", True, False, True, False, False),
    ("richtext", ("l-page", "l-grid", "l-grid__main"), "main", "c-card", False, False, False, False, False),
    ("field field--name-body", ("region region-content", "node__content"), "article", "views-row", True, False, False, True, False),
)


def sites(rng: np.random.Generator) -> list[Site]:
    """A site for each template."""
    found = []
    for number, (body, wrap, article, card, json_ld, whole, ticker, comments, minified) in enumerate(_TEMPLATES):
        names = parts.NAMES[number]
        found.append(Site(
            names, body, wrap, article, card, json_ld, whole, ticker, comments, minified, tuple(parts.script(rng) for _ in range(24)), parts.style(rng, (body, *wrap, card)),
            parts.menu(rng, number), parts.footer(rng, names, number),
        ))  # fmt: skip
    return found


def write_pages(folder: Path, pages: int) -> int:
    """Write so many pages into a folder, each as a file; returns their characters."""
    folder.mkdir(parents=True)
    characters = 0
    for number, page in enumerate(drawn(pages)):
        characters += len(page)
        (folder / f"{number:06}.html").write_text(page, encoding="utf-8")
    return characters


def drawn(pages: int) -> Iterator[str]:
    """That many pages; the first ones are the same however many are asked for."""
    every = sites(np.random.default_rng([SEED, 20]))
    for begin in range(0, pages, _DRAWN):
        seed = SEED + begin
        rng = np.random.default_rng([seed, 21])
        told = articles(_TOLD * _DRAWN, seed).to_dict("records")
        listed = quotes(8 * _DRAWN, seed).to_dict("records")
        for number in range(min(_DRAWN, pages - begin)):
            story, *further = told[number::_DRAWN]
            others = [told[place] for place in rng.integers(0, len(told), 30) if told[place]["language"] == story["language"]] or further
            yield _page(every[number % len(every)], begin + number, story, further, others, listed[8 * number : 8 * number + 8], rng)


def _page(site: Site, number: int, story: dict[Any, Any], further: Sequence[dict[Any, Any]], others: Sequence[dict[Any, Any]], listed: Sequence[dict[Any, Any]], rng: np.random.Generator) -> str:  # noqa: PLR0913, PLR0917  what a page is made of
    defect = str(rng.choice(["cut", "encoding", "short"])) if rng.random() < _BAD else ""
    paragraphs = [*story["body"].split("\n\n"), *(paragraph for one in further for paragraph in one["body"].split("\n\n")[1:])]
    if defect == "cut":
        paragraphs = [*paragraphs[: len(paragraphs) // 2], paragraphs[len(paragraphs) // 2][:90]]
    if defect == "encoding":
        paragraphs = [paragraph.replace(" ", " Ã©t", 1) for paragraph in paragraphs]
    address = f"https://{site.name.lower().replace(' ', '')}.example/{story['language']}/{number}"
    published = pd.Timestamp(story["published_at"])
    head = _head(site, number, story, address, "\n".join(paragraphs), rng)
    image = parts.figure(rng, number, story["title"])
    opening = (
        f'<header class="{site.card}-header"><div class="breadcrumb"><a href="/">Home</a> <a href="/{story["language"]}">News</a></div><h1 class="headline">{escape(story["title"])}</h1>\n<p class="deck">{escape(story["description"])}</p>\n'
        f'<div class="byline-block"><span class="byline">By <a rel="author" href="/people/{number % 40}">{escape(story["author"])}</a></span> <time datetime="{story["published_at"]}">{published:%B %d, %Y at %I:%M %p}</time> '
        f'<span class="read">{-(-sum(len(one.split()) for one in paragraphs) // 220)} min read</span></div>\n{parts.share(rng, address)}</header>\n{image}\n'
    )
    text = [f'<p class="{site.body}-paragraph" data-index="{place}">{_inline(paragraph, rng)}</p>' for place, paragraph in enumerate(paragraphs)]
    related = parts.cards(others[:4], site.card, rng, images=False)
    text.insert(len(text) // 2, f'<aside class="inline-related"><h4>Related</h4>{related}</aside>')
    for place in range(3, len(text), 5):
        text[place] += f'\n<div class="ad-slot" id="ad-{number}-{place}"><script>{parts.call(rng)}</script></div>'
    body = f'<div class="{site.body}">\n' + "\n".join(text) + "\n</div>\n"
    closing = parts.tags(rng) + parts.author(story["author"]) + (parts.comments(rng, others) if site.comments else "") + parts.newsletter(rng)
    main = f'<{site.article} class="{site.card}-single" id="story-{number}">\n{opening}{body}{closing}</{site.article}>\n'
    for around in reversed(site.wrap):
        main = f'<div class="{around}">\n{main}</div>\n'
    aside = f'<div class="sidebar" role="complementary"><h3>Most read</h3>{parts.ranking(others, rng)}<h3>More stories</h3><div class="river">{parts.cards([*others, *others][:18], site.card, rng, images=True)}</div></div>\n'
    ticker = parts.ticker(listed) if site.ticker else ""
    scripts = "\n".join(f"<script>{site.scripts[place]}</script>" for place in rng.choice(len(site.scripts), 12, replace=False))
    state = f'<script id="__STATE__" type="application/json">{json.dumps(parts.state(rng, number, [one["title"] for one in others]))}</script>'
    page = (
        f'<!DOCTYPE html>\n<html lang="{story["language"]}">\n{head}<body class="single post-{number} {site.card}-page">\n{parts.CONSENT}{ticker}{site.menu}{main}{aside}{site.footer}\n{state}\n{scripts}\n'
        f'<noscript><img src="https://metrics.example/p?id={number}" height="1" width="1" alt=""></noscript>\n</body>\n</html>\n'
    )
    if defect == "short":
        page = page[: int(len(page) * 0.7)]
    return page.replace("\n", "") if site.minified else page.replace("\n<", "\n    <")


def _head(site: Site, number: int, story: dict[Any, Any], address: str, body: str, rng: np.random.Generator) -> str:  # noqa: PLR0913, PLR0917  what a page says of itself
    title, description = escape(story["title"]), escape(story["description"])
    declared = {
        "og:title": title, "og:type": "article", "og:url": address, "og:site_name": site.name, "og:description": description, "og:image": f"https://img.example/{number}/1200.jpg", "og:locale": story["language"],
        "article:published_time": story["published_at"], "article:modified_time": story["modified_at"], "article:section": "News", "twitter:card": "summary_large_image", "twitter:title": title,
        "twitter:description": description, "twitter:image": f"https://img.example/{number}/1200.jpg", "fb:app_id": str(100_000 + number), "fb:pages": "1234567890",
    }
    named = {"description": description, "author": escape(story["author"]), "viewport": "width=device-width, initial-scale=1", "robots": "max-image-preview:large", "theme-color": "#ffffff", "generator": "Press 6.4"}
    metas = "\n".join([f'<meta property="{name}" content="{value}">' for name, value in declared.items()] + [f'<meta name="{name}" content="{value}">' for name, value in named.items()])
    links = "\n".join(f'<link rel="{rel}" href="https://static.example/{site.card}/{place}.{suffix}">' for place, (rel, suffix) in enumerate([("stylesheet", "css"), ("preload", "woff2"), ("icon", "png"), ("dns-prefetch", "js")] * 5))
    loaded = "\n".join(f'<script async src="https://static.example/js/{place}.{rng.integers(1 << 30):x}.js"></script>' for place in range(9))
    told: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story["title"], "datePublished": story["published_at"], "dateModified": story["modified_at"], "mainEntityOfPage": address,
        "author": [{"@type": "Person", "name": story["author"]}], "publisher": {"@type": "Organization", "name": site.name, "logo": {"@type": "ImageObject", "url": "https://img.example/logo.png"}},
        "image": [f"https://img.example/{number}/{width}.jpg" for width in (600, 1200)], "description": story["description"],
    }
    if site.whole_text:
        told["articleBody"] = body
    ld = f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>\n' if site.json_ld else ""
    return f'<head>\n<meta charset="utf-8">\n<title>{title} | {site.name}</title>\n<link rel="canonical" href="{address}">\n{metas}\n{links}\n<style>{site.style}</style>\n{ld}{loaded}\n</head>\n'


def _inline(paragraph: str, rng: np.random.Generator) -> str:
    """A paragraph with a link and a word in bold, as often as writers set them."""
    words = escape(paragraph, quote=False).split(" ")
    for place in rng.integers(0, len(words), int(rng.integers(0, 4))).tolist():
        kind = int(rng.integers(3))
        words[place] = f'<a href="/topic/{place}" class="link">{words[place]}</a>' if kind == 0 else f"<em>{words[place]}</em>" if kind == 1 else f"<strong>{words[place]}</strong>"
    return " ".join(words)
