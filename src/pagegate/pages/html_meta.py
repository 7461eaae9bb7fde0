"""Reads what a page says of its article in its markup: JSON-LD, OpenGraph and other `<meta>`, microdata.

Sources: schema.org, types Article, NewsArticle and their like; The Open Graph protocol (https://ogp.me), type article; HTML standard, section 4.2.5, standard metadata names.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_ARTICLE = re.compile(r"(?:article|blogposting|newsarticle|report|posting)$", re.IGNORECASE)
_NO_ARTICLE = re.compile(r"(?:job|discussionforum)posting$", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_SPACES = re.compile(r"\s+")
_DATE = re.compile(r"\s*[12][0-9]{3}-[0-9]{2}-[0-9]{2}(?:[T ].{0,40})?$")
_SITE = re.compile(r"^(?P<title>.{12,}?)\s+[|–—\-·»]\s+(?P<site>[^|]{2,48})$")
#: How much of one page's JSON-LD is gone through.
_MOST_NODES, _MOST_JSON = 20_000, 2 << 20
_META = {
    "title": ("og:title", "twitter:title", "parsely-title", "headline", "title"),
    "site": ("og:site_name", "application-name"),
    "description": ("og:description", "description", "twitter:description"),
    "url": ("og:url", "parsely-link"),
    "author": ("author", "parsely-author", "sailthru.author", "dc.creator", "byl", "article:author"),
    "published_at": ("article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "date"),
    "modified_at": ("article:modified_time", "datemodified", "og:updated_time", "lastmod", "dcterms.modified", "last-modified"),
}


@dataclass(frozen=True)
class Metadata:
    """What a page says of its article, as text; None where it says nothing.

    `headline` is JSON-LD's or OpenGraph's, `shown` the text of its `<h1>`, `titles` all of them. `is_article`: the page says that it is one.
    """

    title: str | None
    shown: str | None
    headline: str | None
    titles: tuple[str, ...]
    is_article: bool
    site: str | None = None
    author: str | None = None
    url: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    description: str | None = None
    language: str | None = None
    declared_words: str | None = None
    declared_body: str | None = None
    free_to_read: str | None = None


def read_metadata(tree: Any) -> Metadata:
    """The metadata of a page, given as an lxml tree."""
    meta = _meta(tree)
    linked = _json_ld(tree)
    item = _microdata(tree)
    title = _line(tree.findtext(".//title"))
    parted = _SITE.match(title or "")
    plain = parted["title"] if parted else title
    told = _first(meta, "title")
    headline = _text(linked.get("headline")) or item.get("headline") or told
    headings = [text for element in tree.iter("h1") if (text := _line(element.text_content()))]
    shown = _like(headings, (headline, plain))
    return Metadata(
        title=plain, shown=shown, headline=headline, titles=tuple(dict.fromkeys(text for text in (plain, title, headline, told, shown, *headings[:1]) if text)),
        is_article=bool(linked) or str(meta.get("og:type", "")).lower() in {"article", "news", "blog", "post"} or "headline" in item,
        site=_first(meta, "site") or _name(linked.get("publisher")) or (parted["site"] if parted else None),
        author=_name(linked.get("author")) or _no_address(_first(meta, "author")) or item.get("author"),
        url=_canonical(tree) or _first(meta, "url"),
        published_at=_date(_text(linked.get("datePublished")), item.get("datePublished"), *_all(meta, "published_at")),
        modified_at=_date(_text(linked.get("dateModified")), item.get("dateModified"), *_all(meta, "modified_at")),
        description=_first(meta, "description") or _text(linked.get("description")),
        language=_text(linked.get("inLanguage")) or _line(tree.get("lang")),
        declared_words=_number(linked.get("wordCount")),
        declared_body=_body(linked.get("articleBody")),
        free_to_read=_flag(linked.get("isAccessibleForFree")),
    )


def _meta(tree: Any) -> Mapping[str, str]:
    """The `<meta>` of a page by their name in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _line(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _json_ld(tree: Any) -> Mapping[str, Any]:
    """The first article of the page's JSON-LD that has a headline, else the first, else nothing."""
    articles = [
        node for element in tree.iter("script") if "ld+json" in (element.get("type") or "").lower() and element.text
        for node in _nodes(_parsed(element.text)) if any(_ARTICLE.search(kind) and not _NO_ARTICLE.search(kind) for kind in _kinds(node))
    ]
    empty: Mapping[str, Any] = {}
    return next((node for node in articles if node.get("headline")), articles[0] if articles else empty)


def _parsed(block: str) -> object:
    text = _WRAPPING.sub("", block[:_MOST_JSON]).strip()
    for form in (text, entities.unescape(text)):
        try:
            return json.loads(form, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object) -> Iterator[Mapping[str, Any]]:
    """Every object of a JSON document, outer ones first, up to a limit."""
    waiting = [value]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
            waiting += [inner for inner in one.values() if isinstance(inner, dict | list)]
        elif isinstance(one, list):
            waiting += one[:_MOST_NODES]


def _kinds(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _microdata(tree: Any) -> Mapping[str, str]:
    """The properties that microdata gives the page's article; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.xpath(".//*[@itemprop]"):
        for name in element.get("itemprop").split():
            if name in {"headline", "author", "datePublished", "dateModified"}:
                value = _line(element.get("content") or element.get("datetime") or (element.text_content() if element.tag != "meta" else None))
                if value and len(value) < 400:
                    found.setdefault(name, value)
    return found


def _canonical(tree: Any) -> str | None:
    return next((_line(element.get("href")) for element in tree.iter("link") if (element.get("rel") or "").lower() == "canonical" and (element.get("href") or "").startswith("http")), None)


def _all(meta: Mapping[str, str], field: str) -> Iterator[str]:
    return (meta[name] for name in _META[field] if name in meta)


def _first(meta: Mapping[str, str], field: str) -> str | None:
    return next(_all(meta, field), None)


def _like(headings: list[str], titles: tuple[str | None, ...]) -> str | None:
    """The first heading that shares half of the words of a title; the only one, if there is no title. A heading of other words is the site's name."""
    for title in titles:
        words = set((title or "").lower().split())
        for heading in headings:
            if words and len(words & set(heading.lower().split())) * 2 >= len(words):
                return heading
    return headings[0] if len(headings) == 1 and not any(titles) else None


def _date(*texts: str | None) -> str | None:
    """The first that is an ISO 8601 date, as such metadata must be."""
    return next((text for text in texts if text and _DATE.match(text)), None)


def _name(value: object) -> str | None:
    """The names of persons and organisations."""
    values = value if isinstance(value, list) else [value]
    names = [_text(one.get("name")) if isinstance(one, dict) else _text(one) for one in values[:10]]
    return _no_address(", ".join(dict.fromkeys(name for name in names if name))) or None


def _no_address(text: str | None) -> str | None:
    return None if text is None or "://" in text or not text else text


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return _line(entities.unescape(value)) if isinstance(value, str) else None


def _line(text: str | None) -> str | None:
    return (_SPACES.sub(" ", text).strip() or None) if text else None


def _body(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _number(value: object) -> str | None:
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) and str(value).strip().isdecimal() else None


def _flag(value: object) -> str | None:
    text = str(value).strip().lower().rpartition("/")[2] if isinstance(value, bool | str) else ""
    return text if text in {"true", "false"} else None
